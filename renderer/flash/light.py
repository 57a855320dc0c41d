"""Light out of sRGB codes: that of every px, its luminance, and the mean over the cells of a grid."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import srgb_decode

__all__ = ["LUMINANCE", "Codes", "Floats", "linear", "luminance", "redness", "shrink"]

Codes = NDArray[np.uint8]
Floats = NDArray[np.float32]

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # IEC 61966-2-1
_CURVE = srgb_decode(np.arange(256) / 255.0).astype(np.float32)


def linear(frame: Codes) -> Floats:
    """Return linear light 0..1 of sRGB codes; any shape."""
    return _looked_up(1.0, frame)


def luminance(frame: Codes) -> Floats:
    """Return the luminance [height, width] of sRGB codes [height, width, 3]."""
    total = _looked_up(float(LUMINANCE[0]), frame[..., 0])
    for k in (1, 2):
        total += _looked_up(float(LUMINANCE[k]), frame[..., k])
    return total


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
        rows = _pooled(linear(frame), grid[1])
    else:  # large pictures are never held as light
        rows = linear(frame[0::share])
        for k in range(1, share):
            rows += linear(frame[k::share])
        rows /= share
    share, rest = divmod(rows.shape[1], grid[0])
    if rest or not share:
        return np.ascontiguousarray(_pooled(rows.swapaxes(0, 1), grid[0]).swapaxes(0, 1))
    return rows if share == 1 else _narrowed(rows, share)


def _looked_up(factor: float, codes: Codes) -> Floats:
    """Return ``factor`` times the light of ``codes``."""
    table, pairs = _tables(factor)
    rows = codes if codes.ndim < 2 or codes.flags.c_contiguous else codes.reshape(len(codes), -1)
    if rows.strides[-1:] != (1,):
        rows = np.ascontiguousarray(rows)
    if rows.flags.c_contiguous:
        rows = rows.reshape(1, -1)
    # None lies beyond the table: without that check it takes a third of the time, and two at once half of the rest.
    if rows.shape[1] % 2:
        return np.take(table, codes, mode="wrap")
    return np.take(pairs, rows.view(np.uint16), mode="wrap").view(np.float32).reshape(codes.shape)


@lru_cache(maxsize=4)
def _tables(factor: float) -> tuple[Floats, NDArray[np.float64]]:
    """Return the light of each code, times ``factor``, and of each two of them: two numbers as the bits of one."""
    table = np.float32(factor) * _CURVE
    codes = np.arange(1 << 16, dtype=np.uint16).view(np.uint8)
    return table, table[codes].view(np.float64)


def _narrowed(rows: Floats, share: int) -> Floats:
    """Return means over ``share`` columns, [rows, columns / share, 3]; one channel at a time strides least."""
    means = np.empty((len(rows), rows.shape[1] // share, rows.shape[2]), np.float32)
    for channel in range(rows.shape[2]):
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
