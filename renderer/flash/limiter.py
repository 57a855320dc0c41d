"""What the limiter may show of a picture: weights, cell by cell, of the picture that was shown before.

To hold is always possible: a cell that shows what it showed turns nothing. So each picture is asked
for the cells that would take it outside the limits, those are drawn towards the picture before by as
little as keeps them from turning, and the mixture is asked again. What was really shown is what counts
from then on.

What it does not see: stripes that it holds. Stripes are calmed in the picture that comes (renderer.flash.attenuate),
before this. Where they flash, no picture that comes shows them for half a second, but what is held may, and then it
fails as a spatial pattern: chain 959 of tests/bench/bench_glitch_flash.py does. A film's verdict tells it, as that
judges what was shown.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np

from .attenuate import grown
from .limits import Geometry, Limits
from .measure import Measured
from .patterns import Patterns, Search
from .swing import CELL, Bools, Floats
from .watch import GRID, Look, Watch

__all__ = ["FrameTimes", "Limiter", "strict"]

_ROUNDS = 6
_KEPT = 0.85  # of a change that counts: how far a held cell may still move


def strict(limits: Limits, fps: float | Fraction) -> tuple[Limits, Limits]:
    """
    Return two sets of limits to keep: ``limits`` themselves, and tighter ones for rounding, coding and timing.

    The tighter ones do not replace the others: a lower threshold turns at other moments. Steady flashing
    must end a second early in both: the changes of the last second stay counted so long.
    """
    dt = 1.0 / float(fps)
    early = replace(limits, sustained=max(0.0, limits.sustained - limits.second - 4.0 * dt))
    return early, replace(
        early,
        step=0.97 * limits.step,
        dark=limits.dark + 0.02,
        shift=0.95 * limits.shift,
        red=limits.red - 0.02,
        second=limits.second + 1.5 * dt,
        area=0.9 * limits.area,
    )


class FrameTimes:
    """Times that never run back: a show that starts anew must not wait for its old flashes to be forgotten."""

    def __init__(self, fps: float | Fraction) -> None:
        """``fps`` : steps where nothing better is known."""
        self._step = 1.0 / float(fps)
        self._told = -self._step
        self._now = -self._step

    def at(self, time: float | None) -> float:
        """Return the time of the next picture, s; None is one step on, and so is a time that ran back or is none."""
        step = self._step if time is None else time - self._told
        step = step if 0.0 <= step < math.inf else self._step
        self._now += step
        self._told = self._now if time is None or not math.isfinite(time) else time
        return self._now


class Limiter:
    """Decides for one picture after another; ``share`` is that of the grid that was held back last."""

    def __init__(self, fps: float | Fraction, geometry: Geometry, limits: Limits, grid: tuple[int, int] = GRID) -> None:
        """``fps`` : at least the rate of the pictures; limits : those the result must pass."""
        self._watches = [Watch(geometry, each, grid) for each in strict(limits, fps)]
        self._search = Search(geometry, limits, grid)  # in what was shown
        self._shown: Measured | None = None
        rows, columns = self._watches[0].blocks.shape
        self._rise, self._run = _spread(rows), _spread(columns).T
        self.share = 0.0
        self.held: dict[str, Bools] = {}  # cells held back last, [rows, columns], by reason (renderer.flash.holding)

    def show(self, seen: Measured, time: float, blend: Callable[[Floats], Measured]) -> Floats | None:
        """
        Decide on a picture and remember what was shown.

        seen : what was measured of it; time : s, rising
        blend : draws the picture with weights [rows, columns] of the picture before, 0..1, on the grid, and
            measures what came of it; it may be called more than once, the last call stands

        Returns the weights, None where the picture was shown as it is and ``blend`` was not called.
        """
        patterns = self._search.ahead(seen, time)
        looks = self._look(seen, patterns, time)
        weights: Floats | None = None
        self.held = {}
        if self._shown is not None and _held(looks).any():
            self.held = _reasons(looks)
            cells = self._settled(seen, patterns, looks, self._shown)
            while True:
                weights = self._smooth(cells)
                seen = blend(weights)
                looks = self._look(seen, self._search.ahead(seen, time), time)
                held = _held(looks)
                if not held.any() or cells.min() >= 1.0:
                    break
                # Rounding, or detail below the grid: hold these whole, and at last everything.
                whole = bool((cells[held] >= 1.0).all())
                cells = np.where(held | whole, np.float32(1.0), cells)
        for watch, look in zip(self._watches, looks, strict=True):
            watch.take(look)
        self._shown = seen
        self._search.look(seen, time)
        self.share = 0.0 if weights is None else float((weights > 0).mean())
        return weights

    def _look(self, seen: Measured, patterns: Patterns, time: float) -> list[Look]:
        """Return what each watch sees."""
        return [watch.look(seen, patterns, time) for watch in self._watches]

    def _settled(self, seen: Measured, patterns: Patterns, looks: list[Look], shown: Measured) -> Floats:
        """Return the least weights of the cells, as far as the grid can tell."""
        cells = np.where(_held(looks), self._least(looks), np.float32(0.0))
        for _ in range(_ROUNDS):
            mixed = seen.mixed(shown, self._smooth(cells))
            held = _held(self._look(mixed, patterns, looks[0].time))
            if not held.any():
                break
            cells = np.where(held, np.float32(1.0), cells)
        return cells

    def _least(self, looks: list[Look]) -> Floats:
        """Return for each cell the weight that keeps its mean from turning; 1 where something else turns."""
        luminance = looks[0].luminance
        goal: Floats = luminance
        for watch in self._watches:
            goal = np.clip(goal, *watch.swing.span(_KEPT * watch.limits.delta))
        move = luminance - self._watches[0].swing.last
        known = (goal != luminance) & (np.abs(move) > 1e-4)
        weight: Floats = np.divide(luminance - goal, move, out=np.ones_like(move), where=known)
        least: Floats = np.clip(weight * np.float32(1.005) + np.float32(0.005), 0.0, 1.0)
        return least

    def _smooth(self, cells: Floats) -> Floats:
        """Return weights on the grid: nowhere inside a cell less than its own, fading out beyond its neighbours."""
        weights: Floats = np.asarray(self._rise @ grown(cells) @ self._run, np.float32)
        weights[weights > 0.999] = 1.0
        weights[weights < 0.001] = 0.0
        return weights


def _held(looks: list[Look]) -> Bools:
    """Return the cells that any watch wants held."""
    held = looks[0].held
    for look in looks[1:]:
        held = held | look.held
    return held


def _reasons(looks: list[Look]) -> dict[str, Bools]:
    """Return the cells that any watch wants held, by reason."""
    found: dict[str, Bools] = {}
    for look in looks:
        for kind, one in (("general", look.general), ("red", look.red)):
            held = one.held
            name = kind if one.fails else "extended"
            fine = held & ~one.whole if name == "general" else np.zeros_like(held)
            for reason, cells in ((name, held & ~fine), ("fine", fine)):
                found[reason] = found.get(reason, False) | cells
    return found


def _spread(cells: int) -> Floats:
    """Return the matrix [cells * 5, cells] that interpolates linearly between the middles of cells."""
    at = np.clip((np.arange(cells * CELL) + 0.5) / CELL - 0.5, 0, cells - 1)
    left = np.minimum(at.astype(int), max(0, cells - 2))
    matrix = np.zeros((cells * CELL, cells), np.float32)
    rows = np.arange(cells * CELL)
    matrix[rows, left] = 1.0 - (at - left)
    if cells > 1:
        matrix[rows, left + 1] = at - left
    return matrix
