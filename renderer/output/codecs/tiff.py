"""TIFF, deflated, BigTIFF where it must be; ImageDescription holds the manifest, XMP the words."""

import struct
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError
from renderer.core.small_file import LIMIT

from .icc import profile
from .wanted import Notes, Pixels, Wanted
from .xmp import packet

__all__ = ["read", "tags", "write"]

XMP = 700  # the tag of its packet


def write(path: Path, pixels: Pixels, wanted: Wanted) -> Notes:
    """Write a TIFF: whole numbers as sRGB, floats in linear light."""
    import tifffile

    tifffile.imwrite(path, pixels, compression="zlib", compressionargs={"level": 4}, predictor=wanted.depth != 32,
                     maxworkers=2, **tags(wanted, pixels.shape[2]))  # fmt: skip
    return ()


def tags(wanted: Wanted, components: int) -> dict[str, Any]:
    """Return what a picture of ``components`` says of itself, as tifffile writes it."""
    dpi, xmp = wanted.dpi, packet(wanted.words) if wanted.words else b""
    return {
        "photometric": "rgb",
        "extrasamples": ["unassalpha"] if components == 4 else None,
        "iccprofile": profile(linear=wanted.depth == 32),
        "description": wanted.manifest,
        "resolution": None if dpi is None else (dpi, dpi),
        "resolutionunit": None if dpi is None else "INCH",
        "software": "Chorus",
        "extratags": [(XMP, "B", len(xmp), xmp, True)] if xmp else (),
        "metadata": None,
    }


def read(path: Path) -> bytes | None:
    """Return the ImageDescription (tag 270) of the first picture; of a file of more than 4 GB (version 43), too."""
    with path.open("rb") as file:
        head = file.read(16)
        order = {b"II": "<", b"MM": ">"}[head[:2]]
        big = struct.unpack(f"{order}H", head[2:4]) == (43,)
        file.seek(struct.unpack_from(f"{order}{'Q' if big else 'I'}", head, 8 if big else 4)[0])
        (tags,) = struct.unpack(f"{order}{'Q' if big else 'H'}", file.read(8 if big else 2))
        entry = struct.Struct(f"{order}HH{'QQ' if big else 'II'}")
        for _ in range(tags):
            tag, _, length, place = entry.unpack(file.read(entry.size))
            if tag == 270 and length > LIMIT:
                raise DataError(f"{path} is too long to be a manifest.")
            if tag == 270:
                file.seek(place)
                return file.read(length).rstrip(b"\0")
    return None
