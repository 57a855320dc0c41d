"""Taking the contrast out of regular patterns: where, and how much, so that they stay inside the limits.

A pattern is drawn towards the mean light around it within 0.4 s, before it has lasted long enough to
fail, and comes back over a second once it is gone.
"""

from dataclasses import replace

import numpy as np

from .limits import Limits
from .measure import Measured
from .patterns import Patterns, boxed
from .stripes import Stripes
from .swing import Blocks, Floats

__all__ = ["Attenuation"]

_RISE, _FALL = 0.15, 1.0  # s
_LEFT = 0.7  # of the contrast that counts
_AROUND = 6  # cells to each side that a pattern's mean is taken over


class Attenuation:
    """Watches what is about to be shown; ``light`` is what its patterns are drawn towards."""

    def __init__(self, limits: Limits, grid: tuple[int, int]) -> None:
        """``limits`` : those the result must pass; grid : columns and rows, multiples of 5."""
        early = replace(
            limits, stripes=0.15, step=0.95 * limits.step, area=0.85 * limits.area, light=0.9 * limits.light
        )
        self._delta = limits.delta
        self._stripes = Stripes(early, grid)
        self._blocks = Blocks(grid)
        self._level = np.zeros(self._blocks.shape, np.float32)
        self._goal = self._level
        self._time = 0.0
        self.light: Floats = np.zeros((*self._blocks.shape, 3), np.float32)

    def weights(self, seen: Measured, patterns: Patterns, time: float) -> Floats | None:
        """Return how far each cell, [rows, columns], goes towards ``self.light``; None where none does."""
        pattern = self._stripes.look(patterns)
        goal = np.zeros_like(self._level)
        if pattern.fails:
            kept = _LEFT * self._delta / np.maximum(pattern.contrast, self._delta)
            goal = np.where(pattern.cells, 1.0 - kept, goal).astype(np.float32)
        dt = time - self._time
        self._time = time
        step = np.where(goal > self._level, dt / _RISE, dt / _FALL).astype(np.float32)
        self._level = self._level + np.clip(goal - self._level, -step, step)
        if not self._level.any():
            return None
        self.light = boxed(self._blocks.mean(seen.mean), (_AROUND, _AROUND))
        return grown(self._level)


def grown(cells: Floats) -> Floats:
    """Return for each cell the most of itself and its eight neighbours."""
    wide = np.pad(cells, 1, mode="edge")
    rows = np.maximum(np.maximum(wide[:-2], wide[1:-1]), wide[2:])
    most: Floats = np.maximum(np.maximum(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return most
