"""A table at a moment between two of its times."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.core.frame import Frame
    from renderer.data.table import Table

__all__ = ["Cells", "cells_at", "moment"]


class Cells(NamedTuple):
    """One column at one moment: value, low, high, float64 [areas], the column's unit; NaN where unknown."""

    value: "NDArray[np.float64]"
    low: "NDArray[np.float64]"
    high: "NDArray[np.float64]"


def moment(frame: "Frame", table: "Table") -> float:
    """
    Return where in the table's times ``frame`` stands: 0 is the first time, len(times) - 1 the last.

    The loop begins and ends now, at the last time: it goes back to the first and returns, lingering at
    each (smoothstep between two), without a seam. So frame 0, and any still of it, shows the newest.
    """
    last = len(table.times) - 1
    if last <= 0:
        return 0.0
    at = abs(2 * frame.playhead - 1) * last
    time = min(int(at), last - 1)
    part = at - time
    return time + part * part * (3 - 2 * part)


def cells_at(table: "Table", column: int, at: float) -> Cells:
    """
    Return the column with index ``column`` at the moment ``at`` (clamped to the table's times).

    Linear between two times where both know the figure; else the nearer time's (the earlier half-way),
    which may be unknown. No figure is invented: the twin of ``data_at`` in lib/data/cell.glsl.
    """
    at = min(max(at, 0.0), max(0.0, len(table.times) - 1.0))
    time = int(at)
    part = at - time
    if part == 0.0:
        return Cells(*(cube[time, :, column] for cube in (table.value, table.low, table.high)))
    return Cells(*(_mixed(cube[time, :, column], cube[time + 1, :, column], part, _both(table, column, time))
                   for cube in (table.value, table.low, table.high)))  # fmt: skip


def _both(table: "Table", column: int, time: int) -> "NDArray[np.bool_]":
    return np.asarray(np.isfinite(table.value[time : time + 2, :, column]).all(axis=0))


def _mixed(
    a: "NDArray[np.float64]", b: "NDArray[np.float64]", part: float, both: "NDArray[np.bool_]"
) -> "NDArray[np.float64]":
    return np.where(both, a + (b - a) * part, a if part <= 0.5 else b)
