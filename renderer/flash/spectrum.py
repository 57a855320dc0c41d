"""
Regular patterns in a picture: stripes in any direction and checks, found by their local spectrum.

The picture is cut into blocks of 32 x 32 px, again at half its size, and so on: whatever its period, a
pattern fills some block with a few waves. A block is regular where its power gathers at one frequency
(stripes), or at two of one length across each other (checks). The frequency says how wide a stripe or
how large a square is, whatever its direction, so that what is exempt is told by its own size.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from .block_bins import frequencies, noise_share, power, taper
from .image_pyramid import Pyramid
from .linear_light import Floats

__all__ = ["Level", "search"]

_SIDE = 32  # px of a block
_MOST = 1000  # blocks of one size
_AT_ONCE = 64  # ... that are worked on together: what a processor keeps at hand
_LEAST = 3.0  # waves in a block: fewer are found at half the size
_PURE = 0.6  # share of the power that stripes gather at one frequency
_PAIR = 0.5  # ... and checks at two: a square wave in two directions has a third of its power elsewhere
_ALIKE = 0.15  # of a wave's frequency, that its neighbour's may differ
_BENDS = 0.77  # cosine of the angle that a wave may turn by to its neighbour, 40 degrees
_LEADS = 70.0  # degrees: of two waves across each other one lies in -20 .. 70, and seldom just on its edge
_HARMONICS = (2, 3, 4, 5)  # of thin stripes, which a wave alone is not
_LEFT = 0.2  # of a finer pattern's contrast may be left at half the size
_STEPS = np.arange(-2, 3)  # a Hann window spreads a wave so far


@dataclass(frozen=True, slots=True)
class Level:
    """
    The blocks of a picture at one of its sizes, [down, across].

    middles : of the blocks' rows and columns, as shares of the picture; mean : of the block
    contrast : from the crest to the trough of the pattern's waves, 0 where the block is not regular
    power : variance of those waves
    waves : [down, across, 2], waves a px of the picture asked, down and across
    size : px of the picture asked that a stripe or a square is wide; checks : whether it is checks
    coarse : how far the slow share of the power around the block exceeds that of noise of squares of the size asked: 1
        where all of it is slow, 0 where it is that noise
    """

    middles: tuple[Floats, Floats]
    contrast: Floats
    power: Floats
    mean: Floats
    waves: Floats
    size: Floats
    checks: NDArray[np.bool_]
    coarse: Floats


def search(pyramid: Pyramid, size: float, contrast: float) -> list[Level]:
    """
    Return what each block of ``pyramid`` shows, at its own size, at half of it, and so on.

    size : px; what is narrower is not asked for, and power below waves twice as long is coarse
    contrast : the least of a pattern
    """
    levels: list[Level] = []
    for number, picture in enumerate(pyramid.pictures):
        wide, last = 2**number, number == len(pyramid.pictures) - 1
        if size / wide > _SIDE / _LEAST / 2.0 and not last:
            continue
        if (known := (number, contrast)) not in pyramid.spectra:
            pyramid.spectra[known] = _Spectrum(picture, wide, contrast)
        level = pyramid.spectra[known].level(size / wide, contrast, first=not levels, last=last)
        levels.append(level)
        contrast = max(contrast, _LEFT * float(level.contrast.max()))
    return levels


class _Spectrum:
    """The power of each block of a picture in which ``wide`` px of the picture asked are one."""

    def __init__(self, picture: Floats, wide: int, contrast: float) -> None:
        """Blocks that hold less than a pattern of ``contrast`` are left out: a wave's variance is contrast^2 / 8."""
        self._wide, self._shape = wide, picture.shape
        self._side = min(_SIDE, picture.shape[0]), min(_SIDE, picture.shape[1])
        self._starts = [_starts(size, side, crowd) for size, side, crowd in
                        zip(picture.shape, self._side, [_crowd(picture.shape)] * 2, strict=True)]  # fmt: skip
        self._grid = len(self._starts[0]), len(self._starts[1])
        self._taper, self._norm = taper(self._side)
        asked, powers, means = [], [], []
        some = max(1, _AT_ONCE // self._grid[1])  # rows of blocks: the rest of the picture stays where it is
        windows = sliding_window_view(picture, self._side)
        for row in range(0, self._grid[0], some):
            there, mean, found = self._cut(windows, self._starts[0][row : row + some], 0.5 * contrast**2 / 8.0)
            asked.append(row * self._grid[1] + there)
            means.append(mean)
            powers.append(found)
        self.asked, self._power, self._mean = np.concatenate(asked), np.concatenate(powers), np.concatenate(means)
        self._power[:, 0, 2] = 0.0
        self._length, self._once = frequencies(self._side)
        self._total = self._sums(self._once)
        self._highest = self._peak(self._power)

    def _cut(self, windows: Floats, rows: NDArray[np.intp], least: float) -> tuple[NDArray[np.intp], Floats, Floats]:
        """Return which of ``windows`` at ``rows`` vary by ``least``, the mean of each, and the power of these."""
        blocks = windows[np.ix_(rows, self._starts[1])].reshape(-1, *self._side)
        flat = blocks.reshape(len(blocks), -1)
        mean = flat.mean(1)
        there = np.flatnonzero(np.einsum("bi,bi->b", flat, flat) / flat.shape[1] - mean**2 >= least)
        blocks = blocks if len(there) == len(blocks) else blocks[there]
        blocks -= mean[there, None, None]
        blocks *= self._taper
        return there, mean, power(blocks)

    def level(self, size: float, contrast: float, *, first: bool, last: bool) -> Level:
        """Return what the blocks show; ``size`` : px asked; ``first``, ``last``: no size is finer, or coarser."""
        peak, near, at = self._highest
        # What is much finer is found at a finer size, what is much coarser at a coarser one.
        worth = (near > 0.25 * self._total) & (at[:, 2] >= (1.6 if last else _LEAST))
        worth &= np.abs(at[:, :2]).max(-1) <= 0.48 if first else at[:, 3] <= 0.3
        worth &= self._height(near) >= 0.4 * contrast
        coarse = self._coarse(size) if first else np.zeros(len(self.asked), np.float32)
        chosen = np.flatnonzero(worth)
        if not len(chosen):
            return self._level(chosen, np.zeros((0, 6), np.float32), np.zeros(0, np.bool_), coarse)
        good, found, checks = self._regular(chosen, peak[chosen], near[chosen], at[chosen], contrast)
        return self._level(self.asked[chosen[good]], found[good], checks[good], coarse)

    def _regular(
        self, chosen: NDArray[np.intp], peak: NDArray[np.intp], energy: Floats, one: Floats, contrast: float
    ) -> tuple[NDArray[np.bool_], Floats, NDArray[np.bool_]]:
        """Return which of the ``chosen`` blocks are regular, what is found in each, and which would be checks."""
        _, second, beside = self._peak(self._without(chosen, peak))
        total, whole = self._total[chosen], energy + self._overtones(chosen, one)
        alike = np.abs(one[:, 2] - beside[:, 2]) <= 0.12 * one[:, 2] + 0.5
        cosine = np.abs((one[:, :2] * beside[:, :2]).sum(-1)) / np.maximum(one[:, 3] * beside[:, 3], 1e-9)
        checks = alike & (cosine < 0.5) & (second > 0.25 * energy)
        one = np.where((checks & ~_leads(one))[:, None], beside, one)
        tall = self._height(energy) + np.where(checks, self._height(second), 0.0)
        good = np.where(checks, energy + second > _PAIR * total, whole > _PURE * total) & (tall >= contrast)
        good[good] = self._goes_on(self.asked[chosen[good]], one[good])
        held = 2.0 / self._norm * np.where(checks, energy + second, whole)
        return good, np.column_stack([tall, held, one]).astype(np.float32), checks

    def _level(self, there: NDArray[np.intp], found: Floats, checks: NDArray[np.bool_], low: Floats) -> Level:
        """Return the level of all blocks, ``there`` of which are regular, ``low`` the coarse share of those asked."""
        tall, held, at = found[:, 0], found[:, 1], found[:, 2:]
        count = len(self._mean)

        def spread(index: NDArray[np.intp], values: NDArray[Any], *more: int) -> NDArray[Any]:
            out = np.zeros((count, *more), values.dtype)
            out[index] = values
            return out.reshape(*self._grid, *more)

        size = np.where(checks, 1.0 / np.sqrt(2.0), 0.5) / np.maximum(at[:, 3], 1e-6) * self._wide
        middles = tuple(((start + side / 2) / full).astype(np.float32) for start, side, full in
                        zip(self._starts, self._side, self._shape, strict=True))  # fmt: skip
        return Level(
            middles, spread(there, tall), spread(there, held), self._mean.reshape(self._grid),
            spread(there, at[:, :2] / self._wide, 2), spread(there, size.astype(np.float32)),
            spread(there, checks), spread(self.asked, low.astype(np.float32)),
        )  # fmt: skip

    def _goes_on(self, there: NDArray[np.intp], at: Floats) -> NDArray[np.bool_]:
        """Return which of the regular blocks have one like themselves beside them, across their stripes."""
        waves = np.full((self._grid[0] + 2, self._grid[1] + 2, 2), 9.0, np.float32)
        row, column = np.divmod(there, self._grid[1])
        waves[row + 1, column + 1] = at[:, :2]
        across = np.abs(at[:, 1]) >= np.abs(at[:, 0])
        found: NDArray[np.bool_] = np.where(across, self._grid[1] == 1, self._grid[0] == 1)
        for step in (-1, 1):
            other = waves[row + 1 + step * ~across, column + 1 + step * across]
            length = np.hypot(other[:, 0], other[:, 1])
            cosine = np.abs((at[:, :2] * other).sum(-1)) / (at[:, 3] * length)
            found |= (np.abs(length - at[:, 3]) <= _ALIKE * at[:, 3]) & (cosine >= _BENDS)
        return found

    def _coarse(self, size: float) -> Floats:
        """Return, of the blocks asked, what ``Level.coarse`` says of squares of ``size`` px."""
        slow, noise = self._once * (self._length < 0.5 / size), noise_share(size, self._side)
        low, total = (self._around(sums) for sums in (self._sums(slow), self._total))
        return np.asarray((low - noise * total) / np.maximum((1.0 - noise) * total, 1e-9), np.float32)

    def _around(self, sums: Floats) -> Floats:
        """Return, of the blocks asked, the sum of ``sums`` over each and those beside it."""
        wide = np.zeros((self._grid[0] + 2, self._grid[1] + 2), np.float32)
        row, column = np.divmod(self.asked, self._grid[1])
        wide[row + 1, column + 1] = sums
        rows = wide[:-2] + wide[1:-1] + wide[2:]
        return np.asarray((rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:])[row, column], np.float32)

    def _sums(self, weights: Floats) -> Floats:
        """Return each block's power summed with ``weights`` of its bins."""
        return np.asarray(np.einsum("bij,ij->b", self._power, weights), np.float32)

    def _height(self, near: Floats) -> Floats:
        """Return the contrast of a wave with so much power: (a / 2)^2 n sum(taper^2) for an amplitude a."""
        return np.asarray(4.0 * np.sqrt(near / self._norm), np.float32)

    def _overtones(self, chosen: NDArray[np.intp], at: Floats) -> Floats:
        """Return the power of the chosen blocks at multiples of their frequency ``at``: thin stripes have it."""
        found = np.zeros(len(chosen), np.float32)
        own = np.arange(len(chosen))[:, None, None]
        power = self._power[chosen]
        for times in _HARMONICS:
            down, across = (np.rint(times * at[:, k] * self._side[k]).astype(np.intp) for k in (0, 1))
            inside = (np.abs(down) < self._side[0] // 2) & (across + 2 < power.shape[2]) & (across >= 0)
            near = _STEPS[1:-1]
            rows = (down[:, None, None] + near[:, None]) % power.shape[1]
            columns = np.clip(across[:, None, None] + 2 + near, 0, power.shape[2] - 1)
            found += power[own, rows, columns].sum((1, 2)) * inside
        return found

    def _without(self, chosen: NDArray[np.intp], peak: NDArray[np.intp]) -> Floats:
        """Return the power of the ``chosen`` blocks without what lies around ``peak`` [n, 2] and its mirror image."""
        rest = self._power[chosen]
        own = np.arange(len(chosen))[:, None, None]
        for way in (1, -1):
            row = (way * (peak[:, 0, None, None] + _STEPS[:, None])) % rest.shape[1]
            column = way * (peak[:, 1, None, None] + _STEPS - 2) + 2
            inside = (column >= 0) & (column < rest.shape[2])
            rest[own, row, np.where(inside, column, 0)] *= ~inside
        return rest

    def _peak(self, power: Floats) -> tuple[NDArray[np.intp], Floats, Floats]:
        """Return each block's highest bin [n, 2], the power around it, and its down, across, waves a block, length."""
        count = len(power)
        if not count:
            return np.zeros((0, 2), np.intp), np.zeros(0, np.float32), np.zeros((0, 4), np.float32)
        inner = power[..., 2:]
        row, column = np.divmod(inner.reshape(count, -1).argmax(1), inner.shape[2])
        column += 2
        beside = column[:, None, None] + _STEPS
        around = power[np.arange(count)[:, None, None], (row[:, None, None] + _STEPS[:, None]) % power.shape[1],
                       np.minimum(beside, power.shape[2] - 1)] * (beside < power.shape[2])  # fmt: skip
        near = around.sum((1, 2))
        weights = around / np.maximum(near, 1e-12)[:, None, None]
        down = (row + (weights * _STEPS[:, None]).sum((1, 2))) / self._side[0]
        down = np.where(down > 0.5, down - 1.0, down)
        across = (column - 2 + (weights * _STEPS).sum((1, 2))) / self._side[1]
        waves = np.hypot(down * self._side[0], across * self._side[1])
        at = np.stack([down, across, waves, np.hypot(down, across)], -1).astype(np.float32)
        return np.stack([row, column], -1), near, at


def _leads(at: Floats) -> NDArray[np.bool_]:
    """Return which waves [n, down and across and so on] speak for checks: of two as strong, rounding would choose."""
    angle = np.degrees(np.arctan2(at[:, 0], at[:, 1])) % 180.0
    return np.asarray((angle < _LEADS) | (angle >= 90.0 + _LEADS))


def _crowd(shape: tuple[int, int]) -> float:
    """Return how much further apart blocks stand in a picture of ``shape`` that would hold too many."""
    return float(max(1.0, (shape[0] * shape[1] / _SIDE**2 / _MOST) ** 0.5))


def _starts(size: int, side: int, crowd: float) -> NDArray[np.intp]:
    """Return where blocks of ``side`` begin in ``size`` px, first and last included; few of them overlap by half."""
    hop = (side / 2 if size < 4 * side else side) * crowd
    count = int(np.ceil((size - side) / hop)) + 1
    return np.rint(np.linspace(0, size - side, count)).astype(np.intp)
