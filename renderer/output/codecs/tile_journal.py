"""What a tiled TIFF that was begun says of itself: its head, and the journal beside it of which tiles are written."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from renderer.core.small_file import load_json

from .tiff import description_of
from .wanted import Wanted

__all__ = ["TagList", "TiffHead", "digest", "head_of", "read_journal"]

_OFFSETS, _COUNTS = 324, 325  # tags: where each tile lies, and how long it is


@dataclass(frozen=True, slots=True)
class TagList:
    """A list of numbers in the head: where it stands in the file, its items' type as numpy writes it."""

    at: int
    dtype: str


@dataclass(frozen=True, slots=True)
class TiffHead:
    """
    All that stands before the tiles.

    places : where each tile begins, 0 where that is not known yet; end : where the first one may begin
    hash : of the head without what is filled in once the tiles are written: of which picture it is, how it was made
    offsets, counts : where the lists of places and lengths stand
    """

    places: tuple[int, ...]
    end: int
    hash: str
    offsets: TagList
    counts: TagList


def head_of(path: Path, wanted: Wanted) -> TiffHead | None:
    """Return the head of the picture that is ``wanted``, None where the file at ``path`` is of another."""
    import tifffile

    try:
        with tifffile.TiffFile(path) as file:
            page = file.pages.first
            if description_of(page) != wanted.manifest:
                return None
            places = tuple(page.dataoffsets)
            offsets, counts = (TagList(page.tags[code].valueoffset, _TYPES[page.tags[code].dtype])
                               for code in (_OFFSETS, _COUNTS))  # fmt: skip
            end = max(tag.valueoffset + tag.valuebytecount for tag in page.tags)
            end = -(-end // 16) * 16
    except (FileNotFoundError, tifffile.TiffFileError, ValueError, IndexError, KeyError):
        return None
    if page.compression == 1:
        end = min(places)
    with path.open("rb") as raw:
        content = bytearray(raw.read(end).ljust(end, b"\0"))
    if page.compression != 1:
        for one in (offsets, counts):
            length = len(places) * int(one.dtype[-1])
            content[one.at : one.at + length] = bytes(length)
    return TiffHead(places, end, digest(bytes(content)), offsets, counts)


def digest(content: bytes) -> str:
    """Return the hash by which a tile, or a head, is known again."""
    return blake2b(content, digest_size=16).hexdigest()


def read_journal(path: Path) -> tuple[dict[str, str], dict[int, dict[str, Any]]]:
    """Return of which job the journal is and the hash of its head, {} where it is of none; and each tile's line."""
    job, found = dict[str, str](), dict[int, dict[str, Any]]()
    with suppress(OSError):
        for text in path.read_text("ascii", errors="replace").splitlines():
            try:
                line = load_json(text)
                if "job" in line:
                    job = {name: str(line[name]) for name in ("job", "head")}
                else:
                    found[int(line["tile"])] = {**line, "hash": str(line["hash"])}
            except (ValueError, TypeError, KeyError, OverflowError):  # the line that a kill cut
                continue
    return job, found


_TYPES = {3: "<u2", 4: "<u4", 16: "<u8"}  # as TIFF counts them
