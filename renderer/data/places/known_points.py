"""Whether areas lie on a map where their figures say they do: axes that are swapped look like another country."""

from typing import TYPE_CHECKING

import numpy as np

from renderer.core.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from renderer.data.table import Area

    from .map_areas import Places

__all__ = ["check_points"]

_NEAR = 2.0  # degrees around an area in which its point may lie: of islands, and of a point that was rounded
_MOST = 0.5  # of the areas whose place is known
_SWAPPED = ("x and y are swapped on the map, or latitude and longitude in the figures; save the map with longitude "
            "first, say --crs latlon, or mend the sheet")  # fmt: skip


def check_points(places: "Places", areas: "Sequence[Area]", found: "Sequence[int]", where: str) -> tuple[str, ...]:
    """
    Return what is to be told of ``areas`` that most of a map draws elsewhere than they lie, a sentence or none.

    found : for each area its place on the map, -1 for none; where : the map's file, for the message
    Raises DataError where they lie right with x and y swapped.
    """
    import shapely

    known = [(n, place) for n, place in enumerate(found)
             if place >= 0 and np.isfinite((areas[n].lon, areas[n].lat)).all()]  # fmt: skip
    if not places.earth or not known:
        return ()
    rows = [place for _, place in known]
    point = np.array([(areas[n].lon, areas[n].lat) for n, _ in known])
    box = shapely.bounds(places.shapes[rows])
    right = _within(point, box)
    if right.mean() >= _MOST:
        return ()
    first = int(np.flatnonzero(~right)[0])
    area, middle = areas[known[first][0]], (box[first, :2] + box[first, 2:]) / 2
    lies = (f"{area.code} {area.name} is drawn at {_at(*middle.tolist())}, and its figures are of "
            f"{_at(area.lon, area.lat)}")  # fmt: skip
    if _within(point[:, ::-1], box).mean() >= _MOST:
        raise DataError(f"{where}: {lies}: {_SWAPPED}")
    count = int(np.count_nonzero(~right))
    return (f"{count:,} of {len(known):,} areas lie elsewhere than their figures say: {lies}; say with --crs "
            "EPSG:NUMBER in which system the map is",)  # fmt: skip


def _within(point: "NDArray[np.float64]", box: "NDArray[np.float64]") -> "NDArray[np.bool_]":
    """Return which points lie in their boxes, or near; the map may run on across the date line."""
    low, high = box[:, :2] - _NEAR, box[:, 2:] + _NEAR
    inside = np.zeros(len(point), bool)
    for turn in (-360.0, 0.0, 360.0):
        moved = point + np.array([turn, 0.0])
        inside |= ((low <= moved) & (moved <= high)).all(axis=1)
    return inside


def _at(lon: float, lat: float) -> str:
    return f"{abs(lat):.1f}° {'N' if lat >= 0 else 'S'} {abs(lon):.1f}° {'E' if lon >= 0 else 'W'}"
