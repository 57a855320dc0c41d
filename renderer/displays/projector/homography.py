"""The corner pin's mathematics: the one perspective that takes the unit square to four corners.

Corners are [4, 2] in parts of the display, x to the right, y down from its upper left: 0 .. 1 covers it. They come in
the order upper left, upper right, lower right, lower left.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from renderer.core.errors import DisplayError

__all__ = ["CORNERS", "SQUARE", "applied", "check_quad", "homography"]

Matrix = NDArray[np.floating[Any]]

CORNERS = ("upper left", "upper right", "lower right", "lower left")
SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
REACH = 0.5  # how far beyond its display a corner may lie, in displays
LEAST = 1e-4  # of the display's area: twice that of the least triangle which three corners may make


def homography(corners: ArrayLike) -> Matrix:
    """
    Return the 3x3 matrix, its last number 1, that takes ``SQUARE`` to ``corners``.

    Two rows for each corner, x (h20 u + h21 v + 1) = h00 u + h01 v + h02 and the same for y, are an 8x8 system
    (Heckbert, "Fundamentals of texture mapping and image warping", 1989, 2.2.3). On 0 .. 1 its condition is some 12;
    in pixels it would be six millions. Raises DisplayError where ``check_quad`` does.

    >>> homography([(0, 0), (1, 0), (0.75, 1), (0.25, 1)]).round(6) + 0.0
    array([[1. , 0.5, 0. ],
           [0. , 2. , 0. ],
           [0. , 1. , 1. ]])
    """
    quad = check_quad(corners)
    rows, known = [], []
    for (u, v), (x, y) in zip(SQUARE, quad, strict=True):
        rows += [[u, v, 1, 0, 0, 0, -x * u, -x * v], [0, 0, 0, u, v, 1, -y * u, -y * v]]
        known += [x, y]
    return np.append(np.linalg.solve(np.array(rows), np.array(known)), 1.0).reshape(3, 3)


def applied(matrix: Matrix, points: ArrayLike) -> NDArray[np.float64]:
    """Return ``points``, [..., 2], where ``matrix`` takes them: the divide is what bilinear corners lack."""
    at = np.asarray(points, float)
    there = at @ matrix[:, :2].T + matrix[:, 2]
    return np.asarray(there[..., :2] / there[..., 2:])


def check_quad(corners: ArrayLike) -> NDArray[np.float64]:
    """
    Return ``corners`` as float64 [4, 2]; raise DisplayError where no projector could show a picture there.

    >>> check_quad([(0, 0), (1, 0), (0, 1), (1, 1)])
    Traceback (most recent call last):
    renderer.core.errors.DisplayError: two sides of the picture would cross
    """
    quad = np.array(corners, float)
    if quad.shape != (4, 2) or not (np.abs(quad - 0.5) <= 0.5 + REACH).all():  # which NaN fails, too
        raise DisplayError(f"a corner pin is four corners, none farther than {REACH:g} of the display beyond its edges")
    turns = _turns(quad)
    if _cross(quad[0], quad[1], quad[2], quad[3]) or _cross(quad[1], quad[2], quad[3], quad[0]):
        raise DisplayError("two sides of the picture would cross")
    if (turns < 0).all():
        raise DisplayError("the picture would be seen from behind; --flip mirrors it for rear projection")
    if (turns < -LEAST).any():
        raise DisplayError("a corner would lie inside the three others: no flat wall is seen so")
    if (turns < LEAST).any():
        raise DisplayError("a corner would lie on the line between its neighbours")
    return quad


def _turns(quad: NDArray[Any]) -> NDArray[Any]:
    """Return by how much the outline turns at each corner: twice the triangle there, > 0 clockwise as it is seen."""
    into, out = quad - np.roll(quad, 1, axis=0), np.roll(quad, -1, axis=0) - quad
    return np.asarray(into[:, 0] * out[:, 1] - into[:, 1] * out[:, 0])


def _cross(a: NDArray[Any], b: NDArray[Any], c: NDArray[Any], d: NDArray[Any]) -> bool:
    """Return whether the lines from ``a`` to ``b`` and from ``c`` to ``d`` cross."""
    def side(p: NDArray[Any], q: NDArray[Any], r: NDArray[Any]) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    return side(a, b, c) * side(a, b, d) < 0.0 and side(c, d, a) * side(c, d, b) < 0.0
