"""Neighbours, triangles, borders and seats of a map as texels; each is made only for a scene that asks."""

from typing import TYPE_CHECKING

import numpy as np

from .ground_texture import place_numbers, texels_of_areas

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .ground import Ground

    Made = Callable[[Ground, int], NDArray[np.float32]]

__all__ = ["LISTS", "LIST_WIDTH", "NO_LIST", "line_texels", "neighbour_texels", "seat_texels",
           "triangle_texels"]

LIST_WIDTH = 1024  # of these textures: longer lists wrap
NO_LIST = np.zeros((1, 1, 4), np.float32)  # where no map is


def neighbour_texels(ground: "Ground", count: int) -> "NDArray[np.float32]":
    """
    Return who is whose neighbour beside a table of ``count`` rows, [lines, LIST_WIDTH, 2], read row after row.

    A texel for each row, as many as the texture of areas has: where its neighbours begin, and how many they are. Then
    the neighbours, those of the longest common border first: row, and the length of the border in heights of the
    picture.
    """
    number = place_numbers(ground, count)
    one, other = number[ground.neighbours].T.reshape(2, -1)
    row, beside = np.concatenate([one, other]), np.concatenate([other, one])
    length = np.concatenate([ground.shared, ground.shared])
    order = np.lexsort((beside, -length, row))
    most = texels_of_areas(number, count)
    own = np.bincount(row, minlength=most)
    heads = np.column_stack([most + np.cumsum(own) - own, own])
    return _wrapped(np.concatenate([heads, np.column_stack([beside, length])[order]]))


def triangle_texels(ground: "Ground", count: int) -> "NDArray[np.float32]":
    """Return the triangles' corners, three a triangle: x and y, heights of the picture, and the row, [.., .., 3]."""
    row = place_numbers(ground, count)[ground.triangle_row]
    return _wrapped(np.column_stack([ground.points[ground.corners.ravel()], np.repeat(row, 3)]))


def line_texels(ground: "Ground", count: int) -> "NDArray[np.float32]":
    """Return the borders' pieces, two texels each: x, y, x, y in heights of the picture; row left, right, 0, 0."""
    rows = np.append(place_numbers(ground, count), -1)[ground.sides]
    return _wrapped(np.hstack([ground.lines, rows, np.zeros_like(rows)]).reshape(-1, 4))


def seat_texels(ground: "Ground", count: int) -> "NDArray[np.float32]":
    """
    Return the seats, [lines, LIST_WIDTH, 3].

    A texel for each row, as many as the texture of areas has: x and y, heights of the picture, and 1, or 0 for a row
    that the map has not. Then one of the honeycomb: columns, lines and pitch; then which row sits in each of its
    fields, line by line, -1 for nobody.
    """
    from .map_seats import seats_of

    number, seats = place_numbers(ground, count), seats_of(ground)
    most, (columns, lines) = texels_of_areas(number, count), seats.cell.max(axis=0, initial=0) + 1
    texels = np.zeros((most + 1 + columns * lines, 3))
    texels[number] = np.column_stack([seats.place, np.ones(len(number))])
    texels[most] = columns, lines, seats.pitch
    texels[most + 1 :, 0] = -1
    texels[most + 1 + seats.cell[:, 1] * columns + seats.cell[:, 0], 0] = number
    return _wrapped(texels)


def _wrapped(texels: "NDArray[np.generic]") -> "NDArray[np.float32]":
    """Return ``texels``, [n, channels], as the lines of a texture."""
    lines = max(1, -(-len(texels) // LIST_WIDTH))
    out = np.zeros((lines * LIST_WIDTH, texels.shape[1]), np.float32)
    out[: len(texels)] = texels
    return out.reshape(lines, LIST_WIDTH, -1)


LISTS: "dict[str, Made]" = {
    "t_ground_neighbours": neighbour_texels,
    "t_ground_triangles": triangle_texels,
    "t_ground_lines": line_texels,
    "t_ground_seats": seat_texels,
}
