"""MIDI: a controller that may be unplugged in mid-note, and a file that plays itself at its exact times.

    /midi/<channel 1..16>/note/<0..127>    velocity 0 .. 1, 0 when let go      /cc/<0..127>    0 .. 1
    /midi/<channel>/pitch                  0 .. 1, 0.5 at rest                 /pressure       0 .. 1
    /midi/<channel>/program/<0..127>       1
"""

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from renderer.core.errors import DataError, UsageError
from renderer.core.small_file import read_bytes
from renderer.core.suggest import nearest

from .event import Event, InputSource, Null, Script

__all__ = ["MidiPort", "Ports", "event_of", "midi_file", "midi_port", "system_ports"]

LOOK = 1.0  # s between two looks at which devices are there
MOST = 1024  # messages a frame
MOST_EVENTS = 1_000_000  # of a file
_REST, _BEND = 8192, 16383


class Ports(NamedTuple):
    """Where MIDI comes from: names of the devices there are, and what opens one."""

    names: Callable[[], list[str]]
    open: Callable[[str], Any]


def system_ports() -> Ports:
    """Return the ports of this machine; raises UsageError where it has no MIDI at all."""
    try:
        import mido

        mido.get_input_names()
    except Exception as error:  # SystemError without a sequencer, ImportError without the driver
        raise UsageError(f"no MIDI on this machine ({_first(error)}); the show goes on without it") from None
    return Ports(mido.get_input_names, mido.open_input)


def midi_port(name: str = "", ports: Ports | None = None) -> InputSource:
    """
    Return the device whose name begins with ``name``, any without; a machine that has no MIDI gives a ``Null``.

    A device that is not there yet is waited for. Raises UsageError where others are there, but not this one.
    """
    try:
        ports = ports or system_ports()
    except UsageError as error:
        return Null(str(error))
    there = _listed(ports)
    if name and there and not any(one.startswith(name) for one in there):
        raise UsageError(f"no MIDI device '{name}'{nearest(name, there)} (there are: {', '.join(there)})")
    return MidiPort(name, ports)


class MidiPort:
    """One device, as long as it is there; when it goes its notes are let go, when it returns it plays on."""

    def __init__(self, name: str, ports: Ports) -> None:
        """Wait for the device whose name begins with ``name``."""
        self._name, self._ports = name, ports
        self._port: Any = None
        self._open = ""
        self._held: dict[str, None] = {}
        self._looked = float("-inf")

    def poll(self, now: float) -> list[Event]:
        """Return what was played; notes that a device held when it went are let go."""
        lost: list[Event] = []
        if now - self._looked >= LOOK:
            self._looked = now
            lost = self._follow(now)
        if self._port is None:
            return lost
        events = []
        try:
            for _, message in zip(range(MOST), self._port.iter_pending(), strict=False):
                if (event := event_of(message, now)) is not None:
                    events.append(event)
                    self._note(event)
            gone = bool(getattr(self._port, "closed", False))
        except Exception:  # the driver's own words for a device that is gone
            gone = True
        return [*events, *self._let_go(now)] if gone else events

    def said(self) -> str:
        """Return which device plays, or that it is waited for."""
        wanted = f"'{self._name}'" if self._name else "a device"
        return f"MIDI: {self._open}" if self._port is not None else f"MIDI: waiting for {wanted}"

    def close(self) -> None:
        """Let go of the device."""
        self._let_go(0.0)

    def _follow(self, now: float) -> list[Event]:
        """Open the device that came, let go of the one that went."""
        there = _listed(self._ports)
        if self._port is not None:
            return [] if self._open in there else self._let_go(now)
        found = next((one for one in there if one.startswith(self._name)), None)
        if found is not None:
            try:
                self._port, self._open = self._ports.open(found), found
            except Exception:  # taken by another program, or gone again: it is tried anew
                self._port = None
        return []

    def _note(self, event: Event) -> None:
        """Remember what is held down."""
        if "/note/" in event.address:
            if event.value:
                self._held[event.address] = None
            else:
                self._held.pop(event.address, None)

    def _let_go(self, now: float) -> list[Event]:
        """Close the device and return the ends of its notes."""
        held, self._held = self._held, {}
        port, self._port = self._port, None
        try:
            if port is not None:
                port.close()
        except Exception:  # it is gone already
            pass
        return [Event(now, address, 0.0) for address in held]


def midi_file(path: Path, since: float | None = None) -> Script:
    """Return the source that plays ``path``; raises DataError where it is no MIDI file."""
    import mido

    try:
        file = mido.MidiFile(file=io.BytesIO(read_bytes(path)))
        if file.ticks_per_beat <= 0:
            raise DataError(f"{path.name}: its times are in film frames, which is not read; save it in beats")
        events = list(_events(path.name, file))
    except DataError:
        raise
    except FileNotFoundError:
        raise DataError(f"{path}: no such file; name a .mid") from None
    except Exception as error:  # mido says in many ways that a file is none
        why = _first(error) or "it is cut, or no MIDI at all"
        raise DataError(f"{path}: this MIDI file cannot be read ({why})") from None
    return Script(events, since, path.name)


def event_of(message: Any, now: float) -> Event | None:  # noqa: ANN401
    """Return a message as an event at ``now``, None for what plays nothing."""
    kind = message.type
    if kind not in _READ:
        return None
    name, value = _READ[kind](message)
    return Event(now, f"/midi/{message.channel + 1}/{name}", value)


_READ: dict[str, Callable[[Any], tuple[str, float]]] = {
    "note_on": lambda m: (f"note/{m.note}", m.velocity / 127),
    "note_off": lambda m: (f"note/{m.note}", 0.0),
    "control_change": lambda m: (f"cc/{m.control}", m.value / 127),
    "pitchwheel": lambda m: ("pitch", 0.5 if m.pitch == 0 else (m.pitch + _REST) / _BEND),
    "aftertouch": lambda m: ("pressure", m.value / 127),
    "program_change": lambda m: (f"program/{m.program}", 1.0),
}


def _events(name: str, messages: Iterable[Any]) -> Iterable[Event]:
    """Give the events of a file; the time of a message is the seconds since the one before."""
    now = 0.0
    for count, message in enumerate(messages):
        if count >= MOST_EVENTS:
            raise DataError(f"{name}: more than {MOST_EVENTS:,} events; cut it into several files")
        now += message.time
        if (event := event_of(message, now)) is not None:
            yield event


def _listed(ports: Ports) -> list[str]:
    """Return the names of the devices, none where the driver fails."""
    try:
        return list(ports.names())
    except Exception:  # a sequencer that went away
        return []


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]
