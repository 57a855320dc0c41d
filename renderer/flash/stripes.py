"""Regular patterns: stripes, bars, gratings and grids that may harm even where nothing flashes.

ITU-R BT.1702: more than five light-dark pairs that move or flash, more than eight that stand still,
brighter than 50 cd/m2 in their light part, over more than a quarter of the screen. As IRIS does, they
must last half a second. Stripes narrower than a tenth of a degree are exempt.

Rows and columns are searched ten times a second with windows of the whole, half and quarter line: a
pattern is a line whose power gathers at one frequency, beside lines that do the same.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .limits import FINE, SCREEN, Geometry, Limits
from .swing import CELL, Bools, Floats

__all__ = ["Pattern", "Stripes"]

_EVERY = 0.1  # s between searches
_PARTS = (1, 2, 4)  # windows are this part of a line
_PURE = 0.6  # share of a line's power that a pattern gathers at its frequency
_MOIRE = 1.6  # 4 / pi of the square wave, and its harmonics
_NEAR = np.arange(-2, 3)  # a Hann window spreads a sine so far
_STIRS = 0.02  # mean change of luminance between searches that is movement


@dataclass(frozen=True, slots=True)
class Pattern:
    """
    What was found.

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
    """Searches pictures of luminance for regular patterns."""

    def __init__(self, geometry: Geometry, limits: Limits, grid: tuple[int, int]) -> None:
        """``grid`` : columns and rows of the pictures, multiples of 5."""
        self._limits = limits
        self._light = limits.light / limits.peak
        shape = grid[1] // CELL, grid[0] // CELL
        self._area = SCREEN * limits.area * shape[0] * shape[1]
        # Two stripes of the largest exempt width, and no less than the grid can tell.
        self._period = max(3.0, 2.0 * FINE / geometry.degrees(grid[0]))
        self._age = np.zeros(shape, np.float32)
        self._last: Floats | None = None
        self._due = -np.inf
        self._time = 0.0
        self.found = Pattern(np.zeros(shape, np.bool_), np.zeros(shape, np.float32), self._age, 0.0)

    def look(self, bright: Floats, time: float) -> Pattern:
        """Return what luminance ``bright``, [rows, columns] on the grid, shows at ``time``, s, rising."""
        if time < self._due:
            return self.found
        rows, columns = _bands(bright), _bands(bright.T)
        moved = self._moved(rows[:, CELL // 2 :: CELL])
        contrast = np.zeros(self._age.shape, np.float32)
        for lines, moving, out in ((rows, moved, contrast), (columns, moved.T, contrast.T)):
            for part in _PARTS:
                self._search(lines, part, moving, out)
        seen = contrast > 0.0
        passed = 0.0 if self._due == -np.inf else time - self._time
        self._age = np.where(seen, self._age + np.float32(passed), np.float32(0.0))
        self._time, self._due = time, time + _EVERY - 1e-4
        lasting = seen & (self._age >= self._limits.stripes - 1e-3)
        self.found = Pattern(lasting, contrast, self._age, float(lasting.sum()) / self._area)
        return self.found

    def _moved(self, spots: Floats) -> Bools:
        """Return the cells in whose neighbourhood the picture moves."""
        last, self._last = self._last, spots
        if last is None:
            return np.zeros(spots.shape, np.bool_)
        change = np.abs(spots - last)
        wide = np.pad(change, 2, mode="edge")
        rows, columns = change.shape
        near = np.zeros_like(change)
        for i in range(25):
            near += wide[i // 5 : i // 5 + rows, i % 5 : i % 5 + columns]
        found: Bools = near > 25.0 * _STIRS
        return found

    def _search(self, lines: Floats, part: int, moving: Bools, out: Floats) -> None:
        """Write the contrast of patterns into ``out`` [lines, cells], from windows of 1 / ``part`` of ``lines``."""
        length = lines.shape[1] // part // CELL * CELL
        if length < 6 * self._period:
            return
        (taper, moire), last = _taper(length), max(4, int(length / self._period) + 1)
        for start in range(0, lines.shape[1] - length + 1, max(CELL, length // 2 // CELL * CELL)):
            piece = lines[:, start : start + length]
            mean = piece.mean(1, keepdims=True)
            power = np.abs(np.fft.rfft((piece - mean) * taper, axis=1)) ** 2
            power[:, :1] = 0.0
            peak = power[:, 2:last].argmax(1) + 2  # not only of what counts: the skirt of a coarser pattern is none
            at = np.arange(len(piece))
            near = power[at[:, None], peak[:, None] + _NEAR].sum(1)
            total = power.sum(1)
            # Of a sine of amplitude a under the taper the power near its peak is (a / 2)^2 n sum(taper^2).
            contrast = np.minimum(4.0 * np.sqrt(near / (length * float((taper**2).sum()))), 1.0)
            cells = slice(start // CELL, (start + length) // CELL)
            stirs = moving[:, cells].mean(1) > 0.5
            pairs = peak >= np.where(stirs, self._limits.moving + 1, self._limits.still + 1)
            good = pairs & (near > _PURE * total) & (contrast >= np.maximum(self._limits.delta, moire[peak]))
            good &= mean[:, 0] + contrast / 2.0 > self._light
            alike = good[1:] & good[:-1] & (np.abs(peak[1:] - peak[:-1]) <= 1)
            good = np.concatenate([alike, [False]]) | np.concatenate([[False], alike])
            if good.any():
                there = contrast[good, None] * _striped(piece[good], peak[good], contrast[good])
                out[good, cells] = np.maximum(out[good, cells], there)


def _striped(lines: Floats, peak: NDArray[np.intp], contrast: Floats) -> Bools:
    """Return the cells [lines, cells] around which a line rises and falls as stripes of that contrast do."""
    length = lines.shape[1]
    travel = np.zeros((len(lines), length), np.float32)
    np.cumsum(np.abs(np.diff(lines, axis=1)), axis=1, out=travel[:, 1:])
    middle = np.arange(CELL // 2, length, CELL)
    reach = (np.ceil(length / peak / 2.0).astype(int) + 1)[:, None]
    at = np.arange(len(lines))[:, None]
    near = travel[at, np.minimum(middle + reach, length - 1)] - travel[at, np.maximum(middle - reach, 0)]
    found: Bools = near >= 0.75 * contrast[:, None]
    return found


def _bands(bright: Floats) -> Floats:
    """Return the means of ``bright`` over bands of five lines."""
    bands = bright[0::CELL].copy()
    for k in range(1, CELL):
        bands += bright[k::CELL]
    bands /= CELL
    return bands


@lru_cache(maxsize=32)
def _taper(length: int) -> tuple[Floats, Floats]:
    """Return a Hann window, and by frequency the contrast that exempt stripes, finer than the grid, can leave."""
    moire = _MOIRE * np.sinc(1.0 - np.arange(length // 2 + 1) / length)
    return np.hanning(length).astype(np.float32), moire.astype(np.float32)
