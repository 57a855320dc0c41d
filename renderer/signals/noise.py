"""Seeded randomness that is the same on every machine: an integer hash, and slow curves.

The hash is the twin of ``shaders/lib/hash/pcg.glsl``, bit for bit.
"""

from math import floor, tanh
from typing import Any

import noise
import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["drift", "pcg"]

# pnoise2 works in single precision and repeats after 1024 cells: wrapping in double precision first
# keeps a wall that has run for weeks as smooth as on its first evening.
_REPEAT = 1024
_GOLDEN = (1 + 5**0.5) / 2
# The two curves' sum has a standard deviation of 0.27 and reaches 1.48 at most (measured): tanh keeps it
# in bounds without the flat spots of a clamp.
_GAIN = 2.0


def pcg(x: ArrayLike) -> NDArray[np.uint32]:
    """
    Return well-mixed bits for each of ``x``; a bijection on 32 bits.

    x : integers, any shape, taken modulo 2**32
    Source: Jarzynski and Olano, Hash Functions for GPU Rendering, JCGT 9(3), 2020.

    >>> pcg([0, 1, 2**32]).tolist()
    [129708002, 2831084092, 129708002]
    """
    n = np.asarray(np.asarray(x).astype(np.int64) & 0xFFFFFFFF, dtype=np.uint64)
    low = np.uint64(0xFFFFFFFF)
    state = (n * np.uint64(747796405) + np.uint64(2891336453)) & low
    shift = (state >> np.uint64(28)) + np.uint64(4)
    word = (((state >> shift) ^ state) * np.uint64(277803737)) & low
    mixed: Any = (word >> np.uint64(22)) ^ word
    return np.asarray(mixed, dtype=np.uint32)


def drift(seed: int, channel: int, t_seconds: float, rate_hz: float) -> float:
    """
    Return a smooth random curve at ``t_seconds``, 0 .. 1, about 0.5 on average.

    channel : any whole number; other channels and seeds give unrelated curves
    rate_hz : how often, about, the curve turns; 0 stands still

    Gradient noise twice, at rates in the golden ratio, so that it has no common zeros and never repeats.
    """
    # A sum, not an exclusive or: (seed, channel) and (channel, seed) are two curves.
    root = int(pcg(int(pcg(seed)) + channel))
    first, second, third = (int(lane) for lane in pcg([root, root + 1, root + 2]))
    row = third / 2**22
    cycles = t_seconds * rate_hz
    total = 0.0
    for lane, rate, weight in ((first, 1.0, 1.0), (second, _GOLDEN, 0.5)):
        x = cycles * rate + lane / 2**22
        wrapped = x - _REPEAT * floor(x / _REPEAT)
        total += weight * noise.pnoise2(wrapped, row, repeatx=_REPEAT, repeaty=_REPEAT)
    return 0.5 + 0.5 * tanh(_GAIN * total)
