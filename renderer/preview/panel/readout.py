"""What the figures say, in words: the legend's counts, and every cell of one area."""

from dataclasses import dataclass

import numpy as np

from renderer.data.state import State
from renderer.data.table import Table

__all__ = ["MEANINGS", "Cell", "Reading", "counts", "reading"]

# In the order of the legend: what is known first.
MEANINGS = {
    State.VALUE: "a figure",
    State.ZERO: "a true zero",
    State.SUPPRESSED: "known, not told: too few people",
    State.HELD: "held until the next release",
    State.MISSING: "nobody asked, or no answer came",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of one area: ``text`` is its value, or the name of its state; ``interval`` may be ""."""

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
    """Return how many cells are in each state, all five."""
    return {state: table.count(state) for state in MEANINGS}


def reading(table: Table, row: int) -> tuple[Reading, ...]:
    """Return what is known of the area in ``row``, a reading for each column."""
    return tuple(
        Reading(
            column.label,
            tuple(_cell(table, time, row, index) for time in range(len(table.times))),
            not column.stratum,
        )
        for index, column in enumerate(table.columns)
    )


def _cell(table: Table, time: int, row: int, column: int) -> Cell:
    state = State(int(table.state[time, row, column]))
    if not state.known:
        return Cell(table.times[time], state, state.word)
    at, unit = (time, row, column), table.columns[column].unit
    low, high = float(table.low[at]), float(table.high[at])
    interval = f"{_figure(low)} to {_figure(high)}" if np.isfinite(low) and np.isfinite(high) else ""
    seen = int(table.sample[at])
    sign = "%" if unit == "percent" else unit
    value = f"{_figure(float(table.value[at]))} {sign}".rstrip()
    return Cell(table.times[time], state, value, interval, f"{seen:,} asked" if seen >= 0 else "")


def _figure(value: float) -> str:
    """
    Return ``value`` with as many digits as a panel has room for.

    >>> _figure(61234.5), _figure(61.25), _figure(0.125)
    ('61,234', '61.2', '0.125')
    """
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"
