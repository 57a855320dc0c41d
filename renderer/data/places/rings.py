"""The sides of polygons as arrays, and polygons whose long sides are divided."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .polygons import parts_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Sides", "divided", "sides"]


class Sides(NamedTuple):
    """
    Sides of rings.

    start, end : float64, [m, 2]; row : int, [m], to which shape each belongs
    """

    start: "NDArray[np.float64]"
    end: "NDArray[np.float64]"
    row: "NDArray[np.intp]"


def sides(shapes: "NDArray[Any]") -> Sides:
    """
    Return the sides of all rings of ``shapes``, [n] (multi)polygons; what lies inside is on their left.

    >>> import shapely
    >>> found = sides(np.array([shapely.box(0, 0, 1, 1)]))
    >>> float((found.start[:, 0] * found.end[:, 1] - found.end[:, 0] * found.start[:, 1]).sum() / 2)
    1.0
    """
    import shapely

    parts, owner = parts_of(shapely.orient_polygons(shapes))
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[:-1] == ring[1:]
    return Sides(points[:-1][same], points[1:][same], np.asarray(owner[part[ring[:-1][same]]], np.intp))


def divided(shapes: "NDArray[Any]", longest: float) -> "NDArray[Any]":
    """
    Return ``shapes`` with no side longer than ``longest``, in their units.

    A side that two shapes share is divided at the same points in both, to the last bit.
    """
    import shapely

    parts, owner = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    last = np.append(ring[:-1] != ring[1:], True)
    following = np.where(last[:, None], points, np.roll(points, -1, axis=0))
    count = np.maximum(np.ceil(np.hypot(*(following - points).T) / longest).astype(np.intp), 1)
    if (count == 1).all():
        return shapes
    at = np.repeat(np.arange(len(points)), count)
    step = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
    back = (points[:, 0] > following[:, 0]) | ((points[:, 0] == following[:, 0]) & (points[:, 1] > following[:, 1]))
    low, high = (np.where(back[:, None], *pair) for pair in ((following, points), (points, following)))
    share = np.where(back[at], count[at] - step, step)[:, None] / count[at][:, None]
    out = np.where(share == 0.0, low[at], np.where(share == 1.0, high[at], low[at] + (high - low)[at] * share))
    made = shapely.linearrings(out, indices=ring[at])
    outer = np.append(True, part[1:] != part[:-1])
    polygons = shapely.polygons(made[outer])
    holed = np.unique(part[~outer])
    for index in holed:  # few parts have holes
        polygons[index] = shapely.Polygon(made[outer][index], list(made[~outer & (part == index)]))
    return _gathered(polygons, owner, len(shapes))


def _gathered(polygons: "NDArray[Any]", owner: "NDArray[Any]", count: int) -> "NDArray[Any]":
    """Return ``count`` shapes of the polygons that each owns."""
    import shapely

    out: NDArray[Any] = np.empty(count, object)
    many = np.bincount(owner, minlength=count)
    single = many[owner] == 1
    out[owner[single]] = polygons[single]
    several = np.flatnonzero(~single)
    if len(several):
        own, place = np.unique(owner[several], return_inverse=True)
        out[own] = shapely.multipolygons(polygons[several], indices=place)
    return out
