"""The pixels of a tiled TIFF, any part of them, without the rest: what prints and zoom pages are made of."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from renderer.core.region import Region

from .wanted import Pixels

__all__ = ["TilePixels"]


class TilePixels:
    """
    The finished file ``path``, whose tiles are stored as they are; to be used in a ``with``.

    size : width and height, px; tile : px a side
    """

    def __init__(self, path: Path) -> None:
        """Read where its tiles lie; raises OSError."""
        import tifffile

        with tifffile.TiffFile(path) as file:
            page = file.pages.first
            self._places = tuple(page.dataoffsets)
            self.size, self.tile = (page.imagewidth, page.imagelength), page.tilewidth
            self.dtype, self.components = np.dtype(page.dtype), page.samplesperpixel
        self.path = path
        self._across = -(-self.size[0] // self.tile)
        self._file = path.open("rb", buffering=0)

    def read(self, part: Region) -> Pixels:
        """Return ``part`` of the picture, [height, width, components], top row first; only its own rows are read."""
        made = np.empty((part.height, part.width, self.components), self.dtype)
        for y in range(part.y // self.tile, -(-(part.y + part.height) // self.tile)):
            for x in range(part.x // self.tile, -(-(part.x + part.width) // self.tile)):
                left, top = max(part.x, x * self.tile), max(part.y, y * self.tile)
                right = min(part.x + part.width, (x + 1) * self.tile)
                bottom = min(part.y + part.height, (y + 1) * self.tile)
                rows = self._rows(y * self._across + x, top - y * self.tile, bottom - top)
                own = rows[:, left - x * self.tile : right - x * self.tile]
                made[top - part.y : bottom - part.y, left - part.x : right - part.x] = own
        return made

    def leave(self, whole: "TilePixels") -> None:
        """Close and remove it, a size of ``whole`` that stood beside it for a while; the whole stays."""
        if self is not whole:
            with self:
                self.path.unlink()

    def bands(self, part: Region, rows: int) -> Iterator[Pixels]:
        """Yield ``part`` from its top, ``rows`` at a time."""
        for y in range(part.y, part.y + part.height, rows):
            yield self.read(Region(part.x, y, part.width, min(rows, part.y + part.height - y)))

    def small(self, most: int) -> Pixels:
        """Return the whole picture as the mean over squares, at most ``most`` px a side, uint8."""
        by = -(-max(self.size) // most)
        width, height = max(1, self.size[0] // by), max(1, self.size[1] // by)
        by_x, by_y = min(by, self.size[0]), min(by, self.size[1])
        made = np.empty((height, width, self.components), np.uint8)
        scale = 255.0 / np.iinfo(self.dtype).max
        for row, band in enumerate(self.bands(Region(0, 0, width * by_x, height * by_y), by_y)):
            mean = band.reshape(by_y, width, by_x, -1).mean(axis=(0, 2), dtype=np.float32)
            made[row] = np.rint(mean * scale)
        return made

    def __enter__(self) -> "TilePixels":
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._file.close()

    def _rows(self, tile: int, first: int, count: int) -> Pixels:
        """Return some rows of a tile; raises EOFError where the file ends before them."""
        row = self.tile * self.components * self.dtype.itemsize
        self._file.seek(self._places[tile] + first * row)
        content = self._file.read(count * row)
        if len(content) < count * row:
            raise EOFError(f"tile {tile} ends early")
        return np.frombuffer(content, self.dtype).reshape(count, self.tile, self.components)
