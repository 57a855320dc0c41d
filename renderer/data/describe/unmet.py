"""What was said of a sheet that it has not: lines to leave out, and marks of cells; and the rows those lines were."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.core.listed import listed
from renderer.core.suggest import closest, nearest
from renderer.data.names import clean, short

from .answers import Answers, lines_of
from .column_text import mark_key
from .description import DataField, Description
from .rows import find_column

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["check_lines", "check_marks", "lines_left", "unmet_marks"]

_FIGURES = ("value", "count", "low", "high", "interval", "denominator", "sample")
_NAMED = 6
_MOST = 10_000  # different texts of one column among which a mark is looked for
_NUMBER = r"-?[0-9]+(\.[0-9]+)?"


def check_lines(source: "Source", answers: Answers) -> None:
    """Raise DataError where a person left out a line that the sheet has not, with the lines that it has."""
    for said in answers.totals:
        lines = lines_of(said)
        if not lines:
            continue
        first, last, within = _lines(source, lines)
        if not within or lines[0] < first or lines[-1] > last:
            raise DataError(f"--total '{said}': no row of {source.where} stands there; its rows are on lines {first} "
                            f"to {last}")  # fmt: skip


def check_marks(source: "Source", fields: Sequence[DataField], answers: Answers) -> None:
    """
    Raise DataError where a person said what a mark means that no cell of a figure holds, and another that is near does.

    With none that is near it is told in the report: the same words are said of many sheets, and a workbook's zeros are
    the "-" of the text that was saved of it.
    """
    for mark in unmet_marks(source, fields, answers.marks):
        known = [short(one) for one in _texts(source, fields, ()) if one]
        if mark and closest(mark, known):
            raise DataError(f"--mark '{mark}={answers.marks[mark]}': no figure is written '{mark}'"
                            f"{nearest(mark, known, f'there is {listed(known, _NAMED)}')}")  # fmt: skip


def unmet_marks(source: "Source", fields: Sequence[DataField], marks: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``marks`` that no cell of a figure, of its interval or of its people holds."""
    asked = {mark_key(mark): mark for mark in marks}
    if not asked:
        return ()
    met = set(map(mark_key, _texts(source, fields, asked.values())))
    return tuple(mark for key, mark in asked.items() if key not in met)


def lines_left(source: "Source", description: Description) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the rows that ``description`` leaves out by their lines, as they are told, and the lines that are none."""
    left: dict[str, int] = {}
    absent = []
    for said in description.totals:
        if not (lines := lines_of(said)):
            continue
        if within := _lines(source, lines)[2]:
            left[_named(source, description, said, lines)] = within
        else:
            absent.append(said)
    note = f"no row stands on {listed(absent, 3)}, which was to be left out as a total"
    return left, (note,) if absent else ()


def _lines(source: "Source", lines: range) -> tuple[int, int, int]:
    """Return the first line of a row, the last, and how many rows stand on ``lines``."""
    ((first, last, within),) = source.connection.execute(
        f"select min(line), max(line), count(*) filter (where line between ? and ?) from {source.table}",
        [lines[0], lines[-1]],
    ).fetchall()
    return first or 0, last or 0, within


def _named(source: "Source", description: Description, said: str, lines: range) -> str:
    """Return the lines that somebody ``said`` with the areas that stand on them."""
    fields = description.having("area_name") or description.having("area")
    if not fields:
        return said
    column = f"trim(c{find_column(source, fields[0].name)})"
    where = f"line between {lines[0]} and {lines[-1]} and {column} <> ''"
    found = source.connection.execute(
        f"select {column} from {source.table} where {where} group by 1 order by min(line)"
    ).fetchall()
    names = [short(clean(name)) for (name,) in found]
    return f"{said} ({listed(names, 3)})" if names else said


def _texts(source: "Source", fields: Sequence[DataField], marks: Iterable[str]) -> list[str]:
    """Return the texts of the cells of figures that are no plain numbers, or are one of ``marks``, each once."""
    found: dict[str, None] = {}
    for one in fields:
        if one.role not in _FIGURES or one.name not in source.header:
            continue
        text = f"coalesce(trim(c{source.header.index(one.name)}), '')"
        rows = source.connection.execute(
            f"select {text} v from {source.table} where not regexp_full_match({text}, '{_NUMBER}') or list_contains(?, "
            f"{text}) group by v order by min(line) limit {_MOST}",
            [list(marks)],
        ).fetchall()
        found |= dict.fromkeys(clean(one) for (one,) in rows)
    return list(found)
