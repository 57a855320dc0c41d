"""Two eyes: ffmpeg as the second opinion, and who sees what."""

import subprocess

import imageio_ffmpeg
import numpy as np
import pytest

from renderer.core.errors import DataError, UsageError
from renderer.core.view import matrix
from renderer.core.volume import Volume
from renderer.displays.recipe import Shot
from renderer.displays.stereo import anaglyph, head, packing

VOLUME = Volume(width=80.0, height=45.0, front=20.0, back=30.0, distance=300.0)
RNG = np.random.default_rng(8)


def pair(w=64, h=36):
    smooth = np.cumsum(np.cumsum(RNG.normal(size=(2, h, w, 3)), axis=1), axis=2)
    smooth -= smooth.min()
    return (smooth / smooth.max() * 255).astype(np.uint8)


def ffmpeg(left, right, mode):
    """Return what ffmpeg's stereo3d makes of a pair side by side."""
    both = np.concatenate([left, right], axis=1)
    h, w = both.shape[:2]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{w}x{h}",
               "-i", "-", "-vf", f"stereo3d=sbsl:{mode},format=rgb24", "-f", "rawvideo", "-"]  # fmt: skip
    done = subprocess.run(command, input=both.tobytes(), capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.uint8)


@pytest.mark.parametrize(
    ("name", "mode"), [("red-cyan-2001", "arcd"), ("green-magenta", "agmd"), ("amber-blue", "aybd")]
)
def test_anaglyphs_agree_with_ffmpeg(name, mode):
    left, right = pair()
    theirs = ffmpeg(left, right, mode).reshape(left.shape).astype(int)
    ours = anaglyph.mixed(left, right, anaglyph.glasses(name), "gamma").astype(int)

    assert np.abs(ours - theirs).max() <= 2


def test_the_two_red_cyan_matrices_are_two():
    left, right = pair()
    kinds = [anaglyph.glasses(f"red-cyan-{year}") for year in (2001, 2009)]
    one, other = (anaglyph.mixed(left, right, kind, "gamma").astype(int) for kind in kinds)

    assert np.abs(one - other).max() > 5


def test_each_glass_sees_its_own_eye():
    made = anaglyph.recipe("red-cyan-2009", VOLUME, (32, 18), {})
    white, black = np.full((18, 32, 3), 255, np.uint8), np.zeros((18, 32, 3), np.uint8)
    only_left = made.simulate(made.pack([Shot(white), Shot(black)]), 0.0)

    assert only_left[:, :32].mean() > 10 * only_left[:, 32:].mean()


@pytest.mark.parametrize(("name", "light"), [("red-cyan-2001", "gamma"), ("red-cyan-2009", "linear")])
def test_matrices_work_on_what_they_were_made_for(name, light):
    left, right = pair()
    made = anaglyph.recipe(name, VOLUME, (64, 36), {})
    expected = anaglyph.mixed(left, right, anaglyph.glasses(name), light)

    assert made.facts["light"] == light
    np.testing.assert_array_equal(made.pack([Shot(left), Shot(right)]), expected)


@pytest.mark.parametrize("name", ["red-cyan-2001", "red-cyan-2009", "green-magenta", "amber-blue"])
def test_white_in_both_eyes_stays_white(name):
    kind = anaglyph.glasses(name)
    shares = np.array(kind["left"]) + kind["right"]

    np.testing.assert_allclose(shares.sum(axis=1), 1.0, atol=0.01)  # a least-squares fit keeps it, by constraint


def test_what_either_eye_sees_is_no_hole():
    made = anaglyph.recipe("", VOLUME, (3, 1), {})
    left, right = np.zeros((2, 1, 3, 4), np.uint8)
    left[0, 0, 3], right[0, 1, 3] = 200, 100

    assert made.pack([Shot(left), Shot(right)])[0, :, 3].tolist() == [200, 100, 0]


@pytest.mark.parametrize(("layout", "mode"), [("sbs", "sbsl"), ("tb", "abl")])
def test_packed_pairs_agree_with_ffmpeg(layout, mode):
    left, right = pair()
    made = packing.packed(left, right, layout)

    np.testing.assert_array_equal(made, ffmpeg(left, right, mode).reshape(made.shape))


def test_lines_take_turns():
    left, right = pair()
    rows, columns = packing.packed(left, right, "rows"), packing.packed(left, right, "columns")

    np.testing.assert_array_equal(rows[0::2], left[0::2])
    np.testing.assert_array_equal(rows[1::2], right[1::2])
    np.testing.assert_array_equal(columns[:, 1::2], right[:, 1::2])


def test_half_swapped_and_in_turn():
    left, right = (Shot(one) for one in pair())
    half = packing.recipe("sbs", VOLUME, (128, 36), {"half": "yes"})
    turns = packing.recipe("sequential", VOLUME, (64, 36), {"swap": "yes"})

    assert (half.size, half.out, half.tag) == ((64, 36), (128, 36), "_sbs_half")
    assert half.views[0].right[0] / half.views[0].up[1] == pytest.approx(128 / 36)  # squeezed, not cropped
    assert turns.pictures == 2
    np.testing.assert_array_equal(turns.pack([left, right])[0], right.picture)


def test_left_stands_left_and_a_strained_pair_is_told_of():
    made = packing.recipe("sbs", VOLUME, None, {"separation": "63"})

    assert made.views[0].eye[0] < made.views[1].eye[0]
    assert any("separation=" in line for line in made.check(VOLUME))
    assert not packing.recipe("sbs", VOLUME, None, {"separation": "6"}).check(VOLUME)


def test_a_pair_falls_apart_as_two_projections_say():
    made = packing.recipe("sbs", VOLUME, None, {"separation": "80", "distance": "200"})
    said = made.check(VOLUME)
    for line, z in zip(said, (VOLUME.front, -VOLUME.back), strict=True):
        point = np.array([0.0, 0.0, z, 1.0])
        left, right = (clip[0] / clip[3] / 2 for clip in (matrix(view, 10, 1000) @ point for view in made.views))
        assert float(line.split("falls ")[1].split("%")[0]) / 100 == pytest.approx(abs(left - right), abs=6e-4)


def test_eyes_stand_apart_as_far_as_their_distance_bears():
    left, right = packing.recipe("tb", VOLUME, None, {"distance": "100"}).views

    assert (right.eye[0] - left.eye[0], left.eye[2]) == pytest.approx((6.0, 100.0))


def test_the_remedy_of_a_strained_pair_heals_it():
    (first, *_) = packing.recipe("sbs", VOLUME, None, {"separation": "63"}).check(VOLUME)
    better = first.partition("separation=")[2].rstrip(".")

    assert not [line for line in packing.recipe("sbs", VOLUME, None, {"separation": better}).check(VOLUME)
                if line.startswith(first[:9])]  # fmt: skip


@pytest.mark.parametrize(("module", "profile", "size", "options", "word"), [
    (anaglyph, "red-cyan-2010", None, {}, "red-cyan-2009"),
    (anaglyph, "", None, {"separaton": "3"}, "separation"),
    (packing, "sideways", None, {}, "sbs"),
    (packing, "rows", None, {"half": "yes"}, "sbs and tb"),
    (packing, "sbs", (33, 20), {"half": "yes"}, "even"),
    (packing, "sbs", None, {"separation": "nan"}, "separation"),
    (packing, "tb", (32, 21), {"half": "yes"}, "even"),
    (anaglyph, "", None, {"distance": "20"}, "stand in the form"),
    (head, "", None, {}, "path"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(module, profile, size, options, word):
    with pytest.raises(UsageError, match=word):
        module.recipe(profile, VOLUME, size, options)


def test_a_head_is_followed_between_its_moments(tmp_path):
    path = tmp_path / "walk.csv"
    path.write_text("time,x,y,z\n5,-40,0,300\n7,40,20,200\n")
    made = head.recipe(str(path), VOLUME, (160, 90), {})

    assert made.views_at(0.0)[0].eye == (-40.0, 0.0, 300.0)
    assert made.views_at(1.0)[0].eye == (0.0, 10.0, 250.0)
    assert made.views_at(9.0)[0].eye == (40.0, 20.0, 200.0)
    assert head.recipe(str(path), VOLUME, (160, 90), {"scale": "0.5"}).views_at(1.0)[0].eye == (0.0, 5.0, 125.0)


@pytest.mark.parametrize(("text", "where"), [
    ("", ":1:"), ("x,y\n", ":1:"), ("time,x,y,z\n0,0,0,300\n1,nan,0,300\n", ":3:"), ("time,x,y,z\n0,0,0\n", ":2:"),
    ("time,x,y,z\n0,0,0,300\n0,0,0,300\n", "back"), ("time,x,y,z\n0,0,0,-3\n", "behind"), ("time,x,y,z\n", "no moment"),
])  # fmt: skip
def test_a_damaged_path_is_told_with_its_line(tmp_path, text, where):
    path = tmp_path / "walk.csv"
    path.write_text(text)
    with pytest.raises(DataError, match=where):
        head.read_path(path)
