"""A map as pictures of numbers: which area is under a pixel, how far its border is, how far the coast."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .borders import Borders, borders_of
from .line_distance import distance_to
from .scanline import NOWHERE, rows_under

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .map_layout import MapLayout
    from .map_view import MapView

__all__ = ["MapPixels", "draw_map"]


@dataclass(frozen=True, slots=True, eq=False)
class MapPixels:
    """
    A picture of a map, top row first, [height, width].

    rows : int32, the area under a pixel's centre, -1 outside of all; borders : all of them, px
    edge : float32, px to the nearest border of any area, coast : to the nearest coast; below 0 outside of all areas
    """

    rows: "NDArray[np.int32]" = field(repr=False)
    edge: "NDArray[np.float32]" = field(repr=False)
    coast: "NDArray[np.float32]" = field(repr=False)
    borders: Borders = field(repr=False)


def draw_map(layout: "MapLayout", view: "MapView", beyond: int = 0) -> MapPixels:
    """
    Draw ``layout`` as ``view`` shows it.

    beyond : px around the picture in which borders are looked for, where it is a part of a larger one; distances are
        then no larger than this
    """
    shapes = view.shapes(layout.shapes)
    rows = rows_under(shapes, view.width, view.height)
    borders = borders_of(shapes)
    inside, coast = rows != NOWHERE, borders.coast
    edge = distance_to(borders.start, borders.end, view.width, view.height, beyond)
    shore = distance_to(borders.start[coast], borders.end[coast], view.width, view.height, beyond, inside)
    shore = np.where(inside, shore, edge)  # outside of all areas the nearest border is a coast
    if beyond:
        edge, shore = np.minimum(edge, np.float32(beyond)), np.minimum(shore, np.float32(beyond))
    sign = np.where(inside, np.float32(1), np.float32(-1))
    return MapPixels(rows, edge * sign, shore * sign, borders)
