"""How far each pixel is from the nearest of many lines, in pixels."""

from typing import TYPE_CHECKING

import numpy as np

from .nearest_seed import nearest_seed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["distance_to"]

_STEP = 0.5  # px between the points by which a line is drawn into the pixels that it passes
_BAND = 64  # rows that are worked on at a time: they stay in the processor's own memory
_BESIDE = ((0, 1), (0, -1), (1, 0), (-1, 0))
# Rows and columns to the pixels whose line may be nearer than one's own.
_AROUND = ((2, 2), (-2, 2), (2, -2), (-2, -2), *_BESIDE)


def distance_to(
    start: "NDArray[np.float64]", end: "NDArray[np.float64]", width: int, height: int, beyond: int = 0,
    only: "NDArray[np.bool_] | None" = None,
) -> "NDArray[np.float32]":  # fmt: skip
    """
    Return the distance from each pixel's centre to the nearest of the lines ``start`` to ``end``, [m, 2], px.

    x right, y down; beyond : px around the picture in which lines are looked for. A line farther out is not seen
    only : [height, width], the pixels that are asked for; all by default. The others are infinite
    Returns float32, [height, width]; infinite where there is no line at all.

    Each pixel that a line passes keeps the nearest line; a distance transform (Maurer 2003, in scipy) tells every
    other pixel which of those is nearest to it, and the distance to that pixel's line is exact. The transform knows
    pixels, not where in them a line passes, and can be wrong by a pixel; so a line is also looked for in the pixels
    around the one it found, on the side towards the pixel that asks, and in what pixels around that one found. The
    result is never smaller than the true distance, and larger by less than three quarters of a pixel.

    >>> distance_to(np.array([[0.5, 0.0]]), np.array([[0.5, 2.0]]), 3, 2).tolist()
    [[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]
    """
    lines = _Lines(start + beyond, end + beyond)
    nearest = lines.drawn(width + 2 * beyond, height + 2 * beyond)
    seen = nearest >= 0
    if not seen.any():
        return np.full((height, width), np.inf, np.float32)
    rows, columns = nearest_seed(seen)
    inner = (slice(beyond, beyond + height), slice(beyond, beyond + width))
    found = _Found(lines, beyond, _towards(nearest, seen, lines), rows[inner], columns[inner])
    return np.sqrt(found.squared(np.ones((height, width), bool) if only is None else only))


class _Lines:
    """Lines, and how far points are from them."""

    def __init__(self, start: "NDArray[np.float64]", end: "NDArray[np.float64]") -> None:
        along = end - start
        per = 1.0 / np.maximum((along**2).sum(axis=1), 1e-12)
        self._start, self._end = start, end
        self._table = np.column_stack([start, along, per]).astype(np.float32)

    def away(
        self, x: "NDArray[np.float32]", y: "NDArray[np.float32]", line: "NDArray[np.int32]"
    ) -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
        """Return how far right of and below the nearest point of its ``line`` each point is, [n]."""
        own = np.take(self._table, line, axis=0, mode="clip")
        right, down = x - own[:, 0], y - own[:, 1]
        part = np.clip((right * own[:, 2] + down * own[:, 3]) * own[:, 4], 0, 1)
        right -= part * own[:, 2]
        down -= part * own[:, 3]
        return right, down

    def squared(
        self, x: "NDArray[np.float32]", y: "NDArray[np.float32]", line: "NDArray[np.int32]"
    ) -> "NDArray[np.float32]":
        """Return the squared distance of each point to its ``line``."""
        right, down = self.away(x, y, line)
        return np.asarray(right * right + down * down)

    def drawn(self, width: int, height: int) -> "NDArray[np.int32]":
        """Return the line that passes nearest to each pixel's centre of those that pass the pixel, -1 for none."""
        low, high = np.minimum(self._start, self._end), np.maximum(self._start, self._end)
        own = np.flatnonzero(((low < (width, height)) & (high >= 0)).all(axis=1))
        start, along = self._start[own], (self._end - self._start)[own]
        count = np.maximum(np.ceil(np.hypot(*along.T) / _STEP).astype(np.int64), 1) + 1
        line = np.repeat(np.arange(len(own)), count)
        share = (np.arange(len(line)) - np.repeat(np.cumsum(count) - count, count)) / (count - 1)[line]
        column, row = np.floor(start[line] + along[line] * share[:, None]).astype(np.int64).T
        kept = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        line, column, row = own[line[kept]], column[kept], row[kept]
        far = self.squared((column + 0.5).astype(np.float32), (row + 0.5).astype(np.float32), line)
        order = np.argsort(-far, kind="stable")
        out = np.full(width * height, -1, np.int32)
        out[(row * width + column)[order]] = line[order]  # the last, the nearest, stays
        return out.reshape(height, width)


def _towards(
    nearest: "NDArray[np.int32]", seen: "NDArray[np.bool_]", lines: _Lines
) -> "tuple[NDArray[np.int32], NDArray[np.int32]]":
    """
    Return the number of each pixel that a line passes, and its line in each direction, [9, numbers].

    The direction is (right + 1) * 3 + down + 1, right and down being -1, 0, 1: of the lines in the pixel and around it
    the one that lies farthest that way. Direction 4 is the pixel's own line.
    """
    row, column = np.nonzero(seen)
    number = np.full((seen.shape[0] + 2, seen.shape[1] + 2), -1, np.int32)
    number[row + 1, column + 1] = np.arange(len(row))
    line = nearest[row, column]
    x, y = (column + 0.5).astype(np.float32), (row + 0.5).astype(np.float32)
    right, down = lines.away(x, y, line)
    x, y = x - right, y - down
    out = np.tile(line, (9, 1))
    ways = [(n, n // 3 - 1, n % 3 - 1) for n in range(9) if n != 4]
    most = [x * across + y * up for _, across, up in ways]
    for _, across, up in ways:
        beside = number[row + 1 + up, column + 1 + across]
        here = np.flatnonzero(beside >= 0)
        other = beside.take(here)
        for (n, east, south), best in zip(ways, most, strict=True):
            reach = x.take(other) * east + y.take(other) * south
            better = np.flatnonzero(reach > best.take(here))
            own = here.take(better)
            best[own] = reach.take(better)
            out[n, own] = line.take(other.take(better))
    return number[1:-1, 1:-1], out


class _Found:
    """The nearest line of each pixel as far as it is known; pixels are counted row after row."""

    def __init__(
        self, lines: _Lines, beyond: int, towards: "tuple[NDArray[np.int32], NDArray[np.int32]]",
        rows: "NDArray[np.int32]", columns: "NDArray[np.int32]",
    ) -> None:  # fmt: skip
        """``rows`` and ``columns`` say which pixel with a line is nearest to each, [height, width]."""
        self._lines, self._shape = lines, rows.shape
        self._rows, self._columns = rows.ravel(), columns.ravel()
        self._number, self._towards = towards
        height, width = rows.shape
        self._x = np.tile(np.arange(width, dtype=np.float32) + np.float32(beyond + 0.5), height)
        self._y = np.repeat(np.arange(height, dtype=np.float32) + np.float32(beyond + 0.5), width)
        self._line = np.full(height * width, -1, np.int32)
        self._best = np.full(height * width, np.inf, np.float32)

    def squared(self, only: "NDArray[np.bool_]") -> "NDArray[np.float32]":
        """Return the squared distance of each pixel that is asked for to the nearest line that is found."""
        asked = only.ravel()
        for band in self._bands():
            self._first(np.flatnonzero(asked[band]) + band.start)
        for shift in _AROUND:
            other = _beside(self._line.reshape(self._shape), shift).ravel()
            for band in self._bands():
                differs = (other[band] != self._line[band]) & (other[band] >= 0) & asked[band]
                pixel = np.flatnonzero(differs) + band.start
                self._improve(pixel, other.take(pixel))
        return self._best.reshape(self._shape)

    def _bands(self) -> "Iterator[slice]":
        step, count = _BAND * self._shape[1], len(self._line)
        return (slice(first, min(first + step, count)) for first in range(0, count, step))

    def _first(self, pixel: "NDArray[np.intp]") -> None:
        """Take the line of the pixel that is nearest to each, or the one that lies towards it in the pixels around."""
        row, column = self._rows.take(pixel), self._columns.take(pixel)
        right, down = self._x.take(pixel).astype(np.int32) - column, self._y.take(pixel).astype(np.int32) - row
        across, up = np.abs(right), np.abs(down)
        way = 4 + 3 * np.sign(right) * (5 * across > 2 * up) + np.sign(down) * (5 * up > 2 * across)
        number = self._number[row, column]
        line = self._towards.take(way * self._towards.shape[1] + number)
        self._improve(pixel, line)
        own = self._towards[4].take(number)
        other = np.flatnonzero(own != line)
        self._improve(pixel.take(other), own.take(other))

    def _improve(self, pixel: "NDArray[np.intp]", line: "NDArray[np.int32]") -> None:
        """Take for each of these pixels the ``line``, where that is nearer than the one it has."""
        squared = self._lines.squared(self._x.take(pixel), self._y.take(pixel), line)
        nearer = np.flatnonzero(squared < self._best.take(pixel))
        pixel = pixel.take(nearer)
        self._best[pixel], self._line[pixel] = squared.take(nearer), line.take(nearer)


def _beside(line: "NDArray[np.int32]", shift: tuple[int, int]) -> "NDArray[np.int32]":
    """Return what the pixel at ``shift``, rows and columns, has; at the edge the pixel's own."""
    out = line.copy()
    rows, columns = line.shape
    down, right = shift
    out[max(0, -down) : rows - max(0, down), max(0, -right) : columns - max(0, right)] = line[
        max(0, down) : rows + min(0, down), max(0, right) : columns + min(0, right)]  # fmt: skip
    return out
