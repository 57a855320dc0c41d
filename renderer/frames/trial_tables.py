"""Tables made up to try a scene on: all of one state, some of each, rows changed about.

Only `chorus gallery` shows any, and says so.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from renderer.data.state import State
from renderer.data.table import CUBES, Table, known_in

__all__ = ["alike", "all_of", "areas_swapped", "groups_swapped", "some_in", "some_of_each"]

HALF_INTERVAL = 0.05  # of the column's range
_SEED = 11  # of who changes places with whom: the same in each check


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


def some_in(table: Table, state: State, each: int = 3) -> Table:
    """
    Return ``table`` with every cell of each ``each``-th area in ``state``, and all others as they are.

    As many were asked as before, where the state lets that be told: a figure of zero is no smaller survey.
    """
    chosen = np.arange(len(table.areas)) % each == 0
    other = all_of(table, state)
    other = replace(other, sample=np.where(known_in(other.state), table.sample, -1))
    cubes = {name: np.where(chosen[None, :, None], getattr(other, name), getattr(table, name)) for name in CUBES}
    return replace(table, release="trial", **cubes)


def areas_swapped(table: Table) -> Table:
    """Return ``table`` with each area's cells moved to another area; places and names stay where they are."""
    order = _cycle(len(table.areas))
    return replace(table, release="trial", **{name: getattr(table, name)[:, order] for name in CUBES})


def groups_swapped(table: Table) -> Table:
    """Return ``table`` with each group's cells moved to another group that stands beside it, measure by measure."""
    order = np.arange(len(table.columns))
    for columns in _measures(table).values():
        groups = [index for index in columns if table.columns[index].stratum]
        order[groups] = np.array(groups, int)[_cycle(len(groups))]
    return replace(table, release="trial", **{name: getattr(table, name)[:, :, order] for name in CUBES})


def alike(table: Table) -> Table:
    """
    Return ``table`` with every area, and every group, at the mean of all that is known of the measure at that time.

    The mean is everybody's where the measure has them; what is known of nobody is missing.
    """
    cubes = {name: getattr(table, name).copy() for name in CUBES}
    for columns in _measures(table).values():
        whole = [index for index in columns if not table.columns[index].stratum] or columns
        known = table.known[:, :, whole]
        count = known.sum(axis=(1, 2))
        for name, empty in (("value", np.nan), ("low", np.nan), ("high", np.nan), ("sample", -1)):
            total = np.where(known, getattr(table, name)[:, :, whole], 0).sum(axis=(1, 2))
            cubes[name][:, :, columns] = np.where(count, total / np.maximum(count, 1), empty)[:, None, None]
        state = np.where(cubes["value"][:, :, columns] == 0.0, State.ZERO, State.VALUE)
        cubes["state"][:, :, columns] = np.where(count[:, None, None], state, State.MISSING)
    return replace(table, release="trial", **cubes)


def _measures(table: Table) -> dict[str, list[int]]:
    """Return the columns of each measure, everybody's and those of groups."""
    found: dict[str, list[int]] = {}
    for index, column in enumerate(table.columns):
        found.setdefault(column.measure, []).append(index)
    return found


def _cycle(count: int) -> NDArray[np.int64]:
    """Return an order of ``count`` things in which none stays (Sattolo, 1986), by a fixed seed; one alone stays."""
    chance, order = np.random.default_rng(_SEED), np.arange(count)
    for last in range(count - 1, 0, -1):
        other = int(chance.integers(last))
        order[[last, other]] = order[[other, last]]
    return order


def _with(table: Table, state: NDArray[np.uint8], part: NDArray[np.float64]) -> Table:
    """Return ``table`` with these states, and values at ``part`` of their column's range."""
    bottom = np.array([column.low for column in table.columns])
    reach = np.array([column.high for column in table.columns]) - bottom
    known = known_in(state)
    value = np.where(state == State.ZERO, 0.0, bottom + part * reach)
    low = np.maximum(value - HALF_INTERVAL * reach, np.minimum(bottom, value))
    high = np.minimum(value + HALF_INTERVAL * reach, np.maximum(bottom + reach, value))
    value, low, high = (np.where(known, cube, np.nan) for cube in (value, low, high))
    sample = np.where(known, np.int64(100), np.int64(-1))
    return replace(table, value=value, low=low, high=high, sample=sample, state=state, release="trial")
