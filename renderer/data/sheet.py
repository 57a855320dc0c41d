"""Text cells of a CSV file, through DuckDB: strict, and never guessing a type.

Guessing is what breaks health data: ``04013`` becomes a number, ``Yes`` a Boolean.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError
from renderer.core.suggest import closest
from renderer.data.coded_text import CodedText
from renderer.data.duck import load_duckdb
from renderer.data.origin import Origin
from renderer.data.scan import MAX_LINE, check_unchanged, scan
from renderer.data.sql import sql_name, sql_path, sql_text

__all__ = ["CodedSheet", "Sheet", "read_coded", "read_header", "require"]

_AT_ONCE = 4 << 20  # bytes of a file whose columns are read together; of a larger one, one by one: texts take memory

_SQL = """
select {names} from read_csv({path}, columns = {columns}, auto_detect = false, header = true,
    delim = ',', quote = '"', escape = '"', encoding = 'utf-8', compression = 'none',
    strict_mode = true, null_padding = false, ignore_errors = false, allow_quoted_nulls = true,
    hive_partitioning = false, parallel = false, max_line_size = {limit}, buffer_size = {buffer})
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A CSV file as columns of text.

    cells : one column of text for each name, all as long as the file has rows; "" where blank
    sha256 : of the file, hexadecimal; "" where it was read by a reader of other forms
    names : what the file itself calls a column, where that differs
    lines : the line (from 1) on which each row ends; empty where the file has to be asked
    notes : what was passed over or read another way, one sentence each
    origins : for rows that an adapter wrote, where each came from; errors then name that place
    """

    path: Path
    cells: Mapping[str, Sequence[str]]
    sha256: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    lines: Sequence[int] = ()
    notes: tuple[str, ...] = ()
    origins: Sequence[Origin] = ()

    def __len__(self) -> int:
        """Number of rows below the header."""
        return len(next(iter(self.cells.values())))

    def line(self, row: int) -> int:
        """Return the line (from 1, header included) on which row ``row`` (from 0) ends, in the file it came from."""
        if self.origins:
            return self.origins[row].sheet.line(self.origins[row].row)
        if self.lines:
            return self.lines[row]
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.reader(file)
                filled = (reader.line_num for fields in reader if fields)
                return next(number for index, number in enumerate(filled) if index == row + 1)
        except (OSError, csv.Error, StopIteration, ValueError):
            return row + 2

    def mention(self, first: int, row: int) -> str:
        """Return ``line N`` of row ``first``, for an error about ``row``; with the file where that is another."""
        paths = [self.origins[one].sheet.path if self.origins else self.path for one in (first, row)]
        where = "" if paths[0] == paths[1] else f"{paths[0]}, "
        return f"{where}line {self.line(first)}"

    def in_order(self, one: int, other: int) -> tuple[int, int]:
        """Return two rows in the order in which the file they came from has them."""
        lines = [self.origins[row].row if self.origins else row for row in (one, other)]
        return (one, other) if lines[0] <= lines[1] else (other, one)

    def text(self, row: int, column: str) -> str:
        """Return a cell as the file writes it that the row came from."""
        if self.origins and column in _AS_WRITTEN:
            origin = self.origins[row]
            if column in origin.columns:
                return origin.sheet.cells[origin.columns[column]][origin.row]
        return self.cells[column][row]

    def error(self, row: int, column: str, message: str) -> DataError:
        """Return a DataError that names this file, the row's line and the column."""
        if self.origins:
            origin = self.origins[row]
            return origin.sheet.error(origin.row, origin.column(column), message)
        own = self.names.get(column, column)
        return DataError(f"{self.path}, line {self.line(row)}, column {own}: {message}")


@dataclass(frozen=True, slots=True)
class CodedSheet(Sheet):
    """A CSV file whose columns can be asked for all rows at once."""

    cells: Mapping[str, CodedText]


# Fields that an adapter takes from one cell; others (a name, a place) it puts together.
_AS_WRITTEN = frozenset(("area", "time", "value", "low", "high"))


def read_header(path: Path) -> tuple[str, ...]:
    """
    Return the names in the first line of the CSV file at ``path``.

    Raises DataError for a blank or repeated name, or where the line is no CSV.
    """
    with path.open("rb") as file:
        first = file.readline(MAX_LINE + 1)
    try:
        text = first.decode("utf-8-sig").rstrip("\r\n")
        names = next(csv.reader(io.StringIO(text), strict=True), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}, line 1 is no CSV header: {error}; give one name for each column") from None
    for index, name in enumerate(names):
        if not name.strip():
            raise DataError(f"{path}, line 1: column {index + 1} has no name; name every column")
        if name in names[:index]:
            raise DataError(f"{path}, line 1: two columns are called '{name}'; rename one")
    if not names:
        raise DataError(f"{path}, line 1 is blank; the first line must name the columns")
    return tuple(names)


def require(path: Path, header: Sequence[str], needed: Sequence[str]) -> None:
    """Raise DataError, with the nearest name found, for the first ``needed`` name not in ``header``."""
    for name in needed:
        if name not in header:
            near = closest(name, header)
            hint = f"; the nearest it has is '{near}'" if near else ""
            raise DataError(f"{path}, line 1: there is no column '{name}'{hint}; it needs {', '.join(needed)}")


def read_coded(path: Path, names: Sequence[str] = ()) -> CodedSheet:
    """
    Read the columns ``names`` (all where none is named) of the CSV file at ``path``.

    Raises DataError for anything that is not a complete CSV file of UTF-8 text.
    """
    path = Path(path)
    seen = scan(path)
    header = read_header(path)
    require(path, header, names)
    cells = _query(path, header, tuple(names) or header, seen.size <= _AT_ONCE)
    check_unchanged(path, seen)
    rows = len(next(iter(cells.values())))
    # DuckDB 2.0 drops what follows a quote that never closes, and more, without a word: count again.
    if rows != seen.records - 1:
        raise DataError(
            f"{path} has {seen.records - 1:,} lines below its header, but only {rows:,} can be read: a quote "
            "inside a field or mixed line ends, perhaps; save it again as CSV UTF-8"
        )
    if rows == 0:
        raise DataError(f"{path} has a header but no rows; export or copy it again")
    return CodedSheet(path, cells, seen.sha256)


def _query(path: Path, header: tuple[str, ...], names: tuple[str, ...], at_once: bool) -> dict[str, CodedText]:
    """Return the columns ``names``; ``at_once`` : all together, which one by one take less memory."""
    load_duckdb()
    import duckdb

    picks = ["coalesce(" + sql_name(name) + f", '') as c{index}" for index, name in enumerate(names)]
    sql = _SQL.format(
        names=", ".join(picks), path=sql_path(path),
        columns="{" + ", ".join(sql_text(name) + ": 'VARCHAR'" for name in header) + "}",
        limit=MAX_LINE, buffer=4 * MAX_LINE,
    )  # fmt: skip
    cells: dict[str, CodedText] = {}
    try:
        # One thread: the order of rows is the file's, and two cores stay free for drawing.
        with duckdb.connect(config={"threads": 1}) as connection:
            found: dict[str, Any] = {}
            if at_once:
                found = connection.execute(sql).fetchnumpy()
            else:
                connection.execute(f"create temp table cells as {sql}")
            for index, name in enumerate(names):
                column = f"c{index}"
                one = found or connection.execute(f"select {column} from cells").fetchnumpy()
                cells[name] = CodedText.of(one.pop(column).tolist())
    except duckdb.Error as error:
        raise DataError(_explain(path, str(error))) from None
    return cells


def _explain(path: Path, message: str) -> str:
    """Put DuckDB's report on a bad line into one sentence."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    place = next((line.rsplit(":", 1)[1].strip() for line in lines if "CSV Error on Line" in line), "")
    where = f"{path}, line {place}" if place else f"{path}"
    if found := re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", message):
        cells = f"{found[2]} columns instead of {found[1]}"
        return f"{where} has {cells}; the file may have been cut short, copy it again"
    if "unterminated quote" in message:
        return f"{where}: a quote opens and does not close; the file may have been cut short, copy it again"
    if "state machine" in message:
        return f"{where}: line ends are mixed, or a quote stands inside a field; save it again as CSV UTF-8"
    if "Maximum line size" in message or "max_line_size" in message:
        return f"{where}: a row is longer than {MAX_LINE:,} bytes; a quote may never close"
    reason = next((line for line in lines if "CSV Error on Line" not in line), "it is no CSV")
    return f"{where}: {reason.rstrip('.')}; check that line in a text editor"
