"""Light out of sRGB codes: that of every px, its luminance, and the mean over the cells of a grid."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import srgb_decode

__all__ = ["LUMINANCE", "Codes", "Floats", "linear", "luminance", "redness", "share_of_red", "shrink", "strips"]

Codes = NDArray[np.uint8]
Floats = NDArray[np.float32]

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # IEC 61966-2-1
_AT_ONCE = 80_000  # numbers
_CURVE = srgb_decode(np.arange(256) / 255.0).astype(np.float32)
# Of each channel, what it adds to luminance: of every third code one by one, a small table stays at hand.
_WEIGHED = LUMINANCE[:, None] * _CURVE


def linear(frame: Codes) -> Floats:
    """Return linear light 0..1 of sRGB codes; any shape."""
    rows = frame if frame.ndim < 2 or frame.flags.c_contiguous else frame.reshape(len(frame), -1)
    if rows.strides[-1:] != (1,):
        rows = np.ascontiguousarray(rows)
    if rows.flags.c_contiguous:
        rows = rows.reshape(1, -1)
    # None lies beyond the table: without that check it takes a third of the time, and two at once half of the rest.
    if rows.shape[1] % 2:
        return np.take(_CURVE, frame, mode="wrap")
    return np.take(_pairs(), rows.view(np.uint16), mode="wrap").view(np.float32).reshape(frame.shape)


def luminance(frame: Codes) -> Floats:
    """Return the luminance [height, width] of sRGB codes [height, width, 3]."""
    total = np.empty(frame.shape[:2], np.float32)
    for rows in strips(len(frame), frame.shape[1]):
        out = total[rows]
        np.take(_WEIGHED[0], frame[rows, :, 0], mode="wrap", out=out)
        out += np.take(_WEIGHED[1], frame[rows, :, 1], mode="wrap")
        out += np.take(_WEIGHED[2], frame[rows, :, 2], mode="wrap")
    return total


def share_of_red(frame: Codes) -> Floats:
    """Return the redness [height, width] of sRGB codes [height, width, 3]."""
    share = np.empty(frame.shape[:2], np.float32)
    for rows in strips(len(frame), frame.shape[1]):
        share[rows] = redness(*(np.take(_CURVE, frame[rows, :, k], mode="wrap") for k in range(3)))
    return share


def redness(red: Floats, green: Floats, blue: Floats) -> Floats:
    """Return R / (R + G + B) of linear light, under a faint white veil: black is no colour."""
    veil = np.float32(0.004)
    total = red + green
    total += blue
    total += 3.0 * veil
    return np.asarray((red + veil) / total, np.float32)


def shrink(frame: Codes, grid: tuple[int, int]) -> Floats:
    """
    Return the mean light [rows, columns, 3] of ``frame``, sRGB codes [height, width, 3], on ``grid`` (columns, rows).

    Cell i of n holds pixels floor(i size / n) to floor((i + 1) size / n), at least one: the GPU does the same.
    """
    share, rest = divmod(len(frame), grid[1])
    if rest or share < 2:
        return _narrowed(_pooled(linear(frame), grid[1]), grid[0])
    means = np.empty((grid[1], grid[0], 3), np.float32)
    for rows in strips(grid[1], 3 * frame.shape[1]):
        codes = frame[rows.start * share : rows.stop * share]
        light = linear(codes[0::share])
        for k in range(1, share):
            light += linear(codes[k::share])
        light /= share
        means[rows] = _narrowed(light, grid[0])
    return means


def strips(rows: int, width: int) -> Iterator[slice]:
    """Yield all of ``rows`` in strips that a processor keeps at hand: three times as fast as the whole at once."""
    step = max(1, _AT_ONCE // width)
    for first in range(0, rows, step):
        yield slice(first, min(first + step, rows))


@lru_cache(maxsize=1)
def _pairs() -> NDArray[np.float64]:
    """Return the light of each two codes: two numbers as the bits of one."""
    codes = np.arange(1 << 16, dtype=np.uint16).view(np.uint8)
    return _CURVE[codes].view(np.float64)


def _narrowed(rows: Floats, count: int) -> Floats:
    """Return means over ``count`` runs of columns, [rows, count, 3]."""
    share, rest = divmod(rows.shape[1], count)
    if rest or not share:
        return np.ascontiguousarray(_pooled(rows.swapaxes(0, 1), count).swapaxes(0, 1))
    if share == 1:
        return rows
    means = np.empty((len(rows), count, 3), np.float32)
    for channel in range(3):  # one at a time strides least
        sums = rows[:, 0::share, channel] + rows[:, 1::share, channel]
        for k in range(2, share):
            sums += rows[:, k::share, channel]
        means[..., channel] = sums
    means /= share
    return means


def _pooled(light: Floats, count: int) -> Floats:
    """Return means over ``count`` runs of the first axis."""
    size = len(light)
    if size == count:
        return light
    if size % count == 0:  # slices add far faster than reduceat
        share = size // count
        sums = light[0::share].copy()
        for k in range(1, share):
            sums += light[k::share]
        sums /= share
        return sums
    edges = np.arange(count + 1) * size // count
    sums = np.add.reduceat(light, edges[:-1], 0)
    sums /= np.maximum(np.diff(edges), 1).astype(np.float32)[:, None, None]
    return sums
