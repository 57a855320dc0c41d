"""Which area lies under each pixel, by scan lines: exact at the pixels' centres, and areas that touch leave no gap."""

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NOWHERE", "rows_under"]

NOWHERE = -1


def rows_under(shapes: "NDArray[Any]", width: int, height: int) -> "NDArray[np.int32]":
    """
    Return the row of the shape under each pixel's centre, ``NOWHERE`` where there is none.

    shapes : [n], (multi)polygons in pixels: x right, y down, the picture from 0, 0 to width, height
    Returns int32, [height, width]. Of shapes that overlap the last is on top.

    A side that two shapes share is met at the same x in both, to the last bit: every pixel is in exactly one of them.

    >>> import shapely
    >>> rows_under(np.array([shapely.box(0, 0, 1.5, 1), shapely.box(1.5, 0, 3, 2)]), 3, 2).tolist()
    [[0, 1, 1], [-1, 1, 1]]
    """
    from .rings import sides

    start, end, shape = sides(shapes)
    down = start[:, 1] < end[:, 1]
    top, bottom = (np.where(down[:, None], *pair) for pair in ((start, end), (end, start)))
    first, last = (np.clip(np.ceil(ends[:, 1] - 0.5), 0, height).astype(np.int64) for ends in (top, bottom))
    count = last - first
    met = count > 0
    top, bottom, first, count, shape = top[met], bottom[met], first[met], count[met], shape[met]
    side = np.repeat(np.arange(len(count)), count)
    line = first[side] + np.arange(len(side)) - np.repeat(np.cumsum(count) - count, count)
    slope = (bottom[:, 0] - top[:, 0]) / (bottom[:, 1] - top[:, 1])
    x = top[side, 0] + (line + 0.5 - top[side, 1]) * slope[side]
    column = np.clip(np.ceil(x - 0.5), 0, width).astype(np.int64)
    key = (shape[side] * height + line) * (width + 1) + column
    key.sort()
    return _filled(key, width, height)


def _filled(key: "NDArray[np.int64]", width: int, height: int) -> "NDArray[np.int32]":
    """Return the picture of spans; ``key`` is (shape, line, column) as one number, sorted: a span's start and end."""
    line, column = np.divmod(key[0::2], width + 1)
    length = key[1::2] % (width + 1) - column
    kept = length > 0
    line, column, length = line[kept], column[kept], length[kept]
    shape, line = np.divmod(line, height)
    begin = line * width + column
    pixel = np.repeat(begin - (np.cumsum(length) - length), length) + np.arange(int(length.sum()))
    out = np.full(width * height, NOWHERE, np.int32)
    out[pixel] = np.repeat(shape, length)
    return out.reshape(height, width)
