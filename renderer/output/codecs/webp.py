"""WebP: without loss at quality 100; its EXIF holds dpi and manifest, XMP the words."""

import struct
from pathlib import Path
from typing import Any

from renderer.core.errors import UsageError
from renderer.core.small_file import LIMIT

from .icc import profile
from .pillow import fitting, save
from .wanted import Notes, Pixels, Wanted
from .xmp import packet

__all__ = ["read", "write"]

WEBP_LIMIT = 16383  # px a side, of the format


def write(path: Path, pixels: Pixels, wanted: Wanted) -> Notes:
    """Write a WebP; raises UsageError where it is too large for one."""
    from PIL import Image

    if max(pixels.shape[:2]) > WEBP_LIMIT:
        raise UsageError(
            f"WebP holds at most {WEBP_LIMIT} px a side. Choose .png or .tif for {path.suffix} this large."
        )
    comment, notes = fitting(wanted.manifest)
    exif = Image.Exif()
    if comment:
        exif[0x010E] = comment.decode("ascii")  # ImageDescription
    if wanted.dpi is not None:
        exif[0x011A] = exif[0x011B] = wanted.dpi  # XResolution, YResolution
        exif[0x0128] = 2  # ... per inch
    exact: dict[str, Any] = {"lossless": True, "exact": True}
    how = exact if wanted.quality == 100 else {"quality": wanted.quality}
    xmp = {"xmp": packet(wanted.words)} if wanted.words else {}
    save(path, pixels, {"method": 4, "icc_profile": profile(), "exif": exif.tobytes(), **xmp, **how})
    return notes


def read(path: Path) -> str | None:
    """Return the ImageDescription of the EXIF chunk."""
    from PIL import Image

    with path.open("rb") as file:
        if (head := file.read(12))[:4] + head[8:] != b"RIFFWEBP":
            return None
        while len(part := file.read(8)) == 8:
            name, length = struct.unpack("<4sI", part)
            if name == b"EXIF" and length <= LIMIT:
                exif = Image.Exif()
                exif.load(file.read(length))
                return str(exif.get(0x010E, ""))
            file.seek(length + length % 2, 1)
    return None
