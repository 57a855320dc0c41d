"""The flash guard's judgement of one picture after another: which cells flash too often, over what area.

Two detectors share the counting. Means of cells find fades and flashes of whole regions; a change
that a fine, balanced pattern would make by chance counts for nothing (the exemption of WCAG 2.2).
Grid px find sharp counter-phase patterns that a cell averages away; only blocks of 3 x 3 px that
turn the same way at once count there, which no noise does.
"""

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np

from .limits import FINE, Geometry, Limits
from .swing import CELL, LUMINANCE, Blocks, Bools, Floats, RedSwing, Swing, Tally, VisualField

__all__ = ["GRID", "Found", "Look", "Watch"]

GRID = (320, 180)
_STEPS = 10000  # of luminance in the detector of grid px


@dataclass(frozen=True, slots=True)
class Found:
    """What one family of flashes (general or red) comes to: areas in cells, masks [rows, columns] of cells."""

    changed: Bools  # turned in this frame
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
    """Counts one family of flashes in cells, in grid px where it has them, and in every 10-degree field."""

    def __init__(self, blocks: Blocks, field: VisualField, limits: Limits, area: float, *, fine: bool) -> None:
        """``area`` : cells that may flash in a field; ``fine`` : grid px are counted too."""
        self._blocks, self._field, self._limits, self._area = blocks, field, limits, area
        self.coarse = Tally(blocks.shape, limits.second)
        self.fine = Tally(blocks.grid[::-1], limits.second) if fine else None
        self._fields = Tally(field.shape, limits.second)
        self._went = np.zeros(field.shape, np.int8)  # which way each field changed last
        self._steady: deque[tuple[float, Bools, float]] = deque()
        self._lasted = np.zeros(blocks.shape, np.float32)  # s of steady flashing
        self._time: float | None = None

    def pass_to(self, time: float) -> None:
        """Forget what is too old at ``time``, s."""
        for tally in (self.coarse, self.fine, self._fields):
            if tally is not None:
                tally.pass_to(time)
        while self._steady and time - self._steady[0][0] >= self._limits.within - 1e-4:
            _, steady, dt = self._steady.popleft()
            self._lasted -= np.float32(dt) * steady

    def often(self, least: int, turned: Bools | None = None, fine: Bools | None = None) -> Floats:
        """Return the share of each cell that changed at least ``least`` times in the last second."""
        count = self.coarse.count if turned is None else self.coarse.count + turned
        share = (count >= least).astype(np.float32)
        if self.fine is not None:
            small = (self.fine.count if fine is None else self.fine.count + fine) >= least
            if small.any():
                share = np.maximum(share, self._blocks.mean(small))
        return share

    def look(self, ups: Floats, downs: Floats, turned: Bools, fine: Bools | None) -> tuple[Found, tuple[Any, ...]]:
        """
        Return what comes of these changes, and what ``take`` wants.

        ups, downs : share of each cell that turned that way; turned : cells; fine : grid px
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
        found = Found(changed, most, fails, float(spread.max()), bool(lasts.any()), tiles)
        return found, (turned, fine, goes, flips, steady)

    def take(self, time: float, state: tuple[Any, ...]) -> None:
        """Make what ``look`` saw at ``time`` the past."""
        turned, fine, goes, flips, steady = state
        self.coarse.take(time, turned)
        if self.fine is not None and fine is not None:
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
        low, high = 0, int(max(self.coarse.count.max(), 0 if self.fine is None else self.fine.count.max()))
        while low < high:
            middle = (low + high + 1) // 2
            area = self.often(middle)
            if area.sum() > self._area and self._field.sums(area).max() > self._area:
                low = middle
            else:
                high = middle - 1
        return max(low, int(self._fields.count.max())) / 2


class Watch:
    """Judges pictures of linear light on ``grid``; ``look`` asks, ``take`` remembers."""

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
        self._fine = Swing(grid[::-1], limits.darker * _STEPS, np.int16)
        self._red = RedSwing(shape, limits.red, limits.shift)
        self.general = Meter(self.blocks, self.field, limits, self.area, fine=True)
        self.red = Meter(self.blocks, self.field, limits, self.area, fine=False)
        self._last: Floats | None = None
        self._chance = np.zeros(shape, np.float32)
        self._time = 0.0

    def look(self, light: Floats, time: float) -> Look:
        """Return what ``light``, [rows, columns, 3] on the grid, would do at ``time``, s."""
        self.general.pass_to(time)
        self.red.pass_to(time)
        bright = light @ LUMINANCE
        cells = self.blocks.mean(light)
        luminance = cells @ LUMINANCE
        chance = self._by_chance(bright, time)
        rise, fall, up, down = self.swing.look(luminance, np.maximum(np.float32(self.limits.delta), chance))
        pixels = (bright * np.float32(_STEPS)).astype(np.int16)
        fine_rise, fine_fall, fine_up, fine_down = self._fine.look(pixels, int(self.limits.delta * _STEPS))
        ups, up, fine_up = self._together(up, opened(fine_up))
        downs, down, fine_down = self._together(down, opened(fine_down))
        general, counted = self.general.look(ups, downs, up | down, fine_up | fine_down)
        uv, share = RedSwing.colour(cells)
        turned = self._red.look(uv, share)
        to_red, _, _ = self._together(turned & (share >= self.limits.red), None)
        from_red, _, _ = self._together(turned & ~(share >= self.limits.red), None)
        red, reds = self.red.look(to_red, from_red, (to_red + from_red) > 0, None)
        state = (chance, rise, fall, pixels, fine_rise, fine_fall, counted, uv, share, turned, reds)
        return Look(time, bright, luminance, general, red, state)

    def take(self, look: Look) -> None:
        """Make what was looked at the past: it was shown."""
        chance, rise, fall, pixels, fine_rise, fine_fall, counted, uv, share, turned, reds = look.state
        self._last, self._chance, self._time = look.bright, chance, look.time
        self.swing.take(look.luminance, rise, fall)
        self._fine.take(pixels, fine_rise, fine_fall)
        self._red.take(uv, share, turned)
        self.general.take(look.time, counted)
        self.red.take(look.time, reds)

    def _by_chance(self, bright: Floats, time: float) -> Floats:
        """Return the change of each cell's mean that a fine balanced pattern makes by chance, for 0.1 s or so."""
        if self._last is None:
            return self._chance
        change = bright - self._last
        mean = self.blocks.mean(change)
        spread = np.sqrt(np.maximum(self.blocks.mean(change * change) - mean * mean, 0.0))
        now = np.minimum(spread, np.float32(self._most)) * np.float32(self.limits.noise / CELL)
        kept: Floats = self._chance * np.float32(np.exp(-(time - self._time) / 0.1))
        np.maximum(now, kept, out=kept)
        return kept

    def _together(self, coarse: Bools, fine: Bools | None) -> tuple[Floats, Bools, Bools]:
        """Keep the changes that happen at once over enough of a field; return the share of each cell, and both."""
        share = coarse.astype(np.float32)
        small = np.zeros(self.grid[::-1], np.bool_) if fine is None else fine
        if small.any():
            share = np.maximum(share, self.blocks.mean(small))
        if not share.any():
            return share, coarse, small
        keep = self.field.around(share) >= self.part
        small = small & keep.repeat(CELL, 0).repeat(CELL, 1) if fine is not None else small
        return share * keep, coarse & keep, small


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
