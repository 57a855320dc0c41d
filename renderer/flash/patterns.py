"""What regular patterns a picture holds, cell by cell, and where its detail is too coarse to be exempt.

WCAG 2.2 exempts "a fine, balanced pattern such as white noise or an alternating checkerboard pattern with
squares smaller than 0.1 degree (of visual field at typical viewing distance) on a side", from its counts of
general and red flashes (2.3.1, definition of both). Stripes narrower than that are taken for as fine. So
each pattern is told by the width of its own stripes or squares, in degrees, whatever their direction; what is
not regular counts as coarse where more of its power is that of waves longer than two such squares than it is
in noise of such squares.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .image_pyramid import Pyramid
from .limits import FINE, Geometry, Limits
from .linear_light import Floats, redness
from .measure import Measured
from .spectrum import Level, search
from .swing import Blocks, Bools

__all__ = ["Patterns", "Search", "boxed"]

_EVERY = 0.1  # s between searches
_STIRS = 0.02  # mean change of luminance in a cell that is movement
_COARSE = 0.08  # of the way from noise of the largest exempt squares to slow power alone that makes detail coarse
_LASTS = 1.0  # s that a cell is remembered for
# Of the pattern's variance is around a cell inside it, and of the variance there the pattern's. Rows of bricks with
# mortar thinner than a tenth of them come to 0.16 .. 0.3 of it, and so do lines of text: neither is found.
_HOLDS = 0.35
_LATELY = ("regular", "coarse", "red", "red_coarse")  # what is remembered
_GOLDEN = (5.0**0.5 - 1.0) / 2.0


@dataclass(frozen=True, slots=True)
class Patterns:
    """
    What the last search found, [rows, columns] of cells.

    time : s of the search; light : luminance of the pattern's light part; moves : whether the picture moves there
    contrast : from crest to trough of the waves of a regular pattern that is not exempt, 0 for none; that of sharp
        stripes is up to 1.3 times their own, of checks 1.6 times
    pairs : of light and dark, across the whole pattern
    regular, coarse : seen in the last second: such a pattern; detail that is too coarse to be exempt
    red, red_coarse : likewise of saturated red and what is not
    """

    time: float
    contrast: Floats
    light: Floats
    pairs: Floats
    moves: Bools
    regular: Bools
    coarse: Bools
    red: Bools
    red_coarse: Bools


class Search:
    """Searches pictures for regular patterns, ten times a second; between, what was found stands."""

    def __init__(self, geometry: Geometry, limits: Limits, grid: tuple[int, int]) -> None:
        """``grid`` : columns and rows of the cells' px, multiples of 5."""
        self._key = (geometry, limits, grid)
        self._geometry, self._limits, self._blocks = geometry, limits, Blocks(grid)
        shape = self._blocks.shape
        self._due = -np.inf
        self._count = 0
        self._before: list[Floats] = []  # luminance of the points: in the last picture, and at the last search
        self._stir = np.zeros(shape, np.float32)
        self._seen = np.full((4, *shape), -np.inf)  # s at which a cell was last seen to hold ... (Patterns.regular on)
        none, flat = np.zeros(shape, np.bool_), np.zeros(shape, np.float32)
        self.found = Patterns(-np.inf, flat, flat, flat, none, none, none, none, none)

    def look(self, seen: Measured, time: float) -> Patterns:
        """Return what the pictures up to ``seen``, at ``time`` s, hold; times rise."""
        points = seen.light()
        due = time >= self._due
        for before in self._before[: 2 if due else 1]:
            np.maximum(self._stir, self._stirred(seen, before), out=self._stir)
        if not due:
            self._before[0] = points
            return self.found
        (contrast, mean, pairs), here = self._searched(seen)
        self._seen[here] = time
        light, moves = mean + np.minimum(contrast, 1.0) / 2.0, boxed(self._stir, (5, 5)) > _STIRS
        self.found = Patterns(time, contrast, light, pairs, moves, *self._lately(time))
        self._before, self._stir = [points, points], np.zeros_like(self._stir)
        # Never quite a tenth: what flashes ten times a second must not always be met in the dark.
        self._count += 1
        self._due = time + _EVERY * (0.75 + 0.25 * (self._count * _GOLDEN % 1.0)) - 1e-4
        return self.found

    def _stirred(self, seen: Measured, before: Floats) -> Floats:
        """Return the mean change of luminance in each cell."""
        return seen.once("stirred", lambda: self._blocks.mean(np.abs(seen.light() - before)), since=before)

    def ahead(self, seen: Measured, time: float) -> Patterns:
        """Return what ``look`` would say of the last second, and keep nothing of it."""
        if time < self._due:
            return self.found
        lately = self._lately(time) | self._searched(seen)[1]
        return replace(self.found, **dict(zip(_LATELY, lately, strict=True)))

    def _lately(self, time: float) -> Bools:
        """Return what cells held in the last second; exactly one ago is over, however its times were added up."""
        return np.asarray(time - self._seen < _LASTS - 1e-4)

    def _searched(self, seen: Measured) -> tuple[Floats, Bools]:
        """Return contrast, mean and pairs of patterns, and what ``_seen`` remembers, of a picture."""
        return seen.once(self._key, lambda: self._patterns(seen))  # by this or another search, of limiter or analyser

    def _patterns(self, seen: Measured) -> tuple[Floats, Bools]:
        contrast, mean, pairs, size, coarse = self._cells(seen.bright(), 0.9 * self._limits.delta)
        red = np.zeros((2, *contrast.shape), np.bool_)
        if (redness(*np.moveaxis(seen.points, -1, 0)) >= self._limits.red).any():
            height, _, _, own, uneven = self._cells(seen.red(), 0.2)
            red = np.stack([(height > 0.0) & (own < 2.0), uneven])
        # What is wider than two cells, their means see.
        return np.stack([contrast, mean, pairs]), np.stack([(contrast > 0.0) & (size < 2.0), coarse, *red])

    def _cells(self, pyramid: Pyramid, contrast: float) -> tuple[Floats, Floats, Floats, Floats, Bools]:
        """Return contrast, mean, pairs and size in cells of a plane's patterns, and where it is coarse, on cells."""
        plane, shape = pyramid.plane, self._blocks.shape
        least = FINE / self._geometry.degrees(plane.shape[1])  # px
        levels = search(pyramid, least, contrast)
        found = np.zeros((4, *shape), np.float32)
        for level in levels:
            if level.contrast.any():
                here = np.stack(_on_cells(level, pyramid, least, shape))
                found = np.where(here[0] > found[0], here, found)
        coarse = np.asarray(_taken(levels[0], levels[0].coarse, shape) >= _COARSE)
        return found[0], found[1], found[2], found[3], coarse


def _taken(level: Level, values: NDArray[Any], shape: tuple[int, int]) -> NDArray[Any]:
    """Return for each cell what stands in the block nearest to it."""
    places = []
    for middles, count in zip(level.middles, shape, strict=True):
        at = (np.arange(count) + 0.5) / count
        places.append(np.abs(at[:, None] - middles).argmin(1))
    return values[np.ix_(*places)]


def _on_cells(level: Level, pyramid: Pyramid, least: float, shape: tuple[int, int]) -> list[Floats]:
    """Return contrast, mean, pairs and size (cells) of one level's patterns of ``least`` px and more, on cells."""
    plane = pyramid.plane
    contrast = np.where(level.size >= least, level.contrast, np.float32(0.0))
    cells = np.asarray(_taken(level, contrast, shape), np.float32)
    mean = np.asarray(_taken(level, level.mean, shape), np.float32)
    if not cells.any():
        return [cells] * 4
    size = np.asarray(_taken(level, level.size, shape))
    around = _around(pyramid, mean, float(size[cells > 0.0].max()), shape)
    power = np.asarray(_taken(level, level.power, shape))
    cells = np.where((around >= _HOLDS * power) & (power >= _HOLDS * around), cells, np.float32(0.0))
    rows, columns = (np.flatnonzero(cells.any(axis)) for axis in (1, 0))
    if not len(rows):
        return [cells] * 4
    across = np.array([(edge[-1] - edge[0] + 1) * full / count for edge, full, count in
                       zip((rows, columns), plane.shape, shape, strict=True)], np.float32)  # fmt: skip
    waves = np.asarray(_taken(level, level.waves, shape))
    down, right = waves[..., 0], waves[..., 1]
    stripes = np.abs(down) * across[0] + np.abs(right) * across[1]
    # Squares stand in rows half a right angle from both their waves, a pair of them in two sides.
    rows_of = (np.abs(down + right) * across[0] + np.abs(down - right) * across[1],
               np.abs(down - right) * across[0] + np.abs(down + right) * across[1])  # fmt: skip
    pairs = np.where(_taken(level, level.checks, shape), np.maximum(*rows_of) / 2.0, stripes)
    return [cells, mean, np.asarray(pairs, np.float32), size * np.float32(shape[1] / plane.shape[1])]


def _around(pyramid: Pyramid, mean: Floats, size: float, shape: tuple[int, int]) -> Floats:
    """Return the mean square of its plane from ``mean`` [rows, columns], around each cell as far as ``size`` px."""
    plain, squares = pyramid.cells(shape)
    square = squares - 2.0 * mean * plain + mean * mean
    down, across = (round(size * count / full) for full, count in zip(pyramid.plane.shape, shape, strict=True))
    return boxed(square, (down, across))


def boxed(cells: Floats, reach: tuple[int, int]) -> Floats:
    """Return means of ``cells`` [rows, columns, ...] over so many to each side, down and across, fewer at the edges."""
    for axis in (0, 1):
        sums = np.cumsum(np.insert(cells, 0, 0.0, axis), axis)
        at = np.arange(cells.shape[axis])
        low, high = np.maximum(at - reach[axis], 0), np.minimum(at + reach[axis] + 1, cells.shape[axis])
        wide = (high - low).astype(np.float32).reshape([-1 if n == axis else 1 for n in range(cells.ndim)])
        cells = (sums.take(high, axis) - sums.take(low, axis)) / wide
    return np.asarray(cells, np.float32)
