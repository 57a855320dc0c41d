"""What a tiled TIFF that was begun says of itself: its head, and the journal beside it of which tiles are written."""

import struct
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from renderer.core.plain_file import plain_bytes, plain_head
from renderer.core.small_file import load_json

from .wanted import Wanted

__all__ = ["TagList", "TiffHead", "digest", "head_of", "read_journal"]

_COMPRESSION, _DESCRIPTION = 259, 270  # tags
_OFFSETS, _COUNTS = 324, 325  # tags: where each tile lies, and how long it is
_TYPES = {2: ("<u1", 1), 3: ("<u2", 2), 4: ("<u4", 4), 16: ("<u8", 8)}  # as TIFF counts them
_SIZES = {5: 8, 10: 8, 12: 8, 8: 2, 9: 4, 11: 4, 13: 4, 17: 8, 18: 8}  # bytes of an item that is passed over
_MOST_TAGS = 64
_USUAL = 1 << 20  # bytes of a head: of a manifest, and tens of thousands of tiles
_LONGEST = 1 << 26  # bytes of a head, and of a journal: of four million tiles, and of half a million


@dataclass(frozen=True, slots=True)
class TagList:
    """A list of numbers in the head: where it stands in the file, its items' type as numpy writes it."""

    at: int
    dtype: str


@dataclass(frozen=True, slots=True)
class _Tag:
    """Where the numbers of a tag stand, how many they are, their type as numpy writes it, and of how many bytes."""

    at: int
    items: int
    dtype: str
    size: int

    @property
    def length(self) -> int:
        return self.items * self.size


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
    """
    Return the head of the picture that is ``wanted``, None where the file at ``path`` is of another, or damaged.

    Read here and not by tifffile: whatever a damaged head says, little is read and nothing is asked for.
    """
    return _head(path, wanted, _USUAL) or _head(path, wanted, _LONGEST)


def _head(path: Path, wanted: Wanted, most: int) -> TiffHead | None:
    """Return the head where it lies in the first ``most`` bytes."""
    try:
        tags = _tags(head := plain_head(path, most))
        if bytes(_content(head, tags[_DESCRIPTION])).rstrip(b"\0") != (wanted.manifest or "").encode("ascii"):
            return None
        (compression,) = _content(head, tags[_COMPRESSION])
        offsets, counts = (TagList(tags[code].at, tags[code].dtype) for code in (_OFFSETS, _COUNTS))
        places, lengths = (_content(head, tags[code]) for code in (_OFFSETS, _COUNTS))
    except (OSError, ValueError, KeyError, struct.error):
        return None
    if not len(places) or len(places) != len(lengths):
        return None
    packed = compression != 1
    end = -(-max(tag.at + tag.length for tag in tags.values()) // 16) * 16 if packed else int(places.min())
    if end > len(head) + 15:
        return None
    content = bytearray(head[:end].ljust(end, b"\0"))
    if packed:
        for one in (offsets, counts):
            length = len(places) * int(one.dtype[-1])
            content[one.at : one.at + length] = bytes(length)
    return TiffHead(tuple(places.tolist()), end, digest(bytes(content)), offsets, counts)


def _tags(head: bytes) -> dict[int, "_Tag"]:
    """Return the tags of the first picture of a BigTIFF as Chorus writes it; raises ValueError, struct.error."""
    order, version, wide, _, first = struct.unpack_from("<2sHHHQ", head)
    (count,) = struct.unpack_from("<Q", head, min(first, len(head)))
    if (order, version, wide) != (b"II", 43, 8) or count > _MOST_TAGS:
        raise ValueError("it is no BigTIFF of ours")
    found = {}
    for at in range(first + 8, first + 8 + 20 * count, 20):
        code, kind, items, place = struct.unpack_from("<HHQQ", head, at)
        dtype, size = _TYPES.get(kind, ("<u1", _SIZES.get(kind, 1)))
        tag = _Tag(at + 12 if items * size <= 8 else place, items, dtype, size)
        if tag.at + tag.length > len(head):
            raise ValueError("a tag of it lies beyond its head")
        found[code] = tag
    return found


def _content(head: bytes, tag: "_Tag") -> np.ndarray[Any, Any]:
    """Return the numbers of a tag."""
    return np.frombuffer(head, tag.dtype, tag.items, tag.at)


def digest(content: bytes) -> str:
    """Return the hash by which a tile, or a head, is known again."""
    return blake2b(content, digest_size=16).hexdigest()


def read_journal(path: Path) -> tuple[dict[str, str], dict[int, dict[str, Any]]]:
    """Return of which job the journal is and the hash of its head, {} where it is of none; and each tile's line."""
    job, found = dict[str, str](), dict[int, dict[str, Any]]()
    with suppress(OSError, ValueError):
        for text in plain_bytes(path, _LONGEST).decode("ascii", "replace").splitlines():
            try:
                line = load_json(text)
                if "job" in line:
                    job = {name: str(line[name]) for name in ("job", "head")}
                else:
                    found[int(line["tile"])] = {**line, "hash": str(line["hash"])}
            except (ValueError, TypeError, KeyError, OverflowError):  # the line that a kill cut
                continue
    return job, found
