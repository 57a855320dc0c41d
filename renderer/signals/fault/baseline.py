"""What is usual for each area: itself as it was at first, without what all areas share."""

import numpy as np
from numpy.typing import NDArray

from .measures import robust_scale

__all__ = ["against_baseline"]

Floats = NDArray[np.float64]

_NEAR = 3.0  # deviations; what lies farther off pulls the mean no more than this


def against_baseline(value: Floats, learn: int) -> tuple[Floats, Floats]:
    """
    Return the usual figure of each area, [areas], and how many deviations each figure lies off, [areas, steps].

    What all areas share at a step (a season, a storm) is no fault and is taken away: the median of how far
    they lie off. The first ``learn`` steps say what is usual, and are not judged: NaN. The scale is an
    area's own or, where that is larger, that of most areas: few figures may lie together by chance.

    value : [areas, steps]; NaN where nothing came
    """
    first = value[:, :learn]
    level = np.array([np.median(row[np.isfinite(row)]) if np.isfinite(row).any() else np.nan for row in first])
    for _ in range(2):  # what is shared rests on the levels, and they on it
        shared = _shared(value - level[:, None])
        scale = robust_scale(first - shared[:learn])
        level = _level(first - shared[:learn], scale)
    known = scale[np.isfinite(scale)]
    scale = np.fmax(scale, np.median(known) if len(known) else np.nan)
    z = (value - shared - level[:, None]) / np.where(scale > 0, scale, np.nan)[:, None]
    z[:, :learn] = np.nan
    return level, z


def _shared(away: Floats) -> Floats:
    """Return the median of the areas at each step, [steps]; 0 where fewer than three are known."""
    many = np.isfinite(away).sum(axis=0) >= 3
    return np.asarray(np.nanmedian(np.where(many, away, 0.0), axis=0)) if len(away) else np.zeros(away.shape[1])


def _level(first: Floats, scale: Floats) -> Floats:
    """
    Return the mean of each row, with what lies far off drawn in; NaN where nothing is known.

    A mean errs less than a median, and an error here would pass for a drift as long as the show lasts.
    Source: one step of the M-estimate of location, Huber, Robust estimation of a location parameter, 1964.
    """
    known = np.isfinite(first)
    some = known.sum(axis=1) > 0
    middle = np.nanmedian(np.where(np.reshape(some, (-1, 1)), first, 0.0), axis=1)
    reach = _NEAR * np.nan_to_num(scale)[:, None]
    pull = np.where(known, np.clip(first - middle[:, None], -reach, reach), 0.0)
    return np.where(some, middle + pull.sum(axis=1) / np.maximum(known.sum(axis=1), 1), np.nan)
