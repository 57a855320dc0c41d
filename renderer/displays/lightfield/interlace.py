"""Interlacing: which view each subpixel of a lenticular panel shows. The reference, and GLSL's twin.

Looking Glass's shaders say, for channel c at u, v (0 .. 1 from the lower left):

    view01 = 1 - fract((u + c / (3 W) + v tilt) lenses - center),   view = floor(view01 N)

Phases are kept in turns of 2**32, as whole numbers that wrap where ``fract`` would: they are exact
over 8192 px, where float32 is off by a hundredth of a view, and equal on every machine.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .calibration import Calibration
from .tiles import Grid

__all__ = ["Weave", "interlace", "phases", "subpixels", "weave"]

TURN = 2**32
SHARE = 20  # bits of a texel's fraction: exact to 1/256 px over 8192 px


@dataclass(frozen=True, slots=True)
class Weave:
    """
    A calibration and a quilt as whole numbers, the same for numpy and GLSL.

    step : turns a px to the right and a px up; ``start`` : of the lower left pixel, [cells][red, green, blue]
    stride : texels of a tile a px right and a px down, in 2**-20; ``first`` : of the upper left pixel
    """

    grid: Grid
    screen: tuple[int, int]
    mode: int
    inverted: bool
    step: tuple[int, int]
    start: tuple[tuple[int, int, int], ...]
    stride: tuple[int, int]
    first: tuple[int, int]
    smooth: bool


def weave(grid: Grid, calibration: Calibration, *, corner: bool, smooth: bool) -> Weave:
    """
    Return the whole numbers of an interlacing.

    corner : a pixel is sampled at its lower left corner, as older tools do; at its centre without,
        as the vendor's shaders do. Half a pixel is several views: mixing the two shears the picture
    smooth : each subpixel mixes the two views nearest to its direction, in place of the nearest one

    Raises ValueError for more than 255 views: the fraction of a view would lose its bits.
    """
    if grid.count > 255:
        raise ValueError(f"{grid.count} views are more than 255")
    (width, height), lenses, tilt = calibration.screen, calibration.lenses, calibration.tilt
    half = 0.0 if corner else 0.5
    start = tuple(
        (
            _turns(((half + x[0]) / width + (half + x[1]) / height * tilt) * lenses - calibration.center),
            _turns(((half + x[2]) / width + (half + x[3]) / height * tilt) * lenses - calibration.center),
            _turns(((half + x[4]) / width + (half + x[5]) / height * tilt) * lenses - calibration.center),
        )
        for x in calibration.places
    )
    stride = tuple((tile << SHARE) // side for tile, side in zip(grid.tile, calibration.screen, strict=True))
    return Weave(
        grid,
        calibration.screen,
        calibration.mode,
        calibration.inverted,
        (_turns(lenses / width), _turns(tilt * lenses / height)),
        start,
        (stride[0], stride[1]),
        (0 if corner else stride[0] // 2, stride[1] // 2),
        smooth,
    )


def _turns(phase: float) -> int:
    """Return ``phase`` (lenses) as a whole number that wraps."""
    return round(phase % 1.0 * TURN) % TURN


def phases(plan: Weave, channel: int) -> NDArray[np.uint32]:
    """Return view01 of every subpixel of ``channel`` in turns of 2**32, [height, width], top row first."""
    width, height = plan.screen
    x = np.arange(width, dtype=np.uint32)[None, :]
    y = np.arange(height - 1, -1, -1, dtype=np.uint32)[:, None]
    starts = np.array([cell[channel] for cell in plan.start], np.uint32)
    phase = x * np.uint32(plan.step[0]) + y * np.uint32(plan.step[1])
    phase += starts[0] if len(starts) == 1 else starts[_cells(plan, x, y)]
    return ~phase if plan.inverted else phase


def _cells(plan: Weave, x: NDArray[np.uint32], y: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return which cell each pixel has; y is up. Modes of the vendor's shaders."""
    cell = {
        0: 0 * x + 0 * y,
        1: (x + y) % 2,
        2: x % 2 + 0 * y,
        3: (y + x % 2 * 2) % 4,
        4: 0 * x + y % 2,
    }[plan.mode]
    return np.asarray(cell % len(plan.start), np.uint32)


def interlace(
    quilt: NDArray[Any], grid: Grid, calibration: Calibration, *, corner: bool = False, smooth: bool = False
) -> NDArray[Any]:
    """
    Return the panel's own picture, [height, width, 3] in the quilt's dtype.

    quilt : [height, width, 3 or 4] as ``grid`` divides it; see ``weave`` for ``corner`` and ``smooth``
    """
    plan = weave(grid, calibration, corner=corner, smooth=smooth)
    width, height = plan.screen
    picture = np.empty((height, width, 3), quilt.dtype)
    for channel in range(3):
        picture[..., channel] = _channel(quilt, plan, channel)
    return picture


def _channel(quilt: NDArray[Any], plan: Weave, channel: int) -> NDArray[Any]:
    """Return one colour of the panel's picture."""
    width, height = plan.screen
    return subpixels(quilt, plan, channel, phases(plan, channel), np.arange(height)[:, None], np.arange(width)[None, :])


def subpixels(
    quilt: NDArray[Any], plan: Weave, channel: int, phase: NDArray[np.uint32], y: NDArray[Any], x: NDArray[Any]
) -> NDArray[Any]:
    """
    Return what the subpixels of ``channel`` at rows ``y`` from the top and columns ``x`` show, in the quilt's dtype.

    phase : theirs, of ``phases``; with it y and x broadcast
    """
    # 24 bits of a turn times at most 255 views fit 32.
    scaled = (phase >> np.uint32(8)) * np.uint32(plan.grid.count)
    if not plan.smooth:
        return _fetch(quilt, plan, channel, scaled >> np.uint32(24), y, x)
    # The middle of a view's share is that view alone: half a share off, between two of them.
    half = np.uint32(1 << 23)
    scaled = np.maximum(scaled, half) - half
    near = scaled >> np.uint32(24)
    far = np.minimum(near + np.uint32(1), np.uint32(plan.grid.count - 1))
    share = scaled >> np.uint32(16) & np.uint32(255)
    a, b = (_fetch(quilt, plan, channel, view, y, x) for view in (near, far))
    if quilt.dtype.kind == "f":
        return np.asarray(a + (b - a) * (share / 256), quilt.dtype)
    mixed = (a.astype(np.uint32) * (256 - share) + b.astype(np.uint32) * share + 128) >> 8
    return np.asarray(mixed, quilt.dtype)


def _fetch(
    quilt: NDArray[Any], plan: Weave, channel: int, view: NDArray[np.uint32], y: NDArray[Any], x: NDArray[Any]
) -> NDArray[Any]:
    """Return what each pixel finds at its own place in the tile of ``view``."""
    grid = plan.grid
    column, row = (at * plan.stride[n] + plan.first[n] >> SHARE for n, at in enumerate((x, y)))
    places = [grid.place(index) for index in range(grid.count)]
    corners = np.array([[rows.start, columns.start] for rows, columns in places], np.int64)
    index = (corners[:, 0] * quilt.shape[1] + corners[:, 1])[view]
    index += row * quilt.shape[1] + column
    return np.asarray(quilt.reshape(-1).take(index * quilt.shape[2] + channel))
