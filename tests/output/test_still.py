"""Stills, read back with other libraries than those that wrote them."""

import hashlib
import io
import json
import struct
import zlib
from dataclasses import replace

import av
import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms

from renderer.core.errors import EncodeError, UsageError
from renderer.output.codecs.icc import profile
from renderer.output.formats import FORMATS, choose
from renderer.output.recall import read_manifest
from renderer.output.still import write_still

MANIFEST = {"schema": "chorus-manifest/2", "scene": "enamel", "seed": 7, "name": "caf\u00e9"}
RNG = np.random.default_rng(2)


def ramp(kind, channels=3, width=600, height=70):
    """Return a ramp of many levels, random lines among it: [height, width, channels]."""
    values = np.linspace(0, 1, width * height).reshape(height, width, 1) * np.ones(channels)
    values[::7] = RNG.random((len(values[::7]), width, channels))
    if kind == "float32":
        return (values * 4 - 0.5).astype(np.float32)  # linear light goes beyond 0 and 1
    top = {"uint8": 255, "uint16": 65535}[kind]
    return (values * top).round().astype(kind)


def read(path):
    """Return the pixels by a library that did not write them."""
    if path.suffix == ".tif":
        return ffmpeg_pixels(path) if tifffile.imread(path).dtype != np.float32 else tifffile.imread(path)
    if path.suffix in (".exr", ".png"):
        return ffmpeg_pixels(path)
    with Image.open(path) as picture:
        return np.asarray(picture)


def ffmpeg_pixels(path):
    """Return the one frame of a still by ffmpeg's own decoders, in native byte order."""
    with av.open(str(path)) as container:
        pixels = next(container.decode(video=0)).to_ndarray()
    return pixels.astype(pixels.dtype.newbyteorder("="))


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.png", "uint8"),
        ("a.png", "uint16"),
        ("a.webp", "uint8"),
        ("a.tif", "uint8"),
        ("a.tif", "uint16"),
        ("a.tif", "float32"),
    ],
)
def test_every_value_comes_back(tmp_path, name, kind, channels):
    pixels = ramp(kind, channels)
    write_still(tmp_path / name, pixels)
    found = read(tmp_path / name)
    assert found.dtype == pixels.dtype
    np.testing.assert_array_equal(found, pixels)


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_16_bits_hold_more_levels_than_8(tmp_path, name):
    write_still(tmp_path / name, ramp("uint16"))
    assert len(np.unique(read(tmp_path / name))) > 10_000


def test_jpeg_is_close_and_keeps_its_colours_whole(tmp_path, bars):
    write_still(tmp_path / "a.jpg", bars())
    with Image.open(tmp_path / "a.jpg") as picture:
        assert [layer[1:3] for layer in picture.layer] == [(1, 1)] * 3  # 4:4:4
        assert np.abs(np.asarray(picture).astype(int) - bars()).max() <= 12


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.png", "uint8"), ("a.png", "uint16"), ("a.jpg", "uint8"), ("a.webp", "uint8"), ("a.tif", "uint16")],
)
def test_the_physical_size_comes_back(tmp_path, name, kind):
    path = tmp_path / name
    write_still(path, ramp(kind), dpi=150.0)
    if name == "a.tif":
        with tifffile.TiffFile(path) as file:
            assert file.pages.first.get_resolution("INCH") == (150.0, 150.0)
        return
    if name == "a.png":  # 1/metre, in the file itself
        assert struct.unpack(">IIB", chunks(path)[b"pHYs"]) == (5906, 5906, 1)
        return
    with Image.open(path) as picture:
        exif = picture.getexif()
        found = picture.info.get("dpi") or (exif[0x011A], exif[0x011B])
    assert [float(value) for value in found] == [150.0, 150.0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.png", "uint8"),
        ("a.png", "uint16"),
        ("a.jpg", "uint8"),
        ("a.webp", "uint8"),
        ("a.tif", "uint16"),
        ("a.tif", "float32"),
        ("a.exr", "float32"),
    ],
)
def test_the_manifest_is_inside_and_beside(tmp_path, name, kind):
    path = tmp_path / name
    assert write_still(path, ramp(kind), manifest=MANIFEST) == ()
    beside = tmp_path / f"{name}.json"
    found = json.loads(beside.read_text())
    assert found.pop("sha256") == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found == MANIFEST
    beside.unlink()
    assert read_manifest(path) == MANIFEST


def chunks(path):
    """Return the chunks of a PNG by type, after checking every checksum and their order."""
    data, at, found = path.read_bytes(), 8, {}
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        content = data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length)[0] == zlib.crc32(name + content)
        assert name == b"IDAT" or name not in found
        found[name] = content
        at += 12 + length
    names = list(found)
    assert names[0] == b"IHDR"
    assert names[-1] == b"IEND"
    assert all(names.index(name) < names.index(b"IDAT") for name in (b"cICP", b"sRGB", b"gAMA"))
    return found


@pytest.mark.parametrize("kind", ["uint8", "uint16"])
def test_png_says_that_it_is_srgb(tmp_path, kind):
    write_still(tmp_path / "a.png", ramp(kind), dpi=72, manifest=MANIFEST)
    found = chunks(tmp_path / "a.png")
    assert found[b"cICP"] == bytes([1, 13, 0, 1])
    assert found[b"sRGB"] == b"\0"
    assert struct.unpack(">I", found[b"gAMA"]) == (45455,)
    assert found[b"IHDR"][8] == {"uint8": 8, "uint16": 16}[kind]


@pytest.mark.parametrize(("name", "kind"), [("a.tif", "uint16"), ("a.jpg", "uint8"), ("a.webp", "uint8")])
def test_the_profile_is_srgb(tmp_path, name, kind):
    write_still(tmp_path / name, ramp(kind))
    assert transfer(profile_of(tmp_path / name), 128) == 128


def test_the_profile_of_float_tiff_is_linear(tmp_path):
    write_still(tmp_path / "a.tif", ramp("float32"))
    # half of the light is 188 in sRGB
    assert abs(transfer(profile_of(tmp_path / "a.tif"), 128) - 188) <= 1


def profile_of(path):
    """Return the ICC profile inside a file."""
    if path.suffix == ".tif":
        with tifffile.TiffFile(path) as file:
            return file.pages.first.iccprofile
    with Image.open(path) as picture:
        return picture.info["icc_profile"]


def transfer(icc, value):
    """Return what an ICC engine makes of a grey under a profile, in sRGB."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    to_srgb = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    return ImageCms.applyTransform(Image.new("RGB", (1, 1), (value,) * 3), to_srgb).getpixel((0, 0))[1]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.png", "uint8"),
        ("a.png", "uint16"),
        ("a.jpg", "uint8"),
        ("a.webp", "uint8"),
        ("a.tif", "uint16"),
        ("a.exr", "float32"),
    ],
)
def test_the_same_picture_is_the_same_file(tmp_path, name, kind):
    pixels, written = ramp(kind), []
    for turn in ("one", "two"):
        (tmp_path / turn).mkdir()
        write_still(tmp_path / turn / name, pixels, 150, MANIFEST)
        written.append((tmp_path / turn / name).read_bytes())
    assert written[0] == written[1]


def test_a_profile_does_not_depend_on_the_day():
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert made[24:36] != profile()[24:36]
    assert made[128:] == profile()[128:]


def test_jpeg_refuses_transparency_but_takes_an_idle_alpha_channel(tmp_path):
    pixels = ramp("uint8", 4)
    with pytest.raises(UsageError, match="cannot hold transparency"):
        write_still(tmp_path / "a.jpg", pixels)
    pixels[..., 3] = 255
    write_still(tmp_path / "a.jpg", pixels)
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_pixels_that_do_not_fit_the_choice_are_refused(tmp_path):
    with pytest.raises(EncodeError, match="stores uint16 pixels, but uint8 came"):
        write_still(tmp_path / "a.png", ramp("uint8"), choice=choose(tmp_path / "a.png", 16))


def test_webp_beyond_its_limit_is_refused(tmp_path):
    with pytest.raises(UsageError, match="at most 16383"):
        write_still(tmp_path / "a.webp", np.zeros((1, 16384, 3), np.uint8))


def test_a_manifest_too_long_for_jpeg_is_said_and_stands_beside(tmp_path):
    long = {**MANIFEST, "long": "x" * 70_000}
    (note,) = write_still(tmp_path / "a.jpg", ramp("uint8"), manifest=long)
    assert "beside" in note
    assert read_manifest(tmp_path / "a.jpg") == long


def test_lower_quality_is_a_smaller_file(tmp_path):
    for name in ("a.jpg", "a.webp"):
        sizes = []
        for quality in (20, 95):
            write_still(tmp_path / name, ramp("uint8"), choice=choose(tmp_path / name, quality=quality))
            sizes.append((tmp_path / name).stat().st_size)
        assert sizes[0] < 0.6 * sizes[1]


@pytest.mark.parametrize("name", ["a.png", "a16.png", "a.jpg", "a.webp", "a.tif", "a.exr"])
def test_where_space_ends_the_older_file_stays_and_the_reason_is_said(tmp_path, capfd, no_file_beyond, name):
    (tmp_path / name).write_bytes(b"old")
    kind = {"a16.png": "uint16", "a.tif": "uint16", "a.exr": "float32"}.get(name, "uint8")
    pixels = np.random.default_rng(0).integers(0, 256, (200, 200, 3)).astype(kind)
    with pytest.raises(EncodeError, match="too large"), no_file_beyond(5000):
        write_still(tmp_path / name, pixels)

    assert capfd.readouterr().err == ""
    assert (tmp_path / name).read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_failure_of_the_library_is_an_encode_error(tmp_path, monkeypatch):
    def fail(*_args, **_options):
        raise RuntimeError("the library failed")

    monkeypatch.setitem(FORMATS, "png", replace(FORMATS["png"], write=fail))
    with pytest.raises(EncodeError, match=r"a\.png: the library failed"):
        write_still(tmp_path / "a.png", ramp("uint8"))


def test_a_film_s_name_is_no_still(tmp_path):
    with pytest.raises(UsageError, match=r"a\.mp4 is a film, not a still"):
        write_still(tmp_path / "a.mp4", ramp("uint8"))
