"""How evenly frames come: percentiles and what was missed, never a mean."""

from collections import deque
from dataclasses import dataclass

import numpy as np

__all__ = ["Timing", "Timings"]

KEPT = 300  # frames: 10 s at 30 fps


@dataclass(frozen=True, slots=True)
class Timing:
    """Percentiles of the last frames' intervals and the costs of drawing, ms; counts since the start."""

    p50: float = 0.0
    p95: float = 0.0
    p99: float = 0.0
    longest: float = 0.0
    cpu: float = 0.0
    gpu: float = 0.0
    frames: int = 0
    skipped: int = 0


class Timings:
    """Gathers one line a frame."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._intervals: deque[float] = deque(maxlen=KEPT)
        self._costs: deque[tuple[float, float]] = deque(maxlen=60)
        self._last: tuple[float, int] | None = None
        self._frames = self._skipped = 0

    def add(self, now: float, index: int, cpu: float, gpu: float) -> None:
        """Note the frame ``index`` shown at ``now`` (s), drawn in ``cpu`` and ``gpu`` s."""
        if self._last is not None:
            self._intervals.append(now - self._last[0])
            self._skipped += max(0, index - self._last[1] - 1)
        self._last = (now, index)
        self._costs.append((cpu, gpu))
        self._frames += 1

    def forget(self) -> None:
        """Count no interval over what comes now: a pause, a jump in time, a new scene."""
        self._last = None

    def read(self) -> Timing:
        """Return the percentiles of what was noted."""
        if not self._intervals:
            return Timing(frames=self._frames)
        marks = np.percentile(np.array(self._intervals), (50, 95, 99, 100)) * 1e3
        cpu, gpu = np.median(np.array(self._costs), axis=0) * 1e3
        p50, p95, p99, longest = map(float, marks)
        return Timing(p50, p95, p99, longest, float(cpu), float(gpu), self._frames, self._skipped)
