"""Feeds by name, and what was wrong with each: the faults that a show plays."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data.us_states import OUTSIDE, STATES

from .events import CALM, Faults, strikes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderer.data.table import Area, Table

__all__ = ["FEEDS", "faults_of", "feed_notes", "feed_words", "reseeded"]

FEEDS = ("flusight", "rehearsal")  # bundled; a folder of YYYY-MM-DD.csv is one, too
_WORDS = {"flusight": "CDC FluSight's weekly admissions to hospital with influenza, US states",
          "rehearsal": "messages made up for a rehearsal, as if of the US states"}  # fmt: skip
_STATES = {*STATES.values(), OUTSIDE["PR"]}  # that both are about, as code and name
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


def feed_words(name: str, areas: "Sequence[Area]" = ()) -> str:
    """
    Return whose figures the feed ``name`` is made of; "" where it is a bundled one, and about none of ``areas``.

    >>> feed_words("releases/decay"), feed_words("none")
    ("the releases of 'decay'", '')
    """
    if name in ("", "none") or (name in FEEDS and areas and not any((one.code, one.name) in _STATES for one in areas)):
        return ""
    return _WORDS.get(name, f"the releases of '{Path(name).name}'")


def feed_notes(name: str, table: "Table", faults: Faults) -> tuple[str, ...]:
    """Return a sentence where ``faults``, those of the feed ``name``, are about none of the areas of ``table``."""
    if name in ("", "none") or not faults.areas or strikes(faults, table.areas):
        return ()
    said = name if name in FEEDS else Path(name).name
    return (f"the feed '{said}' names none of these {table.area_word[1]}: its faults strike none of them; "
            "--feed FOLDER of their own releases, or --feed none",)  # fmt: skip
