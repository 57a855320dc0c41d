"""Areas as triangles, by ear clipping (Mapbox's earcut); what that gets wrong is cut by Delaunay's rule instead."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .polygons import parts_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Triangles", "triangles_of"]

_EXACT = 1e-9  # how much the triangles' area may differ from the polygon's, of that


@dataclass(frozen=True, slots=True, eq=False)
class Triangles:
    """
    Triangles that fill areas.

    points : float64, [p, 2], in the units of the shapes; corners : int32, [t, 3], indices of points
    row : int32, [t], to which area each triangle belongs
    """

    points: "NDArray[np.float64]" = field(repr=False)
    corners: "NDArray[np.int32]" = field(repr=False)
    row: "NDArray[np.int32]" = field(repr=False)

    def area(self, count: int) -> "NDArray[np.float64]":
        """Return the area of each of ``count`` shapes, all its triangles together."""
        a, b, c = (self.points[self.corners[:, n]] for n in range(3))
        twice = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (c[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
        return np.asarray(np.bincount(self.row, np.abs(twice) / 2, count), np.float64)


def triangles_of(shapes: "NDArray[Any]") -> Triangles:
    """
    Return triangles that fill ``shapes``, [n] (multi)polygons.

    >>> import shapely
    >>> found = triangles_of(np.array([shapely.box(0, 0, 2, 2).difference(shapely.box(0.5, 0.5, 1, 1))]))
    >>> len(found.corners), float(found.area(1)[0])
    (8, 3.75)
    """
    import shapely
    from mapbox_earcut import triangulate_float64

    parts, owner = parts_of(shapes)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    ends = np.cumsum(np.bincount(ring, minlength=len(rings)))
    first = np.searchsorted(part, np.arange(len(parts) + 1))
    starts = np.append(0, ends)[first]
    # Large coordinates cost digits: each part is cut around its own corner.
    corners = [triangulate_float64(points[starts[n] : starts[n + 1]] - points[starts[n]],
                                   (ends[first[n] : first[n + 1]] - starts[n]).astype(np.uint32)).astype(np.int64)
               + starts[n] for n in range(len(parts))]  # fmt: skip
    count = np.array([len(one) // 3 for one in corners], np.intp)
    found = Triangles(points, np.concatenate([*corners, np.zeros(0, np.int64)]).reshape(-1, 3).astype(np.int32),
                      np.repeat(owner, count).astype(np.int32))  # fmt: skip
    whole = shapely.area(parts)
    by_part = Triangles(found.points, found.corners, np.repeat(np.arange(len(parts)), count).astype(np.int32))
    wrong = np.flatnonzero(np.abs(by_part.area(len(parts)) - whole) > _EXACT * whole)
    return _with(found, by_part.row, parts, owner, wrong) if len(wrong) else found


def _with(
    found: Triangles, part: "NDArray[np.int32]", parts: "NDArray[Any]", owner: "NDArray[np.intp]",
    wrong: "NDArray[np.intp]",
) -> Triangles:  # fmt: skip
    """Return ``found`` with the ``wrong`` parts cut anew; ``part`` says of which part each triangle is."""
    import shapely

    kept = ~np.isin(part, wrong)
    cut, index = shapely.get_parts(shapely.constrained_delaunay_triangles(parts[wrong]), return_index=True)
    points = shapely.get_coordinates(shapely.get_exterior_ring(cut)).reshape(-1, 4, 2)[:, :3].reshape(-1, 2)
    corners = np.arange(len(points), dtype=np.int32).reshape(-1, 3) + np.int32(len(found.points))
    return Triangles(np.concatenate([found.points, points]), np.concatenate([found.corners[kept], corners]),
                     np.concatenate([found.row[kept], owner[wrong[index]].astype(np.int32)]))  # fmt: skip
