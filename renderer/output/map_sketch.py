"""A plain picture of a map: which areas there are, which have figures, and where the insets lie."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from renderer.core.files import write_whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.data.places.ground import Ground

__all__ = ["SKETCH_SIZE", "sketch", "write_sketch"]

SKETCH_SIZE = (1600, 1200)
_GROUND, _AREA, _EMPTY = (16, 17, 20), (206, 190, 158), (84, 88, 96)
_HATCH = 8  # px from one stroke of an area without figures to the next
_LINE = 1.1  # px, half a border at most; of an area's own circle a fifth


def sketch(ground: "Ground", joined: bool) -> "NDArray[np.uint8]":
    """
    Return the picture, [height, width, 3] sRGB, top row first.

    joined : whether a table's areas are shown; areas without figures are then grey and hatched
    All others have one tone: several would be read as figures.
    """
    rows = ground.rows
    without = (ground.table_row < 0) & joined
    colour = np.where(without[:, None], _EMPTY, _AREA)
    picture = np.concatenate([colour, [_GROUND]])[rows].astype(float)  # the last is row -1
    y, x = np.indices(rows.shape)
    stroke = np.append(without, False)[rows] & ((x + y) % _HATCH < 2)
    picture[stroke] *= 0.6
    away = np.abs(ground.edge) * rows.shape[0]
    half = np.append(np.minimum(_LINE, ground.radius * rows.shape[0] / 5), 0.0)[rows]
    line = np.clip((half + 0.5 - away) * np.minimum(half, 1.0), 0, 1) * (rows >= 0)
    picture += (np.array(_GROUND) - picture) * line[..., None]
    return np.asarray(np.round(picture), np.uint8)


def write_sketch(path: Path, ground: "Ground", joined: bool) -> None:
    """Write the picture to ``path``, a PNG."""
    from PIL import Image

    packed = io.BytesIO()
    Image.fromarray(sketch(ground, joined)).save(packed, "PNG")
    write_whole(path, packed.getvalue())
