"""The times that a picture runs over: those at which what it cannot do without was asked."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .role import EVERYBODY, Role
from .state import State
from .table import CUBES, Table
from .times import time_words

__all__ = ["spanned"]


def spanned(table: Table, roles: Sequence[Role], columns: int) -> tuple[Table, tuple[str, ...]]:
    """
    Return ``table`` at the times from the first to the last release of its needed roles, and notes on what is left out.

    table : columns are those of ``roles``, and again for each group beside them; ``everybody`` among these does
        not count, nor do those from ``columns`` on
    A time between them at which no role was asked is left out, too: nothing could be said of it.
    """
    asked = (table.state[:, :, :columns] != State.MISSING).any(axis=1)  # [times, columns]
    own = [n for n in range(columns) if not table.columns[n].name.endswith(f"@{EVERYBODY}")]  # beside whom is shown
    needed = [n for n in own if roles[n % len(roles)].needed] or own
    there = np.flatnonzero(asked[:, needed].any(axis=1))
    if not len(there):
        return table, ()
    kept = [n for n in range(there[0], there[-1] + 1) if asked[n, own].any()]
    if len(kept) == len(table.times):
        return table, ()
    times = tuple(table.times[n] for n in kept)
    cubes: dict[str, Any] = {name: np.ascontiguousarray(getattr(table, name)[kept]) for name in CUBES}
    notes = []
    if there[-1] < len(table.times) - 1:
        marks = " and ".join(role.mark for role in roles if role.needed) or "the marks"
        notes = [f"the newest figures that {marks} show are of {time_words(times[-1])}, where the picture ends; this "
                 f"table goes on to {time_words(table.times[-1])}"]  # fmt: skip
    return replace(table, times=times, **cubes), tuple(notes)
