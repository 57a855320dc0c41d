"""What an eye sees through a lenticular panel: the lenses, inverted.

From one direction each lens magnifies a thin slice of the panel behind it. So an eye at an angle
gets light only from subpixels whose view lies near that angle, and no finer picture than there are
lenses. Beyond the cone the next slice comes up, and the picture jumps: as on the real thing.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .calibration import Calibration
from .interlace import Weave, phases, subpixels, weave
from .tiles import Grid

__all__ = ["glimpsed", "resolution", "seen", "swing"]

SLICE = 0.04  # of the cone: half the width of the slice that one eye sees at a time
Shown = Callable[[int, NDArray[np.uint32], NDArray[Any], NDArray[Any]], NDArray[Any]]  # channel, phases, rows, columns
_ANY = Grid(1, 1, (1, 1), 1.0)  # phases are the panel's own, whatever quilt it shows


def resolution(calibration: Calibration) -> tuple[int, int]:
    """Return width and height of what is seen: one px for each lens, square, even sides for films."""
    width, height = calibration.screen
    across = max(2.0, min(calibration.lenses, width))
    return 2 * max(1, round(across / 2)), 2 * max(1, round(across * height / width / 2))


def swing(calibration: Calibration) -> tuple[float, float]:
    """
    Return the angles in degrees between which an eye moves and sees every view, and none of the next cone's.

    They are the lenses' own: views drawn from farther apart (``depthiness``) go into the same directions.
    """
    reach = (0.5 - SLICE) * calibration.cone
    return -reach, reach


def seen(
    picture: NDArray[Any], calibration: Calibration, angle: float, *, corner: bool = False
) -> NDArray[np.uint8]:
    """
    Return what an eye far away at ``angle`` degrees to the right sees, [h, w, 3] of ``resolution``.

    picture : the panel's own picture, [height, width, 3 or 4], uint8 or uint16
    corner : whether it was interlaced with pixels sampled at their corners
    """
    width, height = calibration.screen
    if picture.shape[:2] != (height, width):
        raise ValueError(f"{calibration.serial} shows {width}x{height} px, not {picture.shape[1]}x{picture.shape[0]}")
    plan = weave(_ANY, calibration, corner=corner, smooth=False)
    return _eyes(lambda channel, _, y, x: picture[y, x, channel], plan, calibration, angle, picture.dtype)


def glimpsed(
    quilt: NDArray[Any], grid: Grid, calibration: Calibration, angle: float, *, corner: bool, smooth: bool
) -> NDArray[np.uint8]:
    """
    Return ``seen`` of the interlaced ``quilt``, uint8 or uint16, to the bit; ``corner`` and ``smooth`` as ``weave``.

    An eye sees a twelfth of the panel, and no other subpixel is interlaced.
    """
    plan = weave(grid, calibration, corner=corner, smooth=smooth)
    return _eyes(lambda channel, phase, y, x: subpixels(quilt, plan, channel, phase, y, x), plan, calibration, angle,
                 quilt.dtype)  # fmt: skip


def _eyes(shown: Shown, plan: Weave, calibration: Calibration, angle: float, dtype: np.dtype[Any]) -> NDArray[np.uint8]:
    """Return what an eye at ``angle`` sees of what the panel has ``shown``, whose codes are of ``dtype``."""
    view = np.uint32(round((angle / calibration.cone + 0.5) % 1.0 * 2**32) % 2**32)
    size = resolution(calibration)
    across = [cell[0::2] for cell in calibration.places]  # px that a colour stands right of its pixel's corner
    colours = [_resolved(shown, plan, channel, view, size, float(np.mean([x[channel] for x in across])))
               for channel in range(3)]  # fmt: skip
    full = 257.0 if dtype == np.uint16 else 1.0
    return np.rint(np.stack(colours, axis=-1) / full).astype(np.uint8)


def _resolved(
    shown: Shown, plan: Weave, channel: int, view: np.uint32, size: tuple[int, int], across: float
) -> NDArray[np.float64]:
    """Return one colour as the eye resolves it, [h, w]: the mean of what the lenses nearby show of their slices."""
    width, height = plan.screen
    columns, rows = size
    phase = phases(plan, channel)
    off = phase - view  # turns of 2**32, to either side
    light, total = np.zeros(rows * columns), np.zeros(rows * columns)
    half = SLICE
    while (dark := total == 0).any():  # a lens whose slice holds no subpixel of this colour: look farther
        edge = np.uint32(min(half * 2**32, 2**31 - 1))
        y, x = np.nonzero(off + edge < np.uint32(2) * edge)
        away = np.abs(off[y, x].view(np.int32).astype(np.float32)) / np.float32(2**32)
        weight = np.maximum(1.0 - away / half, 0.0)
        value = weight * shown(channel, phase[y, x], y, x)
        some, whole = np.zeros(rows * columns), np.zeros(rows * columns)
        for column, near in _around((x + 0.5 + across - 1 / 3) * columns / width, columns):
            for row, above in _around((y + 0.5) * rows / height, rows):
                lens, share = row * columns + column, near * above
                some += np.bincount(lens, value * share, rows * columns)
                whole += np.bincount(lens, weight * share, rows * columns)
        light, total = np.where(dark, some, light), np.where(dark, whole, total)
        half *= 2.0
    return (light / total).reshape(rows, columns)


def _around(place: NDArray[np.float64], count: int) -> list[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Return the two lenses whose middles are nearest to ``place`` (lenses), and the share of each."""
    low = np.floor(place - 0.5)
    share = place - 0.5 - low
    first, second = (np.clip(low + more, 0, count - 1).astype(np.int64) for more in (0, 1))
    return [(first, 1.0 - share), (second, share)]
