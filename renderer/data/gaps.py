"""Times at which a column was not asked of anybody, between two at which it was: what is drawn there in its place.

A measure is often asked every second year, and stands in one table with others that are asked each year. At a time
that it lacks, it is drawn between its own two releases, as far on the way as its days are; no figure is made of it:
the table says missing. Before its first release and after its last one nothing is drawn in its place.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .state import State
from .times import day_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .table import Table

__all__ = ["Gap", "between", "gaps", "in_gap"]


class Gap(NamedTuple):
    """A time that a column lacks: the times before and after that it has, and the part of the way, by days, 0 .. 1."""

    before: int
    after: int
    part: float


def gaps(table: "Table", column: int) -> Mapping[int, Gap]:
    """Return the times that ``column`` lacks between its first and last release; nobody at all was asked there."""
    asked = np.flatnonzero((table.state[:, :, column] != State.MISSING).any(axis=1))
    if not len(asked) or asked[-1] - asked[0] == len(asked) - 1:
        return {}
    days = [day_of(time) for time in table.times]
    found = {}
    for before, after in zip(asked.tolist(), asked[1:].tolist(), strict=False):
        for time in range(before + 1, after):
            found[time] = Gap(before, after, (days[time] - days[before]) / (days[after] - days[before]))
    return found


def between(
    a: "Sequence[NDArray[np.float64]]", b: "Sequence[NDArray[np.float64]]", part: float
) -> "tuple[NDArray[np.float64], ...]":
    """
    Return the cubes ``part`` of the way from ``a`` to ``b``, value first: straight where both values are known.

    Else the nearer one's, ``a`` half-way, which may be unknown, NaN: no figure is invented.
    """
    both = np.isfinite(a[0]) & np.isfinite(b[0])
    return tuple(np.where(both, one + (other - one) * part, one if part <= 0.5 else other)
                 for one, other in zip(a, b, strict=True))  # fmt: skip


def in_gap(table: "Table", column: int, gap: Gap) -> "tuple[NDArray[np.float64], ...]":
    """Return what is drawn of ``column`` in ``gap``: value, low, high, float64 [areas], and the state's code."""
    ends = [[cube[time, :, column] for cube in (table.value, table.low, table.high)] for time in gap[:2]]
    state = [table.state[time, :, column] for time in gap[:2]]
    value, low, high = between(ends[0], ends[1], gap.part)
    both = np.isfinite(ends[0][0]) & np.isfinite(ends[1][0])
    zero = (state[0] == State.ZERO) & (state[1] == State.ZERO)
    nearer = state[0] if gap.part <= 0.5 else state[1]
    return value, low, high, np.where(both, np.where(zero, State.ZERO, State.VALUE), nearer).astype(np.float64)
