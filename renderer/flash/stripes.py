"""Regular patterns: how many pairs of light and dark may stand, how many may move, how long and how large.

ITU-R BT.1702: more than five light-dark pairs that move or flash, more than eight that stand still,
brighter than 50 cd/m2 in their light part, over more than a quarter of the screen, in any direction. As
IRIS does, they must last half a second. What is exempt is never found: see renderer.flash.patterns.
"""

from dataclasses import dataclass

import numpy as np

from .light import Floats
from .limits import SCREEN, Limits
from .patterns import Patterns
from .swing import CELL, Bools

__all__ = ["Pattern", "Stripes"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """
    What stands against the limits.

    cells, contrast : [rows, columns] of cells with a pattern that lasts; difference of luminance of any pattern
    age : s that it has been there; share : of the allowed area; above 1 fails
    """

    cells: Bools
    contrast: Floats
    age: Floats
    share: float

    @property
    def fails(self) -> bool:
        """Whether the pattern covers more than is allowed."""
        return self.share > 1.0


class Stripes:
    """Judges what a search found."""

    def __init__(self, limits: Limits, grid: tuple[int, int]) -> None:
        """``grid`` : columns and rows of the pictures, multiples of 5."""
        self._limits = limits
        self._light = limits.light / limits.peak
        shape = grid[1] // CELL, grid[0] // CELL
        self._area = SCREEN * limits.area * shape[0] * shape[1]
        self._age = np.zeros(shape, np.float32)
        self._time = -np.inf
        self.found = Pattern(np.zeros(shape, np.bool_), np.zeros(shape, np.float32), self._age, 0.0)

    def look(self, patterns: Patterns) -> Pattern:
        """Return what ``patterns`` come to, with those before."""
        if patterns.time <= self._time:
            return self.found
        limits = self._limits
        most = np.where(patterns.moves, limits.moving + 0.5, limits.still + 0.5)
        seen = (patterns.contrast >= limits.delta) & (patterns.light > self._light) & (patterns.pairs >= most)
        passed = 0.0 if self._time == -np.inf else patterns.time - self._time
        self._age = np.where(seen, self._age + np.float32(passed), np.float32(0.0))
        self._time = patterns.time
        lasting = seen & (self._age >= limits.stripes - 1e-3)
        self.found = Pattern(lasting, np.where(seen, patterns.contrast, np.float32(0.0)), self._age,
                             float(lasting.sum()) / self._area)  # fmt: skip
        return self.found
