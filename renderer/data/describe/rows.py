"""The rows of a source that a description keeps, as SQL, with errors that name file, sheet, line and column."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data.duck import load_duckdb
from renderer.data.names import canonical
from renderer.data.sql import sql_text

from .answers import lines_of
from .description import DataField, Description

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.data.readers.source import Source

__all__ = ["Rows", "find_column", "kept_rows", "staged"]


@dataclass(frozen=True, slots=True)
class Rows:
    """
    Rows of a source.

    table : their name in the source's connection, with the source's columns
    """

    source: "Source"
    table: str
    names: "itertools.count[int]" = field(default_factory=itertools.count, repr=False)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with self._explained():
            return self.source.connection.execute(sql).fetchall()

    def keep(self, stem: str, columns: str, content: Sequence[Sequence[Any]]) -> str:
        """Return the name of a new temporary table of ``content``, with ``columns`` as SQL declares them."""
        name = f"chorus_{stem}_{next(self.names)}"
        self.source.connection.execute(f"create or replace temp table {name} ({columns})")
        if content:
            lists = [list(one) for one in zip(*content, strict=True)]
            kinds = [one.split()[1] for one in columns.split(", ")]
            picks = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
            self.source.connection.execute(f"insert into {name} select {picks}", lists)
        return name

    def keep_query(self, stem: str, sql: str, kind: str = "table") -> str:
        """Return the name of a new temporary table, or view, of what ``sql`` selects."""
        name = f"chorus_{stem}_{next(self.names)}"
        with self._explained():
            self.source.connection.execute(f"create or replace temp {kind} {name} as {sql}")
        return name

    def arrays(self, sql: str) -> "dict[str, NDArray[Any]]":
        """Return a query's columns as arrays, masked where a column holds NULL."""
        with self._explained():
            return dict(self.source.connection.execute(sql).fetchnumpy())

    def run(self, sql: str) -> None:
        """Run a statement that gives no rows."""
        with self._explained():
            self.source.connection.execute(sql)

    @contextmanager
    def _explained(self) -> "Iterator[None]":
        """Say in a sentence what DuckDB could not do: a pattern that is none, a file that changed, memory."""
        load_duckdb()
        import duckdb

        try:
            yield
        except duckdb.Error as error:
            reason = str(error).strip().split("\n")[0]
            raise DataError(f"{self.source.where} cannot be read as described: {reason}") from error

    def column(self, one: DataField) -> str:
        """Return a field's text in SQL, by its pattern where it has one."""
        return _column(self.source, one)

    def said(self, one: DataField) -> str:
        """Return a field's text in SQL, "" where its cell is blank."""
        return f"coalesce({self.column(one)}, '')"

    def error(self, line: int, column: str, message: str) -> DataError:
        """Return a DataError that names the file, its sheet, the line and the column."""
        return DataError(f"{self.source.where}, line {line}, column {column}: {message}")


def find_column(source: "Source", name: str, why: str = "") -> int:
    """
    Return which column of the source is called ``name``, in this or another spelling.

    Raises DataError with the nearest name; why : who asked for it
    """
    if name in source.header:
        return source.header.index(name)
    alike = [index for index, own in enumerate(source.header) if canonical(own) == canonical(name)]
    if len(alike) == 1 and canonical(name):
        return alike[0]
    known = nearest(name, source.header) or f"; it has {', '.join(source.header[:12])}"
    asked = f" ({why})" if why else ""
    raise source.error(f"there is no column '{name}'{asked}{known}", source.line)


def _column(source: "Source", one: DataField) -> str:
    text = f"s.c{find_column(source, one.name)}"
    return f"regexp_extract({text}, {sql_text(one.pattern)}, 1)" if one.pattern else text


def staged(source: "Source", most: int = 0) -> "Source":
    """
    Return the source with its rows in a table: as a view it would read its file anew for each question.

    most : only so many of its first rows; 0 for all
    """
    held = source.connection.execute("select count(*) from duckdb_tables() where table_name = ?", [source.table])
    if not most and held.fetchall()[0][0]:
        return source
    limit = f" limit {most}" if most else ""
    source.connection.execute(f"create or replace temp table chorus_source as select * from {source.table}{limit}")
    return replace(source, table="chorus_source")


def kept_rows(source: "Source", description: Description) -> Rows:
    """Return the rows that the description keeps: those of its levels, without the lines that it leaves out."""
    conditions = []
    for column, texts in description.only.items():
        listed = ", ".join(map(sql_text, texts))
        conditions.append(f"coalesce(trim(c{find_column(source, column, 'in only')}), '') in ({listed})")
    left = filter(None, map(lines_of, description.totals))
    conditions.extend(f"line not between {lines[0]} and {lines[-1]}" for lines in left)
    filled = [find_column(source, one.name) for one in description.fields if one.fill and one.role != "ignored"]
    if not conditions and not filled:
        return Rows(source, f"{source.table} s")
    # Blanks are filled from the whole file, before rows are left out.
    over = ", ".join(f"last_value(nullif(trim(c{index}), '') ignore nulls) over (order by line) as c{index}"
                     for index in filled)  # fmt: skip
    inner = f"select * replace ({over}) from {source.table}" if filled else f"select * from {source.table}"
    keep = f" where {' and '.join(conditions)}" if conditions else ""
    rows = Rows(source, "")
    table = rows.keep_query("rows", f"select * from ({inner}){keep}")
    return Rows(source, f"{table} s", rows.names)
