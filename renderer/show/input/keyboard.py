"""The computer's keyboard as an instrument: cues on the digits, effects under the left hand, triggers below.

    1 .. 9                 the scene's presets, faded to
    Q W E R T Y U I O P    an effect for as long as the key is down
    A S D F G H J K L      the same effects, on and off again
    Z X C V B N M          triggers

These are places of an American keyboard, whatever is written on the keys that lie there.
A scene without effects gets its first numbers there instead.
"""

import time
from collections.abc import Callable
from typing import Any

from ..key_places import LETTERS, KeyPlaces
from .event import Event

__all__ = ["ALL", "COMBINED", "DIGITS", "FIRE", "HOLD", "LATCH", "Keyboard"]

DIGITS, (HOLD, LATCH, FIRE) = "123456789", LETTERS
ALL = DIGITS + HOLD + LATCH + FIRE
COMBINED = 2 | 4 | 32 | 64  # pyglet's MOD_CTRL, MOD_ALT, MOD_WINDOWS and MOD_COMMAND, which need a display to import


class Keyboard:
    """
    Keys that were pressed and let go, as ``/key/q`` 1 and 0.

    playing : whether keys are notes; while not, they stay with the window
    keys : the places that are taken
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter, keys: str = ALL) -> None:
        """Take ``keys``, stamped by ``clock`` (s)."""
        self.playing = True
        self._clock, self.keys = clock, frozenset(keys)
        self._held: set[str] = set()
        self._events: list[Event] = []

    def press(self, key: str, at: float | None = None) -> bool:
        """Press ``key``, ``at`` s or now; return whether it was taken. One that repeats by itself is pressed once."""
        if not self.playing or key not in self.keys:
            return False
        if key not in self._held:
            self._held.add(key)
            self._events.append(Event(self._clock() if at is None else at, f"/key/{key}", 1.0))
        return True

    def release(self, key: str, at: float | None = None) -> None:
        """Let go of ``key``; one that was not pressed here is none of ours."""
        if key in self._held:
            self._held.discard(key)
            self._events.append(Event(self._clock() if at is None else at, f"/key/{key}", 0.0))

    def release_all(self) -> None:
        """Let go of every key: the window that would hear it is no longer in front."""
        for key in sorted(self._held):
            self.release(key)

    def handlers(self, places: KeyPlaces, commands: str = "") -> dict[str, Callable[..., Any]]:
        """
        Return what a pyglet window calls; keys that are taken go no further, those with Ctrl or Alt are not.

        commands : letters that are somebody else's, wherever they lie
        """

        def pressed(symbol: int, held: int) -> bool | None:
            free = not held & COMBINED and not (symbol < 128 and chr(symbol) in commands)
            return True if free and self.press(places.of(symbol), places.time()) else None

        def released(symbol: int, _held: int) -> None:
            self.release(places.of(symbol), places.time())

        return {"on_key_press": pressed, "on_key_release": released, "on_deactivate": self.release_all}

    def poll(self, now: float) -> list[Event]:  # noqa: ARG002
        """Return what was pressed and let go since the last call."""
        events, self._events = self._events, []
        return events

    def said(self) -> str:
        """Return nothing: a keyboard is always there."""
        return ""

    def close(self) -> None:
        """Let go of every key."""
        self.release_all()
