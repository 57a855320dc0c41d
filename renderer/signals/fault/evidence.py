"""From a measure over time to faults: where it passes its limit a fault begins, and grows in quarters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .events import Fault

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Evidence", "beyond_limit", "figure", "of"]

_STAGES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """
    One measure of every area at every step.

    values : [areas, steps]; NaN where it has nothing to say
    limit : a fault begins here, with an amount of a quarter
    full : the amount is 1 from here; smaller than ``limit`` for a measure that falls when things go wrong
    words : sentence for (area, step)
    """

    kind: str
    signal: str
    values: "NDArray[np.float64]"
    limit: float
    full: float
    words: Callable[[int, int], str]


def beyond_limit(sign: Evidence, seconds: "NDArray[np.float64]", column: str) -> list[Fault]:
    """
    Return the faults where ``sign`` lies beyond its limit, in steps that begin at ``seconds`` of the show, [steps].

    While the measure lies beyond its limit one fault after the other begins, each time that the amount
    reaches its next quarter; all end together, when it is back, or never. So what is known at a moment
    depends on nothing later but the end: live and afterwards it is the same.
    """
    excess = (sign.values - sign.limit) / (sign.full - sign.limit)
    part = np.clip(0.25 + 0.75 * np.nan_to_num(excess, nan=-1.0, posinf=1.0, neginf=-1.0), 0.0, 1.0)
    # The tiny sum keeps 0.7499999 in the quarter that it is meant to reach.
    stage = np.where(excess >= 0.0, np.floor(part * _STAGES + 1e-9), 0).astype(int)
    found = []
    for area in np.flatnonzero(stage.any(axis=1)).tolist():
        acting = np.flatnonzero(stage[area])
        for run in np.split(acting, np.flatnonzero(np.diff(acting) > 1) + 1):
            found += _grown(sign, area, run.tolist(), stage[area], seconds, column)
    return found


def _grown(
    sign: Evidence, area: int, run: list[int], stage: "NDArray[np.int64]", seconds: "NDArray[np.float64]", column: str
) -> list[Fault]:
    """Return the faults of one run of steps beyond the limit."""
    after = run[-1] + 1
    end = float(seconds[after]) if after < len(seconds) else float("inf")
    found, reached = [], 0
    for step in run:
        if stage[step] > reached:
            reached = int(stage[step])
            value = float(sign.values[area, step])
            found.append(Fault(sign.kind, area, column, float(seconds[step]), end, reached / _STAGES, sign.signal,
                               value, sign.limit, sign.words(area, step)))  # fmt: skip
    return found


def figure(value: float) -> str:
    """
    Return a figure as people write it.

    >>> figure(3866.0), figure(0.38753), figure(46.0)
    ('3,866', '0.388', '46')
    """
    return f"{value:,.0f}" if abs(value) >= 1000 or value == round(value) else f"{value:.3g}"


def of(name: str) -> str:
    """
    Return the genitive of a name.

    >>> of("Ohio"), of("Kansas")
    ("Ohio's", "Kansas'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"
