"""Every row of a 16-bit PNG has the filter that leaves the least, and the file is made of the chunks it should be."""

import io
import struct
import zlib

import av
import numpy as np
import pytest

from renderer.output.codecs.png16 import write_png16

RNG = np.random.default_rng(5)


@pytest.mark.parametrize("size", [(1, 1), (1, 5), (5, 1), (64, 3), (65, 3), (129, 2)])
def test_16_bit_png_of_any_size(tmp_path, size):
    pixels = RNG.integers(0, 65536, (*size, 3), np.uint16)
    with (tmp_path / "a.png").open("wb") as file:
        write_png16(file, pixels, ())
    with av.open(str(tmp_path / "a.png")) as container:
        found = next(container.decode(video=0)).to_ndarray()
    np.testing.assert_array_equal(found.astype(found.dtype.newbyteorder("=")), pixels)


def chunks(data):
    """Yield name and content of each chunk, sums verified."""
    at = 8
    while at < len(data):
        (length,), name = struct.unpack_from(">I", data, at), data[at + 4 : at + 8]
        content, (check,) = data[at + 8 : at + 8 + length], struct.unpack_from(">I", data, at + 8 + length)
        assert check == zlib.crc32(name + content)
        yield name, content
        at += 12 + length


def predicted(row, up, step):
    """Return what each filter (1, 2, 4 of the specification) leaves of a row, one byte at a time."""
    left = {1: [], 2: [], 4: []}
    for x, value in enumerate(row):
        a, b, c = (int(line[x - step]) if x >= step else 0 for line in (row, up, up))
        b = int(up[x])
        p = a + b - c
        paeth = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
        for kind, guess in ((1, a), (2, b), (4, paeth)):
            left[kind].append((int(value) - guess) % 256)
    return left


def cost(residue):
    return sum(min(one, 256 - one) for one in residue)


@pytest.mark.parametrize("channels", [3, 4])
def test_every_row_has_the_filter_that_leaves_the_least(channels):
    y, x = np.mgrid[0:70, 0:5]  # more rows than are filtered at a time
    pixels = np.stack([900 * x, 700 * y, 400 * (x + y), 65535 - 10 * x * y], axis=2)[..., :channels].astype(np.uint16)
    pixels[::9] = RNG.integers(0, 65536, pixels[::9].shape)
    pixels[4::9, 1:] = pixels[4::9, :1]  # alike from left to right
    file = io.BytesIO()
    write_png16(file, pixels, [(b"tEXt", b"a\0b")])
    found = [*chunks(file.getvalue())]
    raw = zlib.decompress(b"".join(content for name, content in found if name == b"IDAT"))
    lines = np.frombuffer(raw, np.uint8).reshape(70, -1)
    rows = pixels.astype(">u2").view(np.uint8).reshape(70, -1)
    ups = np.concatenate([np.zeros_like(rows[:1]), rows[:-1]])

    assert [name for name, _ in found if name != b"IDAT"] == [b"IHDR", b"tEXt", b"IEND"]
    assert found[0][1] == struct.pack(">IIBBBBB", 5, 70, 16, {3: 2, 4: 6}[channels], 0, 0, 0)
    for line, row, up in zip(lines, rows, ups, strict=True):
        left = predicted(row, up, 2 * channels)
        assert line[1:].tolist() == left[line[0]]
        assert cost(left[line[0]]) == min(map(cost, left.values()))
    assert {*lines[:, 0]} == {1, 2, 4}


def test_the_stream_is_that_of_its_level_in_whatever_bands_it_came():
    pixels = RNG.integers(0, 900, (150, 60, 3), np.uint16)
    file = io.BytesIO()
    write_png16(file, pixels, [])
    stream = b"".join(content for name, content in chunks(file.getvalue()) if name == b"IDAT")

    assert stream == zlib.compress(zlib.decompress(stream), 4)  # the same picture is the same file in every version
