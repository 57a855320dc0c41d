"""A TIFF in tiles that lie at fixed places: each is written when it is drawn, and what is there stays after a kill.

The tiles are stored as they are: only so does their place not depend on their content. A journal beside the file says
which of them are written, and the hash of each; a tile whose hash is another is written again.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import numpy as np

from renderer.core.region import Region

from .icc import profile
from .tiff import XMP
from .wanted import Pixels, Wanted
from .xmp import packet

__all__ = ["TILE", "TiledTiff"]

TILE = 1024  # px a side: a multiple of 16, as TIFF asks; 3 MB of 8 bits


class TiledTiff:
    """
    A BigTIFF of ``size`` px that is written tile by tile, in the file ``path`` and its journal beside it.

    done : how many tiles were there already
    """

    def __init__(self, path: Path, size: tuple[int, int], components: int, wanted: Wanted, job: str) -> None:
        """
        Go on with what is at ``path`` where it is of the same ``job``, the hash of all that decides the pixels.

        Raises OSError; the disk's room is asked for at once where the system can do so.
        """
        self.path, self.size = path, size
        self._dtype = np.dtype({8: np.uint8, 16: np.uint16, 32: np.float32}[wanted.depth])
        self._shape = (TILE, TILE, components)
        self._bytes = int(np.prod(self._shape)) * self._dtype.itemsize
        self._hashes = _journaled(self.journal, job)
        if not self._hashes or not path.is_file():
            self._hashes = {}
            self._begin(components, wanted)
        self._places = _places(path)
        self._file = os.open(path, os.O_RDWR)
        for number in [n for n, known in self._hashes.items() if self._hash(n) != known]:
            del self._hashes[number]
        self.done = len(self._hashes)
        self._notes = self.journal.open("w")
        self._note({"job": job})
        for number, known in self._hashes.items():
            self._note({"tile": number, "hash": known})

    @property
    def journal(self) -> Path:
        """The file that says which tiles are written."""
        return self.path.with_name(f"{self.path.name}.journal")

    @property
    def tiles(self) -> list[Region]:
        """All tiles, row by row from the top left; the last of a row, and of a column, may be smaller."""
        width, height = self.size
        return [Region(x, y, min(TILE, width - x), min(TILE, height - y))
                for y in range(0, height, TILE) for x in range(0, width, TILE)]  # fmt: skip

    def missing(self) -> Iterator[tuple[int, Region]]:
        """Yield the number and place of each tile that is not written; what was is on the disk by the row's end."""
        for number, tile in enumerate(self.tiles):
            if number not in self._hashes:
                yield number, tile
                if tile.x + tile.width == self.size[0]:
                    os.fsync(self._file)
                    os.fsync(self._notes.fileno())

    def write(self, number: int, pixels: Pixels) -> None:
        """Write a tile's ``pixels``, [height, width, components]; what it lacks of a whole tile is 0."""
        whole = np.zeros(self._shape, self._dtype)
        whole[: pixels.shape[0], : pixels.shape[1]] = pixels
        content = whole.tobytes()
        os.pwrite(self._file, content, self._places[number])
        self._hashes[number] = _digest(content)
        self._note({"tile": number, "hash": self._hashes[number]})

    def __enter__(self) -> "TiledTiff":
        """Return it; both files are closed at the end, and stay."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close both files."""
        os.close(self._file)
        self._notes.close()

    def _begin(self, components: int, wanted: Wanted) -> None:
        """Write the head, and ask for the room of all tiles."""
        import tifffile

        width, height = self.size
        xmp = packet(wanted.words) if wanted.words else b""
        with tifffile.TiffWriter(self.path, bigtiff=True) as file:
            file.write(
                None, shape=(height, width, components), dtype=self._dtype, tile=(TILE, TILE), photometric="rgb",
                extrasamples=["unassalpha"] if components == 4 else None,
                iccprofile=profile(linear=wanted.depth == 32), description=wanted.manifest,
                resolution=None if wanted.dpi is None else (wanted.dpi, wanted.dpi),
                resolutionunit=None if wanted.dpi is None else "INCH", software="Chorus",
                extratags=[(XMP, "B", len(xmp), xmp, True)] if xmp else (), metadata=None,
            )  # fmt: skip
        with self.path.open("r+b") as file:
            length = max(_places(self.path)) + self._bytes
            with suppress(AttributeError):  # not on macOS
                os.posix_fallocate(file.fileno(), 0, length)
            file.truncate(length)

    def _hash(self, number: int) -> str:
        if not 0 <= number < len(self._places):
            return ""
        return _digest(os.pread(self._file, self._bytes, self._places[number]))

    def _note(self, line: Mapping[str, object]) -> None:
        self._notes.write(json.dumps(line) + "\n")
        self._notes.flush()


def _places(path: Path) -> tuple[int, ...]:
    import tifffile

    with tifffile.TiffFile(path) as file:
        return tuple(file.pages.first.dataoffsets)


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _journaled(path: Path, job: str) -> dict[int, str]:
    """Return the hash of each tile that the journal has, {} where it is of another job, or is none."""
    found: dict[int, str] = {}
    with suppress(OSError):
        for place, text in enumerate(path.read_text("ascii", errors="replace").splitlines()):
            try:
                line = json.loads(text)
                if place == 0 and line != {"job": job}:
                    return {}
                if place:
                    found[int(line["tile"])] = str(line["hash"])
            except (ValueError, TypeError, KeyError):  # the line that a kill cut
                if place == 0:
                    return {}
    return found
