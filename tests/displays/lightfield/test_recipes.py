"""Recipes of light fields: their views, sizes, names, options and warnings."""

import json

import numpy as np
import pytest

from renderer.core.errors import DataError, UsageError
from renderer.core.view import matrix
from renderer.core.volume import Volume
from renderer.displays.lightfield.calibration import load
from renderer.displays.lightfield.check import disparity, reach
from renderer.displays.lightfield.interlace import interlace
from renderer.displays.lightfield.profile import devices
from renderer.displays.lightfield.tiles import Grid, views_of
from renderer.displays.recipe import Shot, recipe_of
from renderer.session.setup import Output
from tests.displays.lightfield.test_calibration import FILE

VOLUME = Volume(width=60.0, height=80.0, front=10.0, back=20.0, distance=300.0)


def made(name, size=None, **options):
    return recipe_of(Output(name, options, size), VOLUME)


def flat(recipe, dtype=np.uint8, channels=3):
    """Return a shot of one colour for each view, its number."""
    width, height = recipe.size
    return [Shot(np.full((height, width, channels), i, dtype)) for i in range(len(recipe.views))]


def test_a_portrait_quilt_is_the_one_its_players_expect():
    quilt = made("quilt:portrait")
    packed = quilt.pack(flat(quilt))

    assert (quilt.size, quilt.out, quilt.tag, len(quilt.views)) == ((420, 560), (3360, 3360), "_qs8x6a0.75", 48)
    assert packed.shape == (3360, 3360, 3)
    _, views = views_of(packed, f"q{quilt.tag}.png")
    assert [int(view.max()) for view in views] == [*range(48)]


def test_eyes_go_from_left_to_right_within_the_cone_and_screens_stand_still():
    views = made("quilt:portrait").views
    angles = np.degrees(np.arctan([view.eye[0] / 300 for view in views]))

    np.testing.assert_allclose(angles, 40 * ((np.arange(48) + 0.5) / 48 - 0.5), atol=1e-9)
    assert len({(view.corner, view.right, view.up) for view in views}) == 1


@pytest.mark.parametrize("family", ["quilt", "lenticular", "rgbd"])
@pytest.mark.parametrize("name", devices())
def test_every_family_knows_every_display(family, name):
    recipe = made(f"{family}:{name}")

    assert all(side <= 8192 for side in recipe.out)
    assert recipe.facts["source"]
    assert json.dumps(dict(recipe.facts))


def test_options_change_what_they_say():
    assert len(made("quilt:portrait", count="45").views) == 45
    assert made("quilt:portrait", count="45").tag == "_qs9x5a0.75"
    assert made("quilt:portrait", depthiness="0.5").views[0].eye[0] > made("quilt:portrait").views[0].eye[0]
    assert made("quilt:portrait", cone="120", depthiness="4").facts["cone_degrees"] == 160.0
    assert made("quilt:portrait", cone="20").views[0] == made("quilt:portrait", depthiness="0.5").views[0]
    assert made("quilt:gen1-8k", fit="4096").out == (4095, 4095)
    assert made("quilt:portrait", size=(800, 600)).size == (100, 100)
    assert made("quilt:portrait", order="downward").tag == ""


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("quilt:portait", {}, "no light-field display 'portait'; did you mean 'portrait'.? There are"),
        ("quilt:", {}, "such as quilt:portrait"),
        ("quilt:portrait", {"cunt": "3"}, "no option 'cunt'; did you mean 'count'"),
        ("quilt:portrait", {"count": "many"}, "no number within 2 .. 255"),
        ("quilt:portrait", {"count": "4.5"}, "no whole number"),
        ("quilt:portrait", {"cone": "nan"}, "no number within"),
        ("quilt:portrait", {"order": "upwards"}, "did you mean 'upward'"),
        ("rgbd:portrait", {"depthiness": "9"}, "0.1 .. 4"),
        ("lenticular:portrait", {"sample": "edge"}, "centre, corner"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_nearest(name, options, says):
    with pytest.raises(UsageError, match=says):
        made(name, **options)


def test_disparity_is_what_two_projections_say():
    views = made("quilt:portrait").views
    for z in (10.0, -20.0):
        point = np.array([3.0, 1.0, z, 1.0])
        across = [(m := matrix(view, 10.0, 1000.0) @ point)[0] / m[3] * 210 for view in views]
        assert disparity(views, 420, 300.0, z) == pytest.approx(abs(np.diff(across)).max(), rel=1e-9)


def test_the_depth_that_stays_sharp_moves_by_one_pixel():
    views = made("quilt:portrait").views

    assert disparity(views, 420, 300.0, reach(views, 420, 300.0, front=True)) == pytest.approx(1.0)
    assert disparity(views, 420, 300.0, -reach(views, 420, 300.0, front=False)) == pytest.approx(1.0)


def test_preflight_names_depth_padding_and_the_remedy():
    said = " ".join(made("quilt:gen1-8k").check(VOLUME))

    assert "px between neighbouring views" in said
    for side, z in (("front", 10.0), ("back", -20.0)):
        shift = disparity(made("quilt:gen1-8k").views, 1638, 300.0, z)
        assert f"The {side}, {abs(z):g} mm from the focal plane, moves {shift:.1f} px" in said
    assert "2 columns at the right and 2 rows at the top stay black" in said
    assert "--size 8190x8190" in said
    assert "fills 42% of the panel" in said
    flatter = made("quilt:portrait", depthiness="0.3", fit="2000")
    assert flatter.check(VOLUME) == ()


def test_the_remedy_for_depth_is_one():
    first = made("quilt:portrait").check(VOLUME)[0]
    value = first.split("depthiness=")[1].split(")")[0]

    said = made("quilt:portrait", depthiness=value).check(VOLUME)
    assert not any(line.startswith("The front") for line in said)


def test_a_calibration_file_makes_the_panels_own_picture(tmp_path):
    path = tmp_path / "visual.json"
    path.write_text(json.dumps({**FILE, "screenW": {"value": 192}, "screenH": {"value": 256}}))
    recipe = made(f"lenticular:{path}", fit="480")
    picture = recipe.pack([Shot(shot.picture * 5) for shot in flat(recipe, channels=4)])

    assert picture.shape == (256, 192, 3)
    assert recipe.size == (60, 80)
    assert recipe.facts["device"] == "Looking Glass Portrait"
    np.testing.assert_allclose(recipe.simulate(picture, 0.0).mean() / 5, 23.5, atol=0.2)
    assert not any("typical" in line for line in recipe.check(VOLUME))
    assert any("typical" in line for line in made("lenticular:portrait").check(VOLUME))


@pytest.mark.parametrize("depthiness", ["0.5", "2"])
@pytest.mark.parametrize("family", ["quilt", "lenticular"])
def test_the_simulators_eye_swings_from_the_first_view_to_the_last(family, depthiness):
    recipe = made(f"{family}:portrait", fit="480", depthiness=depthiness)
    packed = recipe.pack([Shot(shot.picture * 5) for shot in flat(recipe)])
    low, high = (recipe.simulate(packed, angle).mean() / 5 for angle in recipe.sweep)

    assert 0.5 < low < 3.0
    assert 44.0 < high < 46.5


@pytest.mark.parametrize("option", [{"sample": "corner"}, {"filter": "mix"}, {}])
def test_a_lenticular_picture_is_interlaced_as_asked(option, tmp_path):
    path = tmp_path / "visual.json"
    path.write_text(json.dumps({**FILE, "viewCone": 50, "screenW": 192, "screenH": 256}))
    recipe = made(f"lenticular:{path}", fit="480", **option)
    rng, (width, height) = np.random.default_rng(1), recipe.size
    views = [rng.integers(0, 256, (height, width, 3), np.uint8) for _ in recipe.views]
    grid = Grid(8, 6, (480, 480), 0.75)
    how = {"corner": "sample" in option, "smooth": "filter" in option}

    np.testing.assert_array_equal(recipe.pack([Shot(view) for view in views]),
                                  interlace(grid.pack(views), grid, load(path), **how))  # fmt: skip
    assert recipe.facts["cone_degrees"] == 50.0


def test_a_calibration_of_no_known_display_asks_for_the_nearest(tmp_path):
    path = tmp_path / "visual.json"
    path.write_text(json.dumps({**FILE, "serial": "X", "screenW": 200, "screenH": 300}))
    with pytest.raises(UsageError, match="--with device="):
        made(f"lenticular:{path}")
    assert made(f"lenticular:{path}", device="portrait").out == (200, 300)
    with pytest.raises(DataError, match="cannot be read"):
        made("lenticular:nothing.json")
    with pytest.raises(UsageError, match="leave --size out"):
        made("lenticular:portrait", size=(100, 100))
