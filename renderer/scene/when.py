"""Of when the figures are that a picture shows, in words: a release, or what is drawn between two."""

from collections.abc import Sequence

import numpy as np

from renderer.data.state import State
from renderer.data.table import Table
from renderer.data.times import time_words

from .scene import Scene

__all__ = ["shown_at", "shown_over", "when"]

BETWEEN = "between {first} and {last} (drawn between the two, not measured)"
OVER = "{first} to {last} (drawn between releases, not measured)"


def when(table: Table, column: int, at: float) -> str:
    """
    Return of when ``column`` is at the moment ``at``, 0 .. len(times) - 1; "" where nothing of it is drawn there.

    A time that the column lacks is never said: it is between the two around it that the column has.
    """
    asked = np.flatnonzero((table.state[:, :, column] != State.MISSING).any(axis=1))
    before, after = asked[asked <= at], asked[asked >= at]
    if len(before) and len(after):
        first, last = (time_words(table.times[time]) for time in (before[-1], after[0]))
        return first if before[-1] == after[0] else BETWEEN.format(first=first, last=last)
    # Before its first release and after its last one the nearer time stands, as data_at has it.
    if len(before) and at - before[-1] <= 0.5:
        return time_words(table.times[before[-1]])
    return time_words(table.times[after[0]]) if len(after) and after[0] - at < 0.5 else ""


def shown_at(scene: Scene, table: Table, at: float) -> str:
    """Return of when what ``scene`` shows of ``table`` is at the moment ``at``, by the marks where that differs."""
    marks = [role.mark for role in scene.roles] or [column.label for column in table.columns]
    alike: dict[str, list[str]] = {}
    for index, mark in enumerate(marks):
        if table.columns[index].figure or not scene.roles:
            alike.setdefault(when(table, index, at) or "not released then", []).append(mark)
    if len(alike) < 2:
        return next(iter(alike), "")
    return "; ".join(f"{' and '.join(names)} {said}" for said, names in alike.items())


def shown_over(table: Table, moments: Sequence[float]) -> str:
    """Return from when to when ``moments`` go, and that what lies between two of the times is drawn."""
    first, last = (time_words(table.times[int(time)]) for time in (np.floor(min(moments)), np.ceil(max(moments))))
    return OVER.format(first=first, last=last)
