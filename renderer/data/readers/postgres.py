"""A table of a PostgreSQL database, read in a transaction that can only read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from renderer.core.errors import DataError
from renderer.core.units import size_words
from renderer.data.names import clean
from renderer.data.readers.choice import choose
from renderer.data.readers.column_names import make_unique
from renderer.data.readers.scratch import MAX_BYTES, Given, Scratch
from renderer.data.readers.source import Source
from renderer.data.readers.staging import connect, csv_columns, read_csv

if TYPE_CHECKING:
    import psycopg

__all__ = ["is_postgres", "postgres_tables", "read_postgres"]

_WAIT = 10  # seconds until a server that does not answer is given up
_STATEMENT = 600_000  # ms that a query may take
_PLAIN = ("boolean", "smallint", "integer", "bigint", "numeric", "real", "double precision", "text", "date", "uuid",
          "character", "timestamp", "time", "money", "interval", "name", "USER-DEFINED")  # fmt: skip
_TABLES = """
select case when table_schema = 'public' then table_name else table_schema || '.' || table_name end
    from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') order by 1
"""
_COLUMNS = """
select column_name, data_type from information_schema.columns
    where table_schema = %s and table_name = %s order by ordinal_position
"""


def is_postgres(address: str) -> bool:
    """Return whether ``address`` names a database of PostgreSQL and no file."""
    return address.startswith(("postgresql:/", "postgres:/"))


def read_postgres(address: str, sheet: str | None = None) -> Source:
    """
    Open a table or view of a PostgreSQL database, postgresql://user@host/database?table=schema.name.

    Everything is read in one transaction that can only read. Raises DataError, without the password, where the
    server, the table or a column's type refuses.
    """
    server, table, told = _parts(address)
    given = Given(told, told, Scratch(), sheet or table)
    with _connected(server, told) as session:
        name = choose(given, _names(session), "table")
        schema, _, short = name.rpartition(".")
        columns = session.execute(_COLUMNS, (schema or "public", short)).fetchall()
        for column, kind in columns:
            if not str(kind).startswith(_PLAIN):
                raise DataError(f"{told}, table '{name}', column {column}: it holds {kind}, no plain value; read "
                                "a view without it")  # fmt: skip
        copy = _copy(session, given, (schema or "public", short), len(columns))
    names, odd = make_unique([clean(str(column)) for column, _ in columns])
    connection = connect(given.scratch)
    connection.execute(f"create view source as select *, row_number() over () as line from "
                       f"{read_csv(copy, csv_columns(len(names)), skip=1)}")  # fmt: skip
    if not connection.execute("select 1 from source limit 1").fetchone():
        raise DataError(f"{told}, table '{name}' has columns but no rows; look at it in the database")
    return Source(told, name, names, 0, (), (), connection, "source", odd, given.scratch)


def postgres_tables(address: str) -> tuple[str, ...]:
    """Return the tables and views of the database that can be read."""
    server, _, told = _parts(address)
    with _connected(server, told) as session:
        return _names(session)


def _parts(address: str) -> tuple[str, str | None, Path]:
    """Return the server's address, the table that is asked for, and how both are told, without the password."""
    scheme, _, rest = address.partition(":")
    parts = urlsplit(f"{scheme}://{rest.lstrip('/')}" if not rest.startswith("///") else address)
    options = parse_qsl(parts.query)
    table = dict(options).get("table")
    server = urlunsplit(parts._replace(query=urlencode([one for one in options if one[0] != "table"])))
    host = parts.netloc.rpartition("@")[2] or "localhost"
    return server, table, Path(f"{scheme}:") / host / parts.path.lstrip("/")


@contextmanager
def _connected(server: str, told: Path) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    import psycopg

    try:
        with psycopg.connect(server, connect_timeout=_WAIT, options=f"-c statement_timeout={_STATEMENT}") as session:
            session.read_only = True
            yield session
    except psycopg.Error as error:
        said = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise DataError(f"{told}: {said.strip().rstrip('.')}; check the address, the user's rights and that "
                        "the server runs") from None  # fmt: skip


def _names(session: "psycopg.Connection[tuple[object, ...]]") -> tuple[str, ...]:
    return tuple(str(name) for (name,) in session.execute(_TABLES))


def _copy(session: "psycopg.Connection[tuple[object, ...]]", given: Given, name: tuple[str, str], width: int) -> Path:
    """Write the table's rows as CSV, below one line, as the server does it: numbers in full, days as 2024-01-31."""
    from psycopg import sql

    session.execute("set datestyle = 'ISO, YMD'")
    query = sql.SQL("copy (select * from {}) to stdout (format csv)").format(sql.Identifier(*name))
    path, size = given.scratch.folder / "rows.csv", 0
    with path.open("wb") as file, session.cursor() as cursor, cursor.copy(query) as copy:
        # DuckDB takes the first line break that it meets, within a cell too, for the end of all lines.
        file.write(b",".join([b"-"] * width) + b"\n")
        for block in copy:
            size += file.write(block)
            if size > MAX_BYTES:
                raise DataError(f"{given.told}, table '{name[1]}' is larger than {size_words(MAX_BYTES)}; "
                                "read a view of it")  # fmt: skip
    return path
