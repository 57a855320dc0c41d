"""One event of any instrument, and what every source of events looks like."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Event", "InputSource", "Null", "Script", "Value", "coalesced", "is_sound"]

Value = float | str | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """
    Something was played.

    time : s of the clock that the source was polled with
    address : ``/midi/1/cc/7``, ``/key/q``, ``/pad/a``, ``/audio/low``, or as it came by OSC
    value : a knob's 0 .. 1, a button's 1 and, let go, 0; a text or several numbers where a controller sends them
    """

    time: float
    address: str
    value: Value


class InputSource(Protocol):
    """Whatever gives events. It never waits, and never raises once it is made."""

    def poll(self, now: float) -> list[Event]:
        """Return what was played up to ``now`` (s), in its order, since the last call."""

    def said(self) -> str:
        """Return one line on how it is, "" where there is nothing to say."""

    def close(self) -> None:
        """Let go of the device."""


class Null:
    """The source of a machine that has none; ``why`` tells what is missing."""

    def __init__(self, why: str = "") -> None:
        """Say ``why`` when asked."""
        self._why = why

    def poll(self, now: float) -> list[Event]:  # noqa: ARG002
        """Return nothing."""
        return []

    def said(self) -> str:
        """Return why there is nothing."""
        return self._why

    def close(self) -> None:
        """Do nothing."""


class Script:
    """Events that are known beforehand, played in time: a MIDI file, a test, a rehearsal."""

    def __init__(
        self, events: Iterable[Event], since: float | None = None, name: str = "script", note: str = ""
    ) -> None:
        """
        Begin at ``since`` (s of the polling clock), at the first poll without; the events' times count from it.

        note : what else there is to say of it
        """
        self._events = sorted(events, key=lambda event: event.time)
        self._since, self._next, self._name, self._note = since, 0, name, note

    def poll(self, now: float) -> list[Event]:
        """Return what is due by ``now``, each at the time at which it was due."""
        self._since = now if self._since is None else self._since
        due = []
        while self._next < len(self._events) and self._since + self._events[self._next].time <= now:
            event = self._events[self._next]
            due.append(Event(self._since + event.time, event.address, event.value))
            self._next += 1
        return due

    def said(self) -> str:
        """Return how far it has come."""
        played = f"{self._next:,} of " if self._next else ""
        note = f"; {self._note}" if self._note else ""
        return f"{self._name}: {played}{len(self._events):,} events{note}"

    def close(self) -> None:
        """Play no more."""
        self._next = len(self._events)


def is_sound(value: object) -> bool:
    """
    Return whether ``value`` may pass the door: a text, or numbers that are numbers.

    >>> is_sound(0.5), is_sound(float("nan")), is_sound((0.5, float("inf"))), is_sound(None)
    (True, False, False, False)
    """
    if isinstance(value, str):
        return True
    if isinstance(value, tuple):
        return bool(value) and all(map(is_sound, value))
    return isinstance(value, (int, float)) and math.isfinite(value)


def coalesced(events: Iterable[Event]) -> list[Event]:
    """
    Return the latest event of each address; a press that was let go in the same frame is kept before it.

    >>> [e.value for e in coalesced([Event(0.0, "/a", 0.1), Event(0.1, "/a", 0.7), Event(0.2, "/a", 0.4)])]
    [0.4]
    >>> [e.value for e in coalesced([Event(0.0, "/b", 1.0), Event(0.1, "/b", 0.0)])]
    [1.0, 0.0]
    """
    latest: dict[str, Event] = {}
    pressed: dict[str, Event] = {}
    for event in events:
        latest[event.address] = event
        if event.value != 0.0:
            pressed[event.address] = event
    kept = []
    for address, last in latest.items():
        if last.value == 0.0 and address in pressed:
            kept.append(pressed[address])
        kept.append(last)
    return kept
