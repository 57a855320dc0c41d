"""Flashes of single points: what a cell of the grid averages away, as squares and stripes that reverse.

A point counts each of its own opposing changes, whatever its neighbours do, where it lies
- in a regular pattern that is not exempt,
- in detail that is not exempt and changes all at once, which nothing that merely moves does,
- in a block of 3 x 3 points that turn the same way at once, which no noise does,
- in detail of saturated red that is not exempt, also where it moves: the rule of red knows no fineness above that.

What is not found: irregular squares of about a point that turn each in their own time (0.15 to 0.3 degrees before
a wall), which the clause does not exempt. Of their points 0.33 to 0.67 turn at once, of those of moving text
0.2 to 0.65; and no shift of the picture before explains them better than it does a zoom. Neither tells them apart.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .limits import Limits
from .linear_light import Floats
from .measure import Measured
from .swing import CELL, Blocks, Bools, RedSwing, Swing

__all__ = ["Points", "RedPoints", "Turns", "opened"]

_STEPS = 10000  # of luminance
_SYNC = 0.75  # share of the points that turned within a second that turn at once


@dataclass(frozen=True, slots=True)
class Turns:
    """Points that turn up and down, or to red and away, [rows, columns]: by themselves, and in a pattern."""

    up: Bools
    down: Bools
    up_pattern: Bools
    down_pattern: Bools
    state: tuple[Any, ...]


class Gate:
    """Which turns count."""

    def __init__(self, grid: tuple[int, int], second: float) -> None:
        self._blocks, self._second = Blocks(grid), second
        self._turned = np.full(grid[::-1], -np.inf, np.float32)  # s of each point's last turn

    def turns(self, up: Bools, down: Bools, cells: tuple[Bools, Bools], time: float, state: tuple[Any, ...]) -> Turns:
        """Return those of ``up`` and ``down`` that count, in ``cells`` of regular patterns, and of coarse detail."""
        none = np.zeros_like(up)
        if not (up.any() or down.any()):
            return Turns(none, none, none, none, state)
        regular, coarse = cells
        pattern = _wide(regular) if regular.any() else none
        loose = _wide(coarse & self._at_once(up | down, time)) if coarse.any() else none
        return Turns(opened(up) | (up & loose), opened(down) | (down & loose), up & pattern, down & pattern, state)

    def take(self, turned: Bools, time: float) -> None:
        """Make the turns at ``time`` the past."""
        np.putmask(self._turned, turned, np.float32(time))

    def _at_once(self, turned: Bools, time: float) -> Bools:
        """Return the cells around which what turned in the last second turns now."""
        active = turned | (time - self._turned < self._second)
        now, lately = (_near(self._blocks.mean(each)) for each in (turned, active))
        found: Bools = (now >= _SYNC * lately) & (now > 0.0)
        return found


class Points:
    """Turning points of luminance, point by point."""

    def __init__(self, grid: tuple[int, int], limits: Limits) -> None:
        """``grid`` : columns and rows, multiples of 5."""
        self._step = int(limits.delta * _STEPS)
        self._swing = Swing(grid[::-1], limits.darker * _STEPS, np.int16)
        self._gate = Gate(grid, limits.second)

    def look(self, seen: Measured, regular: Bools, coarse: Bools, time: float) -> Turns:
        """Return the turns that ``seen`` would make at ``time``, s; regular, coarse : cells."""
        value = seen.once("steps", lambda: (seen.light() * np.float32(_STEPS)).astype(np.int16))
        rise, fall, up, down = self._swing.look(value, self._step)
        return self._gate.turns(up, down, (regular, coarse), time, (value, rise, fall, up | down))

    def take(self, turns: Turns, time: float) -> None:
        """Make them the past."""
        value, rise, fall, turned = turns.state
        self._swing.take(value, rise, fall)
        self._gate.take(turned, time)


class RedPoints:
    """Transitions to and from saturated red, point by point; asked only where red and its opposite lie side by side."""

    def __init__(self, grid: tuple[int, int], limits: Limits) -> None:
        """``grid`` : columns and rows, multiples of 5."""
        self._grid, self._limits = grid, limits
        self._known: tuple[RedSwing, Gate] | None = None  # once asked: most pictures never do, and it is megabytes
        none = np.zeros(grid[::-1], np.bool_)
        self._none = Turns(none, none, none, none, ())

    def look(self, seen: Measured, regular: Bools, coarse: Bools, time: float) -> Turns:
        """Return the turns that ``seen`` would make at ``time``, s; regular, coarse : cells."""
        if not (regular.any() or coarse.any()):
            return self._none
        swing, gate = self._state()
        uv, share = seen.once("colour of points", lambda: RedSwing.colour(seen.points))
        turned = swing.look(uv, share)
        full = share >= self._limits.red
        return gate.turns(turned & full, turned & ~full, (regular | coarse, coarse), time, (uv, share, turned))

    def take(self, turns: Turns, time: float) -> None:
        """Make them the past."""
        if turns.state:
            uv, share, turned = turns.state
            swing, gate = self._state()
            swing.take(uv, share, turned)
            gate.take(turned, time)

    def _state(self) -> tuple[RedSwing, Gate]:
        if self._known is None:
            swing = RedSwing(self._grid[::-1], self._limits.red, self._limits.shift)
            self._known = swing, Gate(self._grid, self._limits.second)
        return self._known


def _wide(cells: Bools) -> Bools:
    """Return the points of ``cells``."""
    return cells.repeat(CELL, 0).repeat(CELL, 1)


def _near(cells: Floats) -> Floats:
    """Return sums over each cell and its eight neighbours."""
    wide = np.zeros((cells.shape[0] + 2, cells.shape[1] + 2), np.float32)  # np.pad takes twice as long as all of it
    wide[1:-1, 1:-1] = cells
    rows = wide[:-2] + wide[1:-1] + wide[2:]
    return np.asarray(rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:], np.float32)


def opened(mask: Bools) -> Bools:
    """
    Return the px of ``mask`` that belong to a block of 3 x 3 px inside it.

    >>> opened(np.eye(4, dtype=bool)).any()
    np.False_
    """
    if not mask.any():
        return mask
    core = mask[:-2] & mask[1:-1] & mask[2:]
    core = core[:, :-2] & core[:, 1:-1] & core[:, 2:]
    wide = np.zeros((core.shape[0], mask.shape[1]), np.bool_)
    for k in range(3):
        wide[:, k : k + core.shape[1]] |= core
    out = np.zeros_like(mask)
    for k in range(3):
        out[k : k + core.shape[0]] |= wide
    return out
