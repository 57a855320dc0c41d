"""Where far parts of a map are shown: in its empty corners, as large as they fit, else below or beside it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .scanline import NOWHERE, rows_under

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["InsetPlace", "find_places"]

_CELLS = 160  # of the longer side of the map, in which room is looked for
_ROOM = 2  # cells left free around an inset
_WANTED, _MOST = 0.3, 0.45  # of the map's diagonal that an inset may take up at its smallest and largest scale
_STEP = 0.93  # from one scale to the next that is tried
_MORE = (0.0, 0.06, 0.12, 0.18, 0.24, 0.32, 0.4, 0.5, 0.75, 1.0, 2.0)  # of the map's height, added below or beside it


class InsetPlace(NamedTuple):
    """Where the middle of an inset is shown, and at which part of the map's scale, 0..1."""

    x: float
    y: float
    scale: float


def find_places(
    shapes: "NDArray[Any]", sizes: Sequence[tuple[float, float]], towards: Sequence[tuple[float, float]],
    *, beside: bool = False,
) -> list[InsetPlace]:
    """
    Return where each inset is shown.

    shapes : the map, y up; sizes : of each inset at the map's scale, width and height; towards : where it really lies
    beside : whether room is made on that side of the map where most lie, as for a wide picture, and not below it
    An inset is never larger than the map's scale. It lies as near to its true direction as there is room within the
    map's own box; where there is too little for one, room is made below it, or beside it, and to the right for one that
    is wider than the map at the smallest scale.
    """
    import shapely

    west, south, east, north = shapely.total_bounds(shapes)
    cell = max(east - west, north - south) / _CELLS
    order = sorted(range(len(sizes)), key=lambda n: -sizes[n][0] * sizes[n][1])
    found: dict[int, InsetPlace] = {}
    taken = _taken(shapes, cell)
    whole = np.hypot(east - west, north - south)
    scales = [tuple(min(1.0, share * whole / np.hypot(*one)) for share in (_MOST, _WANTED)) for one in sizes]
    least = np.array([_cells(one, scale, cell) for one, (_, scale) in zip(sizes, scales, strict=True)] or [(0, 0)])
    short = 0 if beside else max(0, int(least[:, 0].max()) - taken.shape[1])
    to_west = float(np.median([x for x, _ in towards] or [0.0])) <= (west + east) / 2
    most = 2 * len(sizes) * int(least[:, 1].max())  # room for each at its smallest scale, wherever the others lie
    for added in [*(int(np.ceil(more * (north - south) / cell)) for more in _MORE), most]:
        left, right, below = (added * to_west, added * (not to_west), 0) if beside else (0, short, added)
        room = _Room(np.pad(taken, ((0, below), (left, right))), west - left * cell, north, cell)
        found = {}
        for n in order:
            large, small = scales[n]
            place = room.take(sizes[n], towards[n], small if added == most else large, small)
            if place is None:
                break
            found[n] = place
        if len(found) == len(sizes):
            break
    if beside and len(found) < len(sizes):
        return find_places(shapes, sizes, towards)  # one that is higher than the map has no room beside it
    return [found[n] for n in range(len(sizes))]


def _cells(size: tuple[float, float], scale: float, cell: float) -> tuple[int, int]:
    """Return how many cells wide and high an inset of ``size`` is at ``scale``, with the room around it."""
    width, height = (int(np.ceil(side * scale / cell)) + 2 * _ROOM for side in size)
    return width, height


def _taken(shapes: "NDArray[Any]", cell: float) -> "NDArray[np.bool_]":
    """Return the cells of the map's box, top row first, in which a shape lies."""
    import shapely

    west, south, east, north = shapely.total_bounds(shapes)
    width, height = (max(1, int(np.ceil(side / cell))) for side in (east - west, north - south))
    pixels = shapely.transform(shapes, lambda points: np.column_stack(
        [(points[:, 0] - west) / cell, (north - points[:, 1]) / cell]))  # fmt: skip
    taken: NDArray[np.bool_] = rows_under(pixels, width, height) != NOWHERE
    # An island smaller than a cell counts, too: where its corners lie is no room.
    corners = np.clip(shapely.get_coordinates(pixels).astype(np.intp), 0, (width - 1, height - 1))
    taken[corners[:, 1], corners[:, 0]] = True
    return taken


class _Room:
    """The free cells of a box, of which insets take some."""

    def __init__(self, taken: "NDArray[np.bool_]", west: float, north: float, cell: float) -> None:
        self._taken, self._west, self._north, self._cell = taken, west, north, cell

    def take(
        self, size: tuple[float, float], towards: tuple[float, float], most: float, least: float
    ) -> InsetPlace | None:
        """Take room for an inset at the largest scale from ``most`` down to ``least``; None where there is none."""
        scale = most
        while scale >= least:
            wide, high = _cells(size, scale, self._cell)
            free = self._free(wide, high)
            if len(free):
                aim = np.array([(self._north - towards[1]) / self._cell - high / 2,
                                (towards[0] - self._west) / self._cell - wide / 2])  # fmt: skip
                row, column = free[int(((free - aim) ** 2).sum(axis=1).argmin())].tolist()
                self._taken[row : row + high, column : column + wide] = True
                x, y = self._west + (column + wide / 2) * self._cell, self._north - (row + high / 2) * self._cell
                return InsetPlace(x, y, scale)
            scale *= _STEP
        return None

    def _free(self, wide: int, high: int) -> "NDArray[np.intp]":
        """Return the upper left cells, [n, 2] as row and column, of all free boxes of this size."""
        rows, columns = self._taken.shape
        if wide > columns or high > rows:
            return np.zeros((0, 2), np.intp)
        total = np.zeros((rows + 1, columns + 1), np.int64)
        total[1:, 1:] = self._taken.cumsum(axis=0).cumsum(axis=1)
        inside = total[high:, wide:] - total[:-high, wide:] - total[high:, :-wide] + total[:-high, :-wide]
        return np.argwhere(inside == 0)
