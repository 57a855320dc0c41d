"""PNG: 8 bits with Pillow, 16 with our own writer; iTXt chunks hold the manifest and the words."""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.region import Region
from renderer.core.small_file import LIMIT, inflate

from .pillow import density
from .png16 import SIGNATURE, write_png16, write_png_bands
from .tile_pixels import TilePixels
from .wanted import Notes, Pixels, Wanted
from .xmp import packet

__all__ = ["read", "write", "write_bands"]

BAND_BYTES = 1 << 21  # of rows that are filtered at once
XMP = "XML:com.adobe.xmp"  # the keyword of its chunk

SRGB_CHUNKS = (
    (b"cICP", bytes([1, 13, 0, 1])),  # BT.709 primaries, sRGB curve, RGB, full range
    (b"sRGB", b"\x00"),
    (b"gAMA", (45455).to_bytes(4, "big")),
)


def write(path: Path, pixels: Pixels, wanted: Wanted) -> Notes:
    """Write a PNG that says it is sRGB."""
    if wanted.depth == 8:
        _write8(path, pixels, wanted)
        return ()
    with path.open("wb") as file:
        write_png16(file, pixels, _chunks(wanted))
    return ()


def write_bands(path: Path, pixels: TilePixels, wanted: Wanted, each: Callable[[int, int], None]) -> None:
    """Write ``pixels`` to ``path`` row by row; raises OSError. ``each`` is told how many rows are read, of how many."""
    width, height = pixels.size
    rows = max(1, BAND_BYTES // (width * pixels.components * pixels.dtype.itemsize))

    def bands() -> Iterator[Pixels]:
        for number, band in enumerate(pixels.bands(Region(0, 0, width, height), rows), 1):
            yield band
            each(min(height, number * rows), height)

    path.unlink(missing_ok=True)  # a link of that name would lead elsewhere
    with path.open("xb") as file:
        write_png_bands(file, pixels.size, pixels.components, wanted.depth, bands(), _chunks(wanted))


def _chunks(wanted: Wanted) -> list[tuple[bytes, bytes]]:
    """Return what stands between head and pixels."""
    chunks = [*SRGB_CHUNKS]
    if wanted.dpi is not None:
        per_metre = round(wanted.dpi / 0.0254).to_bytes(4, "big")
        chunks.append((b"pHYs", per_metre + per_metre + b"\x01"))
    if wanted.manifest is not None:
        chunks.append((b"iTXt", b"chorus\0\0\0\0\0" + wanted.manifest.encode("ascii")))
    if wanted.words is not None:
        chunks.append((b"iTXt", XMP.encode("ascii") + bytes(5) + packet(wanted.words)))
    return chunks


def read(path: Path) -> str | None:
    """Return the iTXt chunk ``chorus``."""
    with path.open("rb") as file:
        if file.read(8) != SIGNATURE:
            return None
        while len(head := file.read(8)) == 8:
            length, name = struct.unpack(">I4s", head)
            if name == b"iTXt" and length <= LIMIT:
                content = file.read(length)
                key, _, rest = content.partition(b"\0")
                if key == b"chorus":
                    text = rest[2:].split(b"\0", 2)[2]
                    return (_unpacked(path, text) if rest[0] else text).decode("utf-8")
                file.seek(4, 1)
            else:
                file.seek(length + 4, 1)
    return None


def _unpacked(path: Path, text: bytes) -> bytes:
    """Return the note ``text``, refusing what would fill the memory."""
    try:
        return inflate(text)
    except ValueError as error:
        raise DataError(f"{path}: its manifest cannot be read: {error}") from None


def _write8(path: Path, pixels: Pixels, wanted: Wanted) -> None:
    """Write 8 bits a channel with Pillow."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    for name, content in SRGB_CHUNKS:
        info.add(name, content)
    if wanted.manifest is not None:
        info.add_itxt("chorus", wanted.manifest, zip=True)
    if wanted.words is not None:
        info.add_itxt(XMP, packet(wanted.words).decode("utf-8"))  # plain, as its readers expect
    # Level 4 takes a third of level 6's time, and its files are 0 to 2 % larger.
    # imageio would write the same bytes, and load all of Pillow's 40 formats first: a tenth of a small still's CPU.
    Image.fromarray(pixels).save(path, "PNG", pnginfo=info, compress_level=4, **density(wanted.dpi))
