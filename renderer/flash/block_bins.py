"""The bins of a block's spectrum: which wave each is, what window was laid over it, and what noise leaves there."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["frequencies", "noise_share", "power", "taper"]

Floats = NDArray[np.float32]


@lru_cache(maxsize=32)
def taper(side: tuple[int, int]) -> tuple[Floats, float]:
    """Return a Hann window over a block, and n times its sum of squares."""
    down, across = (np.sin(np.pi * (np.arange(n) + 0.5) / n) ** 2 for n in side)
    window = down[:, None] * across
    return window.astype(np.float32), float(window.size * (window**2).sum())


def power(blocks: Floats) -> Floats:
    """
    Return the power [n, down, across] of ``blocks`` [n, height, width] at each bin that ``frequencies`` names.

    Sums of cosines and sines as products of matrices: as fast as any library's transform of blocks so small, and it
    needs none. Rows come in the order of np.fft.fftfreq.
    """
    height, width = blocks.shape[1:]
    down, across = height // 2 + 1, width // 2 + 1
    waves = _waves(height) @ (blocks @ _waves(width).T)
    even, odd, turned, both = (waves[:, rows, columns] for rows in (slice(down), slice(down, None))
                               for columns in (slice(across), slice(across, None)))  # fmt: skip
    found = np.empty((len(blocks), height, across + 2), np.float32)
    inner = found[..., 2:]
    # |sum of x e^(-i (a + b))|^2 of x on two axes, and that with -a: cos(a + b) = cos a cos b - sin a sin b ...
    inner[:, :down] = _squared(even - both, turned + odd)
    inner[:, down:] = _squared(even + both, turned - odd)[:, (height - 1) // 2 : 0 : -1]
    # Two columns of negative frequencies: a peak near zero has its feet there.
    found[:, :1, :2] = inner[:, :1, 2:0:-1]
    found[:, 1:, :2] = inner[:, :0:-1, 2:0:-1]
    return found


def _squared(one: Floats, other: Floats) -> Floats:
    """Return the sum of squares of both, which are written over."""
    one *= one
    other *= other
    one += other
    return one


@lru_cache(maxsize=32)
def _waves(count: int) -> Floats:
    """Return cosines and sines, [2 (count // 2 + 1), count], of 0, 1, 2 ... waves over so many px."""
    turn = 2.0 * np.pi / count * np.outer(np.arange(count // 2 + 1), np.arange(count))
    return np.concatenate([np.cos(turn), np.sin(turn)]).astype(np.float32)


@lru_cache(maxsize=32)
def frequencies(side: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return waves a px of each bin, with two columns of negative ones, and how often its power counts."""
    across = np.arange(-2, side[1] // 2 + 1) / side[1]
    length = np.hypot(np.fft.fftfreq(side[0])[:, None], across)
    once = np.ones(length.shape, np.float32)
    once[:, :2] = 0.0  # the mirror images of others
    once[:, 2] = 0.5  # a wave and its mirror image both lie in this column
    if side[1] % 2 == 0:
        once[:, -1] = 0.5
    return length.astype(np.float32), once


@lru_cache(maxsize=32)
def noise_share(size: float, side: tuple[int, int]) -> float:
    """
    Return the share of power below 0.5 / ``size`` waves a px of noise of squares ``size`` px wide, blocks of ``side``.

    The spectrum of squares whose values know nothing of each other is sinc^2 on both axes, and what is faster than
    pixels can hold folds back. Pixels that averaged over edges would leave more of the slow power: what is judged by
    this is rather found than exempt.
    """
    folds = np.arange(-40, 41)[:, None]
    down, across = ((np.sinc((np.fft.fftfreq(n) + folds) * size) ** 2).sum(0) for n in side)
    power = down[:, None] * across
    power[0, 0] = 0.0
    length = np.hypot(np.fft.fftfreq(side[0])[:, None], np.fft.fftfreq(side[1]))
    return min(float(power[length < 0.5 / size].sum() / max(power.sum(), 1e-9)), 1.0 - 1e-6)
