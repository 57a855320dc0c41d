"""The figures of a picture as a table that can be read aloud: one row an area, states in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from renderer.core.escape import escape
from renderer.data.gather import hidden_in
from renderer.data.role import EVERYBODY
from renderer.data.state import State
from renderer.data.table import Table
from renderer.data.times import time_words
from renderer.scene.when import releases

from .wording import amount, amounts, measure_places

__all__ = ["CELL_WORDS", "ColumnHead", "Row", "figure_rows"]

Row = tuple[str, ...]

CELL_WORDS = {State.MISSING: "no figure", State.SUPPRESSED: "withheld by its source",
              State.HELD: "held back until the next release"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """What stands over a column: what was measured, of which group, "" for everybody, and of when."""

    measure: str
    group: str = ""
    time: str = ""

    @property
    def part(self) -> str:
        """Of whom and when, which is all that tells columns of one measure apart."""
        return ", ".join(filter(None, (self.group, self.time)))

    def __str__(self) -> str:
        """Return all of it in one line."""
        return ", ".join(filter(None, (self.measure + (f" ({self.group})" if self.group else ""), self.time)))


def figure_rows(
    table: Table, roles: int, at: float, *, every: bool = False
) -> tuple[tuple[ColumnHead, ...], tuple[Row, ...]]:
    """
    Return the heads of the columns, and a row of words for each area of ``table``.

    A column is a measure in a role, or of a group that stands beside others, at the release that is shown at the moment
    ``at``, 0 .. len(times) - 1, or at ``every`` release it has; the first column is the area's name. What no picture
    may show is no figure here.
    """
    moments = list(map(float, range(len(table.times)))) if every else [at]
    shown = [one for index in _columns(table, roles)
             for one in dict.fromkeys((index, releases(table, index, moment)[-1]) for moment in moments
                                      if releases(table, index, moment))]  # fmt: skip
    word = table.area_word[0]
    heads = (ColumnHead(escape(word[:1].upper() + word[1:])), *(_head(table, *one) for one in shown))
    places = [measure_places(table, index) for index, _ in shown]
    cells = ([_cell(table, area, *one, to) for one, to in zip(shown, places, strict=True)]
             for area in range(len(table.areas)))  # fmt: skip
    rows = ((escape(area.name), *row) for area, row in zip(table.areas, cells, strict=True))
    return heads, tuple(_hidden_told(table, shown, rows))


def _hidden_told(table: Table, shown: Sequence[tuple[int, int]], rows: Iterable[Row]) -> Iterator[Row]:
    """Yield ``rows`` with words of their own where no source withheld a figure: too few gathered areas have one."""
    hidden = [hidden_in(table, *one) for one in shown]
    few = f"too few of its {table.finer.area_word[1]} are known" if table.finer else ""
    for area, (name, *cells) in enumerate(rows):
        yield (name, *(few if out[area] else cell for cell, out in zip(cells, hidden, strict=True)))


def _columns(table: Table, roles: int) -> list[int]:
    """Return the columns that show something, each figure once."""
    found: dict[tuple[str, str], int] = {}
    for index, column in enumerate(table.columns):
        if column.figure or (index >= roles and table.columns[index % roles].figure):
            found.setdefault((column.label, column.stratum.removeprefix(EVERYBODY)), index)
    return sorted(found.values())


def _head(table: Table, index: int, time: int) -> ColumnHead:
    """Return what stands over a column."""
    column = table.columns[index]
    return ColumnHead(escape(column.plain_label), escape(column.group), escape(time_words(table.times[time])))


def _cell(table: Table, area: int, index: int, time: int, to: int) -> str:
    """Return one figure with its interval, ``to`` so many decimals, or in words why there is none."""
    at, unit = (time, area, index), table.columns[index].unit
    if words := CELL_WORDS.get(State(int(table.state[at]))):
        return words
    said = amount(table.value[at], unit, to)
    low, high = table.low[at], table.high[at]
    return f"{said} ({amounts(low, high, unit, to)})" if np.isfinite(low) and low < high else said
