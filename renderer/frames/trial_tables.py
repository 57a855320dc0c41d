"""Tables made up to try a scene on: all of one state, or some of each. They are never shown."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from renderer.data.state import State
from renderer.data.table import Table

__all__ = ["all_of", "some_of_each"]

HALF_INTERVAL = 0.05  # of the column's range


def all_of(table: Table, state: State, part: float = 0.5) -> Table:
    """
    Return ``table`` with every cell in ``state``.

    part : where in its column's range a VALUE lies, 0 .. 1; a ZERO is 0
    """
    return _with(table, np.full(table.state.shape, state, np.uint8), np.full(table.state.shape, part))


def some_of_each(table: Table) -> Table:
    """Return ``table`` with all states among its areas, and values spread over each column's range."""
    times, areas, columns = table.state.shape
    order = np.array([State.VALUE, State.MISSING, State.VALUE, State.SUPPRESSED, State.VALUE, State.ZERO,
                      State.VALUE, State.HELD], np.uint8)  # fmt: skip
    state = np.broadcast_to(order[np.arange(areas) % len(order)][None, :, None], table.state.shape)
    n = np.arange(times * areas * columns).reshape(table.state.shape)
    return _with(table, state.copy(), 0.1 + 0.8 * (n * 0.61803398875 % 1.0))


def _with(table: Table, state: NDArray[np.uint8], part: NDArray[np.float64]) -> Table:
    """Return ``table`` with these states, and values at ``part`` of their column's range."""
    bottom = np.array([column.low for column in table.columns])
    reach = np.array([column.high for column in table.columns]) - bottom
    known = np.isin(state, (State.VALUE, State.ZERO))
    value = np.where(state == State.ZERO, 0.0, bottom + part * reach)
    low = np.maximum(value - HALF_INTERVAL * reach, np.minimum(bottom, value))
    high = np.minimum(value + HALF_INTERVAL * reach, np.maximum(bottom + reach, value))
    value, low, high = (np.where(known, cube, np.nan) for cube in (value, low, high))
    sample = np.where(known, np.int64(100), np.int64(-1))
    return replace(table, value=value, low=low, high=high, sample=sample, state=state, release="trial")
