"""A picture at its own size, at half of it, and so on, with what was worked out of it: once for all who search it."""

from typing import Any

import numpy as np

from .linear_light import Floats, strips

__all__ = ["Pyramid"]

_FEWEST = 4  # px across, edges repeated in narrower pictures: a block has the frequencies that a peak's feet ask
_LAST = 40  # px across the smallest picture
_HALF = np.array([1.0, 3.0, 3.0, 1.0], np.float32) / 8.0  # halves a picture, nearly without moire


class Pyramid:
    """
    The sizes of one plane.

    plane : [height, width], as it was given; pictures : the largest first; spectra : kept by whoever makes them
    """

    _cells: tuple[tuple[int, int], Floats, Floats] | None = None

    def __init__(self, plane: Floats) -> None:
        """Halve ``plane`` until it is small."""
        self.plane = plane
        self.spectra: dict[Any, Any] = {}
        if plane.shape[1] < _FEWEST:
            plane = np.pad(plane, ((0, 0), (0, _FEWEST - plane.shape[1])), "edge")
        self.pictures = [plane]
        while plane.shape[1] >= 2 * _LAST and plane.shape[0] >= _LAST // 2:
            plane = _halved(plane)
            self.pictures.append(plane)


    def cells(self, shape: tuple[int, int]) -> tuple[Floats, Floats]:
        """Return the means of the plane, and of its squares, over each cell of ``shape`` (rows, columns)."""
        if self._cells is None or self._cells[0] != shape:
            self._cells = shape, *_means(self.plane, shape)
        return self._cells[1:]


def _means(plane: Floats, shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return means of ``plane`` and of its squares over cells; those of a plane smaller than ``shape`` hold one px."""
    edges = [np.arange(count) * full // count for full, count in zip(plane.shape, shape, strict=True)]
    counts = [np.diff(np.append(edge, full)).astype(np.float32) for edge, full in zip(edges, plane.shape, strict=True)]
    area = np.maximum(counts[0][:, None], 1.0) * np.maximum(counts[1], 1.0)
    share, rest = divmod(len(plane), shape[0])
    if rest or not share:
        rows = [np.add.reduceat(values, edges[0], 0) for values in (plane, plane * plane)]
    else:  # rows add far faster than reduceat
        rows = [np.zeros((shape[0], plane.shape[1]), np.float32) for _ in range(2)]
        for k in range(share):
            row = plane[k::share]
            rows[0] += row
            rows[1] += row * row
    first, second = (np.asarray(np.add.reduceat(one, edges[1], 1) / area, np.float32) for one in rows)
    return first, second


def _halved(plane: Floats) -> Floats:
    """Return half the rows and half the columns, each a mean of four."""
    height, width = len(plane) // 2, plane.shape[1] // 2
    out = np.empty((height, width), np.float32)
    for strip in strips(height, plane.shape[1]):
        low, high = 2 * strip.start - 1, 2 * strip.stop + 1
        beyond = [plane[:1]] * (low < 0), [plane[-1:]] * (high > len(plane))
        tall = np.concatenate([*beyond[0], plane[max(low, 0) : high], *beyond[1]])
        rows = _weighed([tall[k : k + 2 * (strip.stop - strip.start) : 2] for k in range(4)])
        wide = np.concatenate([rows[:, :1], rows, rows[:, -1:]], 1)
        out[strip] = _weighed([wide[:, k : k + 2 * width : 2] for k in range(4)])
    return out


def _weighed(four: list[Floats]) -> Floats:
    """Return the mean of neighbours."""
    out: Floats = four[0] * _HALF[0]
    for k in range(1, 4):
        out += four[k] * _HALF[k]
    return out
