"""How a map lies in a picture: as large as fits, or a part of a larger picture."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MARGIN", "MapView", "fitted"]

MARGIN = 0.02  # of the picture's shorter side, left free at each edge


@dataclass(frozen=True, slots=True)
class MapView:
    """
    A picture of a map.

    width, height : px; scale : px for a unit of the map; left, top : what lies at the picture's upper left corner
    """

    width: int
    height: int
    scale: float
    left: float
    top: float

    def pixels(self, points: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return points of the map, [n, 2] with y up, in pixels: x right, y down."""
        return np.column_stack([(points[:, 0] - self.left) * self.scale, (self.top - points[:, 1]) * self.scale])

    def shapes(self, shapes: "NDArray[Any]") -> "NDArray[Any]":
        """Return shapes of the map in pixels."""
        import shapely

        return np.asarray(shapely.transform(shapes, self.pixels), object)

    def part(self, x: int, y: int, width: int, height: int) -> "MapView":
        """Return the view of a part of the picture, its upper left pixel at ``x``, ``y``."""
        return replace(self, width=width, height=height, left=self.left + x / self.scale, top=self.top - y / self.scale)


def fitted(
    bounds: tuple[float, float, float, float], width: int, height: int, margin: float = MARGIN
) -> MapView:
    """
    Return the view in which a map of these ``bounds`` is as large as fits and lies in the middle.

    >>> fitted((0, 0, 200, 100), 1000, 1000, 0.0)
    MapView(width=1000, height=1000, scale=5.0, left=0.0, top=150.0)
    """
    west, south, east, north = bounds
    free = 2 * margin * min(width, height)
    scale = min((width - free) / max(east - west, 1e-12), (height - free) / max(north - south, 1e-12))
    left, top = (west + east) / 2 - width / 2 / scale, (south + north) / 2 + height / 2 / scale
    return MapView(width, height, scale, left, top)
