"""A picture file as pixels, against numpy, and each file that is none."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import SceneError
from renderer.scene.catalogue import Loaded
from renderer.scene.input_file import check_pixels, input_files, read_input
from renderer.scene.reads import Input
from renderer.scene.scene import Pass, Scene

CODES = np.random.default_rng(2).integers(0, 256, (6, 9, 4), np.uint8)


@pytest.fixture
def read(tmp_path):
    """Return ``read(format, file="map.png")``: the pixels of an input that begins as that file of the folder."""
    scene = Scene("S", object, (Pass("image", "image.frag"),))

    def go(kind="f4", file="map.png"):
        return read_input(Loaded(scene, "s", tmp_path / "scene.py"), Input("map", file, kind))

    return go


def test_colours_become_premultiplied_linear_light(read, tmp_path):
    Image.fromarray(CODES, "RGBA").save(tmp_path / "map.png")
    x, alpha = CODES[..., :3] / 255, CODES[..., 3:] / 255
    light = np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)

    pixels = read()

    assert pixels.dtype == np.float32
    np.testing.assert_allclose(pixels, np.concatenate([light * alpha, alpha], -1), rtol=1e-6)


def test_numbers_stay_as_they_are(read, tmp_path):
    Image.fromarray(CODES, "RGBA").save(tmp_path / "map.png")

    np.testing.assert_array_equal(read("u1"), CODES)


def test_grey_and_palettes_become_colours(read, tmp_path):
    grey = CODES[..., 0]
    Image.fromarray(grey, "L").save(tmp_path / "map.png")
    expected = np.stack([grey, grey, grey, np.full_like(grey, 255)], -1)
    np.testing.assert_array_equal(read("u1"), expected)

    Image.fromarray(expected, "RGBA").convert("RGB").quantize(256).save(tmp_path / "map.gif")
    np.testing.assert_array_equal(read("u1", "map.gif"), expected)


def test_a_photograph_stands_upright(read, tmp_path):
    photograph = Image.fromarray(CODES[..., :3], "RGB")
    turned = photograph.getexif()
    turned[0x0112] = 6  # the camera lay on its side: to be shown turned by a quarter to the right
    photograph.save(tmp_path / "map.png", exif=turned)

    np.testing.assert_array_equal(read("u1")[..., :3], np.rot90(CODES[..., :3], -1))


@pytest.mark.parametrize(("kind", "dtype"), [("u1", np.uint8), ("f2", np.float32)])
def test_without_a_file_it_is_one_clear_pixel(read, kind, dtype):
    pixels = read(kind, "")

    assert (pixels.shape, pixels.dtype, pixels.any()) == ((1, 1, 4), dtype, False)


def test_a_file_that_is_not_there(read):
    with pytest.raises(SceneError, match=r"map\.png: the picture of the input 'map' is not there"):
        read()


def test_a_file_that_is_no_picture(read, tmp_path):
    (tmp_path / "map.png").write_text("no picture at all")
    with pytest.raises(SceneError, match=r"map\.png: the input 'map' takes a picture, and this is none"):
        read()


@pytest.mark.parametrize("suffix", ["png", "jpg", "tiff", "webp", "bmp", "gif"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_picture_cut_short_is_refused_in_the_same_words_wherever_it_ends(read, tmp_path, suffix, part):
    path = tmp_path / f"map.{suffix}"
    noise = np.random.default_rng(3).integers(0, 256, (64, 64, 3), np.uint8)
    Image.fromarray(noise, "RGB").save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])

    with pytest.raises(SceneError, match=r"map\.\w+: the input .map. takes a picture, and this is none, or not a"):
        read("u1", path.name)


def test_sixteen_bit_numbers_are_refused_and_not_cut(read, tmp_path):
    Image.fromarray(np.arange(6, dtype=np.uint16).reshape(2, 3) * 999).save(tmp_path / "map.png")
    with pytest.raises(SceneError, match="takes pictures of 8 bit a channel; save it so"):
        read()


def test_sixteen_bit_colours_are_refused_though_pillow_would_cut_them(read, tmp_path):
    rows = b"".join(b"\0" + bytes(range(18)) for _ in range(2))
    head = struct.pack(">IIBBBBB", 3, 2, 16, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
              for name, data in parts)  # fmt: skip
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    with pytest.raises(SceneError, match="takes pictures of 8 bit a channel; save it so"):
        read()


@pytest.mark.parametrize("most", [20, 12])  # px: Pillow fails at twice that, and only warns at once
def test_a_picture_without_end_is_refused(read, tmp_path, monkeypatch, most):
    Image.fromarray(CODES, "RGBA").save(tmp_path / "map.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most if CODES.shape[0] * CODES.shape[1] > most else 1)
    with pytest.raises(SceneError, match="too large a picture for the input 'map'"):
        read()


def test_a_tag_that_pillow_frowns_upon_is_no_word_for_an_artist(read, tmp_path, recwarn):
    noted = Image.Exif()
    noted[0x010E] = "wall"
    Image.fromarray(CODES[..., :3]).save(tmp_path / "map.jpg", exif=noted)
    whole = (tmp_path / "map.jpg").read_bytes()
    at = whole.index(b"wall")
    (tmp_path / "map.jpg").write_bytes(whole[: at - 8] + b"\xff\xff" + whole[at - 6 :])  # longer than the file

    assert read(file="map.jpg").shape == (6, 9, 4)
    assert not recwarn


def test_the_files_of_a_scene_are_those_that_its_inputs_name():
    inputs = (Input("map", "maps/a.png"), Input("film"), Input("mask", "b.png", "u1"))
    scene = Scene("S", object, (Pass("image", "image.frag"),), inputs)
    loaded = Loaded(scene, "wall", Path("wall/scene.py"))

    assert input_files(loaded) == {inputs[0]: Path("wall/maps/a.png"), inputs[2]: Path("wall/b.png")}


def test_what_an_input_takes():
    light = np.zeros((1, 2, 4))
    for dtype in (np.float16, np.float32, np.float64):
        check_pixels(Input("map"), light.astype(dtype), 0.0)
    check_pixels(Input("map", format="u1"), light.astype(np.uint8), -1.0)
    with pytest.raises(SceneError, match="these are int64"):
        check_pixels(Input("map"), light.astype(np.int64), 0.0)
