"""A table that DuckDB reads by itself, with types of its own, as a table of text."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.data.duck import load_duckdb
from renderer.data.names import clean
from renderer.data.readers.column_names import make_unique
from renderer.data.readers.scratch import Given
from renderer.data.readers.source import Source
from renderer.data.sql import sql_name

if TYPE_CHECKING:
    import duckdb

__all__ = ["as_source", "reason"]

_NESTED = ("STRUCT", "MAP", "UNION", "JSON", "VARIANT")


def as_source(given: Given, connection: "duckdb.DuckDBPyConnection", relation: str, sheet: str = "") -> Source:
    """
    Return what SQL names ``relation`` as text, its rows counted from 1.

    Whole numbers have no ".0" and days no hours. Raises DataError for a column that holds no plain values.
    """
    load_duckdb()
    import duckdb

    where = f"{given.told}, table '{sheet}'" if sheet else f"{given.told}"
    try:
        described = connection.execute(f"describe select * from {relation}").fetchall()
        columns = [(str(name), str(kind)) for name, kind, *_ in described]
        kept, left = _plain(where, columns)
        names, odd = make_unique([clean(name) for name, _ in kept])
        cells = ", ".join(f"{_text(name, kind)} as c{index}" for index, (name, kind) in enumerate(kept))
        connection.execute(f"create view source as select {cells}, row_number() over () as line from {relation}")
        filled = connection.execute("select count(*) from (select * from source limit 1)").fetchone()
        # Reads all of it once: what is broken further down is told now.
        connection.execute(f"select {', '.join(f'max(c{index})' for index in range(len(kept)))} from source")
    except duckdb.Error as error:
        raise DataError(f"{where} cannot be read: {reason(error, given.path)}; export or copy it again") from None
    if not filled or not filled[0]:
        raise DataError(f"{where} has columns but no rows; export or copy it again")
    return Source(given.told, sheet, names, 0, (), (), connection, "source", (*given.notes, *left, *odd), given.scratch)


def reason(error: Exception, path: Path) -> str:
    """Return the first line of what a library says, without the class and the name of a copy."""
    first = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    own = first.partition(" Error: ")[2] or first
    # As it was named, and as it lies on the disk: a library may tell either.
    for name in sorted({str(path), str(path.absolute()), str(path.resolve())}, key=len, reverse=True):
        own = re.sub(f"([\"']?){re.escape(name)}\\1", "it", own)
    return own.strip().rstrip(".")


def _plain(where: str, columns: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Return the columns of plain values, and what is left out; shapes are, for they are no figures."""
    kept, left = [], []
    for name, kind in columns:
        if kind == "BLOB" or kind.startswith("GEOMETRY"):
            left.append(f"column '{name}' holds bytes (a shape or a picture) and is left out")
        elif kind.endswith("]") or kind.startswith(_NESTED):
            raise DataError(f"{where}, column {name}: a list or record within a cell ({kind[:40]}); write its parts "
                            "into columns of their own")  # fmt: skip
        else:
            kept.append((name, kind))
    if not kept:
        raise DataError(f"{where} has no column of plain values; export it as CSV")
    return kept, tuple(left)


def _text(name: str, kind: str) -> str:
    cell = f"cast({sql_name(name)} as varchar)"
    if kind in ("DOUBLE", "FLOAT"):
        return f"regexp_replace({cell}, '\\.0$', '')"
    if kind.startswith("TIMESTAMP"):
        return f"regexp_replace({cell}, ' 00:00:00(\\+00)?$', '')"
    return cell
