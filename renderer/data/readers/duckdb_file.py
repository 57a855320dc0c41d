"""Databases of DuckDB, read only."""

from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.data.duck import load_duckdb
from renderer.data.readers.choice import choose
from renderer.data.readers.relation import as_source, reason
from renderer.data.readers.scratch import Given
from renderer.data.readers.source import Source
from renderer.data.readers.staging import connect
from renderer.data.sql import sql_name, sql_text

if TYPE_CHECKING:
    import duckdb

__all__ = ["duckdb_tables", "read_duckdb"]


def read_duckdb(given: Given) -> Source:
    """Open a table of a DuckDB database: the one asked for, or the one it has."""
    connection = _attach(given)
    table = choose(given, _tables(connection), "table")
    schema, _, name = table.rpartition(".")
    place = ".".join(sql_name(part) for part in ("given", schema or "main", name))
    return as_source(given, connection, place, table)


def duckdb_tables(given: Given) -> tuple[str, ...]:
    """Return the names of the tables in a DuckDB database."""
    with _attach(given) as connection:
        return _tables(connection)


def _attach(given: Given) -> "duckdb.DuckDBPyConnection":
    load_duckdb()
    import duckdb

    connection = connect(given.scratch)
    try:
        connection.execute(f"attach {sql_text(given.path.resolve())} as given (read_only)")
    except duckdb.Error as error:
        connection.close()
        raise DataError(f"{given.told} cannot be opened as a DuckDB database: {reason(error, given.path)}; "
                        "close the program that has it open, or copy it again") from None  # fmt: skip
    return connection


def _tables(connection: "duckdb.DuckDBPyConnection") -> tuple[str, ...]:
    """Return the tables; no views, which might read other files."""
    found = connection.execute("select schema_name, table_name from duckdb_tables() where database_name = 'given' "
                               "and not internal order by 1, 2").fetchall()  # fmt: skip
    return tuple(name if schema == "main" else f"{schema}.{name}" for schema, name in found)
