"""A picture at its own size, at half of it, and so on, with what was worked out of it: once for all who search it."""

from typing import Any

import numpy as np

from .light import Floats, strips

__all__ = ["Pyramid"]

_FEWEST = 4  # px across, edges repeated in narrower pictures: a block has the frequencies that a peak's feet ask
_LAST = 40  # px across the smallest picture
_HALF = np.array([1.0, 3.0, 3.0, 1.0], np.float32) / 8.0  # halves a picture, nearly without moire


class Pyramid:
    """
    The sizes of one plane.

    plane : [height, width], as it was given; pictures : the largest first; spectra : kept by whoever makes them
    """

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
