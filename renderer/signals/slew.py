"""How fast something follows what drives it: so many seconds up, so many down, and nothing remembered."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["followed", "steps_back"]


def steps_back(rise: float, fall: float, width: float) -> int:
    """Return how many steps before now ``followed`` looks at, of values that lie within ``width``."""
    return int(np.ceil(rise * width) + np.ceil(fall * width))


def followed(values: "NDArray[np.float64]", rise: float, fall: float) -> float:
    """
    Return where that stands now which follows ``values``, one a step, the last one now.

    rise, fall : steps in which it goes up, or down, by 1; 0 is at once

    It is a function of the last ``steps_back`` values alone, so a frame drawn by itself, anywhere in a film, on any
    machine, has it exactly; over a loop that repeats, it repeats too. First a hull that falls no faster than ``fall``,
    H(t) = max over s >= 0 of v(t - s) - s / fall; then, under it, one that rises no faster than ``rise``,
    min over s >= 0 of H(t - s) + s / rise. A step up or down takes exactly its time; what is up for less than the rise
    still pulls while it falls. Unknown values (NaN) are passed over.

    >>> followed(np.array([0.0, 0.0, 1.0]), rise=4.0, fall=0.0)
    0.25
    """
    steps = np.arange(len(values), dtype=float)
    hull = np.where(np.isnan(values), -np.inf, values)
    if fall > 0.0:
        hull = np.maximum.accumulate(hull + steps / fall) - steps / fall
    if rise > 0.0:
        return float(np.min(np.where(np.isnan(values), np.inf, hull) + (steps[-1] - steps) / rise))
    return float(hull[-1])
