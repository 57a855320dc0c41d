"""Measures of what may be wrong with figures: pure functions of arrays, NaN where nothing is known.

Series lie along the last axis, oldest first. An unknown figure is never taken for zero: it teaches
nothing, so running measures stay where they were, and it is left out of medians and shares.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["CUSUM_LIMIT", "CUSUM_SLACK", "EWMA_WEIGHT", "Z_LIMIT", "Revision", "completeness", "cusum", "delta",
           "ewma", "gap", "revision", "robust_scale", "robust_z", "staleness"]  # fmt: skip

EWMA_WEIGHT = 0.2
Z_LIMIT = 3.5  # Iglewicz and Hoaglin's own
CUSUM_SLACK = 0.5  # sigma; half of the shift that shall be found soonest
CUSUM_LIMIT = 5.0  # sigma; a sound process crosses it once in 465 figures (Montgomery, table 9.3)
# The mean absolute deviation of a normal distribution is sigma sqrt(2 / pi).
_MEAN_TO_SIGMA = float(np.sqrt(np.pi / 2))

Floats = NDArray[np.float64]


class Revision(NamedTuple):
    """How the past changed, [areas]: how many times, the largest relative change (ratio), and at which time's index."""

    changed: NDArray[np.int64]
    largest: Floats
    where: NDArray[np.int64]


def delta(values: ArrayLike) -> Floats:
    """
    Return x[t] - x[t-1], in the unit of ``values``, [..., times]; NaN where either is unknown.

    The first has nothing before it and is NaN. Formula: first backward difference.

    >>> delta([1.0, 3.0, np.nan, 4.0]).tolist()
    [nan, 2.0, nan, nan]
    """
    x = np.asarray(values, np.float64)
    return np.asarray(np.diff(x, axis=-1, prepend=np.nan))


def ewma(values: ArrayLike, weight: float = EWMA_WEIGHT, start: float | None = None) -> Floats:
    """
    Return the exponentially weighted moving average, in the unit of ``values``, [..., times].

    z[t] = weight x[t] + (1 - weight) z[t-1]. Source: Roberts, Control chart tests based on geometric
    moving averages, Technometrics 1(3), 1959. ``start`` is z before the first figure (his target); None
    begins at the first known figure. At an unknown figure z stays; before any it is NaN.

    >>> ewma([10.0, np.nan, 20.0]).tolist()
    [10.0, 10.0, 12.0]
    """
    x = np.asarray(values, np.float64)
    out = np.empty_like(x)
    z = np.full(x.shape[:-1], np.nan if start is None else start)
    for t in range(x.shape[-1]):
        new = x[..., t]
        step = np.where(np.isnan(z), new, weight * new + (1 - weight) * z)
        z = np.where(np.isnan(new), z, step)
        out[..., t] = z
    return out


def robust_scale(values: ArrayLike) -> Floats:
    """
    Return how far figures lie from their median as a rule, in their unit, [...]: sigma where they are normal.

    MAD / 0.6745, along the last axis. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993.
    Where more than half are equal the MAD is 0 and says nothing: then 1.2533 times the mean absolute
    deviation. NaN where fewer than three are known, 0 where all are equal.

    >>> robust_scale([[1.0, 2.0, 3.0, 4.0, 100.0], [1.0, np.nan, 2.0, np.nan, np.nan]]).round(2).tolist()
    [1.48, nan]
    """
    x = np.asarray(values, np.float64)
    enough = np.isfinite(x).sum(axis=-1) >= 3
    safe = np.where(enough[..., None], np.where(np.isfinite(x), x, np.nan), 0.0)  # no warning about empty rows
    if not safe.shape[-1]:
        return np.full(enough.shape, np.nan)
    away = np.abs(safe - np.nanmedian(safe, axis=-1, keepdims=True))
    mad, mean = np.nanmedian(away, axis=-1) / 0.6745, np.nanmean(away, axis=-1) * _MEAN_TO_SIGMA
    return np.where(enough, np.where(mad > 0, mad, mean), np.nan)


def robust_z(values: ArrayLike, axis: int = -1) -> Floats:
    """
    Return how many robust deviations each figure lies from the median along ``axis``, signed, no unit.

    0.6745 (x - median) / MAD, alarm beyond 3.5. Source: Iglewicz and Hoaglin, 1993; for the scale see
    ``robust_scale``. NaN where fewer than three are known.

    >>> robust_z([1.0, 2.0, 3.0, 4.0, 100.0]).round(2).tolist()
    [-1.35, -0.67, 0.0, 0.67, 65.43]
    """
    x = np.moveaxis(np.asarray(values, np.float64), axis, -1)
    scale = robust_scale(x)[..., None]
    known = np.isfinite(x) & np.isfinite(scale)
    if not known.any():
        return np.full(np.shape(values), np.nan)
    middle = np.nanmedian(np.where(np.isnan(scale), 0.0, np.where(known, x, np.nan)), axis=-1, keepdims=True)
    z = (np.where(known, x, np.nan) - middle) / np.where(scale > 0, scale, 1.0)
    return np.moveaxis(z, -1, axis)


def cusum(
    values: ArrayLike, target: ArrayLike, sigma: ArrayLike, slack: float = CUSUM_SLACK, most: float = np.inf
) -> tuple[Floats, Floats]:
    """
    Return the upper and lower cumulative sums, in sigma, [..., times]; alarm beyond 5.

    upper[t] = max(0, upper[t-1] + (x[t] - target) / sigma - slack), lower alike with the sign turned.
    Source: Page, Continuous inspection schemes, Biometrika 41, 1954. Both begin at 0. At an unknown
    figure both stay.

    target, sigma : what x is when all is well, the unit of ``values``, [...] or one number
    slack : drift that is forgiven at each figure, sigma
    most : the sums stop here, so that they come down soon after the cause is mended
    """
    x = np.asarray(values, np.float64)
    shape = (*x.shape[:-1], 1)
    away = (x - np.broadcast_to(np.asarray(target, float)[..., None], shape)) / np.asarray(sigma, float)[..., None]
    upper, lower = np.empty_like(x), np.empty_like(x)
    up = low = np.zeros(x.shape[:-1])
    for t in range(x.shape[-1]):
        z = away[..., t]
        known = ~np.isnan(z)
        up = np.where(known, np.clip(up + z - slack, 0.0, most), up)
        low = np.where(known, np.clip(low - z - slack, 0.0, most), low)
        upper[..., t], lower[..., t] = up, low
    return upper, lower


def revision(before: ArrayLike, after: ArrayLike, floor: float = 1.0) -> Revision:
    """
    Return how ``after`` changed the past that ``before`` told: both [areas, times], the same unit.

    Of each area: how many times are known in both and differ; the largest relative change by size,
    (after - before) / max(|before|, floor), ratio, signed; and its time's index. Where none changed: 0, 0.0, -1.
    A figure that only came, or was withdrawn, is no revision. Formula: relative revision of real-time data,
    as in Croushore and Stark, A real-time data set for macroeconomists, 2001.

    floor : in the figures' unit; below it a change of one unit would look like a landslide

    >>> revision([[412.0, 0.0, np.nan]], [[519.0, 0.0, 7.0]]).largest.round(2).tolist()
    [0.26]
    """
    old, new = np.asarray(before, np.float64), np.asarray(after, np.float64)
    change = (new - old) / np.maximum(np.abs(old), floor)
    changed = np.isfinite(change) & (change != 0.0)
    change = np.where(changed, change, 0.0)
    if not change.shape[-1]:
        return Revision(changed.sum(axis=-1), np.zeros(len(change)), np.full(len(change), -1))
    where = np.abs(change).argmax(axis=-1)
    largest = np.take_along_axis(change, where[..., None], axis=-1)[..., 0]
    return Revision(changed.sum(axis=-1), largest, np.where(changed.any(axis=-1), where, -1))


def staleness(values: ArrayLike, times: ArrayLike, now: float, interval: float) -> Floats:
    """
    Return the age of each area's newest known figure in expected intervals, [areas]; inf where it has none.

    (now - time of the newest figure known) / interval. Formula: timeliness as age over period, as in
    Ballou et al., Modeling information manufacturing systems, Management Science 44(4), 1998.

    values : [areas, times]; times, now, interval : one unit (days, or seconds); times after ``now`` do not count

    >>> staleness([[5.0, np.nan], [np.nan, np.nan]], [0.0, 7.0], 14.0, 7.0).tolist()
    [2.0, inf]
    """
    at = np.asarray(times, np.float64)
    here = np.isfinite(np.asarray(values, np.float64)) & (at <= now)
    newest = np.where(here, at, -np.inf).max(axis=-1, initial=-np.inf)
    return np.asarray((now - newest) / interval)


def completeness(values: ArrayLike, expected: ArrayLike | None = None) -> Floats:
    """
    Return the share of each area's expected figures that are known, [areas], 0 .. 1; NaN where none is expected.

    known and expected / expected. Formula: ratio of completeness, Pipino, Lee and Wang, Data quality
    assessment, Communications of the ACM 45(4), 2002.

    values : [areas, times]; expected : bool, of the same shape; None expects all

    >>> completeness([[5.0, np.nan]]).tolist(), completeness([[5.0, np.nan]], [[True, False]]).tolist()
    ([0.5], [1.0])
    """
    known = np.isfinite(np.asarray(values, np.float64))
    due = np.ones_like(known) if expected is None else np.broadcast_to(np.asarray(expected, bool), known.shape)
    count = due.sum(axis=-1)
    return np.where(count > 0, (known & due).sum(axis=-1) / np.maximum(count, 1), np.nan)


def gap(values: ArrayLike, axis: int = -1) -> Floats:
    """
    Return largest minus smallest along ``axis`` (groups), in the unit of ``values``; NaN where fewer than two known.

    max - min: the simple absolute measure of inequality, as in WHO, Handbook on health inequality monitoring, 2013.

    >>> gap([[40.0, np.nan, 61.5], [np.nan, np.nan, 3.0]]).tolist()
    [21.5, nan]
    """
    x = np.asarray(values, np.float64)
    known = np.isfinite(x)
    most = np.where(known, x, -np.inf).max(axis=axis, initial=-np.inf)
    least = np.where(known, x, np.inf).min(axis=axis, initial=np.inf)
    return np.where(known.sum(axis=axis) >= 2, most - least, np.nan)
