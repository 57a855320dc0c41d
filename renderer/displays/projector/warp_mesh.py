"""The mesh that a picture is drawn on for a projector: of a corner pin nine quads, of which eight are its soft edge."""

import numpy as np
from numpy.typing import NDArray

from .homography import applied

__all__ = ["warp_mesh"]

_CELLS = [(0, 0), (1, 0), (0, 1), (0, 1), (1, 0), (1, 1)]  # two triangles


def warp_mesh(matrix: NDArray[np.float64], display: tuple[int, int]) -> NDArray[np.float32]:
    """
    Return the vertices of triangles, float32 [54, 6]: x w, y w and w of the place, u and v of the picture, cover.

    Cover rises from 0 to 1 over one px of the ``display`` across each edge of the picture, so that a slanted edge has
    no stairs. Perspective is exact within each triangle, for w comes with its corners.

    matrix : from picture to display, see ``placement``
    """
    half = _half_px(matrix, display)
    grid = [np.array([-low, low, 1.0 - high, 1.0 + high]) for low, high in half]
    u, v = np.meshgrid(*grid)
    place = np.stack([u, v, np.ones_like(u)], axis=-1) @ matrix.T
    cover = np.zeros_like(u)
    cover[1:3, 1:3] = 1.0
    points = np.concatenate([place, u[..., None], v[..., None], cover[..., None]], axis=-1)
    corners = [points[y + dy, x + dx] for y in range(3) for x in range(3) for dx, dy in _CELLS]
    return np.array(corners, np.float32)


def _half_px(matrix: NDArray[np.float64], display: tuple[int, int]) -> NDArray[np.float64]:
    """Return how far half a px of ``display`` reaches across the left and right, and the upper and lower edge."""
    ends = np.array([[[0, 0], [0, 1]], [[1, 0], [1, 1]], [[0, 0], [1, 0]], [[0, 1], [1, 1]]], float)
    across = np.array([[1e-4, 0], [1e-4, 0], [0, 1e-4], [0, 1e-4]])

    at, moved = (applied(matrix, points) * display for points in (ends, ends + across[:, None, :]))
    along = at[:, 1] - at[:, 0]
    normal = np.stack([-along[:, 1], along[:, 0]], axis=-1) / np.linalg.norm(along, axis=-1, keepdims=True)
    wide = np.abs(((moved - at) * normal[:, None, :]).sum(axis=-1)).mean(axis=1) / 1e-4  # px per whole picture
    return np.asarray(np.minimum(0.25, 0.5 / wide).reshape(2, 2))
