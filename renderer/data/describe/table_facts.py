"""One pass over a whole file: which areas, measures, levels and groups it has, and which texts stand for figures."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from renderer.data.names import clean
from renderer.data.numerals import take_apart

from .column_profile import before_brackets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderer.data.readers.source import Source

    from .role_guess import Guess

__all__ = ["TableFacts", "table_facts"]


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
    texts = [f"coalesce(c{index}, '')" if index >= 0 else "''" for index in keys]
    if guess.coarser:
        filled = ", ".join(f"nullif(trim(c{index}), '')" for index in (guess.area, *guess.coarser))
        texts[0] = f"coalesce({filled}, '')"
        texts[1] = texts[0] if guess.name == guess.area else texts[1]
    picks = ", ".join(f"{text} k{n}" for n, text in enumerate(texts))
    every = ", ".join(f"k{n}" for n in range(len(keys)))
    # Nearly all files of a million rows hold plain numbers alone: then one reading is enough.
    opens = "".join(f", count(*) filter (where {_open(f'c{index}')})" for index in guess.value)
    columns = "".join(f", c{index}" for index in guess.value)
    found = source.connection.execute(
        f"select {every}, count(*), min(line) first_line{opens} from (select {picks}, line{columns} from "
        f"{source.table}) group by {every} order by first_line"
    ).fetchall()
    odd: dict[int, Counter[str]] = {}
    for place, index in enumerate(guess.value, len(keys) + 2):
        some = any(row[place] for row in found)
        odd[index] = _odd(source, index, paired=index in guess.paired) if some else Counter()
    return _gathered(found, len(keys), odd)


def _open(column: str) -> str:
    """Return the SQL by which a cell has to be looked at: it is blank, or no plain number."""
    return f"{column} is null or not regexp_full_match({column}, '-?[0-9]+(\\.[0-9]+)?')"


def _odd(source: "Source", index: int, *, paired: bool) -> Counter[str]:
    """Return the texts of a column that are no numbers, nor ``paired`` ones, a blank among them, with their rows."""
    found = source.connection.execute(
        f"select coalesce(trim(c{index}), '') v, count(*) from {source.table} where {_open(f'c{index}')} "
        f"group by v order by min(line)"
    ).fetchall()
    odd: Counter[str] = Counter()
    for text, count in found:
        one = clean(text)
        if not one or take_apart(before_brackets(one) if paired else one) is None:
            odd[one] += count
    return odd


def _gathered(found: "Sequence[tuple[Any, ...]]", width: int, odd: dict[int, Counter[str]]) -> TableFacts:
    areas: dict[tuple[str, str], Counter[str]] = {}
    first: dict[tuple[str, str], int] = {}
    measures: Counter[tuple[tuple[str, ...], str]] = Counter()
    rows, known = 0, _Cleaned()
    for row in found:
        area, name, level, unit, *named = map(known.__getitem__, row[:width])
        count, line = row[width], row[width + 1]
        rows += count
        areas.setdefault((area, name), Counter())[level] += count
        first.setdefault((area, name), line)
        measures[tuple(named), unit] += count
    return TableFacts(areas, first, measures, odd, rows)


class _Cleaned(dict[str, str]):
    """Texts without stray blanks; each is cleaned once, and most stand in many rows."""

    def __missing__(self, text: str) -> str:
        self[text] = clean(text)
        return self[text]
