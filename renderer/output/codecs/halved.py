"""Pictures at half their size, in linear light: a thin bright line on black keeps its brightness seen from afar."""

from pathlib import Path

import numpy as np

from renderer.core.colour import srgb_decode, srgb_encode
from renderer.core.region import Region

from .tile_pixels import TilePixels
from .tiled_tiff import TiledTiff
from .wanted import Pixels, Wanted

__all__ = ["halve", "halved"]

_FINE = 65535  # steps of linear light
_LINEAR = np.rint(srgb_decode(np.arange(256) / 255) * _FINE).astype(np.uint16)
_CODES = np.rint(srgb_encode(np.arange(_FINE + 1) / _FINE) * 255).astype(np.uint8)


def halved(picture: Pixels) -> Pixels:
    """
    Return ``picture``, [height, width, components] of sRGB codes or linear floats, at half the size.

    Colour beside alpha is straight, before and after, and weighs as much as it covers (Porter and Duff, 1984).
    """
    height, width = (side + side % 2 for side in picture.shape[:2])
    even = np.pad(picture, ((0, height - picture.shape[0]), (0, width - picture.shape[1]), (0, 0)), mode="edge")
    squares = even.reshape(height // 2, 2, width // 2, 2, -1)
    if picture.shape[2] == 4:
        return _covered(squares)
    if picture.dtype == np.uint8:
        made: Pixels = _CODES[(_LINEAR[squares].sum(axis=(1, 3), dtype=np.uint32) + 2) // 4]
        return made
    if picture.dtype == np.uint16:
        return np.rint(srgb_encode(srgb_decode(squares / 65535).mean(axis=(1, 3))) * 65535).astype(np.uint16)
    return np.asarray(squares.mean(axis=(1, 3), dtype=np.float32))


def _covered(squares: Pixels) -> Pixels:
    """Return the mean of ``squares``, [rows, 2, columns, 2, RGBA], by what each pixel covers; black where none does."""
    whole = squares.dtype.kind == "u"
    full = np.iinfo(squares.dtype).max if whole else 1
    codes, alpha = squares[..., :3] / full, squares[..., 3:] / full
    light = (srgb_decode(codes) if whole else codes) * alpha
    covers = alpha.sum(axis=(1, 3))
    colour = light.sum(axis=(1, 3)) / np.where(covers > 0, covers, 1)
    made = np.concatenate([srgb_encode(colour) if whole else colour, covers / 4], axis=-1)
    return (np.rint(made * full) if whole else made).astype(squares.dtype)


def halve(pixels: TilePixels, path: Path, size: tuple[int, int]) -> None:
    """Write ``pixels`` at half the size to the tiled TIFF ``path``; raises OSError."""
    for one in (path, path.with_name(f"{path.name}.journal")):
        one.unlink(missing_ok=True)
    wanted = Wanted(pixels.dtype.itemsize * 8, manifest="a level")
    with TiledTiff(path, size, pixels.components, wanted, "a level") as file:
        for part, tiles in file.missing():
            around = Region(2 * part.x, 2 * part.y, min(2 * part.width, pixels.size[0] - 2 * part.x),
                            min(2 * part.height, pixels.size[1] - 2 * part.y))  # fmt: skip
            for number, _ in tiles:
                file.write(number, halved(pixels.read(around)))
    file.journal.unlink()
