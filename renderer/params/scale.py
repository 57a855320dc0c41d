"""Where a signal lies in the span of a bind, by the scale of the bind."""

from typing import TYPE_CHECKING

import numpy as np

from .bind import Bind

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["part_of", "place_among"]


def part_of(bind: Bind, values: "NDArray[np.float64]", figures: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """
    Return where ``values`` (of the signal, [n]) lie: 0 is the low end of the reach, 1 the high end, NaN not known.

    figures : all of all areas and times, ascending, for the scale ``quantile``

    >>> part_of(Bind("mean.lit", "glow", (0, 100), scale="sqrt"), np.array([25.0]), np.empty(0))
    array([0.5])
    """
    low, high = bind.span
    with np.errstate(over="ignore", divide="ignore"):  # infinite is one end, or the other
        if bind.scale == "quantile":
            return (100.0 * place_among(values, figures) - low) / (high - low)
        if bind.scale == "diverging" and bind.middle is not None:
            below, above = bind.middle - low, high - bind.middle
            off = values - bind.middle
            return np.asarray(0.5 + 0.5 * np.where(off * below < 0.0, off / below, off / above))
        if bind.scale in ("sqrt", "log"):
            bend = np.sqrt if bind.scale == "sqrt" else np.log
            return np.asarray((bend(np.maximum(values, 0.0)) - bend(low)) / (bend(high) - bend(low)))
        return (values - low) / (high - low)


def place_among(values: "NDArray[np.float64]", figures: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """
    Return the share of ``figures`` (ascending) that lies below each of ``values``, straight between two of them.

    Values that many figures have lie in the middle of these. The inverse of ``numpy.quantile``.

    >>> place_among(np.array([10.0, 25.0, 70.0]), np.array([10.0, 20.0, 30.0]))
    array([0.  , 0.75, 1.  ])
    """
    if len(figures) == 0:
        return np.full(len(values), np.nan)
    known, first, counts = np.unique(figures, return_index=True, return_counts=True)
    if len(known) == 1:
        return np.asarray(0.5 + 0.5 * np.sign(values - known))
    places = (first + (counts - 1) / 2) / (len(figures) - 1)
    return np.asarray(np.interp(values, known, places))
