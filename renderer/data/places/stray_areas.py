"""Areas that alone make a map so wide that all others are dots: mostly one wrong corner, or an island at 0, 0."""

from typing import TYPE_CHECKING

import numpy as np

from renderer.core.listed import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["about_stray", "stray_areas"]

_TIMES = 5.0  # as wide as without them
_MOST, _LEFT = 3, 2  # areas that stray; areas that are left, at least
_NAMED = 3


def stray_areas(bounds: "NDArray[np.float64]") -> tuple[list[int], float]:
    """
    Return the rows of few areas without which the map is a fifth as wide and high or less, and how many times it is.

    bounds : [n, 4], west, south, east and north of each area, NaN for one without a shape

    >>> tiles = [[n, 0, n + 1, 1] for n in range(4)]
    >>> stray_areas(np.array([*tiles, [2, 0, 3, 400]], float)), stray_areas(np.array(tiles, float))
    (([4], 100.0), ([], 1.0))
    """
    left = np.flatnonzero(np.isfinite(bounds).all(axis=1))
    stray: list[int] = []
    whole = _side(bounds[left]) if len(left) else 0.0
    while len(left) > _LEFT and len(stray) < _MOST:
        outer = {int(left[n]) for n in (*bounds[left, :2].argmin(axis=0), *bounds[left, 2:].argmax(axis=0))}
        stray.append(min(sorted(outer), key=lambda row: _side(bounds[left[left != row]])))
        left = left[left != stray[-1]]
        if whole >= _TIMES * _side(bounds[left]) > 0.0:
            return stray, whole / _side(bounds[left])
    return [], 1.0


def about_stray(bounds: "NDArray[np.float64]", names: "Sequence[str]", *, earth: bool) -> tuple[str, ...]:
    """Return a sentence on ``stray_areas``, none where there are none; on Earth ``bounds`` are in m."""
    rows, times = stray_areas(bounds)
    if not rows:
        return ()
    rest = np.delete(bounds, rows, axis=0)
    low, high = np.nanmin(rest[:, :2], axis=0), np.nanmax(rest[:, 2:], axis=0)
    beyond = max(float((low - bounds[rows, :2]).max()), float((bounds[rows, 2:] - high).max())) / 1000.0
    far = f"{beyond:,.0f} km beyond all others" if earth else "far beyond all others"
    verb, whom = ("reaches", "it") if len(rows) == 1 else ("reach", "them")
    named = listed([names[row] for row in rows], _NAMED)
    return (f"{named} {verb} {far}, and the map is drawn {times:,.0f} times as wide for {whom}: see whether "
            f"a corner is wrong in the file, or take {whom} out",)  # fmt: skip


def _side(bounds: "NDArray[np.float64]") -> float:
    """Return the longer side of the box around all."""
    return float((bounds[:, 2:].max(axis=0) - bounds[:, :2].min(axis=0)).max())
