"""A tiled TIFF with its picture at half the size, and half of that, until one tile holds it: what viewers open at once.

Each size is an IFD of its own behind the whole one, marked as reduced (TIFF 6.0, NewSubfileType), as GDAL, libvips,
IIPImage and OpenSlide read it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from renderer.core.region import parts

from .halved import halve
from .packed_tiff import packed
from .tiff import tags
from .tile_pixels import TilePixels
from .wanted import Pixels, Wanted

__all__ = ["TILE", "write_pyramid_tiff"]

TILE = 512  # px a side


def write_pyramid_tiff(
    path: Path, pixels: TilePixels, wanted: Wanted, each: Callable[[int, int], None], *, zstd: bool,
    level_path: Callable[[int], Path],
) -> None:  # fmt: skip
    """
    Write ``pixels`` in all sizes to the BigTIFF ``path``; raises OSError.

    zstd : compressed, else stored as they are; each : is told how many tiles are written, of how many
    level_path : where a size may stand for a while, of the halves that it is of
    """
    import tifffile

    sizes = [pixels.size]
    while max(sizes[-1]) > TILE:
        sizes.append((-(-sizes[-1][0] // 2), -(-sizes[-1][1] // 2)))
    count, done = sum(-(-width // TILE) * -(-height // TILE) for width, height in sizes), 0
    float_ = pixels.dtype == np.float32
    stored: dict[str, Any] = {"compression": "zstd", "predictor": 1 if float_ else 2} if zstd else {}
    said = tags(wanted, pixels.components)

    def tiles(level: TilePixels) -> Iterator[Pixels]:
        nonlocal done
        for part in parts(level.size, (TILE, TILE)):
            whole = np.zeros((TILE, TILE, level.components), level.dtype)
            whole[: part.height, : part.width] = level.read(part)
            yield whole
            each(done := done + 1, count)

    path.unlink(missing_ok=True)  # a link of that name would lead elsewhere
    level = pixels
    with tifffile.TiffWriter(path, bigtiff=True) as file:
        for halves, (width, height) in enumerate(sizes):
            if halves:
                smaller = level_path(halves)
                halve(level, smaller, (width, height))
                level.leave(pixels)
                level = TilePixels(smaller)
                said = {**said, "description": None, "extratags": (), "subfiletype": 1}
            content = map(packed, tiles(level)) if zstd else tiles(level)
            file.write(content, shape=(height, width, level.components), dtype=level.dtype, tile=(TILE, TILE),
                       **stored, **said)  # fmt: skip
    level.leave(pixels)
