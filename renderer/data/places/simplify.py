"""Borders with fewer corners, the same for both who share one: no gap between them, and no overlap."""

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["simplified"]


def simplified(shapes: "NDArray[Any]", tolerance: float) -> "NDArray[Any]":
    """
    Return ``shapes``, [n] (multi)polygons that share their borders exactly, with fewer corners; they still do.

    tolerance : of a corner that goes, the square root of the area of the triangle that it made (Visvalingam, 1993)
    No area goes: what is left of the smallest is a triangle.
    """
    import shapely

    return np.asarray(shapely.coverage_simplify(shapes, tolerance), object)
