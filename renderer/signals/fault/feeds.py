"""Feeds by name, and what was wrong with each: the faults that a show plays."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.suggest import nearest

from .events import CALM, Faults

__all__ = ["FEEDS", "faults_of", "reseeded"]

FEEDS = ("flusight", "rehearsal")  # bundled; a folder of YYYY-MM-DD.csv is one, too
SECONDS = 600.0  # that a feed is played in


def faults_of(name: str, seed: int = 0) -> Faults:
    """
    Read, and return, what is wrong with the feed ``name`` over the s of a show; with no name, or ``none``, nothing.

    seed : of the feed ``rehearsal``, whose messages are made up; the others are what was released
    Raises DataError for a feed that is not there or cannot be read.
    """
    if name in ("", "none"):
        return CALM
    if name == "rehearsal":
        return _rehearsed(seed)
    from renderer.data.snapshots import read_feed  # only a feed needs them

    from .detect import detect

    if name not in FEEDS and not Path(name).is_dir():
        hint = nearest(name, FEEDS) or f"; there are {', '.join(FEEDS)}, or give a folder of YYYY-MM-DD.csv"
        raise DataError(f"no feed '{name}'{hint}")
    feed = read_feed(name)
    return detect(feed, feed.pace(SECONDS))


@lru_cache(maxsize=8)  # a seed that is taken back is there at once: making one up takes a third of a second
def _rehearsed(seed: int) -> Faults:
    """Return what is wrong with the messages that are made up of ``seed``."""
    from .detect import detect_messages
    from .synthetic import rehearsal

    return replace(detect_messages(rehearsal(seed, SECONDS)), seed=seed)


def reseeded(faults: Faults, name: str, seed: int) -> Faults:
    """Return ``faults`` of the feed ``name`` as they are with ``seed``; nothing is read: only made up ones have one."""
    return faults if faults.seed in (None, seed) else faults_of(name, seed)
