"""A table at a moment between two of its times."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from renderer.data.gaps import between, gaps, in_gap
from renderer.data.times import day_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.core.frame import Frame
    from renderer.data.table import Table

__all__ = ["Cells", "cells_at", "moment"]

_REST = 0.25  # of a loop in which it stands at releases
_EVEN = 0.5  # of the rest that all ways share alike; by the other half a longer gap takes longer


class Cells(NamedTuple):
    """One column at one moment: value, low, high, float64 [areas], the column's unit; NaN where unknown."""

    value: "NDArray[np.float64]"
    low: "NDArray[np.float64]"
    high: "NDArray[np.float64]"


def moment(frame: "Frame", table: "Table") -> float:
    """
    Return where in the table's times ``frame`` stands: 0 is the first time, len(times) - 1 the last.

    The loop begins and ends now, at the last time: it goes back to the first and returns, without a seam. It stands
    at each time for a while, and eases from one to the next, the longer the more days lie between. So frame 0, and
    any still of it, shows the newest.
    """
    last = len(table.times) - 1
    if last <= 0:
        return 0.0
    at = abs(2 * frame.playhead - 1)
    arrives, leaves = _stands(table.times)
    time = int(np.searchsorted(arrives, at, side="right")) - 1
    if at <= leaves[time] or time == last:
        return float(time)
    part = float((at - leaves[time]) / (arrives[time + 1] - leaves[time]))
    return time + part * part * (3 - 2 * part)


def cells_at(table: "Table", column: int, at: float) -> Cells:
    """
    Return the column with index ``column`` at the moment ``at`` (clamped to the table's times).

    Linear between two times where both know the figure; else the nearer time's (the earlier half-way),
    which may be unknown. No figure is invented: the twin of ``data_at`` in lib/data/cell.glsl.
    """
    at = min(max(at, 0.0), max(0.0, len(table.times) - 1.0))
    holes, time = gaps(table, column), int(at)

    def cells(time: int) -> "tuple[NDArray[np.float64], ...]":
        if time in holes:
            return in_gap(table, column, holes[time])[:3]
        return tuple(cube[time, :, column] for cube in (table.value, table.low, table.high))

    return Cells(*(cells(time) if at == time else between(cells(time), cells(time + 1), at - time)))


@lru_cache(maxsize=16)
def _stands(times: tuple[str, ...]) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return when the way from the first time, 0, to the last, 1, arrives at each of ``times``, and leaves it."""
    days = np.diff([day_of(time) for time in times])
    count = len(days)
    ways = (1.0 - _REST) * (_EVEN / count + (1.0 - _EVEN) * days / days.sum())
    rests = np.full(count + 1, _REST / count)
    rests[[0, -1]] /= 2  # the loop turns round there, and stands before and after
    arrives = np.concatenate([[0.0], np.cumsum(rests[:-1] + ways)])
    return arrives, arrives + rests
