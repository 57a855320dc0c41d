"""What the flash guard measures of a picture: mean light on a small grid, one px of each of its cells, its detail."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import srgb_decode

__all__ = ["LUMINANCE", "Floats", "Measured", "linear", "measure", "offsets", "shrink"]

Floats = NDArray[np.float32]

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # IEC 61966-2-1
_CODES = srgb_decode(np.arange(256) / 255.0).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Measured:
    """
    One picture.

    mean : linear light [rows, columns, 3], of each cell of the grid
    points : linear light [rows, columns, 3], of one px of each cell: what is fine flashes there, and in no mean
    detail : returns the picture itself, sRGB codes [height, width, 3]; asked ten times a second or so
    """

    mean: Floats
    points: Floats
    detail: Callable[[], NDArray[np.uint8]]
    kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)  # what was worked out of it

    def channels(self) -> list[Floats]:
        """Return linear light of the detail, [height, width] each of red, green and blue."""
        if "channels" not in self.kept:
            codes = self.detail()
            self.kept["channels"] = [linear(codes[..., k]) for k in range(3)]
        found: list[Floats] = self.kept["channels"]
        return found

    def bright(self) -> Floats:
        """Return the luminance of the detail, [height, width]."""
        if "bright" not in self.kept:
            red, green, blue = (share * channel for share, channel in zip(LUMINANCE, self.channels(), strict=True))
            red += green
            red += blue
            self.kept["bright"] = red
        found: Floats = self.kept["bright"]
        return found

    def light(self) -> Floats:
        """Return the luminance of the points, [rows, columns]."""
        if "light" not in self.kept:
            self.kept["light"] = self.points @ LUMINANCE
        found: Floats = self.kept["light"]
        return found

    def mixed(self, other: "Measured", weights: Floats) -> "Measured":
        """Return it drawn towards ``other`` by ``weights`` [rows, columns], with its own detail."""
        share = weights[..., None]
        mean = self.mean + share * (other.mean - self.mean)
        return Measured(mean, self.points + share * (other.points - self.points), self.detail)


def linear(frame: NDArray[np.uint8]) -> Floats:
    """Return linear light 0..1 of sRGB codes; any shape."""
    return np.take(_CODES, frame, mode="wrap")  # none lies beyond 255; without that check it takes a third of the time


def measure(frame: NDArray[np.uint8], grid: tuple[int, int]) -> Measured:
    """
    Return what is measured of ``frame``, sRGB codes [height, width, 3].

    Cell i of n holds pixels floor(i size / n) to floor((i + 1) size / n), at least one: the GPU does the same.
    """
    height, width = frame.shape[:2]
    mean = shrink(frame, grid)
    points = mean if (width, height) == grid else linear(frame[offsets((width, height), grid)])
    return Measured(mean, points, lambda: frame)


@lru_cache(maxsize=4)
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


def shrink(frame: NDArray[np.uint8], grid: tuple[int, int]) -> Floats:
    """
    Return the mean light [rows, columns, 3] of ``frame``, sRGB codes [height, width, 3], on ``grid`` (columns, rows).

    Cell i of n holds pixels floor(i size / n) to floor((i + 1) size / n), at least one: the GPU does the same.
    """
    share, rest = divmod(len(frame), grid[1])
    if rest or share < 2:
        rows = _pooled(linear(frame), grid[1])
    else:  # large pictures are never held as light
        rows = linear(frame[0::share])
        for k in range(1, share):
            rows += linear(frame[k::share])
        rows /= share
    columns = _pooled(rows.swapaxes(0, 1), grid[0])
    return np.ascontiguousarray(columns.swapaxes(0, 1))


def _pooled(light: Floats, count: int) -> Floats:
    """Return means over ``count`` runs of the first axis."""
    size = len(light)
    if size == count:
        return light
    if size % count == 0:  # slices add far faster than reduceat
        share = size // count
        sums = light[0::share].copy()
        for k in range(1, share):
            sums += light[k::share]
        sums /= share
        return sums
    edges = np.arange(count + 1) * size // count
    sums = np.add.reduceat(light, edges[:-1], 0)
    sums /= np.maximum(np.diff(edges), 1).astype(np.float32)[:, None, None]
    return sums
