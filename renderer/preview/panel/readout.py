"""What the figures say, in words: the legend's counts, and every cell of one area."""

from dataclasses import dataclass

import numpy as np

from renderer.data.gaps import Gap, gaps
from renderer.data.state import State
from renderer.data.table import Table, unit_sign
from renderer.data.times import time_words
from renderer.label.wording import amount

__all__ = ["MEANINGS", "Cell", "Reading", "counts", "reading"]

# In the order of the legend: what is known first.
MEANINGS = {
    State.VALUE: "a figure",
    State.ZERO: "a true zero",
    State.SUPPRESSED: "known, not told: too few people",
    State.HELD: "held until the next release",
    State.MISSING: "no figure: nobody asked, or no answer came",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One figure of one area.

    time : in words; text : its value, the name of its state, or between which releases it is drawn
    interval, sample : of how many people it is; both may be ""
    """

    time: str
    state: State
    text: str
    interval: str = ""
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure of an area, at all times; ``overall`` where it is about everybody there."""

    label: str
    cells: tuple[Cell, ...]
    overall: bool = True


def counts(table: Table) -> dict[State, int]:
    """Return how many cells are in each state, all five; an empty role has none."""
    shown = table.state[:, :, _shown(table)]
    return {state: int(np.count_nonzero(shown == state)) for state in MEANINGS}


def reading(table: Table, row: int) -> tuple[Reading, ...]:
    """Return what is known of the area in ``row``, a reading for each column that holds a measure."""
    found = []
    for index in _shown(table):
        column = table.columns[index]
        lacks = gaps(table, index)
        cells = tuple(_cell(table, time, row, index, lacks.get(time)) for time in range(len(table.times)))
        found.append(Reading(column.label, cells, not column.stratum))
    return tuple(found)


def _shown(table: Table) -> list[int]:
    """Return the columns that hold a measure: a role that nothing is put into is no figure that is missing."""
    return [index for index, column in enumerate(table.columns) if column.label]


def _cell(table: Table, time: int, row: int, column: int, gap: Gap | None) -> Cell:
    state, said = State(int(table.state[time, row, column])), time_words(table.times[time])
    if gap is not None:
        return Cell(said, state, f"no figure; drawn {_in_its_place(table, gap, row, column)}")
    if not state.known:
        return Cell(said, state, state.word)
    at, unit = (time, row, column), table.columns[column].unit
    low, high = float(table.low[at]), float(table.high[at])
    interval = f"{_number(low, unit)} to {_number(high, unit)}" if np.isfinite(low) and np.isfinite(high) else ""
    seen = int(table.sample[at])
    value = f"{_number(float(table.value[at]), unit)}{unit_sign(unit)}"
    return Cell(said, state, value, interval, f"of {seen:,}" if seen >= 0 else "")


def _in_its_place(table: Table, gap: Gap, row: int, column: int) -> str:
    """Return what is drawn of an area in ``gap``: between its two figures, else as the nearer of the two times."""
    first, last = (State(int(table.state[end, row, column])) for end in gap[:2])
    before, after = (time_words(table.times[end]) for end in gap[:2])
    if first.known and last.known:
        return f"between {before} and {after}"
    nearer, state = (before, first) if gap.part <= 0.5 else (after, last)
    return f"as in {nearer}" if state.known else f"as in {nearer}: {state.word}"


def _number(value: float, unit: str) -> str:
    """Return ``value`` without its unit; a share that is not all is not rounded to all, as on a label."""
    said = _figure(value)
    return amount(value, unit).removesuffix(" %") if unit == "percent" and said == "100.0" else said


def _figure(value: float) -> str:
    """
    Return ``value`` with as many digits as a panel has room for.

    >>> _figure(61234.5), _figure(61.25), _figure(0.125)
    ('61,234', '61.2', '0.125')
    """
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"
