"""A map as the texels that GLSL reads."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .ground import Ground
    from .ground_part import GroundPart

__all__ = ["NO_GROUND", "NO_WAY", "WIDTH", "cartogram_texels", "ground_textures", "part_texels", "place_numbers",
           "texels_of_areas"]

WIDTH = 256  # of the texture of areas: more rows than a GPU's largest texture wrap
_CHANNELS = 4
NO_WAY = np.zeros((2, 2, _CHANNELS), np.float32)  # where no cartogram is, nothing is moved
# Where no map is: one texel outside of all areas, and areas without a place.
NO_GROUND = (np.array([[[-1, -1, -1, 0]]], np.float32), np.zeros((1, WIDTH, _CHANNELS), np.float32))


def place_numbers(ground: "Ground", count: int) -> "NDArray[np.int32]":
    """
    Return the row by which GLSL knows each area of the map, [n].

    count : rows of the table. An area with figures has its row there; those without follow from ``count`` on, where
        the table has nothing: they are drawn as what is missing
    """
    without = ground.table_row < 0
    return np.where(without, count + np.cumsum(without) - 1, ground.table_row).astype(np.int32)


def texels_of_areas(number: "NDArray[np.int32]", count: int) -> int:
    """Return how many texels areas of these numbers take beside a table of ``count`` rows: whole lines."""
    most = max(count, int(number.max(initial=-1)) + 1, 1)
    return -(-most // WIDTH) * WIDTH


def ground_textures(ground: "Ground", count: int) -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
    """
    Return the texels of ``ground`` beside a table of ``count`` rows.

    Returns float32, [height, width, 4], bottom row first: row (-1 outside), and in heights of the picture the distance
    to the nearest border and to the coast, below 0 outside; then [lines, 256, 4], row after row: centre x and y and
    radius in heights of the picture, area. A row of the table that the map has not has radius and area 0.
    """
    number = place_numbers(ground, count)
    areas = np.zeros((texels_of_areas(number, count), _CHANNELS), np.float32)
    areas[number] = np.column_stack([ground.centre, ground.radius, ground.area])
    return _picture(ground, number), areas.reshape(-1, WIDTH, _CHANNELS)


def part_texels(ground: "Ground", part: "GroundPart", count: int) -> "NDArray[np.float32]":
    """Return the texels of a part of a larger picture, as those of ``ground``, whose part it is."""
    return _picture(part, place_numbers(ground, count))


def cartogram_texels(ground: "Ground", people: "NDArray[np.float64] | None") -> "NDArray[np.float32]":
    """
    Return the ways between a map and its cartogram, [height, width, 4]: x and y back, x and y forth.

    people : who live in each row of the table, NaN where unknown; None, or nobody known, for the map itself
    """
    living = np.append(np.full(1, np.nan) if people is None else people, np.nan)
    own = living[np.where(ground.table_row < 0, len(living) - 1, np.minimum(ground.table_row, len(living) - 1))]
    if not np.nansum(own) > 0:
        return NO_WAY
    from .cartogram import cartogram_of

    found = cartogram_of(ground, own)
    return np.concatenate([found.back, found.forth], axis=2)


def _picture(drawn: "Ground | GroundPart", number: "NDArray[np.int32]") -> "NDArray[np.float32]":
    """Return row, edge and coast of each pixel, bottom row first."""
    out = np.zeros((*drawn.rows.shape, _CHANNELS), np.float32)
    out[..., 0] = np.append(number, -1)[drawn.rows[::-1]]
    out[..., 1], out[..., 2] = drawn.edge[::-1], drawn.coast[::-1]
    return out
