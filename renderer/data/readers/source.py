"""A table as its file holds it: text, column by column, with the line of each row; what every reader gives."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError

if TYPE_CHECKING:
    import duckdb

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """
    A table as its file holds it: text, column by column, in DuckDB.

    path : the file that a person named, for errors, even where a copy of it is read
    sheet : name of the sheet, table or layer; "" where the file holds one
    header : the columns' names as written, without stray blanks, made unique, never ""
    line : line or row of the header in the file or sheet, from 1
    above, below : title lines over the table and notes under it, as text
    connection, table : columns c0, c1 ... as VARCHAR, NULL or blank where the cell is, and ``line`` as BIGINT; a cell
        keeps the blanks around it. Rows are in the file's order
    notes : what was passed over or read in another way, one sentence each
    held : what the table's rows lie in, a folder say, which goes with the source
    sha256 : of the file, hexadecimal, where its reader saw all of it; else ""
    """

    path: Path
    sheet: str
    header: tuple[str, ...]
    line: int
    above: tuple[str, ...]
    below: tuple[str, ...]
    connection: "duckdb.DuckDBPyConnection" = field(repr=False, compare=False)
    table: str
    notes: tuple[str, ...] = ()
    held: object = field(default=None, repr=False, compare=False)
    sha256: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names in ``table``: c0, c1 ..."""
        return tuple(f"c{index}" for index in range(len(self.header)))

    @property
    def where(self) -> str:
        """File and sheet, as an error names them."""
        return f"{self.path}, sheet '{self.sheet}'" if self.sheet else f"{self.path}"

    @property
    def head(self) -> str:
        """File, sheet and the header's line, as an error about columns names them; records have no such line."""
        return f"{self.where}, line {self.line}" if self.line else self.where

    def error(self, message: str, line: int | None = None, column: int | None = None) -> DataError:
        """Return a DataError that names file, sheet, line (from 1; 0 where a file has none) and column (from 0)."""
        place = f", line {line}" if line else ""
        name = "" if column is None else f", column {self.header[column]}"
        return DataError(f"{self.where}{place}{name}: {message}")
