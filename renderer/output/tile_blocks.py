"""How many tiles of a picture are drawn together, and how wide the part is that moves along them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.region import Region
from renderer.scene.extent import extent_of, moves_along, part_bytes

from .codecs import tiled_tiff
from .job import Job

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.frames.engine import Engine

__all__ = ["ROOM", "block_of", "drawn_along"]

_AT_ONCE = 2**24  # px that are drawn at once; in floats a quarter of a gigabyte a pass
# Bytes that all passes drawn in parts may take where a part moves along a row of tiles: the wall of the README, 20 m of
# enamel, takes 179 million in its narrowest parts. Less would help no such wall, and more cost machines without a GPU
# memory: wider parts are hardly drawn faster.
ROOM = 180_000_000


def block_of(job: Job, rows: int) -> tuple[int, int]:
    """
    Return how many tiles a side of ``job``, over ``rows``, are drawn together, and how many px across at once.

    What a tile is drawn with around itself is drawn for its neighbours too; with several it is drawn less often. Where
    what stands moves along with the part, none of it is drawn again for those beside it: then narrow parts cost no
    more than wide ones, and take less room.
    """
    scene, size, tile, side = job.loaded.scene, (job.size.width, job.size.height), tiled_tiff.TILE, 1
    reach = 2 * extent_of(scene, size, rows).reach
    if reach and job.samples == 1 and moves_along(scene, size, rows):
        room = partial(part_bytes, scene, size, rows=rows)
        while 2 * reach > side * tile and room((tile // 4, (side + 1) * tile)) <= ROOM:
            side += 1
        wide = (width for width in (side * tile, tile, tile // 2) if room((width, side * tile)) <= ROOM)
        return side, next(wide, tile // 4)
    while (side * tile + reach) ** 2 > 1.5 * (side * tile) ** 2 and ((side + 1) * tile + reach) ** 2 < _AT_ONCE:
        side += 1
    return side, side * tile


def drawn_along(
    engine: "Engine", size: tuple[int, int], around: Region, width: int, draw: Callable[[], None], components: int
) -> "NDArray[Any]":
    """Return ``around`` of a picture of ``size`` px, drawn from left to right, ``width`` px at once."""
    made = []
    for left in range(0, around.width, width):
        engine.resize(size, replace(around, x=around.x + left, width=min(width, around.width - left)))
        draw()
        made.append(engine.read(components))
    return made[0] if len(made) == 1 else np.concatenate(made, axis=1)
