"""MIDI: a controller that may be unplugged in mid-note, and a file that plays itself at its exact times.

    /midi/<channel 1..16>/note/<0..127>    velocity 0 .. 1, 0 when let go      /cc/<0..127>    0 .. 1
    /midi/<channel>/pitch                  0 .. 1, 0.5 at rest                 /pressure       0 .. 1
    /midi/<channel>/program/<0..127>       1
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from renderer.core.errors import DataError, UsageError
from renderer.core.small_file import read_bytes
from renderer.core.suggest import nearest

from .event import Event, InputSource, Null, Script
from .smf import read_smf

__all__ = ["MidiPort", "Ports", "event_of", "midi_file", "midi_port", "system_ports"]

LOOK = 1.0  # s between two looks at which devices are there
MOST = 1024  # messages a frame
MOST_NOTES = 4  # said of a file
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
        hint = nearest(name, there, f"there are: {', '.join(there)}")
        raise UsageError(f"no MIDI device '{name}'{hint}")
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
    """Return the source that plays ``path``, and says what of it is left out; raises DataError where nothing plays."""
    try:
        messages, notes = read_smf(read_bytes(path))
    except FileNotFoundError:
        raise DataError(f"{path}: no such file; name a .mid") from None
    except OSError as error:
        raise DataError(f"{path}: this MIDI file cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise DataError(f"{path}: this MIDI file cannot be played: {error}") from None
    events = (Event(now, *found) for now, *raw in messages if (found := _played(*raw)) is not None)
    more = f"; {len(notes) - MOST_NOTES} more things are wrong with it" if len(notes) > MOST_NOTES else ""
    return Script(events, since, path.name, "; ".join(notes[:MOST_NOTES]) + more)


def event_of(message: Any, now: float) -> Event | None:  # noqa: ANN401
    """Return a message as an event at ``now``, None for what plays nothing."""
    raw = message.bytes()
    found = _played(raw[0], raw[1], raw[-1]) if len(raw) in (2, 3) else None
    return None if found is None else Event(now, *found)


_READ: dict[int, Callable[[int, int], tuple[str, float]]] = {
    0x80: lambda note, _: (f"note/{note}", 0.0),
    0x90: lambda note, velocity: (f"note/{note}", velocity / 127),
    0xB0: lambda control, value: (f"cc/{control}", value / 127),
    0xC0: lambda program, _: (f"program/{program}", 1.0),
    0xD0: lambda value, _: ("pressure", value / 127),
    0xE0: lambda low, high: ("pitch", 0.5 if (at := high << 7 | low) == _REST else at / _BEND),
}


def _played(status: int, one: int, two: int) -> tuple[str, float] | None:
    """Return the address and the value of a channel's message, None for what plays nothing."""
    read = _READ.get(status & 0xF0)
    if read is None:
        return None
    name, value = read(one, two)
    return f"/midi/{(status & 0x0F) + 1}/{name}", value


def _listed(ports: Ports) -> list[str]:
    """Return the names of the devices, none where the driver fails."""
    try:
        return list(ports.names())
    except Exception:  # a sequencer that went away
        return []


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]
