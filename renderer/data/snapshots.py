"""Feeds from files: a folder of dated snapshots, or one tidy file that names its releases.

    flusight/2025-11-15.csv, 2025-12-27.csv, 2026-02-07.csv     the whole series as known on each day

Each snapshot is in a form that ``chorus data import`` knows, or in Chorus' own.
"""

import re
import tempfile
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError
from renderer.data.adapters.imported import Imported, Traced, count
from renderer.data.descriptor import parse_entry
from renderer.data.feed import RELEASE, Feed, aligned, by_release, check_areas
from renderer.data.importing import Import, detect, tidy_bytes, write_described
from renderer.data.load import bundled, find_source, load_all
from renderer.data.names import canonical
from renderer.data.packaging import describe, file_hash
from renderer.data.readers.opening import open_source
from renderer.data.readers.source import Source
from renderer.data.schema import REQUIRED, Row
from renderer.data.sheet import read_header
from renderer.data.table import Table
from renderer.data.tidy import read_tidy

__all__ = ["import_folder", "read_feed", "read_folder"]

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_AREA_NAMES = ("area", "location", "LocationID")  # which column of a snapshot names areas
_WEEKS = 16
# Not among the bundled places; the same source's point for it (CDC NOHSS, raw file).
_PUERTO_RICO = {"72": ("-66.59015", "18.22083")}


def read_feed(source: str | Path) -> Feed:
    """
    Return the feed of ``source``: a folder of snapshots, a bundled name, or the path of a tidy file.

    ``flusight`` is short for the bundled ``flusight_revisions``.

    >>> [release.as_of for release in read_feed("flusight").releases]
    ['2025-11-15', '2025-12-27', '2026-02-07']
    """
    whole = f"{source}_revisions"
    if whole in bundled():  # before a folder of that name, which is ./flusight
        return by_release(load_all(find_source(whole)))
    path = Path(source)
    if path.is_dir() and source not in bundled():
        return read_folder(path)
    return by_release(load_all(find_source(source)))


def read_folder(folder: Path, weeks: int = 0) -> Feed:
    """
    Return the feed of the files called YYYY-MM-DD.csv in ``folder``, whatever their order inside.

    weeks : only so many times, the newest; 0 keeps all
    Raises DataError for a folder without such files, or for a file that cannot be read.
    """
    return aligned({path.stem: _snapshot(path) for path in _dated(folder)}, weeks)


def import_folder(folder: Path, out: Path, weeks: int = _WEEKS) -> Import:
    """
    Write the newest ``weeks`` times of the snapshots in ``folder`` as one tidy file, its descriptor beside it.

    Each release is a stratum, so the file says what every snapshot knew of every time. Areas that the
    bundled ``us_oral_health`` places on Earth are placed alike. The same folder gives the same bytes:
    ``import_folder(Path("flusight"), Path("assets/data/flusight_revisions.csv"))`` wrote the bundled one.
    """
    paths = _dated(folder)
    sources = [open_source(path) for path in paths]
    adapters = {detect(source) for source in sources}
    if len(adapters) != 1:
        raise DataError(f"{folder} holds snapshots of several forms; keep those of one")
    (adapter,) = adapters
    files: dict[str, Imported] = {}
    for source in sources:
        _check_count(source)
        files[source.path.stem] = adapter.adapt(source)
    newest = sorted({row.time for one in files.values() for row in one.rows})[-weeks:]
    places = {area.code: (f"{area.lon:.5f}", f"{area.lat:.5f}") for area in load_all("us_oral_health").areas}
    places |= _PUERTO_RICO
    traced = [Traced(_marked(row, day, places), origin) for day, one in files.items()
              for row, origin in zip(one.rows, one.origins, strict=True) if row.time in newest]  # fmt: skip
    # All releases of one measure side by side: a column for each, in the order of their dates.
    traced.sort(key=lambda one: (one.row.measure, one.row.stratum, one.row.time, one.row.area))
    rows, origins = tuple(zip(*traced, strict=True))
    report = (f"the newest {count(len(newest), 'time')} of {count(len(paths), 'snapshot')}; "
              "each snapshot is a stratum", *files[paths[-1].stem].report)  # fmt: skip
    words = dict(files[paths[-1].stem].described)
    words["title"] += ", as released on several days"
    words["strata"] = {RELEASE: {"label": "as known on", "values": {day.replace("-", "_"): day for day in files}}}
    data = tidy_bytes(rows)
    entry = describe(Imported(rows, report, words, origins), paths[-1], out.name, data, "")
    first = words["sources"][0]
    entry["sources"] = [{**first, "file": path.name, "hash": f"sha256:{file_hash(path)}"} for path in paths]
    entry["sources"].append(_place_source())
    return Import(out, adapter.NAME, report, write_described(out, data, entry, origins))


def _dated(folder: Path) -> list[Path]:
    """Return the folder's snapshots, oldest first."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    except OSError as error:
        raise DataError(f"{folder} cannot be read: {error.strerror}; name a folder of snapshots") from None
    dated = [path for path in paths if _DATED.fullmatch(path.stem)]
    if not dated:
        names = ", ".join(path.name for path in paths[:3]) or "no .csv at all"
        raise DataError(f"{folder} holds no file called YYYY-MM-DD.csv (it has {names}); name each by its date")
    return dated


def _snapshot(path: Path) -> Table:
    """Return one file of the folder as a table."""
    source = open_source(path)
    _check_count(source)
    if set(REQUIRED) <= set(read_header(path)):
        return read_tidy(path, None)
    imported: Imported = detect(source).adapt(source)
    resource = parse_entry(imported.described)
    with tempfile.TemporaryDirectory() as folder:
        tidy = Path(folder) / path.name
        tidy.write_bytes(tidy_bytes(imported.rows))
        return read_tidy(tidy, resource, imported.origins)


def _check_count(source: Source) -> None:
    """Refuse a file of too many areas before it is a table: a million of them would fill the memory."""
    header = [canonical(name) for name in source.header]
    at = next((header.index(name) for name in map(canonical, _AREA_NAMES) if name in header), None)
    if at is not None:  # what it lacks is told by whoever reads it
        (number,) = source.connection.execute(f"select count(distinct c{at}) from {source.table}").fetchall()[0]
        check_areas(number, str(source.path))


def _marked(row: Row, day: str, places: dict[str, tuple[str, str]]) -> Row:
    lon, lat = (row.lon, row.lat) if row.lon else places.get(row.area, ("", ""))
    return row._replace(stratum_kind=RELEASE, stratum=day.replace("-", "_"), lon=lon, lat=lat)


def _place_source() -> dict[str, Any]:
    return {"title": "places of the states: us_oral_health", "path": "us_oral_health.csv"}
