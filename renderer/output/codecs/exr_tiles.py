"""OpenEXR in tiles: any part of a large picture is read without the rest, and none of it is held to be written.

After "OpenEXR File Layout": version flag 0x200, one level, tiles of 256 px in rows from the top, ZIP.
"""

import struct
from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np

from renderer.core.region import Region

from .exr import MAGIC, attributes, pack, planes_of
from .tile_pixels import TilePixels
from .wanted import Wanted

__all__ = ["TILE", "write_tiles"]

TILE = 256  # px a side
_TILED = 0x200


def write_tiles(path: Path, pixels: TilePixels, wanted: Wanted, each: Callable[[int, int], None]) -> None:
    """
    Write ``pixels``, float32 in linear light, alpha straight, to ``path``; raises OSError.

    wanted : 16 bits are half floats; each : is told how many tiles are written, of how many
    """
    half, names = wanted.depth == 16, "ABGR"[-pixels.components :]
    sample = np.dtype("<f2" if half else "<f4")
    across, down = (-(-side // TILE) for side in pixels.size)
    described = (b"tiles", b"tiledesc", struct.pack("<IIB", TILE, TILE, 0))
    entries = [*attributes(*pixels.size, names, half, wanted.dpi, wanted.manifest, wanted.words), described]
    path.unlink(missing_ok=True)  # a link of that name would lead elsewhere
    with path.open("xb") as file:
        file.write(struct.pack("<II", MAGIC, 2 | _TILED))
        for name, kind, content in sorted(entries):
            file.write(name + b"\0" + kind + b"\0" + struct.pack("<I", len(content)) + content)
        file.write(b"\0")
        table, offsets = file.tell(), np.zeros(across * down, "<u8")
        file.write(offsets.tobytes())
        for number, (row, column) in enumerate(product(range(down), range(across))):
            x, y = column * TILE, row * TILE
            part = Region(x, y, min(TILE, pixels.size[0] - x), min(TILE, pixels.size[1] - y))
            with np.errstate(over="ignore"):  # beyond half's range is infinity, as everywhere in EXR
                lines = np.stack(planes_of(pixels.read(part)), axis=1).astype(sample)
            packed = pack(lines.tobytes())
            offsets[number] = file.tell()
            file.write(struct.pack("<5i", column, row, 0, 0, len(packed)) + packed)
            each(number + 1, across * down)
        file.seek(table)
        file.write(offsets.tobytes())
