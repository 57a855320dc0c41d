"""Signals: one number at a time, from the released figures or from a seeded curve, for binds to use.

mean.dental_visit            mean over the areas that have a value, the column's unit
level.dental_visit           the mean's place from where a role shows it dark, 0, to where full, 1, and no further
spread.dental_visit          standard deviation over them, the column's unit
gap.dental_visit             largest minus smallest, the column's unit
width.dental_visit           mean width of the intervals, the column's unit
completeness.dental_visit    share of the areas that have a value, 0 .. 1
delta.dental_visit           mean change since the time before, the column's unit
ewma.dental_visit            mean of the smoothed history (Roberts, 1959), the column's unit
z.dental_visit               largest robust z of an area, alarm 3.5, at most 7
cusum.dental_visit           largest cumulative sum of an area, sigma, alarm 5, at most 10
area.CA.dental_visit         the value of one area, by code or short name
drift.0                      a slow random curve, 0 .. 1, another for each number
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from renderer.core.errors import DataError, SceneError
from renderer.core.suggest import nearest
from renderer.signals.noise import drift
from renderer.signals.trend import CAP, TRENDS

from .moment import Cells, cells_at, moment

if TYPE_CHECKING:
    from renderer.core.frame import Frame
    from renderer.data.table import Column, Table

__all__ = ["moment", "signal", "signal_names", "signal_span"]

DRIFT_RATE = 0.05  # Hz: one turn in some 20 s, a slow breath
_DRIFTS = 4

_FAMILIES: dict[str, Callable[[Cells], float]] = {
    "mean": lambda cells: _over(cells.value, np.mean),
    "level": lambda cells: _over(cells.value, np.mean),
    "spread": lambda cells: _over(cells.value, np.std),
    "gap": lambda cells: _over(cells.value, np.ptp),
    "width": lambda cells: _over(cells.high - cells.low, np.mean),
    "completeness": lambda cells: float(np.isfinite(cells.value).mean()) if len(cells.value) else float("nan"),
}


def signal(name: str, table: "Table", frame: "Frame") -> float:
    """
    Return the signal ``name`` at ``frame``; NaN where no area has a value.

    Raises SceneError for an unknown name, with the nearest that exists.
    """
    family, column, area = _parse(name, table)
    if family == "drift":
        return drift(frame.seed, column, frame.time, DRIFT_RATE)
    if family in TRENDS:
        now = round(moment(frame, table)) + 1
        return TRENDS[family](np.asarray(table.value[:now, :, column], float).T)
    cells = cells_at(table, column, moment(frame, table))
    if family == "level":
        low, high = _reach(table.columns[column])
        return float(np.clip((_FAMILIES[family](cells) - low) / (high - low), 0.0, 1.0))
    return float(cells.value[area]) if family == "area" else _FAMILIES[family](cells)


def signal_names(table: "Table") -> tuple[str, ...]:
    """Return the signals that ``table`` gives; of each area, by its short name or code, and four drifts."""
    columns = [column.name for column in table.columns]
    families = [f"{family}.{column}" for family in (*_FAMILIES, *TRENDS) for column in columns]
    areas = [f"area.{area.abbr or area.code}.{column}" for area in table.areas for column in columns]
    return (*families, *areas, *(f"drift.{n}" for n in range(_DRIFTS)))


def signal_span(name: str, table: "Table") -> tuple[float, float]:
    """
    Return the smallest and largest value that the signal can take, whatever the figures become.

    It rests on the column's bounds, not on today's figures, so that two nights stay comparable.
    """
    family, index, _ = _parse(name, table)
    if family in ("drift", "completeness", "level"):
        return 0.0, 1.0
    if family in CAP:
        return 0.0, CAP[family]
    low, high = table.columns[index].low, table.columns[index].high
    # A standard deviation is largest where half of the areas lie at either end (Popoviciu, 1935).
    return {"spread": (0.0, (high - low) / 2), "gap": (0.0, high - low), "width": (0.0, high - low),
            "delta": (low - high, high - low)}.get(
        family, (low, high)
    )


def _reach(column: "Column") -> tuple[float, float]:
    """Return from where to where a role shows ``column``; all that it can be where none does."""
    low, high = column.domain or (column.low, column.high)
    return (low, high) if low < high else (low, low + 1.0)


def _parse(name: str, table: "Table") -> tuple[str, int, int]:
    """Return family, column (for drift: channel) and area; the area is -1 where the family has none."""
    family, _, rest = name.partition(".")
    if family == "drift" and rest.isascii() and rest.isdigit() and len(rest) < 10:
        return family, int(rest), -1
    key, _, column = rest.rpartition(".") if family == "area" else ("", "", rest)
    if (family in _FAMILIES or family in TRENDS or (family == "area" and key)) and column:
        try:
            return family, table.column(column), table.area(key) if key else -1
        except DataError as error:
            raise SceneError(f"signal '{name}': {error}") from None
    families = ", ".join((*_FAMILIES, *TRENDS, "area", "drift"))
    hint = nearest(name, signal_names(table)) or f"; the families are {families}"
    raise SceneError(f"no signal '{name}'{hint}")


def _over(figures: np.ndarray, reduce: Callable[[np.ndarray], np.floating]) -> float:
    """Return ``reduce`` of the figures that are known; NaN where none is."""
    known = figures[np.isfinite(figures)]
    return float(reduce(known)) if len(known) else float("nan")
