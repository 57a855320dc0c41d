"""OpenEXR pictures: linear light, exact floats, the manifest among the header's attributes.

After "OpenEXR File Layout" (openexr.com): one part, scanlines, ZIP blocks of 16 lines.
Values survive bit by bit. Colour is stored multiplied by alpha, as the format asks.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from .wanted import Notes, Pixels, Wanted, Words

__all__ = ["attributes", "pack", "planes_of", "read", "read_attributes", "write", "write_exr"]

MAGIC = 20000630
BLOCK = 16  # lines a block, fixed by the ZIP compression
LEVEL = 4
REC709 = (0.64, 0.33, 0.30, 0.60, 0.15, 0.06, 0.3127, 0.3290)  # x, y of red, green, blue, white
HEADER_LIMIT = 1 << 24  # bytes


def write(path: Path, pixels: Pixels, wanted: Wanted) -> Notes:
    """Write an OpenEXR file in linear light."""
    with path.open("wb") as file:
        write_exr(file, pixels, half=wanted.depth == 16, dpi=wanted.dpi, manifest=wanted.manifest,
                  words=wanted.words)  # fmt: skip
    return ()


def read(path: Path) -> bytes | None:
    """Return the attribute ``chorus``."""
    with path.open("rb") as file:
        return read_attributes(file).get("chorus")


def write_exr(
    file: BinaryIO,
    pixels: NDArray[np.float32],
    *,
    half: bool = False,
    dpi: float | None = None,
    manifest: str | None = None,
    words: Words | None = None,
) -> None:
    """
    Write ``pixels`` as an OpenEXR file.

    pixels : float32, [height, width, 3 or 4], linear light, top row first, alpha straight
    half : store 16-bit floats; manifest : ASCII text, as the attribute ``chorus``
    words : what it shows, as the standard attribute ``comments``, UTF-8
    """
    height, width, channels = pixels.shape
    ordered = planes_of(pixels)
    sample = np.dtype("<f2" if half else "<f4")
    file.write(struct.pack("<II", MAGIC, 2))
    for name, kind, content in attributes(width, height, "ABGR"[-channels:], half, dpi, manifest, words):
        file.write(name + b"\0" + kind + b"\0" + struct.pack("<I", len(content)) + content)
    file.write(b"\0")
    table = file.tell()
    blocks = range(0, height, BLOCK)
    offsets = []
    file.write(bytes(8 * len(blocks)))
    for top in blocks:
        offsets.append(file.tell())
        with np.errstate(over="ignore"):  # beyond half's range is infinity, as everywhere in EXR
            lines = np.stack([plane[top : top + BLOCK] for plane in ordered], axis=1).astype(sample)
        packed = pack(lines.tobytes())
        file.write(struct.pack("<iI", top, len(packed)) + packed)
    file.seek(table)
    file.write(struct.pack(f"<{len(offsets)}Q", *offsets))


def planes_of(pixels: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Return the channels of ``pixels`` in the order of their names: A, B, G, R; colour is multiplied by alpha."""
    planes = [pixels[..., i] for i in range(3)]
    if pixels.shape[2] == 4:
        planes = [plane * pixels[..., 3] for plane in planes] + [pixels[..., 3]]
    return planes[::-1]


def read_attributes(file: BinaryIO) -> dict[str, bytes]:
    """Return the header's attributes as raw bytes; ValueError where the file is no OpenEXR."""
    head = file.read(HEADER_LIMIT)
    if head[:4] != struct.pack("<I", MAGIC):
        raise ValueError("not an OpenEXR file")
    found, at = {}, 8
    while head[at : at + 1] != b"\0":
        name_end = head.index(b"\0", at)
        kind_end = head.index(b"\0", name_end + 1)
        (length,) = struct.unpack_from("<I", head, kind_end + 1)
        start = kind_end + 5
        if start + length >= len(head):
            raise ValueError("the header is cut short")
        found[head[at:name_end].decode("latin-1")] = head[start : start + length]
        at = start + length
    return found


def attributes(
    width: int, height: int, channels: str, half: bool, dpi: float | None, manifest: str | None,
    words: Words | None,
) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Give name, type and content of each header attribute, in the order of their names."""
    window = struct.pack("<4i", 0, 0, width - 1, height - 1)
    entry = struct.pack("<iB3xii", 1 if half else 2, 0, 1, 1)
    yield b"channels", b"chlist", b"".join(c.encode() + b"\0" + entry for c in channels) + b"\0"
    if manifest is not None:
        yield b"chorus", b"string", manifest.encode("ascii")
    yield b"chromaticities", b"chromaticities", struct.pack("<8f", *REC709)
    if words is not None:
        yield b"comments", b"string", words.description.encode("utf-8", "replace")
    yield b"compression", b"compression", b"\x03"  # ZIP, 16 lines a block
    yield b"dataWindow", b"box2i", window
    yield b"displayWindow", b"box2i", window
    yield b"lineOrder", b"lineOrder", b"\0"
    yield b"pixelAspectRatio", b"float", struct.pack("<f", 1.0)
    yield b"screenWindowCenter", b"v2f", struct.pack("<2f", 0.0, 0.0)
    yield b"screenWindowWidth", b"float", struct.pack("<f", 1.0)
    if dpi is not None:
        yield b"xDensity", b"float", struct.pack("<f", dpi)


def pack(raw: bytes) -> bytes:
    """Compress a block: bytes halved into even and odd, differences taken, deflated."""
    block = np.frombuffer(raw, np.uint8)
    split = np.concatenate([block[0::2], block[1::2]])
    delta = split.copy()
    delta[1:] = split[1:] - split[:-1] + np.uint8(128)
    packed = zlib.compress(delta.tobytes(), LEVEL)
    return packed if len(packed) < len(raw) else raw
