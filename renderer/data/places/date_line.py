"""Areas on both sides of the date line, put together: longitudes that run on instead of jumping by 360."""

from typing import TYPE_CHECKING, Any

import numpy as np

from .polygons import mended

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["wrap"]

_JUMP = 180.0  # degrees between two corners: nobody draws so long a side, it crosses the line


def wrap(shapes: "NDArray[Any]") -> "tuple[NDArray[Any], float]":
    """
    Return polygons whose longitudes run on without a jump, and from where they do, degrees east.

    shapes : [n], degrees; each part is moved by whole turns, so that the widest gap between all of them is the edge
    Parts that touch at the line itself become one. A map without a gap stays cut where it was.

    >>> import shapely
    >>> found, start = wrap(np.array([shapely.union(shapely.box(170, 0, 180, 1), shapely.box(-180, 0, -170, 1))]))
    >>> found[0].bounds, found[0].geom_type, start
    ((-190.0, 0.0, -170.0, 1.0), 'Polygon', -190.0)
    """
    import shapely

    shapes = _unbroken(shapes)
    parts, owner = shapely.get_parts(shapes, return_index=True)
    if not len(parts):
        return shapes, -180.0
    bounds = shapely.bounds(parts)
    cut = _widest_gap(bounds[:, 0], bounds[:, 2])
    if cut is None:
        return shapes, float(bounds[:, 0].min())
    turns = np.floor((bounds[:, 0] - cut) / 360.0 + 1e-9) * 360.0  # of each part, so that it begins after the gap
    middle = float(np.median((bounds[:, 0] + bounds[:, 2]) / 2 - turns))
    turns += 360.0 * np.round(middle / 360.0)
    if not turns.any():
        return shapes, float(bounds[:, 0].min())
    return _turned(shapes, parts, owner, turns), float((bounds[:, 0] - turns).min())


def _turned(
    shapes: "NDArray[Any]", parts: "NDArray[Any]", owner: "NDArray[Any]", turns: "NDArray[Any]"
) -> "NDArray[Any]":
    """Return ``shapes`` with each part moved west by its ``turns``, degrees; ``owner`` is the shape of a part."""
    import shapely

    low, high = np.full(len(shapes), np.inf), np.full(len(shapes), -np.inf)
    np.minimum.at(low, owner, turns)
    np.maximum.at(high, owner, turns)
    out = shapes.copy()
    for turn in np.unique(turns[turns != 0.0]):
        own = (low == turn) & (high == turn)
        out[own] = shapely.transform(shapes[own], lambda points, turn=turn: points - (turn, 0.0))
    for index in np.flatnonzero(low < high):
        own = np.flatnonzero(owner == index)
        pieces = [shapely.transform(parts[n], lambda points, n=n: points - (turns[n], 0.0)) for n in own]
        out[index] = shapely.union_all(pieces)
    return out


def _unbroken(shapes: "NDArray[Any]") -> "NDArray[Any]":
    """Return shapes of which no ring jumps across the line: a side longer than half a turn goes the short way."""
    import shapely

    bounds = shapely.bounds(shapes)
    wide = np.flatnonzero(bounds[:, 2] - bounds[:, 0] > _JUMP)
    out = shapes.copy()
    for index in wide:
        parts = shapely.get_parts(shapes[index])
        reach = shapely.bounds(parts)
        if (reach[:, 2] - reach[:, 0] > _JUMP).any():
            out[index] = shapely.union_all(np.array([_ring_by_ring(one) for one in parts], object))
    return out


def _ring_by_ring(part: Any) -> Any:  # noqa: ANN401
    """Return a polygon whose longitudes run on along each ring; itself where a ring goes round the Earth."""
    import shapely

    west, _, east, _ = part.bounds
    if east - west > 360.0 - 1e-9:  # a strip from edge to edge: unwrapped, nothing of it would be left
        return part
    rings = []
    for ring in (part.exterior, *part.interiors):
        points = shapely.get_coordinates(ring)
        points[:, 0] = np.unwrap(points[:, 0], period=360.0)
        if abs(points[0, 0] - points[-1, 0]) > 1e-6:
            return part
        rings.append(points)
    first = rings[0][:, 0].min()
    for points in rings[1:]:
        points[:, 0] -= 360.0 * np.floor((points[:, 0].min() - first) / 360.0 + 1e-9)
    made = shapely.Polygon(rings[0], rings[1:])
    whole = mended(np.array([made], object))[0][0]
    return part if whole is None else whole


def _widest_gap(west: "NDArray[np.float64]", east: "NDArray[np.float64]") -> float | None:
    """Return the middle of the widest span of longitudes in which nothing lies, None where there is none."""
    start = np.mod(west, 360.0)
    order = np.argsort(start)
    start, stop = start[order], start[order] + (east - west)[order]
    reach = np.maximum(np.maximum.accumulate(stop), stop.max() - 360.0)  # what began a turn before reaches in, too
    following = np.append(start[1:], start[0] + 360.0)
    gaps = following - reach
    widest = int(gaps.argmax())
    return float(reach[widest] + gaps[widest] / 2) if gaps[widest] > 1e-6 else None
