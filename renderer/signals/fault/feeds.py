"""Feeds by name, and what was wrong with each: the faults that a show plays."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from renderer.core.errors import DataError
from renderer.core.suggest import nearest

from .events import Faults

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.data.table import Table
    from renderer.signals.envelope import Envelope

__all__ = ["FEEDS", "faults_of", "levels_of"]

FEEDS = ("flusight", "rehearsal")  # bundled; a folder of YYYY-MM-DD.csv is one, too
SECONDS = 600.0  # that a feed is played in


@lru_cache(8)
def faults_of(name: str, seed: int = 0) -> Faults:
    """
    Return what is wrong with the feed ``name`` over the s of a show; with no name, or ``none``, nothing.

    seed : of the feed ``rehearsal``, whose messages are made up; the others are what was released
    Raises DataError for a feed that is not there or cannot be read.
    """
    if name in ("", "none"):
        return Faults()
    from .detect import detect, detect_messages  # only a feed needs them

    if name == "rehearsal":
        from .synthetic import rehearsal

        return detect_messages(rehearsal(seed, SECONDS))
    from renderer.data.snapshots import read_feed

    if name not in FEEDS and not Path(name).is_dir():
        hint = nearest(name, FEEDS) or f"; there are {', '.join(FEEDS)}, or give a folder of YYYY-MM-DD.csv"
        raise DataError(f"no feed '{name}'{hint}")
    feed = read_feed(name)
    return detect(feed, feed.pace(SECONDS))


def levels_of(faults: Faults, table: "Table", t: float, envelope: "Envelope") -> "NDArray[np.float32]":
    """Return ``faults.levels`` at ``t`` for the rows of ``table``, by their names: float32, [areas, kinds, 4]."""
    found = faults.levels(t, envelope)
    levels = np.zeros((len(table.areas), *found.shape[1:]), np.float32)
    levels[:, :, 2] = -1.0
    rows = {name: row for row, name in enumerate(faults.areas)}
    for row, area in enumerate(table.areas):
        if area.name in rows:
            levels[row] = found[rows[area.name]]
    return levels
