"""SQLite databases, read only, by the standard library; a GeoPackage's attributes too."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.data.names import clean
from renderer.data.readers.cell_text import cell_text
from renderer.data.readers.choice import choose
from renderer.data.readers.scratch import Given
from renderer.data.readers.source import Source
from renderer.data.readers.staged import stage
from renderer.data.sql import sql_name

if TYPE_CHECKING:
    import sqlite3

__all__ = ["read_sqlite", "sqlite_tables"]

_STEPS = 2_000_000_000  # of SQLite's machine: a view that never ends is stopped
_TABLES = """
select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\'
    and name not like 'gpkg\\_%' escape '\\' and name not like 'rtree\\_%' escape '\\' order by type, name
"""


def read_sqlite(given: Given) -> Source:
    """Open a table or view of an SQLite database: the one asked for, or the one it has."""
    import sqlite3  # only such a file needs it

    with closing(_open(given)) as database:
        table = choose(given, _tables(database, given), "table")
        bytes_in: set[int] = set()
        try:
            rows = database.execute(f"select * from {sql_name(table)}")
            names = [clean(str(column[0])) for column in rows.description]
            source = stage(given, table, names, _cells(rows, bytes_in))
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            raise DataError(f"{given.told}, table '{table}' cannot be read: {error}; copy it again") from None
    said = [f"column '{names[index]}' holds bytes (a shape or a picture), and is blank" for index in sorted(bytes_in)]
    return replace(source, notes=(*source.notes, *said))


def sqlite_tables(given: Given) -> tuple[str, ...]:
    """Return the names of the tables and views in an SQLite database."""
    with closing(_open(given)) as database:
        return _tables(database, given)


def _open(given: Given) -> "sqlite3.Connection":
    import sqlite3

    with given.path.open("rb") as file:
        head = file.read(32)
    # SQLite reads what lies beyond the end of a file that was cut as zeros.
    page, pages = int.from_bytes(head[16:18]) or 1, int.from_bytes(head[28:32])
    if given.path.stat().st_size < (65536 if page == 1 else page) * pages:
        raise DataError(f"{given.told} was cut short: it has fewer pages than it says; copy it again")
    log = given.path.with_name(given.path.name + "-wal")
    if log.is_file() and log.stat().st_size:
        raise DataError(f"{given.told} is open in another program, whose last rows lie in {log.name}; close it there")
    # Immutable: no journal is written beside it, and none is needed.
    database = sqlite3.connect(f"{given.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    database.execute("pragma trusted_schema = off")
    steps = iter(range(_STEPS // 1_000_000))
    database.set_progress_handler(lambda: next(steps, None) is None, 1_000_000)
    return database


def _tables(database: "sqlite3.Connection", given: Given) -> tuple[str, ...]:
    import sqlite3

    try:
        return tuple(name for (name,) in database.execute(_TABLES))
    except sqlite3.Error as error:
        raise DataError(f"{given.told} cannot be opened as an SQLite database: {error}; copy it again") from None


def _cells(rows: "sqlite3.Cursor", bytes_in: set[int]) -> Iterator[list[str]]:
    """Yield each row as text; the numbers of columns that hold bytes are put into ``bytes_in``."""
    for row in rows:
        bytes_in |= {index for index, value in enumerate(row) if isinstance(value, bytes)}
        yield ["" if isinstance(value, bytes) else cell_text(value) for value in row]
