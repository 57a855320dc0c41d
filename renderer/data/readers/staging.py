"""Where rows lie while they are read: a folder that goes by itself, and DuckDB with its memory bounded."""

import csv
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.data.scan import MAX_LINE

if TYPE_CHECKING:
    import duckdb

__all__ = ["Scratch", "connect", "csv_columns", "quoted", "text_view", "write_rows"]

# A view reads the file anew for each query. What is grouped stays within this, and the rest goes to disk.
_MEMORY = "256MB"
_BUFFER = 4 * MAX_LINE


class Scratch:
    """A folder for copies; it goes when nothing holds this any more, or at ``close``."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="chorus-read-"))
        self._gone = weakref.finalize(self, shutil.rmtree, str(self.folder), ignore_errors=True)

    def close(self) -> None:
        """Remove the folder."""
        self._gone()


def connect(scratch: Scratch | None = None) -> "duckdb.DuckDBPyConnection":
    """
    Return a DuckDB of its own, in memory, that never goes to the network.

    One thread: rows stay in the file's order, it costs the least CPU time, and a core stays free for drawing.
    """
    import duckdb  # costs 0.1 s, and a table in the cache never needs it

    config = {"threads": "1", "memory_limit": _MEMORY, "autoinstall_known_extensions": "false",
              "autoload_known_extensions": "false"}  # fmt: skip
    if scratch is not None:
        config["temp_directory"] = str(scratch.folder)
    return duckdb.connect(config=config)


def quoted(name: object, quote: str = "'") -> str:
    """Return a text or, with ``"``, a name as SQL writes it."""
    return quote + str(name).replace(quote, 2 * quote) + quote


def literal(path: Path) -> str:
    """Return the path, as SQL writes it, so that DuckDB takes it as one file, not as a pattern of files."""
    return quoted("".join(f"[{char}]" if char in "*?[" else char for char in str(path.resolve())))


def csv_columns(count: int) -> str:
    """Return the columns c0, c1 ... as read_csv wants them."""
    return "{" + ", ".join(f"'c{index}': 'VARCHAR'" for index in range(count)) + "}"


def read_csv(path: Path, columns: str, skip: int = 0, delimiter: str = ",", quote: str = '"') -> str:
    """Return the SQL that reads a CSV file strictly, and never guesses a type: ``04013`` stays text."""
    return (
        f"read_csv({literal(path)}, columns = {columns}, auto_detect = false, header = false, skip = {skip}, "
        f"delim = {quoted(delimiter)}, quote = {quoted(quote)}, escape = {quoted(quote)}, encoding = 'utf-8', "
        "compression = 'none', strict_mode = true, null_padding = false, ignore_errors = false, "
        "allow_quoted_nulls = true, hive_partitioning = false, parallel = false, "
        f"max_line_size = {MAX_LINE}, buffer_size = {_BUFFER})"
    )


def write_rows(scratch: Scratch, rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Path, int]:
    """Write rows, each with its line, as a plain CSV file, and return where it lies and how many there are."""
    path, count = scratch.folder / "rows.csv", 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for line, cells in rows:
            writer.writerow((*cells, line))
            count += 1
    return path, count


def text_view(connection: "duckdb.DuckDBPyConnection", path: Path, width: int, table: str = "source") -> str:
    """Make rows of ``write_rows`` a view with columns c0, c1 ... and ``line``, and return its name."""
    columns = csv_columns(width).removesuffix("}") + ", 'line': 'BIGINT'}"
    connection.execute(f"create view {table} as select * from {read_csv(path, columns)}")
    return table
