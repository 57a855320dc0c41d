"""How often the sides of shapes cross each other: what crosses without end is no map, and costs without end to mend."""

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["tangled"]

_MOST = 100_000  # crossings that are mended in seconds, of whatever
_AT_ONCE = 256  # sides


def tangled(shapes: "NDArray[Any]", most: int = _MOST) -> int:
    """
    Return how often sides of ``shapes`` cross, each other's and their own, counted so far; 0 for no tangle.

    It is one where they cross ``most`` times, and as often as there are sides, or ten times that: borders that were
    drawn apart, each along the other, cross less often. What only touches does not cross.

    >>> import shapely
    >>> crossed = np.array([shapely.box(0, 1, 3, 2), shapely.box(1, 0, 2, 3), shapely.box(2, 0, 3, 3)])
    >>> star = np.array([shapely.Polygon([(0, 0), (2, 3), (4, 0), (0, 2), (4, 2)])])
    >>> tangled(crossed, 13), tangled(star, 6), tangled(star, 5)
    (0, 0, 5)
    """
    import shapely

    points, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(shapes)), return_index=True)
    same = ring[1:] == ring[:-1]
    start, end = points[:-1][same], points[1:][same]
    boxes = shapely.box(*np.minimum(start, end).T, *np.maximum(start, end).T)
    tree, found = shapely.STRtree(boxes), 0
    for first in range(0, len(start), _AT_ONCE):
        one, other = tree.query(boxes[first : first + _AT_ONCE])
        one, other = one[later := one + first < other] + first, other[later]
        found += int(_cross(start[one], end[one], start[other], end[other]).sum())
        if found >= max(most, min(len(start), 10 * most)):
            return found
    return 0


def _cross(
    start: "NDArray[np.float64]", end: "NDArray[np.float64]", other: "NDArray[np.float64]", last: "NDArray[np.float64]"
) -> "NDArray[np.bool_]":
    """Return which sides cross which, [k]: the ends of each lie on both sides of the other."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray((_turn(start, end, other) * _turn(start, end, last) < 0)
                          & (_turn(other, last, start) * _turn(other, last, end) < 0))  # fmt: skip


def _turn(
    a: "NDArray[np.float64]", b: "NDArray[np.float64]", c: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """Return on which side of each a to b its c lies: 1, 0 on it, -1."""
    (ax, ay), (bx, by), (cx, cy) = a.T, b.T, c.T
    return np.asarray(np.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)))
