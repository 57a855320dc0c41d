"""A tiled TIFF whose tiles are compressed by Zstandard: appended in their order, so that a kill loses one at most.

Where a tile lies depends on those before it. So the journal says that too, and the head's lists are filled in when the
last tile is written. Neighbouring pixels are subtracted first (TIFF 6.0, section 14, "Differencing Predictor").
"""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import numpy as np
import zstandard

from renderer.core.region import parts

from . import tiled_tiff
from .tile_journal import TagList, digest
from .tiled_tiff import TiledTiff
from .wanted import Pixels, Wanted

__all__ = ["PackedTiff", "packed"]

_LEVEL = 1  # 3 takes twice as long for 4 % less


def packed(whole: Pixels) -> bytes:
    """Return the tile ``whole`` as it is stored; its pixels are not to be used any more."""
    if whole.dtype != np.float32:
        whole[:, 1:] -= whole[:, :-1]
    return zstandard.ZstdCompressor(level=_LEVEL).compress(whole.data)


class PackedTiff(TiledTiff):
    """As ``TiledTiff``; a tile that was damaged costs those behind it, too."""

    _places: dict[int, tuple[int, int]]

    def _empty(self) -> Iterator[bytes] | None:
        return (b"" for _ in parts(self.size, (tiled_tiff.TILE, tiled_tiff.TILE)))

    def _stored(self) -> dict[str, Any]:
        return {"compression": "zstd", "predictor": 1 if self._dtype == np.float32 else 2}

    def _ask_room(self, file: BinaryIO, wanted: Wanted) -> None:
        """Ask for none: nobody knows how long it will be."""

    def _fits(self, places: tuple[int, ...]) -> bool:
        return len(places) == len(self.tiles)

    def _standing(self, notes: Mapping[int, Mapping[str, Any]]) -> set[int]:
        """Return the tiles that follow each other without a gap from the first on, and cut the rest off."""
        self._places, end = {}, self._head.end if self._head else 0
        for number, note in sorted(notes.items(), key=lambda item: str(item[1].get("at", "")).zfill(20)):
            length = note.get("length")
            if type(length) is not int or not 0 < length <= 2 * self._bytes or not 0 <= number < len(self.tiles):
                continue
            if note.get("at") != end:
                continue
            self._file.seek(end)
            if digest(self._file.read(length)) != note["hash"]:
                break
            self._places[number] = end, length
            end += length
        self._file.truncate(end)
        self._end = end
        return set(self._places)

    def _store(self, number: int, whole: Pixels) -> dict[str, object]:
        content = packed(whole)
        self._put(self._end, content)
        self._places[number] = self._end, len(content)
        self._end += len(content)
        return {"tile": number, "hash": digest(content), "at": self._places[number][0], "length": len(content)}

    def _finish(self) -> None:
        """Fill in where the tiles lie, and how long they are."""
        if self._head:
            self._fill(self._head.offsets, 0)
            self._fill(self._head.counts, 1)

    def _fill(self, listed: TagList, which: int) -> None:
        values = [self._places[number][which] for number in range(len(self._places))]
        self._put(listed.at, np.array(values, listed.dtype).tobytes())
