"""The wall clock of a live show: which frame is due now. It skips frames, it never slows down."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

__all__ = ["Clock", "wait_until"]

SPIN = 0.0015  # s; sleeping alone wakes up to 12 ms late, the last stretch is waited awake
_EDGE = 1e-6  # frames; a deadline computed from an index must give that index again


@dataclass(frozen=True, slots=True)
class Clock:
    """
    Turns seconds of a steady clock into frames.

    fps : frames per second; origin : when frame 0 was, s
    stopped : the frame it stands at, None while it runs

    >>> clock = Clock(Fraction(30), origin=100.0)
    >>> clock.index(101.0), clock.paused(101.0).index(500.0)
    (30, 30)
    """

    fps: Fraction
    origin: float
    stopped: int | None = None

    def index(self, now: float) -> int:
        """Return the frame that is due at ``now`` (s)."""
        if self.stopped is not None:
            return self.stopped
        return max(0, floor((now - self.origin) * float(self.fps) + _EDGE))

    def due(self, now: float) -> float:
        """Return when the next frame begins (s); while it stands, one frame from now."""
        if self.stopped is not None:
            return now + float(1 / self.fps)
        return self.origin + (self.index(now) + 1) / float(self.fps)

    def paused(self, now: float) -> "Clock":
        """Return the clock standing at the frame of ``now``."""
        return replace(self, stopped=self.index(now))

    def running(self, now: float) -> "Clock":
        """Return the clock going on from where it stands."""
        if self.stopped is None:
            return self
        return self.at(self.stopped, now)

    def stepped(self, now: float) -> "Clock":
        """Return the clock standing one frame further."""
        return replace(self, stopped=self.index(now) + 1)

    def at(self, index: int, now: float) -> "Clock":
        """Return the clock running, with frame ``index`` due at ``now``."""
        return replace(self, origin=now - index / float(self.fps), stopped=None)


def wait_until(
    deadline: float, wake: threading.Event | None = None, now: Callable[[], float] = time.perf_counter
) -> bool:
    """
    Sleep until ``deadline`` (s of ``now``), the last ``SPIN`` seconds awake.

    Returns early, with True, where ``wake`` is set on the way; the event is left as it is.
    """
    while (left := deadline - now()) > SPIN:
        if wake is None:
            time.sleep(left - SPIN)
        elif wake.wait(left - SPIN):
            return True
    while now() < deadline:
        pass
    return wake is not None and wake.is_set()
