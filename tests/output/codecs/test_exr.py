"""OpenEXR files, read back by ffmpeg's decoder."""

import io
import struct
import zlib

import av
import numpy as np
import pytest

from renderer.output.codecs.exr import REC709, read_attributes, write_exr

RNG = np.random.default_rng(3)


def decoded(path):
    with av.open(str(path)) as container:
        return next(container.decode(video=0)).to_ndarray()


@pytest.mark.parametrize("size", [(1, 1), (16, 4), (17, 33), (40, 50)])
def test_floats_survive_bit_by_bit(tmp_path, size):
    pixels = RNG.normal(0, 100, (*size, 3)).astype(np.float32)
    pixels[0, 0] = (np.inf, -0.0, 1e-40)  # beyond 1, below 0, denormal
    with (tmp_path / "a.exr").open("wb") as file:
        write_exr(file, pixels)
    np.testing.assert_array_equal(decoded(tmp_path / "a.exr").view(np.uint32), pixels.view(np.uint32))


def test_smooth_pictures_shrink_and_survive(tmp_path):
    pixels = np.broadcast_to(np.linspace(0, 1, 300, dtype=np.float32)[:, None, None], (300, 200, 3)).copy()
    with (tmp_path / "a.exr").open("wb") as file:
        write_exr(file, pixels)
    assert (tmp_path / "a.exr").stat().st_size < pixels.nbytes / 10
    np.testing.assert_array_equal(decoded(tmp_path / "a.exr"), pixels)


def test_colour_is_multiplied_by_alpha(tmp_path):
    pixels = RNG.random((20, 30, 4), np.float32)
    with (tmp_path / "a.exr").open("wb") as file:
        write_exr(file, pixels)
    found = decoded(tmp_path / "a.exr")
    np.testing.assert_array_equal(found[..., :3], pixels[..., :3] * pixels[..., 3:])
    np.testing.assert_array_equal(found[..., 3], pixels[..., 3])


def test_half_floats_are_the_nearest(tmp_path):
    pixels = RNG.normal(0, 10, (20, 30, 3)).astype(np.float32)
    pixels[0, 0, 0] = 1e6
    with (tmp_path / "a.exr").open("wb") as file:
        write_exr(file, pixels, half=True)
    with av.open(str(tmp_path / "a.exr")) as container:
        frame = next(container.decode(video=0))
        green, blue, red = (np.frombuffer(plane, "<f2").reshape(20, -1)[:, :30] for plane in frame.planes)
    with np.errstate(over="ignore"):
        np.testing.assert_array_equal(np.stack([red, green, blue], -1), pixels.astype(np.float16))


def test_the_header_says_what_the_numbers_mean():
    file = io.BytesIO()
    write_exr(file, np.zeros((4, 6, 3), np.float32), dpi=300.0, manifest='{"seed":7}')
    file.seek(0)
    found = read_attributes(file)
    assert struct.unpack("<8f", found["chromaticities"]) == pytest.approx(REC709)
    assert struct.unpack("<4i", found["dataWindow"]) == (0, 0, 5, 3)
    assert struct.unpack("<f", found["xDensity"]) == (300.0,)
    assert found["chorus"] == b'{"seed":7}'
    assert list(found) == sorted(found)


@pytest.mark.parametrize("cut", [0, 3, 9, 40, 150])
def test_a_header_that_is_cut_short_is_a_value_error(cut):
    file = io.BytesIO()
    write_exr(file, np.zeros((4, 6, 3), np.float32))
    with pytest.raises(ValueError, match=r"not an OpenEXR|cut short|not found"):
        read_attributes(io.BytesIO(file.getvalue()[:cut]))


@pytest.mark.parametrize("height", [15, 16, 17, 33])
def test_each_block_is_16_lines_and_stands_where_the_table_says(height):
    pixels = np.round(np.linspace(0, 4, height * 12 * 3, dtype=np.float32), 1).reshape(height, 12, 3)
    file = io.BytesIO()
    write_exr(file, pixels)
    data, tops = file.getvalue(), [*range(0, height, 16)]
    end, starts = len(data), []
    for top in reversed(tops):
        lines = np.concatenate([line[:, c] for line in pixels[top : top + 16] for c in (2, 1, 0)]).tobytes()
        halves = np.frombuffer(lines[0::2] + lines[1::2], np.uint8).astype(int)
        steps = (np.diff(halves) + 128).astype(np.uint8)
        packed = zlib.compress(bytes([halves[0]]) + steps.tobytes(), 4)  # the same picture is the same file
        start = end - 8 - len(packed)
        assert data[start:end] == struct.pack("<iI", top, len(packed)) + packed
        starts.insert(0, start)
        end = start
    assert struct.unpack(f"<{len(tops)}Q", data[end - 8 * len(tops) : end]) == (*starts,)
