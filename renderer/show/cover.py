"""Looks, a few times a second, whether the show's window covers its display, and brings it back where it does not."""

import time
from collections.abc import Callable

from . import x11_cover
from .fullscreen import off, place
from .monitors import Display
from .window import Window

__all__ = ["Cover"]

PERIOD = 0.25  # s between two looks
APART = 0.5  # s between two tries: two programs that bring themselves back in turn shall not flash 3 times a second
TRIES = 6  # in a row, so far apart: after these, something here will not have it
SLOWLY = 5.0  # s between two tries from then on
QUIET = 10.0  # s between two words about the same kind of fault
WALL = "the show's window"


class Cover:
    """
    Keeps ``window`` over its display.

    say : is told of each fault once, and of one that comes again and again with their number
    """

    def __init__(
        self, window: Window, say: Callable[[str], None], now: Callable[[], float] = time.perf_counter
    ) -> None:
        """Begin with a window that covers."""
        self._window, self._say, self._now = window, say, now
        self._due = self._tried = float("-inf")
        self._fault, self._tries = "", 0
        self._told: dict[str, tuple[float, int]] = {}  # fault -> when it was told last, how often it was not since

    def work(self, display: Display) -> bool:
        """Look whether it covers ``display``, where that is due; return whether it was seen not to."""
        now = self._now()
        resized = not self._fault and now - self._tried >= APART and (
            tuple(self._window.native.get_size()) != (display.width, display.height))  # fmt: skip
        if now < self._due and not resized:
            return False
        fault = self._look(display)
        if fault and now - self._tried < APART:
            self._due = now + PERIOD
            return True
        if fault and fault != self._fault:
            self._tell(fault, now)
        elif not fault and self._tries > TRIES:
            self._say(f"{WALL} covers {display.name} again")
        self._fault = fault
        self._tries = self._tries + 1 if fault else 0
        if fault:
            self._tried = now
            self._restore(display)
        if self._tries == TRIES + 1:
            self._say(f"{WALL} {fault} and does not come back; another program here keeps it so")
        self._due = now + (SLOWLY if self._tries > TRIES else PERIOD)
        return bool(fault)

    def _look(self, display: Display) -> str:
        native = self._window.native
        if getattr(native, "_x_display", None) is not None:
            return x11_cover.fault(native, display)
        return "was moved or given another size" if off(self._window, display) else ""

    def _restore(self, display: Display) -> None:
        native = self._window.native
        if getattr(native, "_x_display", None) is not None:
            x11_cover.restore(native, display)
        else:
            place(self._window, display)

    def _tell(self, fault: str, now: float) -> None:
        told, count = self._told.get(fault, (float("-inf"), 0))
        if now - told < QUIET:
            self._told[fault] = (told, count + 1)
            return
        again = f" ({count + 1} times since it was told last)" if count else ""
        self._say(f"{WALL} {fault}{again}; it is brought back")
        self._told[fault] = (now, 0)
