"""Who plays a show: the instrument, what it plays, and the take that is recorded of it."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.private_file import write_private
from renderer.params.preset_keys import numbered
from renderer.scene.catalogue import Loaded
from renderer.session.mapping import Mapping, mapping_text, read_mapping, unfit
from renderer.session.replay import begin_take, keep
from renderer.session.session import Session
from renderer.session.setup import Setup

from .input.default_links import playable
from .input.event import Event, InputSource, coalesced
from .input.instrument import Instrument
from .input.keyboard import ALL, Keyboard
from .input.osc_input import OscSource
from .osc import Listener, sender_address
from .without import Bear, none_missing

if TYPE_CHECKING:
    from renderer.session.recorder import Recorder

__all__ = ["Player", "Sources", "check_sources", "take_path"]

Say = Callable[[str], None]
MOST_WAITING = 4096  # events of one frame that are played one by one; of more, the latest of each address


@dataclass(frozen=True, slots=True)
class Sources:
    """
    What the command line names to play with.

    midi : name of a device ("" any), or a .mid file; audio : ``default``, a device, ``drummer``, or a file
    mapping : a file of links; senders : addresses that OSC is heard from, all without
    """

    midi: str | None = None
    audio: str | None = None
    pads: bool = False
    mapping: Path | None = None
    senders: frozenset[str] = frozenset()


class Player:
    """
    Plays a session frame by frame, and keeps what was played.

    keyboard : asked before the window's own keys; listener : where OSC is heard, None where it is not
    recorder : the take that is being recorded, None where none is
    """

    def __init__(
        self, sources: Sources, listener: Listener | None, say: Say, keys: str = ALL, bear: Bear = none_missing
    ) -> None:
        """Open ``sources``; raises RendererError for one that was named and is not there, and is not borne."""
        self.keyboard, self.listener, self._say, self._keys = Keyboard(keys=keys), listener, say, keys
        self._file, self._links = sources.mapping, Mapping()
        if sources.mapping and sources.mapping.is_file():
            self._file = None  # what cannot be read is its owner's to mend, and is not written over
            with bear("what was learned"):
                self._links, self._file = read_mapping(sources.mapping), sources.mapping
        self.instrument = Instrument(_opened(sources, listener, self.keyboard, say, bear), say=self._heard)
        self.recorder: Recorder | None = None
        self._waiting: list[Event] = []
        self._own = Mapping()
        self._linked: Callable[[str], Mapping] = lambda _: Mapping()
        self._moved = False
        for line in self.instrument.said():
            say(line)

    def fit(self, loaded: Loaded, session: Session) -> None:
        """Play ``loaded``: controls as they lie, then the links that were learned or named."""
        presets = [preset.name for preset in session.presets]  # one that became unreadable among them
        for words in unfit(self._links, session.known, presets, self._file):
            self._say(words)
        cues = [preset.name if preset else "" for preset in numbered(session.keys, session.presets)]
        self._linked = lambda keys: playable(session.known, cues, loaded.scene.params(), keys)
        self._link()

    def move(self, keys: str) -> None:
        """Play on ``keys`` of the keyboard from the next frame on; what is held on it now is let go."""
        self.keyboard.release_all()
        self._keys = keys
        self._moved = True

    @property
    def moving(self) -> bool:
        """Whether what plays lies on other keys from the next frame on."""
        return self._moved

    def play(self, session: Session, index: int, time: float, now: float) -> Session:
        """Return ``session`` as it is played at frame ``index``, ``time`` (s) of the scene, and record it."""
        self.hear(now)
        played, self._waiting = self._waiting, []
        session, _ = self.instrument.apply(session, played, time, now)
        if self._moved:  # what was let go was heard by the links that it was held by
            self._link()
        if self.recorder is not None:
            keep(self.recorder, session, index)
        return session

    def hear(self, now: float) -> None:
        """Fetch what was played up to ``now`` (s), for the next ``play``: no source has to hold all of a slow frame."""
        self._waiting += self.instrument.poll(now)
        if len(self._waiting) > MOST_WAITING:
            self._waiting = coalesced(self._waiting)[-MOST_WAITING:]

    def record(self, path: Path, setup: Setup, session: Session, frame: int, fps: Fraction,
               size: tuple[int, int], *, after: bool = False) -> None:  # fmt: skip
        """
        Begin a take of ``setup`` in ``path``; raises DataError where it cannot be written, or is there already.

        after : go on with the take that is there
        """
        self.stop()
        self.recorder = begin_take(path, setup, session, frame=frame, fps=fps, size=size, say=self._say,
                                   after=after)

    def operate(self, index: int, *, black: bool, frozen: bool) -> None:
        """Record what the operator does to the wall from frame ``index`` on."""
        if self.recorder is not None:
            self.recorder.operate(index, black=black, frozen=frozen)

    def stop(self) -> Path | None:
        """End the take that is being recorded; return its file."""
        recorder, self.recorder = self.recorder, None
        if recorder is None:
            return None
        recorder.close()
        return recorder.path

    def learn(self, name: str) -> None:
        """Link the next control that is touched to the parameter ``name``."""
        self.instrument.learning = name

    def close(self) -> None:
        """Let go of all sources, and end the take."""
        self.stop()
        self.instrument.close()

    def _link(self) -> None:
        """Let controls play as they lie, then by the links that were learned or named."""
        self._moved, self.keyboard.keys = False, frozenset(self._keys)
        self._own = self._linked(self._keys)
        self.instrument.mapping = self._own | self._links

    def _heard(self, words: str) -> None:
        """Say what the instrument says, and keep what it learned."""
        self._say(words)
        links = {address: link for address, link in self.instrument.mapping.links.items()
                 if link != self._own.links.get(address)}  # fmt: skip
        if self._file is not None and links != self._links.links:
            self._links = Mapping(links)
            try:
                write_private(self._file, mapping_text(self._links).encode())
            except OSError as error:
                self._say(f"{self._file}: what was learned is not kept ({error.strerror})")


def check_sources(sources: Sources) -> None:
    """Raise what is wrong with the files and addresses that ``sources`` name; devices may be plugged in later."""
    tuple(map(sender_address, sources.senders))
    if sources.mapping and sources.mapping.is_file():
        read_mapping(sources.mapping)
    midi = sources.midi if _is_score(sources.midi) else None
    audio = sources.audio if Path(sources.audio or "").suffix else None
    for source in _opened(Sources(midi, audio), None, Keyboard(), lambda _: None, none_missing):
        source.close()


def _is_score(midi: str | None) -> bool:
    """Return whether ``midi`` names a file rather than a device."""
    return Path(midi or "").suffix.lower() in (".mid", ".midi")


def take_path(folder: Path, name: str) -> Path:
    """Return a file in ``folder`` for the next take of the scene ``name``."""
    number = 1
    while (path := folder / f"{name}-{number:03d}.take").exists():
        number += 1
    return path


def _sound(name: str) -> InputSource:
    """Return a file that is there, the drummer, or a device."""
    from .input.audio import audio_device, audio_file, drummer

    if name == "drummer":
        return drummer(0)
    return audio_file(Path(name)) if Path(name).suffix else audio_device("" if name == "default" else name)


def _opened(
    sources: Sources, listener: Listener | None, keyboard: Keyboard, say: Say, bear: Bear
) -> list[InputSource]:
    """Return the sources, in the order in which they are asked."""
    found: list[InputSource] = [keyboard]
    if listener is not None:
        found.append(OscSource(listener, say))
    if sources.midi is not None:
        from .input.midi import midi_file, midi_port

        with bear(f"--midi {sources.midi or 'any'}"):
            found.append(midi_file(Path(sources.midi)) if _is_score(sources.midi) else midi_port(sources.midi))
    if sources.audio is not None:
        with bear(f"--audio {sources.audio}"):
            found.append(_sound(sources.audio))
    if sources.pads:
        from .input.gamepad import gamepads

        with bear("--pads"):
            found.append(gamepads())
    return found
