"""Signals of what changed: a column's history up to a moment, as one number."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from .fault.measures import CUSUM_LIMIT, Z_LIMIT, cusum, delta, ewma, robust_scale, robust_z

__all__ = ["CAP", "TRENDS"]

Series = NDArray[np.float64]
CAP = {"z": 2.0 * Z_LIMIT, "cusum": 2.0 * CUSUM_LIMIT}  # twice the alarm: a bind needs an end


def _mean(values: Series) -> float:
    """Return the mean of what is known, NaN where nothing is."""
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")


def _most(values: Series, cap: float) -> float:
    """Return the largest of what is known, at most ``cap``."""
    known = values[np.isfinite(values)]
    return min(cap, float(known.max())) if len(known) else float("nan")


def _sums(series: Series) -> Series:
    """Return the larger cumulative sum of each area now, sigma, against its own median and spread."""
    scale = robust_scale(series)
    with np.errstate(invalid="ignore"):
        upper, lower = cusum(series, np.nanmedian(np.where(np.isfinite(scale)[:, None], series, 0.0), axis=-1), scale)
    return np.where(np.isfinite(scale) & (scale > 0), np.maximum(upper, lower)[:, -1], np.nan)


def _slopes(series: Series, years: Series) -> Series:
    """Return each area's least-squares slope, a year, over the ``years`` [times] at which it is known; NaN for one."""
    known = np.isfinite(series)
    times = np.where(known, years, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        count = known.sum(axis=-1, keepdims=True)
        off = times - np.nansum(times, axis=-1, keepdims=True) / count
        square = np.nansum(off * off, axis=-1)
        return np.where(square > 0, np.nansum(off * np.where(known, series, 0.0), axis=-1) / square, np.nan)


# Each takes a column's values, [areas, times] up to now, NaN where unknown, and when those times are, years [times].
TRENDS: Mapping[str, Callable[[Series, Series], float]] = {
    "delta": lambda series, _: _mean(delta(series)[:, -1]),
    "trend": lambda series, years: _mean(_slopes(series, years)),
    "ewma": lambda series, _: _mean(ewma(series)[:, -1]),
    "z": lambda series, _: _most(np.abs(robust_z(series[:, -1])), CAP["z"]),
    "cusum": lambda series, _: _most(_sums(series), CAP["cusum"]),
}
