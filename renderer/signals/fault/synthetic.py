"""A made-up feed for rehearsals and tests: honest faults, drawn from a seed, in five movements.

Nothing here is about anybody: the areas bear the names of the US states so that a scene can place them,
the figures are noise. What really happened (``truth``) is kept apart from the messages (``rehearsal``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from renderer.data.table import Area, Column
from renderer.data.us_states import STATES
from renderer.signals.fault.stream import Stream

from .kinds import KINDS
from .tamper import TAMPERINGS, messages_of, sound

__all__ = ["HAPPENINGS", "MOVEMENTS", "Happening", "Movement", "Truth", "rehearsal", "truth"]

_STEPS = 300  # messages of each area
_COLUMN = Column("reading", "A reading that was made up", "units", 0.0, 300.0)
_CALM = 4  # intervals between two faults of one area, so that each can be told


@dataclass(frozen=True, slots=True)
class Movement:
    """A part of the show: its share of the time, and how many faults begin in an area each 100 intervals."""

    name: str
    share: float
    rate: float


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that goes wrong: the kind of fault that it is, and how many intervals it lasts, at least and most."""

    name: str
    kind: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Truth:
    """What really happened to an area (row), from ``start`` to ``end`` (s of the show); never shown to a detector."""

    name: str
    kind: str
    area: int
    start: float
    end: float


MOVEMENTS = (Movement("calm", 0.2, 0.0), Movement("warning", 0.25, 0.6), Movement("rupture", 0.35, 3.0),
             Movement("mending", 0.12, 0.5), Movement("rest", 0.08, 0.0))  # fmt: skip
STALE, REVISED, MISSING, IMPLAUSIBLE, TAMPERED, SUPPRESSED = KINDS
HAPPENINGS = (
    Happening("dropout", MISSING, 5, 12),
    Happening("drift", IMPLAUSIBLE, 12, 20),
    Happening("stuck", STALE, 6, 14),
    Happening("spike", IMPLAUSIBLE, 1, 1),
    Happening("doubled", TAMPERED, 4, 8),
    Happening("reordered", TAMPERED, 3, 5),
    Happening("slow clock", STALE, 4, 10),
    Happening("fast clock", IMPLAUSIBLE, 4, 10),
    Happening("forged", TAMPERED, 3, 6),
    Happening("corrected", REVISED, 3, 8),
    Happening("withheld", SUPPRESSED, 5, 14),
)


def truth(seed: int, seconds: float = 600.0, movements: Sequence[Movement] = MOVEMENTS) -> tuple[Truth, ...]:
    """Return what goes wrong in the rehearsal of ``seed``, in the order in which it begins."""
    rng = np.random.default_rng((seed, 1))
    interval, begin, found = seconds / _STEPS, 0.0, []
    free = np.zeros(len(STATES))  # interval from which an area may fail again
    bag: list[Happening] = []
    for movement in movements:
        end = begin + movement.share * _STEPS
        count = round(movement.rate * movement.share * _STEPS / 100 * len(STATES))
        for start in np.sort(rng.integers(int(begin), max(int(end), int(begin) + 1), count)).tolist():
            # Out of a bag that is filled again: each happening comes as often as any other.
            bag = bag or [HAPPENINGS[n] for n in rng.permutation(len(HAPPENINGS))]
            one = bag[-1]
            length = int(rng.integers(one.least, one.most + 1))
            able = np.flatnonzero(free <= start)
            if not len(able) or start + length > 0.96 * _STEPS:
                continue
            area = int(rng.choice(able))
            free[area] = start + length + _CALM + (12 if one.name == "drift" else 0)
            found.append(Truth(one.name, one.kind, area, start * interval, (start + length) * interval))
            bag.pop()
        begin = end
    return tuple(found)


def rehearsal(seed: int, seconds: float = 600.0, movements: Sequence[Movement] = MOVEMENTS) -> Stream:
    """
    Return the messages of a show of ``seconds``; the same seed gives the same messages.

    No movements: nothing goes wrong.
    """
    interval = seconds / _STEPS
    rng = np.random.default_rng((seed, 2))
    plan = sound(rng, len(STATES), _STEPS, interval)
    for one in truth(seed, seconds, movements):
        TAMPERINGS[one.name](plan, one.area, slice(round(one.start / interval), round(one.end / interval)), rng)
    areas = tuple(Area(code, name, abbr=abbr) for abbr, (code, name) in STATES.items())
    key = np.random.default_rng((seed, 3)).bytes(32)
    sent = sorted(messages_of(plan, [area.code for area in areas], key, rng), key=lambda one: one.received)
    return Stream(areas, _COLUMN, tuple(one for one in sent if one.received < seconds), interval, seconds, key)
