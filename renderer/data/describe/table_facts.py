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

_FEW = 4
_MOST = 1000  # different texts that are no numbers; beyond it a column holds something else
_NUMBER = r"[-+]? ?[0-9][0-9.,'']*( [0-9]{3})*([.,][0-9]+)?"


@dataclass(frozen=True, slots=True)
class TableFacts:
    """
    What a whole file holds.

    areas : (code, name) -> level -> rows, in the order of the file; first : (code, name) -> its first line
    measures : the texts of the measure columns and of the unit column -> rows
    odd : column -> each text in it that is no plain number, the blank among them -> rows, or groups of rows
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
    # Of a few columns of figures the odd texts come with the same reading; of many, each would need its memory.
    few = guess.value if len(guess.value) <= _FEW else ()
    lists = "".join(f", list(distinct coalesce(trim(c{index}), '')) filter (where not {_plain(f'c{index}')})" for index in few)
    columns = "".join(f", c{index}" for index in few)
    found = source.connection.execute(
        f"select {every}, count(*), min(line) first_line{lists} from (select {picks}, line{columns} from {source.table}) "
        f"group by {every} order by first_line"
    ).fetchall()
    odd: dict[int, Counter[str]] = {}
    for place, index in enumerate(guess.value):
        odd[index] = Counter(clean(text) for row in found for text in row[len(keys) + 2 + place] or ()) if few else \
            _odd(source, index)  # fmt: skip
    return _gathered(found, len(keys), odd)


def _plain(column: str) -> str:
    return f"regexp_full_match(coalesce(trim({column}), ''), '{_NUMBER}')"


def _odd(source: "Source", index: int) -> Counter[str]:
    """Return the texts of a column that are no plain numbers, a blank among them, with their rows."""
    found = source.connection.execute(
        f"select coalesce(trim(c{index}), '') v, count(*) from {source.table} where not {_plain(f'c{index}')} "
        f"group by v order by min(line) limit {_MOST}"
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
