"""A warp of a picture: how far each place of a grid is moved, that no place folds over another, and the way back.

A warp is [2, height, width], y and x in cells, at the centres of the grid's cells; between them it is bilinear.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["between", "cell_centres", "folds", "inverse", "unfolded"]

_SMOOTHED = 40  # times that folded cells are smoothed before it is given up
_FLAT = 0.002  # of its area: a cell's corner that is pressed to less is as good as folded
_NEWTON = 12
_STEP = 0.4  # cells of a step of Newton's method


def cell_centres(shape: tuple[int, ...]) -> "Floats":
    """Return the centres of the cells, [2, height, width], counted in cells from the first one."""
    return np.stack(np.meshgrid(*(np.arange(side, dtype=np.float64) for side in shape), indexing="ij"))


def between(values: "Floats", places: "Floats") -> "Floats":
    """Return ``values`` between the cells' centres."""
    from scipy.ndimage import map_coordinates

    return np.asarray(map_coordinates(values, places, order=1, mode="nearest"))


def unfolded(back: "Floats") -> "Floats | None":
    """Return ``back``, [2, height, width], cells, smoothed where cells fold; None where that does not help."""
    from scipy.ndimage import binary_dilation, uniform_filter

    for _ in range(_SMOOTHED):
        if not (wrong := folds(back)).any():
            return back
        around = binary_dilation(np.pad(wrong, ((0, 1), (0, 1))), np.ones((5, 5)), 1)
        back = np.stack([np.where(around, uniform_filter(one, 3, mode="nearest"), one) for one in back])
    return None


def folds(back: "Floats") -> "NDArray[np.bool_]":
    """Return which cells, [height - 1, width - 1], turn over anywhere between the map and all of ``back``."""
    places = cell_centres(back.shape[1:]) + back
    down, across = np.diff(places, axis=1), np.diff(places, axis=2)
    out = np.zeros((back.shape[1] - 1, back.shape[2] - 1), bool)
    for d in (down[:, :, :-1], down[:, :, 1:]):
        for a in (across[:, :-1], across[:, 1:]):
            area = d[0] * a[1] - d[1] * a[0]
            # Halfway between 1 and the corner's matrix its area is a sum of 1, the matrix' trace and its own area.
            out |= (area < _FLAT) | (d[0] + a[1] + 2 * np.sqrt(np.maximum(area, 0)) <= 0)
    return out


def inverse(back: "Floats") -> "Floats":
    """Return the way the other way: ``back`` bends each half of a cell into a triangle, which is looked through."""
    from scipy.ndimage import distance_transform_edt

    shape = back.shape[1:]
    places = cell_centres(shape)
    bent, out = places + back, np.full_like(back, np.nan)
    halves = (((0, 0), (0, 1), (1, 0)), ((1, 1), (1, 0), (0, 1)))
    for half in halves:
        a, b, c = (bent[:, y : shape[0] - 1 + y, x : shape[1] - 1 + x].reshape(2, -1) for y, x in half)
        own = [places[:, y : shape[0] - 1 + y, x : shape[1] - 1 + x].reshape(2, -1) for y, x in half]
        low = np.maximum(np.ceil(np.minimum(np.minimum(a, b), c)), 0).astype(np.int64)
        high = np.minimum(np.floor(np.maximum(np.maximum(a, b), c)), np.reshape(shape, (2, 1)) - 1).astype(np.int64)
        side = np.maximum(high - low + 1, 0)
        count = side.prod(axis=0)
        one = np.repeat(np.arange(len(count)), count)
        number = np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count)
        at = low[:, one] + np.stack(np.divmod(number, np.maximum(side[1, one], 1)))
        to_b, to_c, to = (b - a)[:, one], (c - a)[:, one], at - a[:, one]
        whole = to_b[0] * to_c[1] - to_b[1] * to_c[0]
        v, w = (to[0] * to_c[1] - to[1] * to_c[0]) / whole, (to_b[0] * to[1] - to_b[1] * to[0]) / whole
        inside = (v >= -1e-9) & (w >= -1e-9) & (v + w <= 1 + 1e-9)
        found = own[0][:, one] + v * (own[1] - own[0])[:, one] + w * (own[2] - own[0])[:, one]
        out[:, at[0, inside], at[1, inside]] = (found - at)[:, inside]
    row, column = distance_transform_edt(np.isnan(out[0]), return_distances=False, return_indices=True)
    return _polished(out[:, row, column], back)  # at the picture's edge what is beside it stands for what is beyond


def _polished(forth: "Floats", back: "Floats") -> "Floats":
    """Return ``forth`` made exact, by Newton's method: between its corners a cell bends as GLSL has it, bilinear."""
    shape = np.reshape(back.shape[1:], (2, 1, 1))
    places = cell_centres(back.shape[1:])
    at = places + forth
    for _ in range(_NEWTON):
        low = np.clip(np.floor(at), 0, shape - 2).astype(np.int64)
        y, x = np.clip(at - low, 0, 1)
        a, b, c, d = (back[:, low[0] + up, low[1] + right] for up, right in ((0, 0), (0, 1), (1, 0), (1, 1)))
        miss = at + (a * (1 - x) + b * x) * (1 - y) + (c * (1 - x) + d * x) * y - places
        across, up = (b - a) * (1 - y) + (d - c) * y, (c - a) * (1 - x) + (d - b) * x
        area = np.maximum((1 + up[0]) * (1 + across[1]) - up[1] * across[0], _FLAT)
        step = np.stack([(1 + across[1]) * miss[0] - across[0] * miss[1], (1 + up[0]) * miss[1] - up[1] * miss[0]])
        at = at - np.clip(step / area, -_STEP, _STEP)
    return np.asarray(at - places)
