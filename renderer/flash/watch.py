"""The flash guard's judgement of one picture after another: which cells flash too often, over what area.

Two detectors share the counting. Means of cells find fades and flashes of whole regions; a change
that a fine, balanced pattern would make by chance counts for nothing (the exemption of WCAG 2.2).
Points find what a cell averages away: see renderer.flash.points.
"""

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np

from .light import LUMINANCE
from .limits import FINE, Geometry, Limits
from .measure import Measured
from .patterns import Patterns
from .points import Points, RedPoints, Turns
from .swing import CELL, Blocks, Bools, Floats, RedSwing, Swing, Tally, VisualField

__all__ = ["GRID", "Found", "Look", "Watch"]

GRID = (320, 180)
_AT_ONCE = 1.0 / 30.0  # s within which changes happen at once: faster pictures share them out


@dataclass(frozen=True, slots=True)
class Found:
    """What one family of flashes (general or red) comes to: areas in cells, masks [rows, columns] of cells."""

    changed: Bools  # turned in this frame
    whole: Bools  # ... by their mean, and not only in points
    area: float  # largest area in a 10-degree field that flashes too often now
    fails: bool
    extended: float  # ... that has flashed steadily for too long
    lasts: bool
    tiles: Bools  # cells that take part in a failure

    @property
    def held(self) -> Bools:
        """Cells that must not turn now, for the picture to stay inside the limits."""
        return self.tiles & self.changed


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture would do if it were shown at ``time``, s."""

    time: float
    bright: Floats  # luminance on the grid
    luminance: Floats  # ... of the cells
    general: Found
    red: Found
    state: tuple[Any, ...]  # for Watch.take

    @property
    def held(self) -> Bools:
        """Cells that must not turn now."""
        return self.general.held | self.red.held


class Meter:
    """Counts one family of flashes in cells, in points, and in every 10-degree field."""

    def __init__(self, blocks: Blocks, field: VisualField, limits: Limits, area: float) -> None:
        """``area`` : cells that may flash in a field."""
        self._blocks, self._field, self._limits, self._area = blocks, field, limits, area
        self.coarse = Tally(blocks.shape, limits.second)
        self.fine = Tally(blocks.grid[::-1], limits.second)
        self._fields = Tally(field.shape, limits.second)
        self._went = np.zeros(field.shape, np.int8)  # which way each field changed last
        self._steady: deque[tuple[float, Bools, float]] = deque()
        self._lasted = np.zeros(blocks.shape, np.float32)  # s of steady flashing
        self._time: float | None = None

    def pass_to(self, time: float) -> None:
        """Forget what is too old at ``time``, s."""
        for tally in (self.coarse, self.fine, self._fields):
            tally.pass_to(time)
        while self._steady and time - self._steady[0][0] >= self._limits.within - 1e-4:
            _, steady, dt = self._steady.popleft()
            self._lasted -= np.float32(dt) * steady

    def often(self, least: int, turned: Bools | None = None, fine: Bools | None = None) -> Floats:
        """Return the share of each cell that changed at least ``least`` times in the last second."""
        count = self.coarse.count if turned is None else self.coarse.count + turned
        share = (count >= least).astype(np.float32)
        small = (self.fine.count if fine is None else self.fine.count + fine) >= least
        return np.maximum(share, self._blocks.mean(small)) if small.any() else share

    def look(self, ups: Floats, downs: Floats, turned: Bools, fine: Bools) -> tuple[Found, tuple[Any, ...]]:
        """
        Return what comes of these changes, and what ``take`` wants.

        ups, downs : share of each cell that turned that way; turned : cells; fine : points
        """
        limits, field = self._limits, self._field
        changed = (ups + downs) > 0
        area = self.often(limits.changes + 1, turned, fine)
        sums = field.sums(area) if area.any() else np.zeros(field.shape, np.float32)
        net = field.sums(ups - downs) if changed.any() else np.zeros(field.shape, np.float32)
        goes = (np.sign(net) * (np.abs(net) > self._area)).astype(np.int8)
        flips = (goes != 0) & (goes != self._went)
        whole = (self._fields.count + flips) > limits.changes
        bad = sums > self._area
        tiles = field.cover(bad) & (area > 0) if bad.any() else np.zeros_like(changed)
        if whole.any():
            tiles |= field.cover(whole) & changed
        most = float(max(sums.max(), np.abs(net[whole]).max() if whole.any() else 0.0))
        steady = self.often(limits.steady, turned, fine) >= 0.5
        lasting = (self._lasted >= limits.sustained - 1e-3) & steady
        spread = field.sums(lasting.astype(np.float32)) if lasting.any() else np.zeros(field.shape, np.float32)
        lasts = spread > self._area
        if lasts.any():
            tiles |= field.cover(lasts) & lasting
        fails = bool(bad.any() or whole.any())
        found = Found(changed, turned, most, fails, float(spread.max()), bool(lasts.any()), tiles)
        return found, (turned, fine, goes, flips, steady)

    def take(self, time: float, state: tuple[Any, ...]) -> None:
        """Make what ``look`` saw at ``time`` the past."""
        turned, fine, goes, flips, steady = state
        self.coarse.take(time, turned)
        self.fine.take(time, fine)
        self._fields.take(time, flips)
        self._went = np.where(flips, goes, self._went)
        dt = 0.0 if self._time is None else min(time - self._time, 0.5)
        self._time = time
        if steady.any():
            self._steady.append((time, steady, dt))
            self._lasted += np.float32(dt) * steady

    def rate(self) -> float:
        """Return flashes a second: half the changes that a larger area than allowed made in the last second."""
        low, high = 0, int(max(self.coarse.count.max(), self.fine.count.max()))
        while low < high:
            middle = (low + high + 1) // 2
            area = self.often(middle)
            if area.sum() > self._area and self._field.sums(area).max() > self._area:
                low = middle
            else:
                high = middle - 1
        return max(low, int(self._fields.count.max())) / 2


class Watch:
    """Judges pictures measured on ``grid``; ``look`` asks, ``take`` remembers."""

    def __init__(self, geometry: Geometry, limits: Limits, grid: tuple[int, int] = GRID) -> None:
        """``grid`` : columns and rows over the picture, multiples of 5."""
        self.limits, self.grid = limits, grid
        self.blocks = Blocks(grid)
        shape = self.blocks.shape
        cells = (shape[1], shape[0])
        self.area = geometry.area(cells) * limits.area  # cells
        self.field = VisualField(shape, geometry.window(cells))
        self.part = limits.together * self.area
        # A balanced pattern of the largest exempt squares leaves no more contrast than this in a grid px.
        self._most = 0.5 * min(1.0, 1.1 * FINE / geometry.degrees(grid[0])) * 2.0**0.5
        self.swing = Swing(shape, limits.darker)
        self._red = RedSwing(shape, limits.red, limits.shift)
        self._points = Points(grid, limits)
        self._red_points = RedPoints(grid, limits)
        self.general = Meter(self.blocks, self.field, limits, self.area)
        self.red = Meter(self.blocks, self.field, limits, self.area)
        self._recent: deque[tuple[float, Floats]] = deque()  # times and luminances of a thirtieth of a second
        self._chance = np.zeros(shape, np.float32)
        self._time = 0.0

    def look(self, seen: Measured, patterns: Patterns, time: float) -> Look:
        """Return what ``seen`` would do at ``time``, s, where the pictures hold ``patterns``."""
        self.general.pass_to(time)
        self.red.pass_to(time)
        bright = seen.luminance()
        luminance, uv, share = seen.once("cells", lambda: self._cells(seen))
        chance = self._by_chance(seen, time)
        rise, fall, up, down = self.swing.look(luminance, np.maximum(np.float32(self.limits.delta), chance))
        points = self._points.look(seen, patterns.regular, patterns.coarse, time)
        least = self.part * min(1.0, max(time - self._time, 0.0) / _AT_ONCE)
        ups, downs, coarse, fine = self._together(up, down, points, least)
        general, counted = self.general.look(ups, downs, coarse, fine)
        turned = self._red.look(uv, share)
        reddened = self._red_points.look(seen, patterns.red, patterns.red_coarse, time)
        full = share >= self.limits.red
        to_red, from_red, coarse, fine = self._together(turned & full, turned & ~full, reddened, least)
        red, reds = self.red.look(to_red, from_red, coarse, fine)
        state = (chance, rise, fall, points, counted, uv, share, turned, reddened, reds)
        return Look(time, bright, luminance, general, red, state)

    def take(self, look: Look) -> None:
        """Make what was looked at the past: it was shown."""
        chance, rise, fall, points, counted, uv, share, turned, reddened, reds = look.state
        self._chance, self._time = chance, look.time
        self._recent.append((look.time, look.bright))
        while len(self._recent) > 1 and look.time - self._recent[1][0] >= _AT_ONCE:
            self._recent.popleft()
        self.swing.take(look.luminance, rise, fall)
        self._points.take(points, look.time)
        self._red.take(uv, share, turned)
        self._red_points.take(reddened, look.time)
        self.general.take(look.time, counted)
        self.red.take(look.time, reds)

    def _cells(self, seen: Measured) -> tuple[Floats, Floats, Floats]:
        """Return luminance, u'v' and R's share of the cells."""
        cells = self.blocks.mean(seen.mean)
        return cells @ LUMINANCE, *RedSwing.colour(cells)

    def _by_chance(self, seen: Measured, time: float) -> Floats:
        """Return the change of each cell's mean that a fine balanced pattern makes by chance, for 0.1 s or so."""
        if not self._recent:
            return self._chance
        # Against what stood a thirtieth of a second ago, so that a pan is judged alike at every rate.
        before = next((one for at, one in reversed(self._recent) if time - at > 0.99 * _AT_ONCE), self._recent[0][1])
        spread = seen.once("spread", lambda: self._spread(seen.luminance() - before), since=before)
        now = np.minimum(spread, np.float32(self._most)) * np.float32(self.limits.noise / CELL)
        kept: Floats = self._chance * np.float32(np.exp(-(time - self._time) / 0.1))
        np.maximum(now, kept, out=kept)
        return kept

    def _spread(self, change: Floats) -> Floats:
        """Return the standard deviation of ``change`` within each cell."""
        mean = self.blocks.mean(change)
        return np.sqrt(np.maximum(self.blocks.mean(change * change) - mean * mean, 0.0))

    def _together(self, up: Bools, down: Bools, points: Turns, least: float) -> tuple[Floats, Floats, Bools, Bools]:
        """
        Keep the changes of cells and points that happen at once over ``least`` cells of a field, and all in a pattern.

        Returns the shares of each cell that go up and down, the cells and the points that change.
        """
        ups, downs = (self._share(cells, some) for cells, some in ((up, points.up), (down, points.down)))
        coarse, fine = up | down, points.up | points.down
        if coarse.any() or fine.any():  # halves that alternate do not cancel: what counts is that they change
            keep = self.field.around(np.maximum(ups, downs)) >= least
            ups, downs, coarse = ups * keep, downs * keep, coarse & keep
            fine = fine & keep.repeat(CELL, 0).repeat(CELL, 1)
        if points.up_pattern.any() or points.down_pattern.any():
            ups, downs = (np.maximum(ups, self.blocks.mean(points.up_pattern)),
                          np.maximum(downs, self.blocks.mean(points.down_pattern)))  # fmt: skip
            fine = fine | points.up_pattern | points.down_pattern
        return ups, downs, coarse, fine

    def _share(self, cells: Bools, points: Bools) -> Floats:
        """Return the share of each cell that ``cells`` and ``points`` make up."""
        share = cells.astype(np.float32)
        return np.maximum(share, self.blocks.mean(points)) if points.any() else share
