"""Signals: one number at a time, from the released figures or from a seeded curve, for binds to use.

``name.py`` says what they are called.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from renderer.core.errors import DataError, SceneError
from renderer.data.times import day_of
from renderer.signals.noise import drift
from renderer.signals.trend import CAP, TRENDS

from .moment import Cells, cells_at, moment
from .name import SignalName, parse_signal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.core.frame import Frame
    from renderer.data.table import Column, Table

__all__ = ["figures_of", "moment", "signal", "signal_column", "signal_span"]

_YEAR = 365.2425  # days
DRIFT_RATE = 0.05  # Hz: one turn in some 20 s, a slow breath

_FAMILIES: dict[str, Callable[[Cells], float]] = {
    "mean": lambda cells: _over(cells.value, np.mean),
    "median": lambda cells: _over(cells.value, np.median),
    "level": lambda cells: _over(cells.value, np.mean),
    "spread": lambda cells: _over(cells.value, np.std),
    "gap": lambda cells: _over(cells.value, np.ptp),
    "width": lambda cells: _over(cells.high - cells.low, np.mean),
    "completeness": lambda cells: float(np.isfinite(cells.value).mean()) if len(cells.value) else float("nan"),
}


class _Read(NamedTuple):
    """A figure of a table: ``column`` of ``table``, and the row of the one area that it is of, -1 for all."""

    table: "Table"
    column: int
    area: int = -1

    @property
    def about(self) -> "Column":
        """What the column says of itself."""
        return self.table.columns[self.column]


def signal(name: str, table: "Table", frame: "Frame") -> float:
    """
    Return the signal ``name`` at ``frame``; NaN where no area has a value.

    Raises SceneError for an unknown name, with the nearest that exists.
    """
    asked = parse_signal(name)
    if asked.family == "drift":
        return drift(frame.seed, int(asked.column), frame.time, DRIFT_RATE)
    read = _read(name, asked, table)
    at = moment(frame, table)
    if asked.family in TRENDS:
        now = round(at) + 1
        return TRENDS[asked.family](np.asarray(read.table.value[:now, :, read.column], float).T, _years(table)[:now])
    cells = cells_at(read.table, read.column, at)
    if asked.other:
        other = _figure(name, asked.other, table)
        return _over(cells_at(other.table, other.column, at).value - cells.value, np.mean)
    if asked.family == "area":
        return float((cells.high - cells.low if asked.width else cells.value)[read.area])
    if asked.family == "level":
        low, high = _reach(asked, table)
        return float(np.clip((_FAMILIES["level"](cells) - low) / (high - low), 0.0, 1.0))
    return _FAMILIES[asked.family](cells)


def signal_span(name: str, table: "Table") -> tuple[float, float]:
    """
    Return the smallest and largest value that the signal can take, whatever the figures become.

    It rests on the column's bounds, not on today's figures, so that two nights stay comparable.
    """
    asked = parse_signal(name)
    if asked.family in ("drift", "completeness", "level"):
        return 0.0, 1.0
    column = _read(name, asked, table).about
    if asked.family in CAP:
        return 0.0, CAP[asked.family]
    low, high = column.low, column.high
    if asked.width:
        return 0.0, high - low
    # A standard deviation is largest where half of the areas lie at either end (Popoviciu, 1935).
    change = (low - high, high - low)
    # A line is the steepest where an area is known at two times alone, the nearest to each other.
    nearest = min((step for step in np.diff(_years(table)).tolist() if step > 0.0), default=1.0)
    return {"spread": (0.0, (high - low) / 2), "gap": change if asked.other else (0.0, high - low),
            "width": (0.0, high - low), "delta": change, "trend": (change[0] / nearest, change[1] / nearest)}.get(
        asked.family, (low, high)
    )


def signal_column(name: str, table: "Table") -> "Column | None":
    """Return what the figure of the signal ``name`` says of itself, None for a drift; raises SceneError as it does."""
    asked = parse_signal(name)
    if asked.family == "drift":
        return None
    if asked.other:
        _figure(name, asked.other, table)
    return _read(name, asked, table).about


def figures_of(name: str, table: "Table") -> "NDArray[np.float64]":
    """Return all that is known of the figure of ``name``, a ``PLACED`` one, of every area and time, ascending."""
    asked = parse_signal(name)
    read = _read(name, asked, table)
    cubes = [cube[:, :, read.column] for cube in (read.table.value, read.table.low, read.table.high)]
    values = cubes[2] - cubes[1] if asked.width or asked.family == "width" else cubes[0]
    return np.sort(values[np.isfinite(values)])


def _years(table: "Table") -> "NDArray[np.float64]":
    """Return when the times of ``table`` end, years."""
    return np.array([day_of(time) for time in table.times]) / _YEAR


def _read(name: str, asked: SignalName, table: "Table") -> _Read:
    """Return what ``asked`` reads of ``table``; raises SceneError for what is not there."""
    read = _figure(name, asked.column, table)
    try:
        return read._replace(area=table.area(asked.area)) if asked.area else read
    except DataError as error:
        raise SceneError(f"signal '{name}': {error}") from None


def _figure(name: str, column: str, table: "Table") -> _Read:
    """Return the column called ``column``, which only binds may read."""
    for one in (table, table.apart):
        if one is not None and any(known.name == column for known in one.columns):
            return _Read(one, one.column(column))
    try:
        return _Read(table, table.column(column))
    except DataError as error:
        raise SceneError(f"signal '{name}': {error}") from None


def _reach(asked: SignalName, table: "Table") -> tuple[float, float]:
    """Return from where to where a role shows the figure, whomever it is of; all that it can be where none does."""
    known = {column.name: column for one in (table.apart, table) if one is not None for column in one.columns}
    column = known.get(asked.figure) or known[asked.column]
    low, high = column.domain or (column.low, column.high)
    return (low, high) if low < high else (low, low + 1.0)


def _over(figures: np.ndarray, reduce: Callable[[np.ndarray], np.floating]) -> float:
    """Return ``reduce`` of the figures that are known; NaN where none is."""
    known = figures[np.isfinite(figures)]
    return float(reduce(known)) if len(known) else float("nan")
