"""Of when the figures are that a picture shows, in words: a release, or what is drawn between two."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor

import numpy as np

from renderer.data.state import State
from renderer.data.table import Table
from renderer.data.times import time_words

from .scene import Scene

__all__ = ["releases", "said_over", "shown_at", "shown_over", "turns", "when"]

BETWEEN = "between {first} and {last} (not measured)"
OVER = "{way} (drawn between releases, not measured)"


def when(table: Table, column: int, at: float) -> str:
    """
    Return of when ``column`` is at the moment ``at``, 0 .. len(times) - 1; "" where nothing of it is drawn there.

    A time that the column lacks is never said: it is between the two around it that the column has.
    """
    times = [time_words(table.times[time]) for time in releases(table, column, at)]
    return BETWEEN.format(first=times[0], last=times[1]) if len(times) > 1 else "".join(times)


def releases(table: Table, column: int, at: float) -> list[int]:
    """Return the times of the figures of which ``column`` is drawn at the moment ``at``: one, or two around it."""
    asked = np.flatnonzero((table.state[:, :, column] != State.MISSING).any(axis=1))
    before, after = asked[asked <= at], asked[asked >= at]
    if len(before) and len(after):
        return sorted({int(before[-1]), int(after[0])})
    # Before its first release and after its last one the nearer time stands, as data_at has it.
    if len(before) and at - before[-1] <= 0.5:
        return [int(before[-1])]
    return [int(after[0])] if len(after) and after[0] - at < 0.5 else []


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


def said_over(scene: Scene, table: Table, moments: Sequence[float]) -> str:
    """Return of when what ``scene`` shows of ``table`` is at ``moments``, one after the other, in words."""
    if scene.all_times and len(table.times) > 1:
        return " to ".join(time_words(table.times[at]) for at in (0, -1))
    said = {shown_at(scene, table, at) for at in set(moments)}
    return said.pop() if len(said) == 1 else shown_over(table, moments)


def shown_over(table: Table, moments: Sequence[float]) -> str:
    """Return how ``moments``, one after the other, go through the times, and that what lies between two is drawn."""
    (_, at), *others = turns(moments)
    way = time_words(table.times[at])
    for number, (_, time) in enumerate(others):
        joint = "back to" if time < at else "to" if not number else "on to"
        way, at = f"{way}{' and' if number else ''} {joint} {time_words(table.times[time])}", time
    return OVER.format(way=way)


def turns(moments: Sequence[float]) -> list[tuple[int, int]]:
    """
    Return where a way through the times begins, turns round and ends: numbers in ``moments``, and the time there.

    Where it begins or ends between two times, that is the one from which it comes, or to which it goes.

    >>> turns([2.0, 1.3, 0.0, 0.0, 0.6, 2.0]), turns([0.4, 1.0]), turns([1.0, 1.0])
    ([(0, 2), (2, 0), (5, 2)], [(0, 0), (1, 1)], [(0, 1)])
    """
    steps = [(n, moments[n] - moments[n - 1]) for n in range(1, len(moments)) if moments[n] != moments[n - 1]]
    if not steps:
        return [(0, int(moments[0]))]
    begin, up = [0], [steps[0][1] > 0.0]
    for (before, was), (_, goes) in pairwise(steps):
        if (was > 0.0) != (goes > 0.0):
            begin.append(before)
            up.append(goes > 0.0)
    ways = [*zip(begin, up, strict=True), (steps[-1][0], not up[-1])]
    return [(n, floor(moments[n]) if rises else ceil(moments[n])) for n, rises in ways]
