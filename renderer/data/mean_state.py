"""What is known of a mean of figures of which some are not known; data_mean of GLSL has the same rule."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from .state import State
from .table import known_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["enough_known", "mean_of_known", "state_of_mean", "states_of_means"]

_LEAST = 0.5  # of those of whom a mean is: what is withheld of most is withheld of all


def enough_known(known: Any, every: Any) -> "NDArray[np.bool_]":  # noqa: ANN401
    """Return where of ``every`` one, people or areas, of any shape, so many are ``known`` that their mean is."""
    return np.asarray((known > 0) & (known >= _LEAST * every * (1.0 - 1e-12)))


def mean_of_known(value: "NDArray[np.float64]") -> float:
    """
    Return the plain mean of the figures in ``value``, [n], NaN where too few of them are known.

    >>> mean_of_known(np.array([10.0, 20.0, np.nan])), mean_of_known(np.array([10.0, np.nan, np.nan]))
    (15.0, nan)
    """
    known = value[np.isfinite(value)]
    return float(known.mean()) if enough_known(len(known), len(value)) else float("nan")


def states_of_means(
    enough: "NDArray[np.bool_]", some: Any, lacks: Callable[[State], Any]  # noqa: ANN401
) -> "NDArray[np.uint8]":
    """
    Return the states of means, of the shape of ``enough``, which says where enough is known.

    some : where the mean is not zero; lacks : returns where any of those of whom it is are in a state without a figure
    """
    state = np.full(enough.shape, State.MISSING, np.uint8)
    for kind in (State.SUPPRESSED, State.HELD):  # the last that occurs
        state[lacks(kind)] = kind
    # Nobody among those that are known is not nobody where others are withheld.
    state[enough & (state == State.MISSING)] = State.ZERO
    state[enough & some] = State.VALUE
    return state


def state_of_mean(states: "NDArray[np.uint8]") -> State:
    """Return the state of the plain mean of figures in ``states``, [n]."""
    enough = enough_known(np.count_nonzero(known_in(states)), len(states))
    return State(int(states_of_means(enough, (states == State.VALUE).any(), lambda kind: (states == kind).any())))
