"""A picture as a projector is given it, in numpy: the twin by which the shaders of shaders/present are measured."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .alignment import Alignment, PolygonMask
from .homography import applied

__all__ = ["DISPLAY_GAMMA", "light_map", "sampled_at", "warped"]

DISPLAY_GAMMA = 2.2  # of what shows codes as light: a factor of light is this root of it in codes


def sampled_at(matrix: NDArray[np.float64], display: tuple[int, int]) -> NDArray[np.float64]:
    """
    Return which place of the picture each px of a ``display`` shows, [height, width, 2], 0 .. 1, top row first.

    matrix : from picture to display, see ``placement``; beyond 0 .. 1 is black
    """
    x, y = np.meshgrid((np.arange(display[0]) + 0.5) / display[0], (np.arange(display[1]) + 0.5) / display[1])
    return applied(np.linalg.inv(matrix), np.stack([x, y], axis=-1))


def light_map(masks: tuple[PolygonMask, ...], display: tuple[int, int]) -> NDArray[np.float64]:
    """
    Return by how much masks dim the codes of each px of a ``display``, [height, width], 0 .. 1.

    Light rises smoothly over the feather, from the polygon's edge on; without one it rises over the px of the edge.
    """
    width, height = display
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    light = np.ones((height, width))
    for mask in masks:
        points = np.array(mask.points) * display
        nearest, inside = np.full(light.shape, np.inf), np.zeros(light.shape, bool)
        for (ax, ay), (bx, by) in zip(points, np.roll(points, -1, axis=0), strict=True):
            ex, ey, px, py = bx - ax, by - ay, x - ax, y - ay
            along = np.clip((px * ex + py * ey) / max(ex * ex + ey * ey, 1e-12), 0.0, 1.0)
            nearest = np.minimum(nearest, np.hypot(px - along * ex, py - along * ey))
            crosses = (ay > y) != (by > y)
            inside ^= crosses & (px < py * ex / np.where(ey == 0.0, 1.0, ey))
        outside = np.where(inside != mask.inverted, -nearest, nearest)
        rise = np.clip((outside + 0.5) / max(1.0, mask.feather * height), 0.0, 1.0)
        light *= rise * rise * (3.0 - 2.0 * rise) if mask.feather * height > 1.0 else rise
    return light ** (1.0 / DISPLAY_GAMMA)


def warped(
    picture: NDArray[Any], matrix: NDArray[np.float64], alignment: Alignment, display: tuple[int, int]
) -> NDArray[np.float64]:
    """Return the codes, 0 .. 255, that a ``display`` shows of ``picture``, uint8 [h, w, 3]: [height, width, 3]."""
    at = sampled_at(matrix, display)
    size = np.array(picture.shape[1::-1])
    texel = np.clip(at * size - 0.5, 0.0, size - 1.0)
    low = np.minimum(texel.astype(int), size - 1)
    high, part = np.minimum(low + 1, size - 1), (texel - low)[..., None, :]
    rows = [picture[y, low[..., 0]] * (1 - part[..., 0]) + picture[y, high[..., 0]] * part[..., 0]
            for y in (low[..., 1], high[..., 1])]  # fmt: skip
    codes = rows[0] * (1 - part[..., 1]) + rows[1] * part[..., 1]
    codes = 255.0 * alignment.brightness ** (1 / DISPLAY_GAMMA) * (codes / 255.0) ** alignment.gamma
    seen = ((at >= 0.0) & (at <= 1.0)).all(axis=-1)
    return np.asarray(codes * (seen * light_map(alignment.masks, display))[..., None])
