"""A TIFF in tiles that lie at fixed places: each is written when it is drawn, and what is there stays after a kill.

The tiles are stored as they are: only so does their place not depend on their content. A journal beside the file says
which of them are written, and the hash of each; a tile whose hash is another is written again.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from renderer.core.plain_file import give_way, open_plain
from renderer.core.region import Region, parts

from .tiff import tags
from .tile_journal import TiffHead, digest, head_of, read_journal
from .wanted import Pixels, Wanted

__all__ = ["TILE", "TiledTiff"]

TILE = 1024  # px a side: a multiple of 16, as TIFF asks; 3 MB of 8 bits


class TiledTiff:
    """
    A BigTIFF of ``size`` px that is written tile by tile, in the file ``path`` and its journal beside it.

    done : how many tiles were there already; dropped : how many were of another picture, or
        behind a head that is damaged, which are given up
    """

    def __init__(self, path: Path, size: tuple[int, int], components: int, wanted: Wanted, job: str) -> None:
        """
        Go on with what is at ``path`` where it is of the same ``job``, the hash of all that decides the pixels.

        Raises OSError; the disk's room is asked for at once where the system can do so.
        """
        self.path, self.size, self.dropped = path, size, 0
        self._dtype = np.dtype({8: np.uint8, 16: np.uint16, 32: np.float32}[wanted.depth])
        self._shape = (TILE, TILE, components)
        self._bytes = int(np.prod(self._shape)) * self._dtype.itemsize
        give_way(path, self.journal)  # of a name that anybody may know beforehand
        known, notes = read_journal(self.journal)
        self._head: TiffHead | None = head_of(path, wanted) if known.get("job") == job else None
        if self._head is None or self._head.hash != known.get("head") or not self._fits(self._head.places):
            self.dropped, notes = len(notes), {}
            self.journal.unlink(missing_ok=True)  # first: a head of one picture never stands beside another's journal
            self._begin(components, wanted)
            self._head, known = head_of(path, wanted), {}
        self._file = open_plain(path, "r+b")
        self._written = self._standing(notes)
        self.done = len(self._written)
        self._notes = open_plain(self.journal, "ab")
        self._notes.write(b"\n" if known else b"")  # a kill may have cut the last line
        if not known and self._head:
            self._note({"job": job, "head": self._head.hash})

    @property
    def journal(self) -> Path:
        """The file that says which tiles are written."""
        return self.path.with_name(f"{self.path.name}.journal")

    @property
    def tiles(self) -> list[Region]:
        """All tiles, row by row from the top left; the last of a row, and of a column, may be smaller."""
        return list(parts(self.size, (TILE, TILE)))

    def missing(self, block: int = 1) -> Iterator[tuple[Region, list[tuple[int, Region]]]]:
        """
        Yield what is not written: a part of the picture, and the number and place of the tiles in it.

        block : tiles a side that are drawn at once; what was written is on the disk by the end of each row of these
        """
        for blocks in _blocks(self.size, block):
            for tiles in blocks:
                if left := [(number, tile) for number, tile in tiles if number not in self._written]:
                    yield _around([tile for _, tile in left]), left
            os.fsync(self._file.fileno())
            os.fsync(self._notes.fileno())
        if len(self._written) == len(self.tiles):
            self._finish()

    def write(self, number: int, pixels: Pixels) -> None:
        """Write a tile's ``pixels``, [height, width, components]; what it lacks of a whole tile is 0."""
        whole = np.zeros(self._shape, self._dtype)
        whole[: pixels.shape[0], : pixels.shape[1]] = pixels
        self._note(self._store(number, whole))
        self._written.add(number)

    def __enter__(self) -> "TiledTiff":
        """Return it; both files are closed at the end, and stay."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close both files."""
        self._file.close()
        self._notes.close()

    def _begin(self, components: int, wanted: Wanted) -> None:
        """Write the head, and ask for the room of all tiles."""
        import tifffile

        width, height = self.size
        try:
            with tifffile.TiffWriter(self.path, bigtiff=True) as file:
                file.write(self._empty(), shape=(height, width, components), dtype=self._dtype, tile=(TILE, TILE),
                           **self._stored(), **tags(wanted, components))  # fmt: skip
            with self.path.open("r+b") as begun:
                self._ask_room(begun, wanted)
                os.fsync(begun.fileno())
        except OSError:
            self.path.unlink(missing_ok=True)  # a full disk gets its room back
            raise

    # What follows is otherwise where tiles are compressed.

    def _empty(self) -> Iterator[bytes] | None:
        """Return what tifffile is to write in place of tiles."""
        return None

    def _stored(self) -> dict[str, Any]:
        """Return how the tiles are stored, as tifffile writes it."""
        return {}

    def _ask_room(self, file: BinaryIO, wanted: Wanted) -> None:
        """Make the file as long as it will be."""
        head = head_of(self.path, wanted)
        length = max(head.places if head else ()) + self._bytes
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, length)
        file.truncate(length)

    def _fits(self, places: tuple[int, ...]) -> bool:
        """Return whether the tiles of a head lie where those of this picture do: one behind the other."""
        first = places[0] if places else 0
        return places == tuple(range(first, first + len(self.tiles) * self._bytes, self._bytes))

    def _standing(self, notes: Mapping[int, Mapping[str, Any]]) -> set[int]:
        """Return the tiles that stand as ``notes`` say."""
        return {number for number, note in notes.items() if self._hash(number) == note["hash"]}

    def _store(self, number: int, whole: Pixels) -> dict[str, object]:
        """Write all of a tile to the disk; return what the journal says of it."""
        content = whole.tobytes()
        self._put(self._head.places[number] if self._head else 0, content)
        return {"tile": number, "hash": digest(content)}

    def _finish(self) -> None:
        """Do what is left when the last tile is written."""

    def _put(self, place: int, content: bytes) -> None:
        self._file.seek(place)
        rest = memoryview(content)
        while rest:  # a disk that fills takes a part, and refuses the next
            rest = rest[self._file.write(rest) :]

    def _hash(self, number: int) -> str | None:
        """Return the hash of a tile as it is on the disk, None where there is no such tile."""
        places = self._head.places if self._head else ()
        if not 0 <= number < len(places):
            return None
        self._file.seek(places[number])
        return digest(self._file.read(self._bytes))

    def _note(self, line: Mapping[str, object]) -> None:
        self._notes.write((json.dumps(line) + "\n").encode("ascii"))
        self._notes.flush()


def _blocks(size: tuple[int, int], block: int) -> Iterator[list[list[tuple[int, Region]]]]:
    """Yield rows of blocks of ``block`` x ``block`` tiles, each tile with its number."""
    tiles, across = list(parts(size, (TILE, TILE))), -(-size[0] // TILE)
    for top in range(0, len(tiles), across * block):
        rows = [list(range(at, at + across)) for at in range(top, min(top + across * block, len(tiles)), across)]
        yield [[(number, tiles[number]) for row in rows for number in row[left : left + block]]
               for left in range(0, across, block)]  # fmt: skip


def _around(tiles: Sequence[Region]) -> Region:
    """Return the smallest region that holds all of ``tiles``."""
    left, top = min(tile.x for tile in tiles), min(tile.y for tile in tiles)
    right, bottom = max(tile.x + tile.width for tile in tiles), max(tile.y + tile.height for tile in tiles)
    return Region(left, top, right - left, bottom - top)


