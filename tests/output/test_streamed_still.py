"""Large PNG, tiled EXR and TIFFs in all sizes: the pixels of the picture in one piece, as others read them."""

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
import tifffile
from PIL import Image

from renderer.cli.main import main
from renderer.core.errors import EncodeError, UsageError
from renderer.core.units import Size
from renderer.output import mural, streamed_still
from renderer.output.codecs import exr, exr_tiles, png, png16, tiff_pyramid, tiled_tiff
from renderer.output.codecs.halved import halved
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.job_check import check_job
from renderer.output.leftovers import leftovers
from renderer.output.make import run
from renderer.output.recall import read_manifest
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup

SIZE = Size(150, 91, 100.0)


@pytest.fixture(autouse=True)
def _small(monkeypatch, tmp_path):
    """Take GPUs for ones that draw 64 px in one piece, tiles for 32 px, and bands for some rows."""
    for module in (mural, tiled_tiff, exr_tiles, tiff_pyramid):
        monkeypatch.setattr(module, "TILE", 32)
    monkeypatch.setattr(mural, "EVERY_GPU", 64)
    monkeypatch.setattr(png, "BAND_BYTES", 6000)
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def job(path, depth=None, alpha=False, **options):
    setup = Setup("equity")
    made = Job(setup, loaded_of(setup), choose(Path(path), depth), SIZE, alpha=alpha, options=options)
    check_job(made)
    return made


def in_one_piece(monkeypatch, path, *how):
    """Draw the same picture in one piece into ``path``."""
    with monkeypatch.context() as large:
        large.setattr(mural, "EVERY_GPU", 16384)
        run(job(path, *how))


def decoded(path):
    """Return the pixels as ffmpeg reads them."""
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
        if frame.format.name == "gbrpf16le":  # which PyAV hands out as planes
            rows = (np.frombuffer(plane, "<f2").reshape(frame.height, -1)[:, : frame.width] for plane in frame.planes)
            return np.stack(list(rows), -1)
        return frame.to_ndarray()


@pytest.mark.parametrize(("depth", "alpha"), [(8, False), (8, True), (16, False)])
def test_a_png_is_the_picture_and_says_the_same(monkeypatch, depth, alpha):
    said = run(job("tiles.png", depth, alpha))
    assert "15 tiles of 32 px" in said[0]
    in_one_piece(monkeypatch, "whole.png", depth, alpha)
    found = decoded("tiles.png")
    assert found.shape == (91, 150, 3 + alpha)
    np.testing.assert_array_equal(found, decoded("whole.png"))
    assert found.std() > 1
    with Image.open("tiles.png") as one, Image.open("whole.png") as other:
        assert one.info["dpi"] == other.info["dpi"]
        assert one.info["XML:com.adobe.xmp"] == other.info["XML:com.adobe.xmp"]
    assert read_manifest(Path("tiles.png"))["setup"] == read_manifest(Path("whole.png"))["setup"]
    assert sorted(path.name for path in Path().iterdir()) == [
        "tiles.png", "tiles.png.json", "whole.png", "whole.png.json"]  # fmt: skip


@pytest.mark.parametrize(("depth", "alpha"), [(32, False), (32, True), (16, False)])
def test_a_tiled_exr_is_the_picture_as_another_reader_has_it(monkeypatch, depth, alpha):
    run(job("tiles.exr", depth, alpha))
    in_one_piece(monkeypatch, "whole.exr", depth, alpha)
    np.testing.assert_array_equal(decoded("tiles.exr"), decoded("whole.exr"))
    with Path("tiles.exr").open("rb") as file:
        assert exr.read_attributes(file)["tiles"] == (32).to_bytes(4, "little") * 2 + b"\0"
        assert file.seek(4) == 4
        assert file.read(4) == bytes([2, 2, 0, 0])  # version 2, tiled
    assert read_manifest(Path("tiles.exr"))["destination"]["depth"] == depth


@pytest.mark.parametrize(("depth", "compression"), [(8, "none"), (8, "zstd"), (16, "none"), (32, "none")])
def test_a_pyramid_holds_the_picture_in_all_sizes(monkeypatch, depth, compression):
    run(job("tiles.tif", depth, pyramid="yes", compression=compression))
    in_one_piece(monkeypatch, "whole.tif", depth)
    level = tifffile.imread("whole.tif")
    with tifffile.TiffFile("tiles.tif") as file, Image.open("tiles.tif") if depth == 8 else file as picture:
        assert file.is_bigtiff
        assert [(page.imagewidth, page.imagelength) for page in file.pages] == [(150, 91), (75, 46), (38, 23), (19, 12)]
        assert [int(page.subfiletype) for page in file.pages] == [0, 1, 1, 1]
        for number, page in enumerate(file.pages):
            if compression == "zstd":  # by libtiff, which knows it
                picture.seek(number)
            found = np.asarray(picture) if compression == "zstd" else page.asarray()
            np.testing.assert_array_equal(found, level)
            level = halved(level)
    assert read_manifest(Path("tiles.tif"))["destination"]["options"]["pyramid"] == "yes"
    assert not list(Path().glob(".*mural*"))


def test_whole_numbers_and_floats_are_halved_in_light_alike():
    codes = np.random.default_rng(3).integers(0, 256, (6, 5, 3), dtype=np.uint8)
    fine = halved(codes.astype(np.uint16) * 257)
    assert np.abs(fine / 257 - halved(codes)).max() <= 0.51
    assert set(halved(np.array([[[0.0], [1.0]], [[1.0], [0.0]]], np.float32)).ravel()) == {0.5}


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.float32])
def test_colour_weighs_as_much_as_it_covers_and_alpha_is_no_light(kind):
    """By the definition: premultiplied light of four pixels, its mean, and the colour of that (IEC 61966-2-1)."""
    full = np.iinfo(kind).max if kind != np.float32 else 1
    given = np.random.default_rng(8).uniform(0, full, (6, 4, 4))
    given[0, :, 3] = given[:2, :2, 3] = 0  # some of a square covers nothing, and all of one
    given = given.astype(kind)
    x = given / full
    if kind != np.float32:
        x[..., :3] = np.where(x[..., :3] <= 0.04045, x[..., :3] / 12.92, ((x[..., :3] + 0.055) / 1.055) ** 2.4)
    x[..., :3] *= x[..., 3:]
    mean = sum(x[down::2, right::2] for down in (0, 1) for right in (0, 1)) / 4
    mean[..., :3] /= np.maximum(mean[..., 3:], 1e-12)
    if kind != np.float32:
        light = mean[..., :3]
        mean[..., :3] = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)

    found = halved(given)

    assert found.dtype == kind
    assert (found[0, 0] == 0).all()
    np.testing.assert_allclose(found, mean * full, rtol=1e-5, atol=1e-6 if kind == np.float32 else 0.51)
    edge = halved(np.array([[[full, 0, 0, full], [0, 0, 0, 0]]], kind))
    assert edge[0, 0].tolist() == [full, 0, 0, pytest.approx(full / 2, abs=0.5)]  # no dark rim


@pytest.mark.parametrize("name", ["a.png", "a.exr", "a.tif"])
def test_what_is_drawn_outlives_a_full_disk_and_ends_with_the_same_bytes(monkeypatch, name):
    how = {"pyramid": "yes"} if name == "a.tif" else {}
    run(job(name, **how))
    expected = Path(name).read_bytes()
    Path(name).unlink()

    class Full:
        """A picture whose file fills the disk as it is written."""

        def __init__(self, *given):
            self.real = real(*given)

        def __getattr__(self, what):
            return getattr(self.real, what)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.real._file.close()

        def read(self, part):
            if part.y >= 64:
                raise OSError(28, "No space left on device")
            return self.real.read(part)

        def bands(self, part, rows):
            for band in self.real.bands(part, rows):
                yield band
                self.read(replace(part, y=part.y + 64))

    real = streamed_still.TilePixels
    with monkeypatch.context() as patched:
        patched.setattr(streamed_still, "TilePixels", Full)
        with pytest.raises(EncodeError, match="the disk is full"):
            run(job(name, **how))
    assert not Path(name).exists()
    begun = {one.path.suffix for one in leftovers(Path()) if "mural" in one.what}
    assert begun >= {".tif", ".journal"}, "clean knows them"
    assert "15 of them were drawn before" in run(job(name, **how))[0]
    assert Path(name).read_bytes() == expected
    assert not list(Path().glob(".*mural*"))


def test_a_link_of_the_hidden_name_leads_to_nothing_that_is_written():
    run(job("a.png"))
    Path("mine.txt").write_text("mine")
    made = mural.hidden(Path("b.png"), ".mural.png")
    made.symlink_to("mine.txt")
    run(job("b.png"))
    assert Path("mine.txt").read_text() == "mine"
    assert not Path("b.png").is_symlink()


def test_a_pyramid_of_what_opens_at_once_is_refused(monkeypatch, capsys):
    monkeypatch.setattr(mural, "EVERY_GPU", 16384)
    with pytest.raises(UsageError, match=r"pyramid is that of a \.tif of more than 16,384 px a side.*opens at once"):
        job("a.tif", pyramid="yes")
    monkeypatch.setattr(mural, "EVERY_GPU", 64)
    with pytest.raises(UsageError, match="pyramid is one of no, yes"):
        job("a.tif", pyramid="maybe")
    assert main(["export", "equity", "a.png", "--size", "150x91", "--with", "pyramid=yes"]) == 2
    assert "--with" in capsys.readouterr().err


def test_a_row_of_any_length_is_filtered_in_bands(monkeypatch):
    """A band is one row at least, whatever its bytes."""
    monkeypatch.setattr(png, "BAND_BYTES", 1)
    seen = []
    real = png16._choose
    monkeypatch.setattr(png16, "_choose", lambda rows, *more: (seen.append(len(rows)), real(rows, *more))[1])
    run(job("a.png", 8))
    assert seen == [1] * 91
