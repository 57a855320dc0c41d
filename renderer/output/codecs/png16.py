"""PNG band by band, so that memory stays flat: of 16 bits a channel, which Pillow cannot write, and of any size.

After the PNG specification, third edition (W3C 2025): chunks in section 11, filters in section 9.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

__all__ = ["write_png16", "write_png_bands"]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BAND = 64  # rows filtered at a time
LEVEL = 4  # dithered low bytes hardly compress: higher levels cost time and win nothing


def write_png16(file: BinaryIO, pixels: NDArray[np.uint16], chunks: Iterable[tuple[bytes, bytes]]) -> None:
    """
    Write ``pixels`` as a PNG of 16 bits a channel.

    pixels : uint16, [height, width, 3 or 4], top row first
    chunks : ancillary chunks (type, content), written between the header and the pixels
    """
    height, width, components = pixels.shape
    bands = (pixels[top : top + BAND] for top in range(0, height, BAND))
    write_png_bands(file, (width, height), components, 16, bands, chunks)


def write_png_bands(
    file: BinaryIO, size: tuple[int, int], components: int, bits: int, bands: Iterable[NDArray[np.unsignedinteger]],
    chunks: Iterable[tuple[bytes, bytes]],
) -> None:  # fmt: skip
    """
    Write a PNG of ``size`` px whose rows come in ``bands``, from the top.

    components : 3 or 4; bits : 8 or 16 of each; bands : uint8 or uint16, [rows, width, components]
    chunks : as of ``write_png16``
    """
    file.write(SIGNATURE)
    _chunk(file, b"IHDR", struct.pack(">IIBBBBB", *size, bits, {3: 2, 4: 6}[components], 0, 0, 0))
    for name, content in chunks:
        _chunk(file, name, content)
    deflate = zlib.compressobj(LEVEL)
    for band in _filtered(bands, components * bits // 8):
        if packed := deflate.compress(band):
            _chunk(file, b"IDAT", packed)
    _chunk(file, b"IDAT", deflate.flush())
    _chunk(file, b"IEND", b"")


def _chunk(file: BinaryIO, name: bytes, content: bytes) -> None:
    """Write one chunk: length, type, content, checksum."""
    file.write(struct.pack(">I", len(content)) + name)
    file.write(content)
    file.write(struct.pack(">I", zlib.crc32(content, zlib.crc32(name))))


def _filtered(bands: Iterable[NDArray[np.unsignedinteger]], step: int) -> Iterator[bytes]:
    """
    Give the filtered scanlines of each band, every row with the filter that leaves the least.

    step : bytes from a sample to its left neighbour
    """
    above = None
    for band in bands:
        rows = np.ascontiguousarray(band.astype(band.dtype.newbyteorder(">"), copy=False)).view(np.uint8)
        rows = rows.reshape(len(band), -1)
        above = np.zeros_like(rows[:1]) if above is None else above
        up = np.concatenate([above, rows[:-1]])
        above = rows[-1:]
        yield _choose(rows, up, step)


def _choose(rows: NDArray[np.uint8], up: NDArray[np.uint8], step: int) -> bytes:
    """
    Filter a band and return its scanlines, each with its filter type in front.

    rows, up : uint8, [n, bytes]  the samples, and those one row higher; step : bytes a pixel
    """
    left, corner = _shifted(rows, step), _shifted(up, step)
    candidates = np.stack([rows - left, rows - up, rows - _paeth(left, up, corner)])  # types 1, 2, 4
    # The usual heuristic: the least sum of absolute differences, bytes read as signed.
    cost = np.abs(candidates.view(np.int8).astype(np.int16)).sum(axis=2, dtype=np.int64)
    best = cost.argmin(axis=0)
    out = np.empty((len(rows), rows.shape[1] + 1), np.uint8)
    out[:, 0] = np.array([1, 2, 4], np.uint8)[best]
    out[:, 1:] = candidates[best, np.arange(len(rows))]
    return out.tobytes()


def _shifted(rows: NDArray[np.uint8], step: int) -> NDArray[np.uint8]:
    """Return each row moved right by one pixel, zeros entering."""
    moved = np.zeros_like(rows)
    moved[:, step:] = rows[:, :-step]
    return moved


def _paeth(left: NDArray[np.uint8], up: NDArray[np.uint8], corner: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return, of the three neighbours, the one nearest to left + up - corner (Paeth, 1991)."""
    a, b, c = (side.astype(np.int16) for side in (left, up, corner))
    to_a, to_b, to_c = abs(b - c), abs(a - c), abs(a + b - 2 * c)
    return np.where((to_a <= to_b) & (to_a <= to_c), left, np.where(to_b <= to_c, up, corner))
