"""One pass over a whole file: which areas, measures, levels and groups it has, and which texts stand for figures."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renderer.data.names import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderer.data.readers.source import Source

    from .role_guess import Guess

__all__ = ["TableFacts", "table_facts"]

_MOST = 1000  # different texts that are no numbers; beyond it a column holds something else
_NUMBER = r"[-+]? ?[0-9][0-9.,'']*( [0-9]{3})*([.,][0-9]+)?"


@dataclass(frozen=True, slots=True)
class TableFacts:
    """
    What a whole file holds.

    areas : (code, name) -> level -> rows, in the order of the file; first : (code, name) -> its first line
    measures : the texts of the measure columns and of the unit column -> rows
    odd : column -> each text in it that is no plain number, the blank among them -> its rows
    """

    areas: dict[tuple[str, str], Counter[str]]
    first: dict[tuple[str, str], int]
    measures: Counter[tuple[tuple[str, ...], str]]
    odd: dict[int, Counter[str]]
    rows: int = 0


def table_facts(source: "Source", guess: "Guess") -> TableFacts:
    """Return what the file holds by the columns of ``guess``; the file is read once."""
    keys = [guess.area, guess.name, guess.level, guess.unit, *guess.measure]
    picks = ", ".join(f"coalesce(c{index}, '') k{n}" if index >= 0 else f"'' k{n}" for n, index in enumerate(keys))
    every = ", ".join(f"k{n}" for n in range(len(keys)))
    found = source.connection.execute(
        f"select {every}, count(*), min(line) first_line from (select {picks}, line from {source.table}) "
        f"group by {every} order by first_line"
    ).fetchall()
    return _gathered(found, len(keys), {index: _odd(source, index) for index in guess.value})


def _odd(source: "Source", index: int) -> Counter[str]:
    """Return the texts of a column that are no plain numbers, a blank among them, with their rows."""
    found = source.connection.execute(
        f"select v, count(*) from (select coalesce(trim(c{index}), '') v, line from {source.table}) "
        f"where not regexp_full_match(v, '{_NUMBER}') group by v order by min(line) limit {_MOST}"
    ).fetchall()
    odd: Counter[str] = Counter()
    for text, count in found:
        odd[clean(text)] += count
    return odd


def _gathered(found: "Sequence[tuple[object, ...]]", width: int, odd: dict[int, Counter[str]]) -> TableFacts:
    areas: dict[tuple[str, str], Counter[str]] = {}
    first: dict[tuple[str, str], int] = {}
    measures: Counter[tuple[tuple[str, ...], str]] = Counter()
    rows = 0
    for row in found:
        area, name, level, unit, *named = (clean(str(one)) for one in row[:width])
        count, line = int(str(row[width])), int(str(row[width + 1]))
        rows += count
        areas.setdefault((area, name), Counter())[level] += count
        first.setdefault((area, name), line)
        measures[tuple(named), unit] += count
    return TableFacts(areas, first, measures, odd, rows)
