"""The process that parses a map by GDAL and mends its polygons by GEOS, and writes them."""

import os
import re
import sys
import warnings
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.suggest import nearest
from renderer.data.places.feature_ids import own_ids, with_nul
from renderer.data.places.map_file import DRIVERS, KNOWN_MAPS, REMEDY
from renderer.data.places.map_text import BYTES, read_raw
from renderer.data.places.polygons import areas_only, kept_where, mended
from renderer.data.places.shapefile_parts import ShapefileParts, check_parts
from renderer.data.places.spoken_crs import spoken_crs
from renderer.data.readers.bounded import serve
from renderer.data.readers.cell_text import cell_text
from renderer.data.readers.scratch import room_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["answer", "shut_gdal"]

_NAME = 200  # letters
_FEATURES, _VERTICES = 500_000, 20_000_000  # more than any map of areas has
# What else GDAL would take a file for, whatever its suffix: files of some of these name other files, or hosts.
_OTHER_DRIVERS = (
    "MEM,PCIDSK,PDS4,VICAR,PDF,MBTiles,EEDA,OGCAPI,GDALG,MapInfo File,LVBAG,S57,DGN,OGR_VRT,CSV,GML,GPX,GeoJSONSeq,"
    "ESRIJSON,OGR_GMT,SQLite,WAsP,OpenFileGDB,DXF,FlatGeobuf,GeoRSS,VFK,PGDUMP,OSM,GPSBabel,OGR_PDS,WFS,OAPIF,EDIGEO,"
    "Idrisi,ODS,XLSX,Elasticsearch,Carto,AmigoCloud,SXF,Selafin,JML,PLSCENES,CSW,VDV,MVT,NGW,MapML,GTFS,PMTiles,JSONFG,"
    "MiraMonVector,ADBC,AVCBin,AVCE00,AIVector,HTTP"
)
_NOWHERE = "http://127.0.0.1:1"  # a proxy that is none: GDAL would fetch a coordinate system that a file only links to
_ROUNDED = re.compile(r"-?\d(\.\d+)?e\+\d+")
_AREAS = ("Polygon", "MultiPolygon", "Unknown", "GeometryCollection", "Surface", "MultiSurface", "CurvePolygon")


def answer(path: Path, folder: Path, staged: str, layer: str) -> dict[str, Any]:
    """
    Return what a map holds, its polygons written into ``folder``; of several layers of areas, what each is.

    staged : where the map's bytes lie, as ``stage_map`` left them; layer : which is wanted, "" for the only one
    An answer with "error" holds what is wrong, without the file's name, as the end of a sentence.
    """
    with room_in(folder):
        return _answer(path, folder, staged, layer)


def _answer(path: Path, folder: Path, staged: str, layer: str) -> dict[str, Any]:
    import pyogrio
    from pyogrio.errors import DataSourceError

    warnings.simplefilter("ignore")  # GDAL's words on what it passes over; what matters is told by what comes of it
    pyogrio.set_gdal_config_options({"OGR_GEOJSON_MAX_OBJ_SIZE": 0})
    try:
        for shapes in sorted(Path(staged).glob("*.shp")) if Path(staged).is_dir() else ():
            _indexed(shapes)
        known = [(str(name), str(kind)) for name, kind in pyogrio.list_layers(staged)]
    except DataSourceError as error:
        if Path(staged).is_dir() and (cut := _damaged(Path(staged))):
            return {"error": cut}
        return {"error": f" is no whole map ({_reason(error, staged, path)}); give {KNOWN_MAPS}, or copy it again"}
    names = [name for name, _ in known]
    able = [name for name, kind in known if _flat(kind) in _AREAS]
    if layer:
        alike = [name for name in names if name.strip().casefold() == layer.strip().casefold()]
        if layer not in names and not alike:
            return {"error": f" holds no layer '{layer}'{nearest(layer, names, f'it has {_listed(names)}')}"}
        return _read(staged, folder, layer if layer in names else alike[0], names)
    if not able and Path(staged).is_dir() and (cut := _damaged(Path(staged))):
        return {"error": cut}
    if not able:
        kinds = ", ".join(f"'{name}' ({kind if kind != 'None' else 'no shapes'})" for name, kind in known[:6])
        return {"error": f" holds no areas: {kinds or 'no layer'}; give a map of polygons"}
    if len(able) == 1:
        return _read(staged, folder, able[0], names)
    return {"layers": [_about(staged, name) for name in able[:16]], "names": names}


def _indexed(shapes: Path) -> None:
    """Have GDAL make the index of a Shapefile that has none, or a wrong one; it would make a right one anew, too."""
    import pyogrio

    error = check_parts(shapes.parent, shapes.stem).error  # told where its layer is read
    if not error and not shapes.with_suffix(".shx").is_file():
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": True})
        pyogrio.list_layers(shapes)
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": False})


def _damaged(folder: Path) -> str:
    """Return what is wrong with the first of a folder's Shapefiles that is not whole, "" for nothing."""
    errors = (check_parts(folder, one.stem).error for one in sorted(folder.glob("*.shp")))
    return next(filter(None, errors), "")


def shut_gdal() -> None:
    """Keep GDAL, which reads this as it is imported, to the kinds of file that are maps here, and off every network."""
    os.environ.update(GDAL_SKIP=_OTHER_DRIVERS, GDAL_HTTP_PROXY=_NOWHERE, GDAL_HTTPS_PROXY=_NOWHERE)
    for name in ("no_proxy", "NO_PROXY"):  # which would lead past it
        os.environ.pop(name, None)


def _flat(kind: str) -> str:
    """Return a type of geometry without height and measure: "2.5D MultiPolygon" is "MultiPolygon"."""
    return kind.removeprefix("2.5D ").removeprefix("3D ").removeprefix("Measured ").removesuffix(" ZM").removesuffix(
        " Z").removesuffix(" M")  # fmt: skip


def _about(staged: str, name: str) -> dict[str, Any]:
    """Return a layer's count of features and its columns."""
    driver = "ESRI Shapefile" if Path(staged).is_dir() else ""
    raw = read_raw(staged, name, driver, read_geometry=False, max_features=_FEATURES)
    columns = {one: _texts(cells) for one, cells in raw.columns.items()}
    return {"name": name, "columns": columns, "features": max(map(len, columns.values()), default=0)}


def _read(staged: str, folder: Path, layer: str, names: list[str]) -> dict[str, Any]:
    """Return a layer, its polygons written."""
    import pyogrio
    import shapely

    parts = check_parts(Path(staged), layer) if Path(staged).is_dir() else ShapefileParts()
    if parts.error:
        return {"error": parts.error}
    damaged = _without_damaged_prj(staged, layer) if Path(staged).is_dir() else ""
    info = pyogrio.read_info(staged, layer=layer, force_feature_count=True, encoding=BYTES)
    if info["driver"] not in (*DRIVERS.values(), "KML"):
        return {"error": f" is a map of a kind that is not read here ({info['driver']}); give {KNOWN_MAPS}"}
    if info["features"] > _FEATURES:
        return {"error": f" holds {info['features']:,} features; a map of areas has at most {_FEATURES:,}"}
    if info["driver"] in ("GeoJSON", "TopoJSON") and (who := with_nul(Path(staged))):
        return {"error": f": {who} has a text with the character NUL (\\u0000), behind which no more of it is read; "
                         "take it out"}  # fmt: skip
    raw = read_raw(staged, layer, info["driver"], return_fids=True, force_2d=True)
    columns, wkb, count = {one: _texts(cells) for one, cells in raw.columns.items()}, raw.wkb, info["features"]
    if info["driver"] == "GeoJSON" and _lacks_digits(columns.get("id")) and (ids := own_ids(Path(staged), count)):
        columns["id"] = ids  # of features whose ids are numbers: of texts GDAL makes a column
    shapes = shapely.from_wkb(wkb, on_invalid="fix") if wkb is not None else np.array([None] * count)
    if shapely.get_num_coordinates(shapes).sum() > _VERTICES:
        return {"error": f" has more than {_VERTICES:,} corners; ask for a generalised version of the map"}
    kinds = shapely.get_type_id(shapes)
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    flat = areas_only(shapes)
    finite = _finite(flat)
    whole, reasons = mended(kept_where(finite, flat))
    other = {int(n): str(shapes[n].geom_type) for n in np.flatnonzero(~empty & np.isin(kinds, (0, 1, 2, 4, 5)))}
    _write(folder, whole)
    return {"layer": layer, "layers": None, "names": names, "driver": info["driver"], "crs": info["crs"],
            "spoken": spoken_crs(Path(staged)) if info["driver"] in ("GeoJSON", "TopoJSON") else damaged,
            "notes": [*parts.notes, *raw.notes],
            "columns": columns, "features": len(shapes), "broken": {str(k): v for k, v in reasons.items()},
            "endless": [int(n) for n in np.flatnonzero(~finite & ~shapely.is_missing(flat))],
            "empty": [int(n) for n in np.flatnonzero(empty)],
            "other": {str(k): v for k, v in other.items()}}  # fmt: skip


def _lacks_digits(ids: list[str] | None) -> bool:
    """Return whether GDAL has no ids, or wrote one as 1.23e+21: it has 15 digits of a longer one."""
    return ids is None or any(_ROUNDED.fullmatch(one) for one in ids)


def _without_damaged_prj(staged: str, layer: str) -> str:
    """Take a Shapefile's .prj away, if none can read it, and return what it says; "" where there is nothing wrong."""
    import pyogrio
    from pyogrio.errors import CRSError

    try:
        pyogrio.read_info(staged, layer=layer, encoding=BYTES)
    except CRSError:
        path = Path(staged) / f"{layer}.prj"
        said = path.read_bytes()[:80].decode("utf-8", "replace") if path.is_file() else ""
        path.unlink(missing_ok=True)  # a copy, or a link to it
        return " ".join(said.split())[:60] or "nothing that is text"
    return ""


def _write(folder: Path, shapes: "NDArray[Any]") -> None:
    import shapely

    packed = [one or b"" for one in shapely.to_wkb(shapes)]
    ends = np.cumsum([len(one) for one in packed], dtype=np.int64)
    np.savez(folder / "shapes.npz", wkb=np.frombuffer(b"".join(packed), np.uint8), ends=ends)


def _finite(shapes: "NDArray[Any]") -> "NDArray[np.bool_]":
    """Return of which shapes all coordinates are numbers."""
    import shapely

    points, owner = shapely.get_coordinates(shapes, return_index=True)
    finite = np.ones(len(shapes), bool)
    finite[owner[~np.isfinite(points).all(axis=1)]] = False
    return finite


def _texts(cells: "NDArray[Any]") -> list[str]:
    """Return a column as text."""
    if cells.dtype.kind in "iu":
        return [str(one) for one in cells.tolist()]
    if cells.dtype.kind == "f":
        return ["" if one != one else str(int(one)) if one.is_integer() and abs(one) < 2**53 else cell_text(one)
                for one in cells.tolist()]  # fmt: skip
    if cells.dtype.kind == "M":
        return ["" if np.isnat(one) else str(one) for one in cells]
    return [_cut(cell_text(one)) for one in cells.tolist()]


def _cut(text: str) -> str:
    """Return a text that is no longer than a name; of two that begin alike and are not the same two are left."""
    return text if len(text) <= _NAME else f"{text[:_NAME]}... {blake2b(text.encode(), digest_size=6).hexdigest()}"


def _listed(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names[:8]) + (" ..." if len(names) > 8 else "")


def _reason(error: Exception, staged: str, path: Path) -> str:
    return " ".join(str(error).replace(staged, path.name).split())[:160].rstrip(".;")


if __name__ == "__main__":
    shut_gdal()
    serve(answer, *sys.argv[1:], remedy=REMEDY)
