"""Faults as events on the show's clock: pure functions of time, so a film made later equals the evening."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .kinds import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.data.table import Area, Table
    from renderer.signals.envelope import Envelope

__all__ = ["CALM", "Fault", "Faults", "explain", "levels_of", "strikes"]

_NAMED = 3  # faults of a kind that are told one by one; the rest are counted
_LINGERS = 4.0  # s after its end for which a fault may still explain the picture


@dataclass(frozen=True, slots=True)
class Fault:
    """
    One thing that was wrong with the figures, for a while.

    kind : one of ``KINDS``
    area : row of the table
    column : the measure's name
    start, end : s of the show; end is inf while nobody knows
    amount : 0 .. 1, how strong
    signal, value, limit : the measure that found it, what it said, and what it may say
    words : a sentence that a person understands
    """

    kind: str
    area: int
    column: str
    start: float
    end: float
    amount: float
    signal: str
    value: float
    limit: float
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Faults:
    """
    All faults of a show, in the order in which they begin.

    areas : names, one for each row of the table; codes : theirs, the names themselves where none are given
    seed : that they were made up with, None where they are what was released
    """

    faults: tuple[Fault, ...] = ()
    areas: tuple[str, ...] = ()
    seed: int | None = None
    codes: tuple[str, ...] = ()
    rows: dict[tuple[str, str], int] = field(init=False, repr=False)
    _start: "NDArray[np.float64]" = field(init=False, repr=False)
    _end: "NDArray[np.float64]" = field(init=False, repr=False)
    _amount: "NDArray[np.float64]" = field(init=False, repr=False)
    _cell: "NDArray[np.intp]" = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Put the faults in order and their numbers into arrays; a row or kind that is not there raises ValueError."""
        ordered = tuple(sorted(self.faults, key=lambda one: (one.start, one.area)))
        for one in ordered:
            if one.kind not in KINDS or not 0 <= one.area < len(self.areas) or not 0.0 <= one.amount <= 1.0:
                raise ValueError(f"no fault of {len(self.areas)} areas: {one}")
        cell = [one.area * len(KINDS) + KINDS.index(one.kind) for one in ordered]
        arrays: dict[str, Any] = {
            "_start": np.array([one.start for one in ordered], float),
            "_end": np.array([one.end for one in ordered], float),
            "_amount": np.array([one.amount for one in ordered], float),
            "_cell": np.array(cell, np.intp),
        }
        codes = self.codes or self.areas
        rows = {area: row for row, area in enumerate(zip(codes, self.areas, strict=True))}
        for name, value in {"faults": ordered, "codes": codes, "rows": rows, **arrays}.items():
            object.__setattr__(self, name, value)

    def levels(self, t: float, envelope: "Envelope") -> "NDArray[np.float32]":
        """
        Return what a picture needs to know of each area and kind at ``t``: float32, [areas, kinds, 4].

        x : the strongest amount times envelope, 0 .. 1
        y : amount of the fault that began last, 0 .. 1; 0 where none began
        z : s since it began; -1 where none began
        w : mended, 0 .. 1: 0 while a fault lasts or none began, rises over the release, then stays 1
        """
        out = np.zeros((len(self.areas) * len(KINDS), 4), np.float32)
        out[:, 2] = -1.0
        begun = int(np.searchsorted(self._start, t, side="right"))
        cell, start, amount = self._cell[:begun], self._start[:begun], self._amount[:begun]
        level = envelope.at(t, start, self._end[:begun])
        np.maximum.at(out[:, 0], cell, (amount * level).astype(np.float32))
        # They are in order of time, and of several values for one cell the last is kept.
        out[cell, 1], out[cell, 2] = amount, t - start
        falls = np.maximum(self._end[:begun], start + envelope.attack + envelope.hold)
        ended = np.full(len(out), -np.inf)
        np.maximum.at(ended, cell, falls)
        since = t - ended[cell]
        share = since / envelope.release if envelope.release > 0.0 else np.where(since > 0.0, 1.0, 0.0)
        out[cell, 3] = np.clip(share, 0.0, 1.0)
        return out.reshape(len(self.areas), len(KINDS), 4)

    def level(self, kind: str, t: float, envelope: "Envelope") -> float:
        """Return the strongest amount times envelope of ``kind`` over all areas at ``t``, 0 .. 1."""
        begun = int(np.searchsorted(self._start, t, side="right"))
        of = np.flatnonzero(self._cell[:begun] % len(KINDS) == KINDS.index(kind))
        if not len(of):
            return 0.0
        return float((self._amount[of] * envelope.at(t, self._start[of], self._end[of])).max())

    def active(self, t: float) -> tuple[Fault, ...]:
        """Return the faults that act at ``t``: start <= t < end."""
        begun = int(np.searchsorted(self._start, t, side="right"))
        return tuple(self.faults[n] for n in np.flatnonzero(self._end[:begun] > t))


CALM = Faults()  # nothing is wrong


def levels_of(faults: Faults, table: "Table", t: float, envelope: "Envelope") -> "NDArray[np.float32]":
    """
    Return ``faults.levels`` at ``t`` for the rows of ``table``: float32, [areas, kinds, 4].

    An area is struck by the faults of that with the same code and name: a quarter called Georgia is no US state.
    """
    found = faults.levels(t, envelope)
    levels = np.zeros((len(table.areas), *found.shape[1:]), np.float32)
    levels[:, :, 2] = -1.0
    for row, area in enumerate(table.areas):
        if (at := faults.rows.get((area.code, area.name))) is not None:
            levels[row] = found[at]
    return levels


def strikes(faults: Faults, areas: "Iterable[Area]") -> bool:
    """Return whether any of ``areas`` can be struck by ``faults``."""
    return any((area.code, area.name) in faults.rows for area in areas)


def explain(faults: Faults, t: float, envelope: "Envelope | None" = None) -> str:
    """
    Return why the picture looks as it does at ``t`` (s of the show): plain sentences, the strongest fault first.

    Of each kind the three strongest are told and the rest counted. What has ended is told too, as mending,
    while its glitch may still be seen: until ``envelope`` has let go of it, for 4 s without one.
    """
    rise, release = (envelope.attack + envelope.hold, envelope.release) if envelope else (0.0, _LINGERS)
    lines = _told(_strongest(faults.active(t)), "")
    over = [one for one in faults.faults if one.end <= t < max(one.end, one.start + rise) + release]
    acting = {(one.kind, one.area) for one in faults.active(t)}
    lines += _told(_strongest(one for one in over if (one.kind, one.area) not in acting), ", mending")
    clock = f"{int(t // 3600):02d}:{int(t % 3600 // 60):02d}:{int(t % 60):02d}"
    if lines:
        return "\n".join([f"At {clock}:", *lines])
    before = [one for one in faults.faults if one.end <= t]
    if not before:
        return f"At {clock} nothing is wrong, and nothing was."
    last = max(before, key=lambda one: (one.end, one.amount))
    return f"At {clock} nothing is wrong. The last fault ended {t - last.end:.0f} s before: {last.words}"


def _strongest(faults: Iterable[Fault]) -> list[Fault]:
    """Return the strongest fault of each kind, area and signal, the strongest of all first."""
    best: dict[tuple[str, int, str], Fault] = {}
    for one in faults:
        key = (one.kind, one.area, one.signal)
        if key not in best or one.amount >= best[key].amount:
            best[key] = one
    return sorted(best.values(), key=lambda one: (-one.amount, -abs(one.value), one.start, one.area))


def _told(faults: list[Fault], how: str) -> list[str]:
    """Return one line for each of the strongest faults of each kind, and one that counts the rest."""
    lines = []
    for kind in dict.fromkeys(one.kind for one in faults):
        same = [one for one in faults if one.kind == kind]
        lines += [f"- {kind} ({one.amount:.0%}{how}): {one.words}" for one in same[:_NAMED]]
        if rest := {one.area for one in same[_NAMED:]} - {one.area for one in same[:_NAMED]}:
            lines.append(f"- {kind}: and {len(rest)} more {'area' if len(rest) == 1 else 'areas'}")
    return lines
