"""DuckDB with its memory bounded, and how it is told to read text."""

import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.data.duck import load_duckdb
from renderer.data.readers.scratch import Scratch
from renderer.data.scan import MAX_LINE
from renderer.data.sql import sql_path, sql_text

if TYPE_CHECKING:
    import duckdb

__all__ = ["connect", "csv_columns", "read_csv", "text_view"]

# A view reads the file anew for each query. What is grouped stays within this, and the rest goes to disk.
_MEMORY = "256MB"
_BUFFER = 4 * MAX_LINE


def connect(scratch: Scratch | None = None, memory: str = _MEMORY) -> "duckdb.DuckDBPyConnection":
    """
    Return a DuckDB of its own, in memory, that never goes to the network.

    memory : what is held at most, in DuckDB's words
    One thread: rows stay in the file's order, it costs the least CPU time, and a core stays free for drawing.
    """
    load_duckdb()
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1, "memory_limit": memory, "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }  # fmt: skip
    if scratch is None:
        return duckdb.connect(config=config)
    connection = duckdb.connect(config=config | {"temp_directory": str(scratch.folder)})
    # The folder stays as long as anybody holds the connection, whose views read what lies in it.
    weakref.finalize(connection, scratch.close)
    return connection


def csv_columns(count: int) -> str:
    """Return the columns c0, c1 ... as read_csv wants them."""
    return "{" + ", ".join(f"'c{index}': 'VARCHAR'" for index in range(count)) + "}"


def read_csv(path: Path, columns: str, skip: int = 0, delimiter: str = ",", quote: str = '"') -> str:
    """Return the SQL that reads a CSV file strictly, and never guesses a type: ``04013`` stays text."""
    return (
        f"read_csv({sql_path(path)}, columns = {columns}, auto_detect = false, header = false, skip = {skip}, "
        f"delim = {sql_text(delimiter)}, quote = {sql_text(quote)}, escape = {sql_text(quote)}, encoding = 'utf-8', "
        "compression = 'none', strict_mode = true, null_padding = false, ignore_errors = false, "
        "allow_quoted_nulls = true, hive_partitioning = false, parallel = false, "
        f"max_line_size = {MAX_LINE}, buffer_size = {_BUFFER})"
    )


def text_view(connection: "duckdb.DuckDBPyConnection", path: Path, width: int, count: int) -> None:
    """
    Make rows of ``write_rows``, ``count`` of them, the view ``source`` with columns c0, c1 ... and ``line``.

    Raises DataError, without a file's name, for a row that is too long to be one.
    """
    load_duckdb()
    import duckdb

    columns = csv_columns(width).removesuffix("}") + ", 'line': 'BIGINT'}"
    connection.execute(f"create view source as select * from {read_csv(path, columns, skip=1)}")
    try:
        found = connection.execute("select count(*) from source").fetchone()
    except duckdb.Error:
        found = None
    if found is None or found[0] != count:
        raise DataError(f"a row is longer than {MAX_LINE:,} bytes: that is no table of figures")
