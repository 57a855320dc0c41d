"""The middle of an area, where its name or mark stands: inside it, as far as can be from its border."""

from typing import TYPE_CHECKING, Any

import numpy as np

from .polygons import parts_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["centres_of"]

_FINE = 0.03  # of the square root of the area: how near the place of the largest circle is found


def centres_of(shapes: "NDArray[Any]") -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """
    Return the middle of the largest circle inside each of ``shapes``, [n, 2], and its radius, [n].

    Of an area of several parts it lies in the largest. An area too thin for a circle has a point inside it; one of
    which nothing is left is at 0, 0 with radius 0.

    >>> import shapely
    >>> middle, radius = centres_of(np.array([shapely.box(0, 0, 4, 4)]))
    >>> middle.round(1).tolist(), radius.round(1).tolist()
    ([[2.0, 2.0]], [2.0])
    """
    import shapely

    parts, owner = parts_of(shapes)
    area = shapely.area(parts)
    order = np.lexsort((-area, owner))
    first = order[np.append(True, owner[order][1:] != owner[order][:-1])]
    largest, row = parts[first], owner[first]
    tolerance = _FINE * np.sqrt(shapely.area(largest))
    inside = shapely.point_on_surface(largest)
    middle, radius = np.zeros((len(shapes), 2)), np.zeros(len(shapes))
    middle[row] = shapely.get_coordinates(inside)
    able = np.flatnonzero(tolerance > 0)
    found = shapely.maximum_inscribed_circle(largest[able], tolerance[able])
    middle[row[able]] = shapely.get_coordinates(shapely.get_point(found, 0))
    radius[row[able]] = shapely.length(found)
    return middle, radius
