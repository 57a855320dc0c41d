"""Which kind of map a file is, by what it holds, and where its bytes lie for what parses it."""

import re
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from shutil import copyfile

from renderer.core.errors import DataError
from renderer.data.readers.packed import check_size, check_zip, unpack_gz
from renderer.data.readers.recognise import read_head
from renderer.data.readers.scratch import Given, room_in

from .map_parts import PARTS, map_files

__all__ = ["DRIVERS", "KNOWN_MAPS", "REMEDY", "is_map", "stage_map"]

REMEDY = "save the map as a GeoPackage or as GeoJSON"
KNOWN_MAPS = "a Shapefile (its .zip), GeoPackage, GeoJSON, TopoJSON or KML"
# What GDAL calls what it may open here, by the suffix that the staged file gets.
DRIVERS = {".shp": "ESRI Shapefile", ".gpkg": "GPKG", ".geojson": "GeoJSON", ".topojson": "TopoJSON", ".kml": "LIBKML"}
_NAMED = {".dbf": "the table", ".shx": "the index", ".prj": "the coordinate system", ".cpg": "the encoding"}
_LOG_AT = 18  # of a database: the versions in which it is written and read, 2 with a log
_TAIL = 1 << 13
_TOPOLOGY = re.compile(rb'"type"\s*:\s*"Topology"')
_GEO = re.compile(rb'"type"\s*:\s*"(Feature|FeatureCollection|(Multi)?Polygon|GeometryCollection)"')


def is_map(path: Path) -> bool:
    """Return whether the file at ``path`` is meant as a map, by its name or what it holds, whole or not."""
    if path.suffix.lower() in (*PARTS, *DRIVERS):
        return True
    try:
        head = read_head(path)
        if head.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(path) as archive:
                return any(PurePosixPath(name).suffix.lower() in DRIVERS for name in archive.namelist())
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError, DataError):
        return False
    try:
        return _suffix(path, path, head) != ".gpkg"  # by its head it may be any SQLite database: figures
    except (OSError, DataError):
        return False


def stage_map(given: Given) -> Given:
    """
    Return ``given`` with the path of a map's bytes under a suffix of ``DRIVERS``, below its scratch folder.

    A Shapefile becomes the folder of its parts. Raises DataError, one sentence, for what is no map.
    """
    head = read_head(given.path)
    if head.startswith(b"\x1f\x8b"):
        given = unpack_gz(given)
        head = read_head(given.path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _from_zip(given)
    suffix = _suffix(given.told, given.path, head)
    if suffix == ".shp":
        return _beside(given)
    return _linked(given, suffix)


def _suffix(told: Path, path: Path, head: bytes) -> str:
    """Return the suffix in ``DRIVERS`` of the file at ``path``, called ``told``, whose first bytes are ``head``."""
    if head.startswith(b"\x00\x00\x27\x0a"):
        if path.suffix.lower() == ".shx":
            raise DataError(f"{told} is the index of a Shapefile; name its .shp, or the .zip of all its parts")
        return ".shp"
    if path.suffix.lower() in _NAMED:
        what = _NAMED[path.suffix.lower()]
        raise DataError(f"{told} is {what} of a Shapefile; name its .shp, or the .zip of all its parts")
    if head.startswith(b"SQLite format 3\0"):
        return ".gpkg"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    lower = text.lower()
    if lower.startswith((b"<!doctype html", b"<html")):
        raise DataError(f"{told} is a web page, no map: the download led to a page, perhaps one that asks to log "
                        "in; open its address in a browser and save the map itself")  # fmt: skip
    if lower.startswith(b"<") and b"<kml" in lower:
        return ".kml"
    if text.startswith(b"{"):
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL))
            ends = head + b" " + file.read()
        if _TOPOLOGY.search(ends):
            return ".topojson"
        if _GEO.search(ends):
            return ".geojson"
        raise DataError(f"{told} is JSON, but no map: neither features nor a topology; give {KNOWN_MAPS}")
    if head.startswith(b"version https://git-lfs"):
        raise DataError(f"{told} is only the pointer to a file in Git LFS; fetch the file itself")
    raise DataError(f"{told} is no map that is read here; give {KNOWN_MAPS}")


def _linked(given: Given, suffix: str) -> Given:
    """Return ``given`` under a name by which GDAL takes it for what it is."""
    path = _inside(given) / f"{_safe(given.told.name)}{suffix}"
    if suffix == ".gpkg" and _leaves_index(given.path):
        with room_in(given.scratch.folder, given.told):
            copyfile(given.path, path)
    else:
        path.symlink_to(given.path.resolve())
    return replace(given, path=path)


def _leaves_index(path: Path) -> bool:
    """
    Return whether SQLite, reading a database whose log of writes is a file of its own, leaves an index of that.

    Where the log is there, as of one that is open elsewhere, so is its index, unless the two were copied without it.
    """
    with path.open("rb") as file:
        file.seek(_LOG_AT)
        return file.read(2) == b"\2\2" and len(map_files(path)) == 1


def _beside(given: Given) -> Given:
    """Return the folder of a Shapefile's parts, of one that lies unpacked."""
    folder = _inside(given)
    near = {one.suffix.lower(): one for one in map_files(given.path)}
    _check_parts(given, given.path.name, set(near))
    for suffix, one in near.items():
        part = folder / f"{_safe(given.path.stem)}{suffix}"
        if suffix == ".shx":  # GDAL mends a damaged one, where it lies, and makes one where there is none
            with suppress(OSError):
                copyfile(one, part)
        else:
            part.symlink_to(one.resolve())
    return replace(given, path=folder)


def _from_zip(given: Given) -> Given:
    """Return the map in a zip, unpacked; of Shapefiles the folder of all."""
    try:
        archive = zipfile.ZipFile(given.path)
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        raise DataError(f"{given.told} is no whole zip: it was cut short or damaged; copy it again") from None
    with archive:
        check_zip(given, archive)
        kinds: dict[str, list[zipfile.ZipInfo]] = {}
        for info in archive.infolist():
            path = PurePosixPath(info.filename.replace("\\", "/"))
            if path.name and not info.is_dir() and not path.name.startswith(".") and "__MACOSX" not in path.parts:
                kinds.setdefault(path.suffix.lower(), []).append(info)
        if ".shp" in kinds:
            return _shapefiles(given, archive, kinds)
        maps = [one for suffix in (".gpkg", ".geojson", ".topojson", ".kml", ".json") for one in kinds.get(suffix, ())]
        if not maps:
            inside = ", ".join(f"'{one.filename[:40]}'" for infos in kinds.values() for one in infos)
            raise DataError(f"{given.told} holds no map but {inside[:120] or 'nothing'}; give {KNOWN_MAPS}")
        if len(maps) > 1 and given.sheet:
            maps = [one for one in maps if one.filename == given.sheet] or maps
            given = replace(given, sheet=None)
        more = f", the first of {len(maps)} maps; name another with --layer" if len(maps) > 1 else ""
        unpacked = given.scratch.folder / "unpacked"
        _extract(given, archive, maps[0], unpacked)
    given = replace(given, path=unpacked, notes=(*given.notes, f"'{maps[0].filename}' is read from the zip{more}"))
    return _linked(given, _suffix(given.told, unpacked, read_head(unpacked)))


def _shapefiles(given: Given, archive: zipfile.ZipFile, kinds: dict[str, list[zipfile.ZipInfo]]) -> Given:
    """Return the folder of the parts of all Shapefiles in a zip."""
    folder, taken = _inside(given), set()
    parts = {one.filename.lower(): one for suffix in PARTS for one in kinds.get(suffix, ())}
    # All of them are unpacked: many small bombs are one.
    check_size(given, sum(one.file_size for one in parts.values()), sum(one.compress_size for one in parts.values()))
    for info in kinds[".shp"]:
        stem = info.filename[:-4]
        there = {suffix: parts[f"{stem}{suffix}".lower()] for suffix in PARTS if f"{stem}{suffix}".lower() in parts}
        _check_parts(given, info.filename, set(there))
        name = _safe(PurePosixPath(stem.replace("\\", "/")).name)
        while name.lower() in taken:
            name += "_"
        taken.add(name.lower())
        for suffix, one in there.items():
            _extract(given, archive, one, folder / f"{name}{suffix}")
    return replace(given, path=folder)


def _extract(given: Given, archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> None:
    """Write one file of a zip, whose size ``check_zip`` has seen, to ``path``."""
    if info.flag_bits & 1:
        raise DataError(f"{given.told}: '{info.filename}' is locked by a password; unpack it first")
    try:
        with room_in(given.scratch.folder, given.told), archive.open(info) as packed, path.open("wb") as file:
            while chunk := packed.read(1 << 20):
                file.write(chunk)
    except DataError:
        raise
    except Exception as error:  # zlib, lzma, bz2 and zipfile each raise their own
        raise DataError(f"{given.told}: '{info.filename}' cannot be unpacked: {error}; copy the file again") from None


def _check_parts(given: Given, name: str, suffixes: set[str]) -> None:
    if ".dbf" not in suffixes:
        raise DataError(f"{given.told}: '{name}' has no .dbf beside it, the table that says which area is which; ask "
                        "for all parts of the Shapefile (.shp, .shx, .dbf, .prj)")  # fmt: skip


def _inside(given: Given) -> Path:
    folder = given.scratch.folder / "map"
    folder.mkdir()
    return folder


def _safe(name: str) -> str:
    """Return the name without what a path or GDAL's own syntax would make of it."""
    stem = PurePosixPath(name).name.split(".")[0]
    return re.sub(r"[^\w \-]", "_", stem).strip()[:60] or "map"
