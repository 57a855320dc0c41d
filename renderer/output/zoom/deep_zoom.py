"""A mural as tiles of all sizes, each half as large as the one before, which a browser fetches as it looks.

The layout is Deep Zoom's (Microsoft, 2008): level N is the whole, level 0 is one pixel; each tile shows a pixel of its
neighbours.
"""

from collections.abc import Callable, Iterator
from math import ceil, log2
from pathlib import Path

import numpy as np

from renderer.core.plain_file import plain_bytes, plain_digest
from renderer.core.region import Region, parts
from renderer.output.codecs.halved import halve, halved
from renderer.output.codecs.tile_pixels import TilePixels
from renderer.output.codecs.wanted import Pixels

__all__ = ["OVERLAP", "SUMS", "TILE", "changed_in", "foreign_in", "levels", "tiles_in", "write_pyramid", "write_sums"]

TILE, OVERLAP = 254, 1  # px; with its neighbours' a tile is 256 px
SUMS = "tiles.sha256"
_LONGEST = 1 << 28  # bytes of it: of three million tiles
_HELD = 2048  # px a side of a level that is held as a whole

Read = Callable[[Region], Pixels]


def levels(size: tuple[int, int]) -> list[tuple[int, int]]:
    """
    Return the sizes of all levels, the smallest first.

    >>> levels((5, 3))
    [(1, 1), (2, 1), (3, 2), (5, 3)]
    """
    most = ceil(log2(max(size)))
    return [(-(-size[0] // 2**by), -(-size[1] // 2**by)) for by in range(most, -1, -1)]


def tiles_in(size: tuple[int, int]) -> int:
    """Return how many tiles all levels of a picture have."""
    return sum(-(-width // TILE) * -(-height // TILE) for width, height in levels(size))


def write_pyramid(folder: Path, whole: TilePixels, quality: int, each: Callable[[int], None]) -> None:
    """
    Write all tiles of ``whole``, uint8, as JPEG into ``folder``/LEVEL/COLUMN_ROW.jpg; raises OSError.

    each : is told how many tiles are written, level by level; the next level stands beside ``folder`` for a while
    """
    sizes = levels(whole.size)
    done, pixels = 0, whole
    for level in range(len(sizes) - 1, -1, -1):
        if max(sizes[level]) <= _HELD:
            break
        done = _write_level(folder / str(level), sizes[level], pixels.read, quality, each, done)
        smaller = folder.with_name(f"{folder.name}.{level - 1}.tif")
        halve(pixels, smaller, sizes[level - 1])
        pixels.leave(whole)
        pixels = TilePixels(smaller)
    held = pixels.read(Region(0, 0, *pixels.size))
    pixels.leave(whole)
    for at in range(level, -1, -1):
        done = _write_level(folder / str(at), sizes[at], _of(held), quality, each, done)
        held = halved(held)


def _of(held: Pixels) -> Read:
    return lambda part: held[part.y : part.y + part.height, part.x : part.x + part.width]


def _write_level(
    folder: Path, size: tuple[int, int], read: Read, quality: int, each: Callable[[int], None], done: int
) -> int:
    """Write the tiles of one level; return how many are written now."""
    from PIL import Image

    folder.mkdir(parents=True)
    for own in parts(size, (TILE, TILE)):
        left, top = max(0, own.x - OVERLAP), max(0, own.y - OVERLAP)
        right, bottom = (min(whole, at + side + OVERLAP)
                         for whole, at, side in zip(size, (own.x, own.y), own.size, strict=True))  # fmt: skip
        picture = Image.fromarray(np.ascontiguousarray(read(Region(left, top, right - left, bottom - top))))
        # Colours at full size: a thin red line is not to be blurred.
        picture.save(folder / f"{own.x // TILE}_{own.y // TILE}.jpg", quality=quality, subsampling=0)
        each(done := done + 1)
    return done


def write_sums(folder: Path) -> None:
    """Write the SHA-256 of each tile of ``folder`` into it, a line each, as ``sha256sum -c`` takes them."""
    tiles = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.jpg"))
    lines = [f"{plain_digest(folder / name)}  {name}\n" for name in tiles]
    (folder / SUMS).write_bytes("".join(lines).encode("ascii"))


def changed_in(folder: Path) -> Path | None:
    """Return the first tile of ``folder`` that is not as it was written, itself where nothing tells; None for none."""
    sums = folder / SUMS
    try:
        said = dict(line.split("  ")[::-1] for line in plain_bytes(sums, _LONGEST).decode("ascii").splitlines())
    except (OSError, ValueError):
        return folder
    for path in sorted(folder.rglob("*.jpg")):
        try:
            if plain_digest(path) != said.get(path.relative_to(folder).as_posix()):
                return path
        except (OSError, ValueError):  # no file any more
            return path
    return None


def foreign_in(folder: Path) -> Iterator[Path]:
    """Yield what ``folder`` holds that is no tile of a pyramid, nor the sums of all."""
    for path in sorted(folder.rglob("*")):
        if path == folder / SUMS:
            continue
        level, name = path.parent.name, path.stem.split("_")
        tile = path.suffix == ".jpg" and level.isdigit() and len(name) == 2 and all(map(str.isdigit, name))
        if not tile and not (path.is_dir() and path.name.isdigit() and path.parent == folder):
            yield path
