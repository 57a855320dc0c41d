"""The equal-area projection that suits a map: centred on it, of a kind that its form asks for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .rings import divided

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

__all__ = ["Projection", "from_degrees", "project", "suited"]

_WORLD = 200.0  # degrees of longitude from which on a map is one of the world
_WIDE, _POLAR, _TROPIC = 1.3, 65.0, 12.0  # how much wider than high; degrees of latitude
_LONGEST = 0.25  # degrees of a side: a straight line on a map in degrees is a curve here


@dataclass(frozen=True, slots=True)
class Projection:
    """An equal-area projection: as PROJ writes it, and in words."""

    proj: str
    words: str


def suited(west: float, south: float, east: float, north: float) -> Projection:
    """
    Return the projection for a map of these bounds, degrees.

    The world: Equal Earth (Šavrič, Patterson, Jenny 2018). What is wide and between tropic and pole: Albers' cone,
    with its two lines a sixth of the height from either edge (Snyder 1987). All else: Lambert's azimuthal.

    >>> suited(-125, 24.5, -67, 49.4).words
    'Albers equal-area, centred at 37.0° N, 96.0° W'
    >>> suited(-5.7, 51.4, -2.7, 53.4).words
    'Lambert azimuthal equal-area, centred at 52.4° N, 4.2° W'
    """
    lon, lat = (west + east) / 2, (south + north) / 2
    at = f"centred at {_degrees(lat, 'N', 'S')}, {_degrees((lon + 180) % 360 - 180, 'E', 'W')}"
    ends = "+datum=WGS84 +units=m +no_defs"
    if east - west > _WORLD:
        return Projection(f"+proj=eqearth +lon_0={lon:.9f} {ends}", f"Equal Earth, centred at {at.rpartition(', ')[2]}")
    wide = (east - west) * np.cos(np.radians(lat)) / max(north - south, 1e-9)
    if wide > _WIDE and _TROPIC < abs(lat) < _POLAR and south * north > 0:
        sixth = (north - south) / 6
        lines = f"+lat_1={south + sixth:.9f} +lat_2={north - sixth:.9f}"
        return Projection(f"+proj=aea +lat_0={lat:.9f} {lines} +lon_0={lon:.9f} {ends}", f"Albers equal-area, {at}")
    return Projection(f"+proj=laea +lat_0={lat:.9f} +lon_0={lon:.9f} {ends}", f"Lambert azimuthal equal-area, {at}")


def project(shapes: "NDArray[Any]", projection: Projection) -> "NDArray[Any]":
    """Return shapes in degrees as they are in ``projection``, m, y up; long sides are divided and bend with it."""
    import shapely

    to_plane = from_degrees(projection.proj)
    return np.asarray(shapely.transform(divided(shapes, _LONGEST), to_plane), object)


def from_degrees(proj: str) -> "Callable[[NDArray[np.float64]], NDArray[np.float64]]":
    """
    Return what takes points in degrees, [n, 2], WGS 84, to the plane of ``proj``, m.

    A pipeline needs no look into PROJ's catalogue, which costs fifty times what the points of a small map do.
    """
    from pyproj import Transformer

    change = Transformer.from_pipeline(f"+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step {proj}")
    return lambda points: np.column_stack(change.transform(*points.T))


def _degrees(value: float, plus: str, minus: str) -> str:
    return f"{abs(value):.1f}° {plus if value >= 0 else minus}"
