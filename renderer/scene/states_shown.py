"""What is known of the marks of a picture at the moments that it shows: which states their figures are in."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from renderer.data.gaps import gaps, in_gap
from renderer.data.mean_state import state_of_mean
from renderer.data.state import State
from renderer.data.table import Table, known_in

from .scene import Mark

__all__ = ["distinct_moments", "mark_states", "state_at"]


def state_at(table: Table, column: int, at: float) -> NDArray[np.uint8]:
    """Return the state of each area at the moment ``at``, 0 .. len(times) - 1: the twin of ``data_at`` in GLSL."""
    holes, time = gaps(table, column), int(at)

    def drawn(time: int) -> NDArray[np.uint8]:
        if time in holes:
            return in_gap(table, column, holes[time])[3].astype(np.uint8)
        return table.state[time, :, column]

    if at == time:
        return drawn(time)
    a, b = drawn(time), drawn(time + 1)
    zero = (a == State.ZERO) & (b == State.ZERO)
    mixed = np.where(zero, State.ZERO, State.VALUE)
    return np.where(known_in(a) & known_in(b), mixed, a if at - time <= 0.5 else b).astype(np.uint8)


def mark_states(
    table: Table, column: int, moments: Sequence[float], marks: Sequence[Mark] | None = None
) -> tuple[frozenset[State], bool]:
    """
    Return the states of the marks of ``column``, and whether some are means that leave out what is not known.

    moments : those that are shown, 0 .. len(times) - 1
    marks : what each mark shows, where it is not one area each
    """
    if marks is None:
        return frozenset(State(one) for at in moments for one in np.unique(state_at(table, column, at))), False
    found, partly = set(), False
    known: dict[float, NDArray[np.uint8]] = {}  # marks share their moments
    for of, first, count, share in marks:
        if of != column:
            continue
        for at in moments if share is None else [share * (len(table.times) - 1)]:
            if at not in known:
                known[at] = state_at(table, column, at)
            states = np.take(known[at], range(first, first + count), mode="wrap")
            found.add(state := state_of_mean(states))
            partly |= state.known and not known_in(states).all()
    return frozenset(found), partly


def distinct_moments(moments: Sequence[float]) -> list[float]:
    """Return one moment for all of ``moments`` between the same two times, on the same side of half-way: few."""
    return sorted({int(at) + (0.0 if at == int(at) else 0.25 if at - int(at) <= 0.5 else 0.75) for at in moments})
