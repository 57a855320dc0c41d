"""The sound that a film is given: which file, from where in it, whether again and again, and how it comes and goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import EncodeError, UsageError
from renderer.session.placed import placed
from renderer.session.setup_fields import finite, text
from renderer.session.setup_json import known_only

from .codecs.audio_track import AudioTrack
from .codecs.sound_file import RATE, Sound, blocks_of, open_sound
from .companions import digest_of
from .formats import FORMATS, Choice, format_of, listed

if TYPE_CHECKING:
    from .film import Film

__all__ = ["FILE", "Soundtrack", "audio_placed", "check_sound", "fitted_to", "heard_with", "samples_of",
           "soundtrack_json", "soundtrack_of"]  # fmt: skip

FILE = "audio:"  # begins the name of its file in a manifest
_LONGEST = 86_400.0  # s


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """
    A file of sound, as a film plays it.

    offset : s of the file that are skipped; below 0, s of the film before it begins
    loop : whether it begins anew until the film ends
    fade : s over which it comes, and goes
    """

    path: Path
    offset: float = 0.0
    loop: bool = False
    fade: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        """Refuse what no film has; raises UsageError."""
        if not -_LONGEST <= self.offset <= _LONGEST:
            raise UsageError(f"--audio-offset {self.offset:g} is outside -{_LONGEST:g}..{_LONGEST:g} s")
        if not all(0.0 <= one <= _LONGEST for one in self.fade):
            raise UsageError(f"--audio-fade {self.fade[0]:g},{self.fade[1]:g} is outside 0..{_LONGEST:g} s")


def check_sound(choice: Choice, audio: Soundtrack | None) -> None:
    """Raise UsageError where the file cannot hold a sound, or there is none of that name."""
    if audio is None:
        return
    if not choice.format.sound:
        what = "numbered stills have" if choice.format.kind == "sequence" else f"a .{choice.format.name} has"
        heard = ", ".join(name for name in listed("film") if FORMATS[name[1:]].sound)
        raise UsageError(f"--audio does not fit {choice.path.name}: {what} no sound. Name a film: {heard}")
    if not audio.path.is_file():
        raise UsageError(f"--audio {audio.path}: there is no such file")


def fitted_to(audio: Soundtrack, sound: Sound, seconds: Fraction) -> tuple[str, ...]:
    """
    Return what an artist must know of ``sound`` under a film of ``seconds``.

    Raises UsageError where nothing of it would be heard, or where it comes and goes longer than it is there.
    """
    name, (begin, end) = audio.path.name, _heard(audio, sound, round(seconds * RATE))
    if audio.offset >= sound.seconds:
        raise UsageError(f"--audio-offset {audio.offset:g} is behind the end of {name}, which lasts "
                         f"{float(sound.seconds):.2f} s")  # fmt: skip
    if begin >= end:
        raise UsageError(f"--audio-offset {audio.offset:g} is behind the end of the film, which lasts "
                         f"{float(seconds):.2f} s")  # fmt: skip
    there = (end - begin) / RATE
    if sum(audio.fade) > there:
        raise UsageError(f"--audio-fade {audio.fade[0]:g},{audio.fade[1]:g} is longer than {name} is heard, "
                         f"{there:.2f} s")  # fmt: skip
    return tuple(_said(audio, sound, seconds, float(end / RATE)))


def _said(audio: Soundtrack, sound: Sound, seconds: Fraction, end: float) -> Iterator[str]:
    name, rest = audio.path.name, sound.seconds - Fraction(audio.offset) - seconds
    if end < seconds - Fraction(1, 100):
        yield (f"{name} ends at {end:.2f} s of {float(seconds):.2f} s, and the rest is silent; --audio-loop repeats "
               "it")  # fmt: skip
    elif rest > Fraction(1, 100) and not audio.loop and not audio.fade[1]:
        yield f"{name} is cut at the film's end, {float(rest):.2f} s before its own; --audio-fade 0,2 lets it go softly"
    if sound.channels not in (1, 2, 6, 8):
        yield f"{name} has {sound.channels} channels, mixed to two: films here hold 1, 2, 6 or 8"


def heard_with(film: "Film", audio: Soundtrack, digest: str, seconds: Fraction) -> tuple[str, ...]:
    """
    Let ``film``, of ``seconds``, have its sound when it is joined; return what an artist must know.

    digest : SHA-256 of the file as the manifest says it: another one by then is refused with an EncodeError
    Raises DataError, UsageError before anything is drawn, where the file is no sound or does not fit.
    """
    sound, kind = open_sound(audio.path), format_of(film.path).sound
    said = fitted_to(audio, sound, seconds)

    def track(made: Any, seconds: Fraction) -> AudioTrack:  # noqa: ANN401
        if digest_of(audio.path) != digest:
            raise EncodeError(f"{audio.path} was changed while {film.path.name} was drawn. The same command joins it "
                              "with what it is now.")  # fmt: skip
        return AudioTrack(made, kind, sound.layout, samples_of(audio, sound, round(seconds * RATE)))

    film.sound = track
    return said


def samples_of(audio: Soundtrack, sound: Sound, total: int) -> Iterator[NDArray[np.float32]]:
    """Yield ``total`` samples at ``RATE`` of what is heard with the film, float32 [n, channels], in blocks."""
    begin, end = _heard(audio, sound, total)
    at, skip = 0, max(0, round(audio.offset * RATE))
    channels = {"mono": 1, "stereo": 2, "5.1": 6, "7.1": 8}[sound.layout]
    yield from _silence(begin, channels)
    at = begin
    for block in blocks_of(sound, loop=audio.loop):
        heard = block[skip:]
        skip = max(0, skip - len(block))
        heard = heard[: end - at]
        if len(heard):
            yield heard * _gain(audio.fade, at - begin, end - at, len(heard))[:, None]
        at += len(heard)
        if at >= end:
            break
    yield from _silence(total - at, channels)


def _heard(audio: Soundtrack, sound: Sound, total: int) -> tuple[int, int]:
    """Return the samples of the film between which something is heard."""
    begin = max(0, round(-audio.offset * RATE))
    length = sound.samples - max(0, round(audio.offset * RATE))
    return min(begin, total), total if audio.loop else min(total, begin + length)


def _gain(fade: tuple[float, float], since: int, left: int, count: int) -> NDArray[np.float32]:
    """Return how loud each of ``count`` samples is, 0 .. 1; ``since`` the sound began, ``left`` until it ends."""
    at = np.arange(count)
    come = (since + at) / max(1.0, fade[0] * RATE) if fade[0] else 1.0
    go = (left - 1 - at) / max(1.0, fade[1] * RATE) if fade[1] else 1.0
    return np.broadcast_to(np.clip(np.minimum(come, go), 0.0, 1.0), (count,)).astype(np.float32)


def _silence(count: int, channels: int) -> Iterator[NDArray[np.float32]]:
    for start in range(0, count, RATE):
        yield np.zeros((min(RATE, count - start), channels), np.float32)


def soundtrack_json(audio: Soundtrack, *, named: bool) -> dict[str, Any]:
    """Return ``audio`` as JSON holds it; ``named`` : by the name of its file alone."""
    file = audio.path.name if named else audio.path.as_posix()
    return {"file": file, "offset": audio.offset, "loop": audio.loop, "fade": list(audio.fade)}


def soundtrack_of(value: Any) -> Soundtrack | None:  # noqa: ANN401
    """Return what JSON says of a sound; raises TypeError, ValueError, AttributeError, RendererError."""
    if value is None:
        return None
    known_only(value, ("file", "offset", "loop", "fade"), "audio", "a sound")
    come, go = value.get("fade", (0.0, 0.0))
    if not isinstance(loop := value.get("loop", False), bool):
        raise TypeError("neither true nor false")
    return Soundtrack(Path(text(value.get("file"))), finite(value.get("offset", 0.0)), loop, (finite(come), finite(go)))


def audio_placed(
    where: Mapping[str, Any], source: str, within: tuple[Path, ...], typed: Path | None = None
) -> Mapping[str, Any]:
    """Return the destination ``where`` with its file of sound where it lies, or where it was ``typed`` to lie."""
    audio = where.get("audio")
    if not isinstance(audio, Mapping) or not isinstance(audio.get("file"), str):
        return where
    file = str(typed) if typed else placed("audio", audio["file"], source, within, sayable=True)
    return {**where, "audio": {**audio, "file": file}}
