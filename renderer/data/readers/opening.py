"""Opens any file as a table of text: sees what it holds, and hands it to the reader of that kind."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from renderer.core.errors import DataError
from renderer.data.readers.about_people import refuse_people_in
from renderer.data.readers.delimited import read_delimited
from renderer.data.readers.duckdb_file import duckdb_tables, read_duckdb
from renderer.data.readers.json_rows import read_geojson, read_json
from renderer.data.readers.measure_report import read_measure_reports
from renderer.data.readers.packed import unpack_gz, unpack_zip, zip_members
from renderer.data.readers.parquet import read_parquet
from renderer.data.readers.postgres import is_postgres, postgres_tables, read_postgres
from renderer.data.readers.recognise import KINDS, recognise
from renderer.data.readers.scratch import Given, Scratch
from renderer.data.readers.source import Source
from renderer.data.readers.sqlite_file import read_sqlite, sqlite_tables
from renderer.data.readers.survey_file import read_survey
from renderer.data.readers.workbook import read_workbook, workbook_sheets

__all__ = ["open_source", "sheets"]

# One reader for each kind that `recognise` tells; what is packed is told again by what is inside.
_READERS: dict[str, Callable[[Given], Source]] = {
    "text": read_delimited,
    "workbook": read_workbook,
    "parquet": read_parquet,
    "json": read_json,
    "geojson": read_geojson,
    "report": read_measure_reports,
    "sqlite": read_sqlite,
    "duckdb": read_duckdb,
    "xport": lambda given: read_survey(given, "xport"),
    "sas7bdat": lambda given: read_survey(given, "sas7bdat"),
    "sav": lambda given: read_survey(given, "sav"),
    "dta": lambda given: read_survey(given, "dta"),
}
_UNPACKED = {"gz": unpack_gz, "zip": unpack_zip}
_NAMES: dict[str, Callable[[Given], tuple[str, ...]]] = {
    "workbook": workbook_sheets, "sqlite": sqlite_tables, "duckdb": duckdb_tables, "zip": zip_members,
}  # fmt: skip


def open_source(path: Path | str, sheet: str | None = None) -> Source:
    """
    Open the file at ``path``, or the database at an address such as postgresql://host/name?table=visits.

    sheet : which sheet, table or file inside it; "" or none: the only one, or of a workbook the first with a table
    Raises DataError, one sentence with file, sheet, line and column, for what is no table about communities.
    """
    sheet = sheet or None
    if is_postgres(str(path)):
        source = read_postgres(str(path), sheet)
    else:
        given, kind = _unpacked(Given(Path(path), Path(path), Scratch(), sheet))
        if given.sheet is not None and kind not in _NAMES:
            raise DataError(f"{given.told} is {KINDS[kind].words} and has no sheets; leave '{given.sheet}' out")
        source = _READERS[kind](given)
    refuse_people_in(source)
    return source


def sheets(path: Path | str) -> tuple[str, ...]:
    """Return the names of the sheets, tables or files that the file at ``path`` holds; none where it is one table."""
    if is_postgres(str(path)):
        return postgres_tables(str(path))
    given = Given(Path(path), Path(path), Scratch())
    kind = recognise(given.path)
    return _NAMES[kind](given) if kind in _NAMES else ()


def _unpacked(given: Given) -> tuple[Given, str]:
    """Return the file itself, unpacked where it was packed, and its kind."""
    kind = recognise(given.path)
    suffix = given.path.suffix.lower()
    if suffix and suffix not in KINDS[kind].suffixes and any(suffix in one.suffixes for one in KINDS.values()):
        said = f"it is named {suffix}, but is {KINDS[kind].words}, and read as such"
        given = replace(given, notes=(*given.notes, said))
    if kind not in _UNPACKED:
        return given, kind
    inner = _UNPACKED[kind](given)
    try:
        kind = recognise(inner.path)
    except DataError as error:
        raise DataError(str(error).replace(str(inner.path), f"{given.told}: what is inside")) from None
    if kind in _UNPACKED:
        raise DataError(f"{given.told} holds {KINDS[kind].words} in its turn; unpack it first")
    return inner, kind
