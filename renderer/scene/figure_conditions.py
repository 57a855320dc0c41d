"""What a caption asks of the figures that are shown: which states there are, what has changed, what is too much."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from renderer.data.layout import asked
from renderer.data.mean_state import mean_of_known
from renderer.data.state import State
from renderer.data.table import Table, known_in
from renderer.signals.moment import cells_at

from .scene import Mark
from .states_shown import mark_states, state_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["STATES", "figure_conditions"]

STATES = {"missing": State.MISSING, "withheld": State.SUPPRESSED, "held": State.HELD, "zero": State.ZERO}


@lru_cache(maxsize=4)  # a preview asks with each frame, and a table never changes
def figure_conditions(
    table: Table, names: tuple[str, ...], marks: tuple[Mark, ...] | None, moments: tuple[float, ...]
) -> dict[str, str]:
    """
    Return the conditions of ``caption_words`` that hold of the figures of ``table``, whose columns are roles.

    names : of the roles; marks : as a ``Scene`` has them, None where they are the areas
    moments : those that are shown, 0 .. len(times) - 1, one for all that are alike
    """
    found = {"doubt": "doubt"} if (table.high > table.low).any() else {}
    found |= {"asked": "asked"} if asked(table).any() else {}
    if _incomplete(table, len(names), moments):
        found["incomplete"] = "incomplete"
    found |= _states(table, names, marks, moments) | _pairs(table, names, marks or (), moments)
    return found | _changes(table, names, moments) | _sums(table, names, moments)


def _states(
    table: Table, names: Sequence[str], marks: Sequence[Mark] | None, moments: Sequence[float]
) -> dict[str, str]:
    """Return the states in which marks are, of each role and of any, and whether some leave out what is not known."""
    found: dict[str, str] = {}
    first = next((n for n in range(len(names)) if table.columns[n].figure), 0)
    columns = range(len(names)) if marks is None else sorted({mark[0] for mark in marks})
    for column in columns:
        role = column % len(names)
        if not table.columns[role].figure:
            continue
        states, partly = mark_states(table, column, moments, marks)
        if role == first and table.map_gaps and table.map_gaps.without_figures:
            states |= {State.MISSING}  # so those areas are drawn; what other roles show is not seen there
        words = [word for word, state in STATES.items() if state in states]
        found |= {word: word for word in words} | {f"{names[role]}.{word}": word for word in words}
        if any(not state.known for state in states):
            found[f"{names[role]}.unknown"] = "unknown"
        if partly:
            found["partly"] = "partly"
    return found


def _pairs(
    table: Table, names: Sequence[str], marks: Sequence[Mark], moments: Sequence[float]
) -> dict[str, str]:
    """Return of which roles marks of the same areas differ, and of which one is known where the other is not."""
    found: dict[str, str] = {}
    alike: dict[tuple[int, int, int], list[NDArray[np.float64]]] = {}
    cells: dict[tuple[int, float], NDArray[np.float64]] = {}
    for column, first, count, share in marks:
        shown = []
        for at in moments if share is None else [share * (len(table.times) - 1)] * len(moments):
            if (column, at) not in cells:
                cells[column, at] = cells_at(table, column, at).value
            shown.append(mean_of_known(np.take(cells[column, at], range(first, first + count), mode="wrap")))
        domain = table.columns[column].domain or (-np.inf, np.inf)
        alike.setdefault((column % len(names), first, count), []).append(np.clip(shown, *domain))
    for (role, _, _), each in alike.items():
        known = np.isfinite(each)
        if any((one != each[0])[known.all(axis=0)].any() for one in each[1:]):
            found[f"{names[role]}.apart"] = "apart"
        if (known.any(axis=0) & ~known.all(axis=0)).any():
            found[f"{names[role]}.unpaired"] = "unpaired"
    return found


def _changes(table: Table, names: Sequence[str], moments: Sequence[float]) -> dict[str, str]:
    """Return of which roles figures are larger than at the first time, and of which the newest are others."""
    found, last = {}, len(table.times) - 1
    for column, name in enumerate(names if last else ()):
        first, newest = (table.value[time, :, column] for time in (0, last))
        if any((cells_at(table, column, at).value > first).any() for at in moments):
            found[f"{name}.gained"] = "gained"
        if (np.abs(newest - first) > 0.0).any():
            found[f"{name}.moved"] = "moved"
    return found


def _sums(table: Table, names: Sequence[str], moments: Sequence[float]) -> dict[str, str]:
    """Return which roles are somewhere more than a whole with the first one, or as much as the one before them."""
    found = {}
    for at in moments:
        values = [cells_at(table, column, at).value for column in range(len(names))]
        for index, name in enumerate(names[1:], 1):
            if (values[0] + values[index] > 100.0).any():
                found[f"{name}.over"] = "over"
            if ((values[index] >= values[index - 1]) & (values[index] > 0.0)).any():
                found[f"{name}.above"] = "above"
    return found


def _incomplete(table: Table, roles: int, moments: Sequence[float]) -> bool:
    """Return whether an area whose figure in the first role is known lacks another, of everybody or of any group."""
    others = [n for n in range(roles, len(table.columns)) if table.columns[n].figure] or \
             [n for n in range(1, roles) if table.columns[n].figure]  # fmt: skip
    return any((known_in(state_at(table, 0, at)) & ~known_in(state_at(table, n, at))).any()
               for n in others for at in moments)  # fmt: skip
