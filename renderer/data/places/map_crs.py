"""In which coordinates a map is drawn, whether that can be true, and its areas in degrees."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError

from .map_layer import MapLayer, feature_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["DRAWING", "SWAPPED", "Located", "locate"]

DRAWING, SWAPPED = "drawing", "latlon"
_BY_STANDARD = ("GeoJSON", "TopoJSON", "LIBKML", "KML")  # degrees, unless the file says other
_SMALL = 5.0  # m across: no area that people live in
_REACH = 1e30  # of a drawing's coordinates
_LONG = 1e12  # a number that nobody reads digit by digit
_LIVED_IN = -60.0  # degrees of latitude: further south are research stations alone
_LON, _LAT = 361.0, 90.001  # degrees; some maps count longitude to 360, or round past the pole


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """
    Shapes of a map where they are.

    shapes : [features], degrees east and north (WGS 84); of a drawing its own units, y up
    words : the coordinate system they were drawn in, for people
    earth : whether they lie on Earth; a drawing has no km2 and is never projected
    """

    shapes: "NDArray[Any]"
    words: str
    earth: bool
    notes: tuple[str, ...]


def locate(layer: MapLayer, ids: "Sequence[str]" = (), asked: str = "") -> Located:
    """
    Return the shapes of ``layer`` in degrees.

    ids : of the features, for messages
    asked : the coordinate system, where somebody knows better than the file: "EPSG:3347", "drawing", or "latlon" for
        degrees with latitude first
    Raises DataError where coordinates called degrees cannot be, and nobody said what they are.
    """
    if asked == DRAWING:
        _check_numbers(layer, ids)
        return Located(layer.shapes, "a drawing", False, ("it is a drawing: it has no km² and is not projected",))
    if asked == SWAPPED:
        from shapely import transform

        turned = transform(layer.shapes, lambda points: points[:, ::-1])
        _check_degrees(layer, turned, ids, "swapped")
        return Located(turned, "degrees, latitude first", True, ("latitude stands first: x and y are swapped",))
    system = _system(layer, asked or layer.crs)
    if system is None or system.is_geographic:
        words = _named(system) if system is not None else "WGS 84 (degrees)"
        unknown = "" if asked or _is_wgs84(layer.spoken) else layer.spoken
        where = "its .prj, which says" if layer.driver == "ESRI Shapefile" else "its coordinate system, said as"
        called = f"{where} '{unknown}', cannot be read" if unknown else ""
        _check_degrees(layer, layer.shapes, ids, called or (f"they are called {words}" if system is not None else ""))
        if not asked:
            _check_lived_in(layer, ids)
        said = layer.crs or asked or layer.driver in _BY_STANDARD
        notes = () if said else ("it names no coordinate system: its coordinates are taken for degrees",)
        if unknown:
            notes = (f"{called}: its coordinates are taken for degrees (WGS 84); say which it is with --crs "
                     "EPSG:NUMBER",)  # fmt: skip
        return Located(_shifted(layer, system, ids), words, True, notes)
    if not asked and (small := _tiny(layer, system)):
        return Located(layer.shapes, f"a drawing, called {_named(system)}", False, (small,))
    return Located(_shifted(layer, system, ids), _named(system), True, ())


def _system(layer: MapLayer, text: str) -> Any:  # noqa: ANN401
    """Return the coordinate system that ``text`` names, None for none."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    if not text:
        return None
    try:
        found = CRS.from_user_input(text)
    except CRSError:
        raise DataError(f"{layer.path}: '{text[:60]}' is no coordinate system that is known; write --crs EPSG:NUMBER, "
                        "as the map's publisher names it, or --crs drawing") from None  # fmt: skip
    if found.is_compound:
        found = found.sub_crs_list[0]
    if not (found.is_geographic or found.is_projected):
        raise DataError(f"{layer.path}: {_named(found)} is no system of places on Earth; write --crs EPSG:NUMBER, or "
                        "--crs drawing for a drawing in units of its own")  # fmt: skip
    return found


def _is_wgs84(text: str) -> bool:
    """Return whether ``text`` is a name of the degrees that a GeoJSON has unless it says other; nothing is one."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    if not text:
        return True
    try:
        return CRS.from_user_input(text).to_authority() in (("EPSG", "4326"), ("OGC", "CRS84"), ("EPSG", "4979"))
    except CRSError:
        return False


def _named(system: Any) -> str:  # noqa: ANN401
    code = system.to_authority()
    return f"{':'.join(code)} ({system.name})" if code else str(system.name)


def _check_numbers(layer: MapLayer, ids: "Sequence[str]") -> None:
    """Raise DataError where a drawing's coordinates are too large to reckon with: an area multiplies them."""
    import shapely

    most = np.nan_to_num(np.abs(shapely.bounds(layer.shapes))).max(axis=1)
    far = np.flatnonzero(most > _REACH)
    if len(far):
        raise DataError(f"{layer.path}: {feature_words(far[:1].tolist(), ids)} has the coordinate {most[far[0]]:.3g}; "
                        f"a drawing is of numbers up to {_REACH:.0e}")  # fmt: skip


def _check_degrees(layer: MapLayer, shapes: "NDArray[Any]", ids: "Sequence[str]", said: str) -> None:
    """Raise DataError where coordinates called degrees cannot be."""
    import shapely

    bounds = shapely.bounds(shapes)
    with np.errstate(invalid="ignore"):
        x, y = np.abs(bounds[:, [0, 2]]).max(axis=1), np.abs(bounds[:, [1, 3]]).max(axis=1)
        far = np.flatnonzero((x > _LON) | (y > _LAT))
    if not len(far):
        return
    first, who = int(far[0]), f"{layer.path}: {feature_words(far[:1].tolist(), ids)}"
    called = said if said and said != "swapped" else "the file does not say what they are"
    if np.nanmax(y) <= _LON and np.nanmax(x) <= _LAT and said != "swapped":
        raise DataError(f"{who} lies at latitude {bounds[first, 3]:.6g}: x and y are swapped; save the map with "
                        "longitude first, or say --crs latlon")  # fmt: skip
    most = max(x[first], y[first])
    number = f"{most:,.0f}" if most < _LONG else f"{most:.3g}"
    raise DataError(f"{who} has the coordinate {number}, which is no degree, and {called}; say with --crs "
                    "EPSG:NUMBER which system it is (the map's publisher names it), or --crs drawing")  # fmt: skip


def _check_lived_in(layer: MapLayer, ids: "Sequence[str]") -> None:
    """Raise DataError where all of a map would lie in Antarctica, and with x and y swapped where people live."""
    import shapely

    bounds = shapely.bounds(layer.shapes)
    with np.errstate(invalid="ignore"):
        south, across = np.nanmax(bounds[:, 3]), np.nanmax(np.abs(bounds[:, [0, 2]]))
    if south < _LIVED_IN and across <= _LAT:
        first = int(np.flatnonzero(np.isfinite(bounds[:, 3]))[0])
        raise DataError(f"{layer.path}: {feature_words([first], ids)} lies at latitude {bounds[first, 1]:.6g}, in "
                        "Antarctica, and so does all of the map: x and y are swapped; save it with longitude first, or "
                        "say --crs latlon (--crs EPSG:4326 where it truly lies there)")  # fmt: skip


def _tiny(layer: MapLayer, system: Any) -> str:  # noqa: ANN401
    """Return what to say of a map called projected whose areas are smaller than a room; "" for others."""
    import shapely

    across = np.sqrt(shapely.area(layer.shapes)) * float(system.axis_info[0].unit_conversion_factor)
    if not np.nanmedian(across) < _SMALL:
        return ""
    low, high = np.nanmin(shapely.bounds(layer.shapes)), np.nanmax(shapely.bounds(layer.shapes))
    degrees = "; if they are degrees, say --crs EPSG:4326" if low >= -_LON and high <= _LON else ""
    return (f"its coordinates run from {low:.3g} to {high:.3g}, which no map in {_named(system)} can be: it is taken "
            f"for a drawing, without km² and without projection{degrees}")  # fmt: skip


def _shifted(layer: MapLayer, system: Any, ids: "Sequence[str]") -> "NDArray[Any]":  # noqa: ANN401
    """Return the shapes in degrees of WGS 84, its datum shifted; raise where a coordinate has no place on Earth."""
    import shapely

    if system is None or system.to_authority() in (("EPSG", "4326"), ("OGC", "CRS84")):
        return layer.shapes
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    try:
        change = Transformer.from_crs(system, "EPSG:4326", always_xy=True)
    except ProjError:  # of Mars, or of the Moon
        raise DataError(f"{layer.path}: {_named(system)} is no system of places on Earth; write --crs EPSG:NUMBER, or "
                        "--crs drawing for a drawing in units of its own") from None  # fmt: skip
    shapes = shapely.transform(layer.shapes, lambda points: np.column_stack(change.transform(*points.T)))
    bounds = shapely.bounds(shapes)
    lost = np.flatnonzero(~np.isfinite(bounds).all(axis=1) & ~shapely.is_missing(shapes))
    if len(lost):
        who = f"{layer.path}: {feature_words(lost.tolist(), ids)}"
        raise DataError(f"{who} lies where {_named(system)} has no place on Earth; say with --crs EPSG:NUMBER in "
                        "which system it is")  # fmt: skip
    return np.asarray(shapes, object)
