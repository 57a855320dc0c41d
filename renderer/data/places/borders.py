"""The borders of areas as lines: each once, with the area on its left and on its right; and who is whose neighbour."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .rings import sides
from .scanline import NOWHERE

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Borders", "borders_of", "neighbours", "split"]


@dataclass(frozen=True, slots=True, eq=False)
class Borders:
    """
    Straight pieces of borders, [m].

    start, end : float64, [m, 2], in the units of the shapes
    left, right : int32, [m], rows of the areas on either side; ``NOWHERE`` at the coast
    """

    start: "NDArray[np.float64]" = field(repr=False)
    end: "NDArray[np.float64]" = field(repr=False)
    left: "NDArray[np.int32]" = field(repr=False)
    right: "NDArray[np.int32]" = field(repr=False)

    @property
    def coast(self) -> "NDArray[np.bool_]":
        """Which pieces have no area on one side, [m]."""
        return np.asarray((self.left == NOWHERE) | (self.right == NOWHERE))


def borders_of(shapes: "NDArray[Any]") -> Borders:
    """
    Return the borders of ``shapes``, [n] (multi)polygons that share them to the last bit.

    A piece within one area, where two of its parts touch, is no border.

    >>> import shapely
    >>> found = borders_of(np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]))
    >>> [(int(one), int(other)) for one, other in zip(found.left, found.right) if NOWHERE not in (one, other)]
    [(0, 1)]
    """
    start, end, row = sides(shapes)
    count = len(start)
    # A point is its two numbers as one complex one, which sorts by both.
    whole = np.concatenate([start, end])
    _, number = np.unique(whole[:, 0] + 1j * whole[:, 1], return_inverse=True)
    one, other = number[:count].astype(np.int64), number[count:].astype(np.int64)
    forth = one < other
    key = np.minimum(one, other) * (int(number.max(initial=0)) + 1) + np.maximum(one, other)
    _, first, piece = np.unique(key, return_index=True, return_inverse=True)
    left = np.full(len(first), NOWHERE, np.int32)
    right = left.copy()
    left[piece[forth]] = row[forth]
    right[piece[~forth]] = row[~forth]
    low, high = (np.where(forth[:, None], *pair)[first] for pair in ((start, end), (end, start)))
    kept = left != right
    return Borders(low[kept], high[kept], left[kept], right[kept])


def split(borders: Borders, most: float) -> Borders:
    """
    Return ``borders`` in pieces no longer than ``most``: what bends a map can bend them.

    >>> one = Borders(np.zeros((1, 2)), np.array([[3.0, 4.0]]), np.array([0]), np.array([1]))
    >>> split(one, 2.0).end[:, 1].round(2).tolist()
    [1.33, 2.67, 4.0]
    """
    along = borders.end - borders.start
    count = np.maximum(np.ceil(np.hypot(*along.T) / most).astype(np.int64), 1)
    piece = np.repeat(np.arange(len(count)), count)
    first = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count)
    begin, end = (borders.start[piece] + along[piece] * ((first + n) / count[piece])[:, None] for n in (0, 1))
    return Borders(begin, end, borders.left[piece], borders.right[piece])


def neighbours(borders: Borders) -> "tuple[NDArray[np.int32], NDArray[np.float64]]":
    """Return the pairs of areas with a common border, [k, 2], the lower row first, and how long that border is, [k]."""
    inner = ~borders.coast
    pairs = np.sort(np.column_stack([borders.left[inner], borders.right[inner]]), axis=1).astype(np.int64)
    count = int(pairs.max(initial=0)) + 1
    key, piece = np.unique(pairs[:, 0] * count + pairs[:, 1], return_inverse=True)
    length = np.bincount(piece, np.hypot(*(borders.end - borders.start)[inner].T), len(key))
    return np.column_stack([key // count, key % count]).astype(np.int32), np.asarray(length, np.float64)
