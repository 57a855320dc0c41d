"""JPEG without chroma subsampling; its comment holds the manifest, XMP the words."""

import struct
from pathlib import Path

from .icc import profile
from .pillow import density, fitting, save, words_fitting
from .wanted import Notes, Pixels, Wanted

__all__ = ["read", "write"]


def write(path: Path, pixels: Pixels, wanted: Wanted) -> Notes:
    """Write a JPEG."""
    comment, notes = fitting(wanted.manifest)
    xmp, more = words_fitting(wanted.words)
    extra = {"comment": comment} if comment else {}
    colour = {"subsampling": 0, "icc_profile": profile()}
    save(path, pixels, {"quality": wanted.quality, **colour, **density(wanted.dpi), **extra, **xmp})
    return (*notes, *more)


def read(path: Path) -> bytes | None:
    """Return the comment segment."""
    with path.open("rb") as file:
        if file.read(2) != b"\xff\xd8":
            return None
        while len(head := file.read(4)) == 4:
            mark, length = struct.unpack(">HH", head)
            if mark == 0xFFFE:
                return file.read(length - 2)
            if mark == 0xFFDA or mark < 0xFF00:  # the pixels begin
                return None
            file.seek(length - 2, 1)
    return None
