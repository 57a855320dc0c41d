"""Greys of every depth, against numpy: equal to the same greys in 8 bit, or refused in a sentence."""

import io
import struct
import zlib
from contextlib import suppress

import numpy as np
import pytest
import tifffile
from PIL import Image

from renderer.core.picture_file import is_deep, is_signed, read_grey

GREY = np.tile(np.arange(256, dtype=np.uint8), (4, 1))
WIDE = GREY.astype(np.uint16) * 257
COLOURS = np.stack([GREY] * 3, -1)
SIZE = (256, 4)


def png(rows, kind, depth=16, size=SIZE):
    """A PNG of ``rows`` of bytes, as no writer of ours makes it: kind 0 grey, 2 RGB, 4 grey and alpha, 6 RGBA."""
    raw = zlib.compress(b"".join(b"\0" + row for row in rows))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, 0)), (b"IDAT", raw), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts)


def stacked(*channels):
    return [row.tobytes() for row in np.stack(channels, -1).astype(">u2")]


def saved(picture, kind, **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def tiff(pixels, **options):
    file = io.BytesIO()
    tifffile.imwrite(file, pixels, **options)
    return file.getvalue()


def netpbm(kind, most, pixels):
    return f"{kind} 256 4 {most}\n".encode() + pixels.tobytes()


OPAQUE, OPAQUE16 = np.full_like(GREY, 255), np.full_like(WIDE, 65535)
PLAIN = Image.fromarray(GREY)
READ = {
    "L png": saved(PLAIN, "png"), "L tiff": saved(PLAIN, "tiff"), "L bmp": saved(PLAIN, "bmp"),
    "L gif": saved(PLAIN, "gif"), "L jp2": saved(PLAIN, "jpeg2000"), "L pgm": saved(PLAIN, "ppm"),
    "P png": saved(PLAIN.convert("P"), "png"), "P tiff": saved(PLAIN.convert("P"), "tiff"),
    "LA png": saved(PLAIN.convert("LA"), "png"), "PA tiff": saved(PLAIN.convert("PA"), "tiff"),
    "RGB png": saved(PLAIN.convert("RGB"), "png"), "RGB tga": saved(PLAIN.convert("RGB"), "tga"),
    "RGBA png": saved(PLAIN.convert("RGBA"), "png"), "RGBA bmp": saved(PLAIN.convert("RGBA"), "bmp"),
    "CMYK tiff": saved(PLAIN.convert("CMYK"), "tiff"), "YCbCr tiff": saved(PLAIN.convert("YCbCr"), "tiff"),
    "white is 0, tiff 8": tiff(255 - GREY, photometric="miniswhite"),
    "16 png": saved(Image.fromarray(WIDE), "png"), "16 jp2": saved(Image.fromarray(WIDE), "jpeg2000"),
    "16 tiff": tiff(WIDE), "16 tiff, other end first": tiff(WIDE, byteorder=">"),
    "16 tiff, packed": saved(Image.fromarray(WIDE), "tiff", compression="tiff_lzw"),
    "white is 0, tiff 16": tiff(65535 - WIDE, photometric="miniswhite"),
    "16 pgm": netpbm("P5", 65535, WIDE.astype(">u2")),
    "16 ppm": netpbm("P6", 65535, np.stack([WIDE] * 3, -1).astype(">u2")),
    "16 LA png": png(stacked(WIDE, OPAQUE16), 4), "16 RGB png": png(stacked(WIDE, WIDE, WIDE), 2),
    "16 RGBA png": png(stacked(WIDE, WIDE, WIDE, OPAQUE16), 6),
    "16 RGB tiff": tiff(np.stack([WIDE] * 3, -1), photometric="rgb"),
}  # fmt: skip
HALF = np.stack([GREY, OPAQUE // 2], -1)
REFUSED = {
    "float 0 .. 1": (tiff((GREY / 255).astype(np.float32)), "it holds floats"),
    "float 0 .. 255": (tiff(GREY.astype(np.float32)), "it holds floats"),
    "radians": (tiff((GREY * np.pi / 128).astype(np.float32)), "it holds floats"),
    "pfm": (b"Pf\n256 4\n-1.0\n" + (GREY / 255).astype("<f4").tobytes(), "it holds floats"),
    "float 64": (tiff(GREY.astype(np.float64)), "neither 8 nor 16 bit"),
    "float RGB": (tiff((COLOURS / 255).astype(np.float32), photometric="rgb"), "neither 8 nor 16 bit"),
    "32 bit": (tiff(GREY.astype(np.uint32) << 24), "it holds whole numbers of 32 bit"),
    "signed 32": (tiff(GREY.astype(np.int32)), "it holds signed numbers"),
    "signed 16": (tiff((WIDE // 2).astype(np.int16)), "it holds signed numbers"),
    "signed 8": (tiff((GREY // 2).astype(np.int8)), "it holds signed numbers"),
    "8 in 16": (tiff(GREY.astype(np.uint16)), r"brightest grey is 255 of 65,535, as of 8 or 12 bit in a file of 16"),
    "12 in 16": (tiff(GREY.astype(np.uint16) * 16), r"brightest grey is 4,080 of 65,535"),
    "12 in 16, RGB": (png(stacked(*[GREY.astype(np.uint16) * 16] * 3), 2), "brightest grey is 15 of 255"),
    "half clear": (saved(Image.fromarray(HALF, "LA"), "png"), "parts of it are transparent"),
    "half clear, 16": (png(stacked(WIDE, OPAQUE16 // 2), 4), "parts of it are transparent"),
    "a clear grey": (saved(PLAIN, "png", transparency=7), "parts of it are transparent"),
    "a clear grey of 16": (saved(Image.fromarray(WIDE), "png", transparency=257), "parts of it are transparent"),
    "a clear index": (saved(PLAIN.convert("P"), "png", transparency=3), "parts of it are transparent"),
    "colours": (saved(Image.fromarray(np.stack([GREY, GREY // 2, GREY], -1)), "png"), "it is in colours"),
    "a false-colour map": (saved(Image.fromarray(COLOURS * np.array([1, 2, 3], np.uint8)), "png"), "in colours"),
    "LAB": (tiff(np.stack([GREY, GREY * 0, GREY * 0], -1), photometric="cielab"), "its colours are LAB"),
    "another size": (saved(PLAIN.resize((8, 4)), "png"), "it is 8x4 px, not the 256x4 px of the"),
    "text": (b"no picture", "it is no picture"), "nothing": (b"", "it is no picture"),
    "a bomb": (png([], 0, size=(1 << 20, 1 << 20)), "far too large"),
}  # fmt: skip


@pytest.mark.parametrize("content", READ.values(), ids=READ)
def test_each_depth_is_the_same_greys(tmp_path, content):
    (tmp_path / "c").write_bytes(content)
    read = read_grey(tmp_path / "c", SIZE)

    assert read.dtype == np.uint8
    np.testing.assert_array_equal(read, GREY)


@pytest.mark.parametrize("kind", ["jpeg", "webp"])
def test_what_losses_leave_is_still_grey(tmp_path, kind):
    PLAIN.convert("RGB").save(tmp_path / "c", kind, quality=95)

    assert abs(read_grey(tmp_path / "c", SIZE).astype(int) - GREY).max() <= 4


def test_16_bit_are_rounded_and_1_bit_is_black_and_white(tmp_path):
    numbers = np.random.default_rng(1).integers(0, 65536, (4, 256), np.uint16)
    Image.fromarray(numbers).save(tmp_path / "c.png")
    np.testing.assert_array_equal(read_grey(tmp_path / "c.png", SIZE), np.rint(numbers / 257))
    Image.fromarray(GREY > 99).save(tmp_path / "c.png")
    np.testing.assert_array_equal(read_grey(tmp_path / "c.png", SIZE), np.where(GREY > 99, 255, 0))
    for depth in (2, 4):  # greys packed into bytes, which PNG spreads over the whole range
        values = np.arange(256) * 37 % (1 << depth)
        packed = np.packbits((values[:, None] >> np.arange(depth)[::-1]) & 1).tobytes()
        (tmp_path / "c.png").write_bytes(png([packed] * 4, 0, depth))
        np.testing.assert_array_equal(read_grey(tmp_path / "c.png", SIZE)[0], values * 255 // ((1 << depth) - 1))


def test_a_picture_that_corrects_nothing_is_one(tmp_path):
    for black in (np.zeros_like(GREY), np.zeros_like(WIDE)):
        Image.fromarray(black).save(tmp_path / "c.png")
        assert not read_grey(tmp_path / "c.png", SIZE).any()


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_grey_has_a_reason(tmp_path, content, reason):
    (tmp_path / "c").write_bytes(content)
    with pytest.raises(ValueError, match=reason):
        read_grey(tmp_path / "c", SIZE)


@pytest.mark.parametrize("name", ["L png", "16 png", "16 tiff", "16 jp2", "16 pgm", "P tiff", "L gif", "16 RGB png"])
def test_a_picture_cut_anywhere_is_whole_or_has_a_reason(tmp_path, name):
    content = READ[name]
    for end in range(0, len(content), max(1, len(content) // 60)):
        (tmp_path / "c").write_bytes(content[:end])
        with suppress(ValueError):
            np.testing.assert_array_equal(read_grey(tmp_path / "c", SIZE), GREY)


@pytest.mark.parametrize("name", READ)
def test_only_more_than_8_bits_are_deep(name):
    with Image.open(io.BytesIO(READ[name])) as picture:
        assert is_deep(picture) == name.startswith("16") or "tiff 16" in name
        assert not is_signed(picture)


def test_five_bits_a_channel_are_not_sixteen():
    head = struct.pack("<IiiHHIIiiII", 40, 4, 1, 1, 16, 0, 8, 0, 0, 0, 0)
    content = b"BM" + struct.pack("<IHHI", 62, 0, 0, 54) + head + bytes(range(8))
    with Image.open(io.BytesIO(content)) as picture:
        assert not is_deep(picture)


def test_colours_of_16_bit_in_jpeg_2000_are_deep():
    """As the stream says; Pillow writes none, so the depth of one in 8 bit is turned in its head."""
    whole = saved(Image.fromarray(COLOURS), "jpeg2000")
    at = whole.index(b"\xff\x4f\xff\x51") + 42
    assert whole[at : at + 9] == b"\7\1\1" * 3
    with Image.open(io.BytesIO(whole[:at] + b"\x0f\1\1" * 3 + whole[at + 9 :])) as picture:
        assert is_deep(picture)
        assert picture.mode == "RGB"
    with Image.open(io.BytesIO(whole)) as picture:
        assert not is_deep(picture)
