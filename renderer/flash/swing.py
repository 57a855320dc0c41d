"""Counting flashes: light on a small grid, its turning points, and how many fell into the last second.

Every ``look`` asks what a picture would do and changes nothing; ``take`` makes it the past. The
analyser does both with each frame, the limiter looks until it finds what it may show.
"""

from collections import deque
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["CELL", "Blocks", "RedSwing", "Swing", "Tally", "VisualField"]

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

CELL = 5  # grid px a side of what is judged as one: a half degree at a desk
_VEIL = np.float32(0.004)  # of white, over everything: black has white's colour, not none
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], np.float32)
# CIE 1976: u' = 4 X / (X + 15 Y + 3 Z), v' = 9 Y / (...); here as three sums of R, G, B.
_UCS = np.stack([4 * _XYZ[0], 9 * _XYZ[1], _XYZ[0] + 15 * _XYZ[1] + 3 * _XYZ[2]]).T.copy()


class Blocks:
    """Means over cells of 5 x 5 grid px; the grid's sides are multiples of 5."""

    def __init__(self, grid: tuple[int, int]) -> None:
        """Note the shapes of ``grid`` (columns, rows)."""
        if grid[0] % CELL or grid[1] % CELL or min(grid) < CELL:
            raise ValueError(f"a grid of {grid[0]}x{grid[1]} has no whole cells of {CELL} px")
        self.grid = grid
        self.shape = grid[1] // CELL, grid[0] // CELL

    def mean(self, values: NDArray[Any]) -> Floats:
        """Return the mean of ``values``, [rows, columns] or [rows, columns, channels], over each cell."""
        rows: NDArray[Any] = values[0::CELL].astype(np.uint8 if values.dtype == np.bool_ else np.float32)
        for k in range(1, CELL):
            rows += values[k::CELL]
        cells = rows[:, 0::CELL].copy()
        for k in range(1, CELL):
            cells += rows[:, k::CELL]
        return np.asarray(cells / np.float32(CELL * CELL), np.float32)


class VisualField:
    """The 10-degree field over cells: sums inside it wherever it may lie, and the cells of those that offend."""

    def __init__(self, shape: tuple[int, int], window: tuple[float, float]) -> None:
        """``shape`` (rows, columns) of cells; ``window`` (columns, rows) of the field in cells."""
        self.size = tuple(min(n, max(1, int(np.ceil(w - 0.01)))) for n, w in zip(shape, window[::-1], strict=True))
        self.shape = (shape[0] - self.size[0] + 1, shape[1] - self.size[1] + 1)
        self._sums = np.zeros((shape[0] + 1, shape[1] + 1), np.float32)
        rows, columns = (np.arange(n) for n in shape)
        # For each cell, the field that holds it nearest its middle.
        self._middle = np.ix_(
            np.clip(rows - self.size[0] // 2, 0, self.shape[0] - 1),
            np.clip(columns - self.size[1] // 2, 0, self.shape[1] - 1),
        )

    def sums(self, cells: Floats) -> Floats:
        """Return the sum of ``cells`` inside each place of the field."""
        np.cumsum(np.cumsum(cells, 0), 1, out=self._sums[1:, 1:])
        s, (h, w) = self._sums, self.size
        return s[h:, w:] - s[:-h, w:] - s[h:, :-w] + s[:-h, :-w]

    def around(self, cells: Floats) -> Floats:
        """Return for each cell the sum inside the field around it."""
        found: Floats = self.sums(cells)[self._middle]
        return found

    def cover(self, fields: Bools) -> Bools:
        """Return the cells that lie in any of the places ``fields``."""
        (h, w), (rows, columns) = self.size, fields.shape
        wide = np.zeros((rows + 2 * h - 1, columns + 2 * w - 1), np.int32)
        wide[h : h + rows, w : w + columns] = fields
        s = wide.cumsum(0).cumsum(1)
        covered: Bools = (s[h:, w:] - s[:-h, w:] - s[h:, :-w] + s[:-h, :-w]) > 0
        return covered


class Swing:
    """
    Turning points of a luminance, cell by cell: a zigzag with a threshold.

    A change runs from the last extreme to the first value ``step`` away from it, so slow fades and
    ripples count as what they add up to. Only a value that moves turns, whatever becomes of ``step``.
    """

    def __init__(self, shape: tuple[int, ...], dark: float, dtype: type = np.float32) -> None:
        """A change whose darker state is not below ``dark`` does not count: a fall turns only when it comes below."""
        self._dark = dark
        self._high: NDArray[Any] = np.full(shape, -(1 << 14), dtype)  # extremes since the last turn
        self._low: NDArray[Any] = np.full(shape, 1 << 14, dtype)
        self.last: NDArray[Any] = np.zeros(shape, dtype)
        self._up = np.zeros(shape, np.bool_)  # the last turn went up
        self._down = np.zeros(shape, np.bool_)

    def look(self, value: NDArray[Any], step: NDArray[Any] | float) -> tuple[Bools, Bools, Bools, Bools]:
        """Return rises and falls that would turn at ``value``, and those of them that count."""
        rise = value - self._low >= step
        rise &= ~self._up
        rise &= value > self.last
        fall = self._high - value >= step
        fall &= ~self._down
        fall &= value < self.last
        fall &= value < self._dark  # one that is slow has not ended at its first ``step``
        return rise, fall, rise & (self._low < self._dark), fall

    def take(self, value: NDArray[Any], rise: Bools, fall: Bools) -> None:
        """Make ``value`` the past, which turned at ``rise`` and ``fall``."""
        self.last = value
        np.maximum(self._high, value, out=self._high)
        np.minimum(self._low, value, out=self._low)
        turned = rise | fall
        if turned.any():
            self._high, self._low = _picked(turned, value, self._high), _picked(turned, value, self._low)
            self._up = (self._up | rise) & ~fall
            self._down = (self._down | fall) & ~rise

    def span(self, step: float) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return the lowest and highest value of each cell that would turn nothing, ``step`` being a turn."""
        low = np.where(self._down, -np.inf, self._high - step)
        high = np.where(self._up, np.inf, self._low + step)
        return low, high


def _picked(mask: Bools, chosen: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """Return ``np.where(mask, chosen, other)``; for 16-bit integers by bits, ten times as fast."""
    if chosen.dtype != np.int16:
        return np.where(mask, chosen, other)
    bits = -mask.astype(np.int16)
    found: NDArray[Any] = ((chosen ^ other) & bits) ^ other
    return found


class RedSwing:
    """Transitions to and from saturated red, cell by cell: WCAG 2.2's chromaticity rule."""

    def __init__(self, shape: tuple[int, int], share: float, shift: float) -> None:
        """``share`` of R in R + G + B is saturated; a ``shift`` of u'v' counts."""
        self._share, self._shift = np.float32(share), np.float32(shift * shift)
        self._red = np.zeros(shape, np.bool_)  # where the last transition went to red
        self._from = np.full((*shape, 2), np.nan, np.float32)  # u'v' that the next one is measured from
        self._depth = np.full(shape, np.nan, np.float32)  # R's share there

    @staticmethod
    def colour(cells: Floats) -> tuple[Floats, Floats]:
        """Return u'v' [..., 2] and R's share [...] of light ``cells`` [..., 3] under a faint white veil."""
        veiled = cells + _VEIL
        sums = np.moveaxis(veiled @ _UCS, -1, 0)
        red, green, blue = np.moveaxis(veiled, -1, 0)
        # Plane by plane: loops of two or three numbers take ten times as long.
        uv = np.empty((*cells.shape[:-1], 2), np.float32)
        np.divide(sums[0], sums[2], out=uv[..., 0])
        np.divide(sums[1], sums[2], out=uv[..., 1])
        return uv, red / (red + green + blue)

    def look(self, uv: Floats, share: Floats) -> Bools:
        """Return where a transition would happen."""
        apart = uv - self._from
        apart *= apart
        far: Bools = apart[..., 0] + apart[..., 1] > self._shift
        far &= self._red | (share >= self._share)
        return far

    def take(self, uv: Floats, share: Floats, turned: Bools) -> None:
        """Make this colour the past. The reference follows the reddest red, and the least red of the others."""
        red = self._red ^ turned
        # What has never turned: red where it is saturated.
        fresh = np.isnan(self._depth)
        if fresh.any():
            red = np.where(fresh, share >= self._share, red)
        moved = turned | fresh
        moved |= (share > self._depth) & red
        moved |= (share < self._depth) & ~red
        self._red = red
        if moved.any():
            self._depth = np.where(moved, share, self._depth)
            self._from = _pairs_picked(moved, uv, self._from)


def _pairs_picked(mask: Bools, chosen: Floats, other: Floats) -> Floats:
    """Return ``np.where(mask[..., None], chosen, other)`` of pairs of float32; as one number each, thrice as fast."""
    one, another = (np.ascontiguousarray(pairs).view(np.float64)[..., 0] for pairs in (chosen, other))
    return np.where(mask, one, another)[..., None].view(np.float32)


class Tally:
    """How often each cell changed in the last second."""

    def __init__(self, shape: tuple[int, ...], second: float) -> None:
        """``second`` : s; changes count while younger than that."""
        self._second = second - 1e-4
        self._past: deque[tuple[float, NDArray[np.uint8]]] = deque()  # a bit for each cell: there may be 120
        self.count = np.zeros(shape, np.uint8)

    def pass_to(self, time: float) -> None:
        """Forget what is a second old at ``time``, s."""
        while self._past and time - self._past[0][0] >= self._second:
            _, bits = self._past.popleft()
            self.count -= np.unpackbits(bits, count=self.count.size).reshape(self.count.shape)

    def take(self, time: float, changed: Bools) -> None:
        """Add what changed at ``time``."""
        if changed.any():
            self._past.append((time, np.packbits(changed)))
            self.count += changed
