"""The rows of a source that a description keeps, as SQL, with errors that name file, sheet, line and column."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data.names import canonical

from .description import DataField, Description

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["Rows", "find_column", "kept_rows", "literal"]


@dataclass(frozen=True, slots=True)
class Rows:
    """
    Rows of a source.

    table : their name in the source's connection, with the source's columns
    """

    source: "Source"
    table: str
    _names: "itertools.count[int]" = field(default_factory=itertools.count, repr=False)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        return self.source.connection.execute(sql).fetchall()

    def keep(self, stem: str, columns: str, content: Sequence[Sequence[Any]]) -> str:
        """Return the name of a new temporary table of ``content``, with ``columns`` as SQL declares them."""
        name = f"chorus_{stem}_{next(self._names)}"
        self.source.connection.execute(f"create or replace temp table {name} ({columns})")
        if content:
            lists = [list(one) for one in zip(*content, strict=True)]
            kinds = [one.split()[1] for one in columns.split(", ")]
            picks = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
            self.source.connection.execute(f"insert into {name} select {picks}", lists)
        return name

    def column(self, one: DataField) -> str:
        """Return a field's text in SQL: trimmed, by its pattern where it has one; NULL where blank."""
        return _column(self.source, one)

    def error(self, line: int, column: str, message: str) -> DataError:
        """Return a DataError that names the file, its sheet, the line and the column."""
        return DataError(f"{where(self.source)}, line {line}, column {column}: {message}")


def where(source: "Source") -> str:
    """Return file and sheet in words."""
    return f"{source.path}, sheet '{source.sheet}'" if source.sheet else f"{source.path}"


def literal(text: str) -> str:
    """Return ``text`` as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


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
    raise DataError(f"{where(source)}, line {source.line}: there is no column '{name}'{asked}{known}")


def _column(source: "Source", one: DataField) -> str:
    text = f"trim(s.c{find_column(source, one.name)})"
    return f"regexp_extract({text}, {literal(one.pattern)}, 1)" if one.pattern else text


def kept_rows(source: "Source", description: Description) -> Rows:
    """Return the rows that the description keeps: those of its levels, without the lines that it leaves out."""
    conditions = []
    for column, texts in description.only.items():
        listed = ", ".join(map(literal, texts))
        conditions.append(f"coalesce(trim(s.c{find_column(source, column, 'in only')}), '') in ({listed})")
    for one in description.totals:
        word, _, numbers = one.partition(" ")
        first, _, last = numbers.partition("-")
        if word in ("line", "lines") and first.isdigit() and (not last or last.isdigit()):
            conditions.append(f"s.line not between {int(first)} and {int(last or first)}")
    filled = [find_column(source, one.name) for one in description.fields if one.fill]
    table = f"{source.table} s"
    if filled:
        over = ", ".join(f"last_value(nullif(trim(c{index}), '') ignore nulls) over (order by line) as c{index}"
                         for index in filled)  # fmt: skip
        table = f"(select * replace ({over}) from {source.table}) s"
    if conditions:
        table = f"(select * from {table} where {' and '.join(conditions)}) s"
    return Rows(source, table)
