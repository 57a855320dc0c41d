"""Panoramas: the boxes as ffmpeg reads them, and the projection as ffmpeg's v360 undoes it."""

import subprocess
from fractions import Fraction

import imageio_ffmpeg
import numpy as np
import pytest

from renderer.core.errors import EncodeError, UsageError
from renderer.core.view import equirect, head, rays
from renderer.core.volume import Volume
from renderer.displays.recipe import Shot
from renderer.displays.stereo.boxes import QUARTER, read_boxes, spherical, write_boxes
from renderer.displays.stereo.vr import recipe
from renderer.output.film import open_film

VOLUME = Volume(width=80.0, height=45.0, distance=300.0)
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


@pytest.fixture
def film(tmp_path):
    path = tmp_path / "a.mp4"
    with open_film(path, (64, 32), Fraction(30), sidecar=False) as out:
        for index in range(4):
            out.write(np.full((32, 64, 3), 40 * index, np.uint8))
    return path


def frames(path):
    return subprocess.run([FFMPEG, "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
                          capture_output=True, check=True).stdout  # fmt: skip


@pytest.mark.parametrize(("layout", "half", "words"), [
    ("sbs", True, "side by side"), ("tb", True, "top and bottom"), ("mono", False, "2D"),
])  # fmt: skip
def test_ffmpeg_reads_what_was_written_and_the_film_is_the_same(film, layout, half, words):
    before = frames(film)
    write_boxes(film, spherical(layout, half=half))
    said = subprocess.run([FFMPEG, "-hide_banner", "-i", film], capture_output=True, text=True, check=False).stderr

    assert frames(film) == before
    assert words in said
    assert "equirectangular" in said
    found = read_boxes(film)
    assert found["layout"] == layout
    assert found["bounds"] == ((0, 0, QUARTER, QUARTER) if half else (0, 0, 0, 0))


def test_the_index_may_stand_behind_the_film_too(film, tmp_path):
    late = tmp_path / "late.mp4"
    subprocess.run([FFMPEG, "-v", "error", "-i", film, "-c", "copy", "-movflags", "0", late], check=True)
    before = frames(late)
    write_boxes(late, spherical("sbs", half=True))

    assert frames(late) == before
    assert read_boxes(late)["layout"] == "sbs"


def test_what_is_no_film_or_fragmented_is_refused_and_kept(film, tmp_path):
    parts = tmp_path / "parts.mp4"
    subprocess.run([FFMPEG, "-v", "error", "-i", film, "-c", "copy", "-movflags", "frag_keyframe+empty_moov", parts],
                   check=True)  # fmt: skip
    other = tmp_path / "text.mp4"
    other.write_bytes(b"\x00\x00\x00\x10freehello wo")
    for path, word in ((parts, "fragmented"), (other, "no MP4")):
        content = path.read_bytes()
        with pytest.raises(EncodeError, match=word):
            write_boxes(path, spherical("mono", half=False))
        assert path.read_bytes() == content


def test_the_panorama_is_the_one_that_ffmpeg_flattens():
    def sky(way):
        return np.rint(127.5 + 127.5 * np.sin(5 * way)).astype(np.uint8)

    panorama = sky(rays(equirect(VOLUME, (-np.pi, np.pi, -np.pi / 2, np.pi / 2)), 512, 256))
    command = [FFMPEG, "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "512x256", "-i", "-", "-vf",
               "v360=e:flat:h_fov=60:v_fov=60:w=64:h=64:interp=linear,format=rgb24", "-f", "rawvideo", "-"]  # fmt: skip
    flat = subprocess.run(command, input=panorama.tobytes(), capture_output=True, check=True).stdout
    reach = np.tan(np.radians(30)) * 300 * 2
    straight = sky(rays(head(Volume(width=reach, height=reach, distance=300.0), 1.0, (0, 0, 300.0)), 64, 64))
    apart = np.abs(np.frombuffer(flat, np.uint8).reshape(64, 64, 3).astype(int) - straight)

    assert apart.mean() < 2.0
    assert apart.max() <= 6


def test_two_eyes_stand_beside_each_other_and_look_the_same_way():
    made = recipe("180", VOLUME, (64, 64), {"separation": "6", "distance": "90"})
    left, right = made.views

    assert right.eye[0] - left.eye[0] == pytest.approx(6.0)
    assert left.eye[2] == pytest.approx(90.0)
    assert made.out == (128, 64)
    shots = [Shot(np.full((64, 64, 3), value, np.uint8)) for value in (1, 2)]
    assert (made.pack(shots)[:, :64] == 1).all()


@pytest.mark.parametrize(("kind", "sides"), [("180", (-90, 90)), ("360", (-180, 180))])
def test_columns_are_degrees_to_the_right_and_rows_degrees_down(kind, sides):
    made = recipe(kind, VOLUME, None, {})
    way = rays(made.views[0], 64, 32)
    across = np.degrees(np.arctan2(way[..., 0], -way[..., 2]))
    up = np.degrees(np.arcsin(way[..., 1]))

    np.testing.assert_allclose(across[16], sides[0] + (np.arange(64) + 0.5) / 64 * (sides[1] - sides[0]), atol=1e-6)
    np.testing.assert_allclose(up[:, 20], 90 - (np.arange(32) + 0.5) / 32 * 180, atol=1e-6)


@pytest.mark.parametrize(("kind", "options", "size", "layout", "bounds"), [
    ("180", {}, (32, 32), "sbs", QUARTER), ("180", {"layout": "tb"}, (64, 64), "tb", QUARTER),
    ("360", {}, (64, 32), "mono", 0),
])  # fmt: skip
def test_the_finished_film_says_what_it_is(film, tmp_path, kind, options, size, layout, bounds):
    made = recipe(kind, VOLUME, size, options)
    packed = made.pack([Shot(np.full((size[1], size[0], 3), k + 1, np.uint8)) for k in range(len(made.views))])
    made.after(film)
    other = tmp_path / "a.webm"
    other.write_bytes(b"none of ours")
    made.after(other)

    assert packed.shape[1::-1] == made.out
    assert packed[0, 0, 0] == 1  # the left eye at the left, or at the top
    assert packed[-1, -1, 0] == len(made.views)
    assert read_boxes(film) == {"layout": layout, "bounds": (0, 0, bounds, bounds), "software": "Chorus"}
    assert other.read_bytes() == b"none of ours"


@pytest.mark.parametrize(
    ("profile", "size", "word"), [("90", None, "vr:180"), ("180", (64, 32), "square"), ("360", (64, 64), "twice")]
)
def test_what_is_no_panorama_is_refused(profile, size, word):
    with pytest.raises(UsageError, match=word):
        recipe(profile, VOLUME, size, {})


def test_360_says_that_it_has_no_depth():
    assert any("without depth" in line for line in recipe("360", VOLUME, None, {}).check(VOLUME))
