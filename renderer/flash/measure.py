"""What the flash guard measures of a picture: mean light on a small grid, one px of each of its cells, its detail."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from .light import LUMINANCE, Codes, Floats, linear, luminance, share_of_red, shrink
from .pyramid import Pyramid

__all__ = ["Measured", "measure", "offsets"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measured:
    """
    One picture, and what was worked out of it, once for all who judge it.

    mean : linear light [rows, columns, 3], of each cell of the grid
    points : linear light [rows, columns, 3], of one px of each cell: what is fine flashes there, and in no mean
    detail : returns the picture itself, sRGB codes [height, width, 3]; asked ten times a second or so
    """

    mean: Floats
    points: Floats
    detail: Callable[[], Codes]
    _kept: dict[Any, tuple[object, Any]] = field(default_factory=dict, repr=False, compare=False)

    def once(self, what: object, make: Callable[[], T], since: object = None) -> T:
        """Return ``what`` the first caller makes of the picture; ``since`` : the earlier thing it is compared with."""
        key = (what, id(since))
        if key not in self._kept:
            self._kept[key] = (since, make())  # which stays alive, so that no other gets its id
        found: T = self._kept[key][1]
        return found

    def bright(self) -> Pyramid:
        """Return the luminance of the detail."""
        return self.once("bright", lambda: Pyramid(luminance(self.detail())))

    def red(self) -> Pyramid:
        """Return the share of red in the detail."""
        return self.once("red", lambda: Pyramid(share_of_red(self.detail())))

    def luminance(self) -> Floats:
        """Return the luminance of the means, [rows, columns]."""
        return self.once("luminance", lambda: self.mean @ LUMINANCE)

    def light(self) -> Floats:
        """Return the luminance of the points, [rows, columns]."""
        return self.once("light", lambda: self.points @ LUMINANCE)

    def forget(self) -> None:
        """Free what was worked out: everybody has judged it."""
        self._kept.clear()

    def mixed(self, other: "Measured", weights: Floats) -> "Measured":
        """Return it drawn towards ``other`` by ``weights`` [rows, columns], with its own detail."""
        share = weights[..., None]
        mean = self.mean + share * (other.mean - self.mean)
        return Measured(mean, self.points + share * (other.points - self.points), self.detail)


def measure(frame: Codes, grid: tuple[int, int]) -> Measured:
    """
    Return what is measured of ``frame``, sRGB codes [height, width, 3].

    Cell i of n holds pixels floor(i size / n) to floor((i + 1) size / n), at least one: the GPU does the same.
    """
    height, width = frame.shape[:2]
    mean = shrink(frame, grid)
    if (width, height) == grid:
        return Measured(mean, mean, lambda: frame)
    points = np.take(frame.reshape(-1, 3), _flat((width, height), grid), 0, mode="clip")  # none lies beyond
    return Measured(mean, linear(points), lambda: frame)


@lru_cache(maxsize=4)
def _flat(size: tuple[int, int], grid: tuple[int, int]) -> NDArray[np.intp]:
    """Return ``offsets`` as numbers of px."""
    rows, columns = offsets(size, grid)
    return rows * size[0] + columns


def offsets(size: tuple[int, int], grid: tuple[int, int]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """
    Return row and column, each [rows, columns], of the px that speaks for each cell of ``grid``; size : of the picture.

    They lie without order, so that no regular pattern hides between them.
    """
    rows, columns = np.mgrid[: grid[1], : grid[0]].astype(np.uint32)
    mixed = columns * np.uint32(1973) + rows * np.uint32(9277)
    mixed = (mixed ^ (mixed >> np.uint32(7))) * np.uint32(0x7FEB352D)
    mixed ^= mixed >> np.uint32(15)
    places = []
    for own, axis, some in ((rows, 1, mixed >> np.uint32(16)), (columns, 0, mixed)):
        at = own.astype(np.int64)
        first, last = at * size[axis] // grid[axis], (at + 1) * size[axis] // grid[axis]
        places.append(first + (some & np.uint32(0xFFFF)).astype(np.int64) % np.maximum(last - first, 1))
    return places[0], places[1]
