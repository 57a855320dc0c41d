"""A picture beside its depth: where either lies, how large both are, and what a grey means."""

import numpy as np
import pytest

from renderer.core.errors import UsageError
from renderer.core.view import rays
from renderer.core.volume import Volume
from renderer.displays.lightfield.profile import device, devices
from renderer.displays.lightfield.rgbd import LIMIT, PLACES, depth_codes
from renderer.displays.recipe import Shot, recipe_of
from renderer.session.setup import Output

VOLUME = Volume(width=60.0, height=80.0, front=10.0, back=20.0, distance=300.0)


def made(name, size=None, **options):
    return recipe_of(Output(name, options, size), VOLUME)


def blank(recipe, channels=3, dtype=np.uint8):
    width, height = recipe.size
    return Shot(np.full((height, width, channels), 9, dtype), np.zeros((height, width), np.float32))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("size", [(64, 30), (34, 128)])
def test_both_halves_together_have_the_size_that_was_asked_for(place, size):
    recipe = made("rgbd:portrait", size=size, place=place)

    assert recipe.out == size
    assert recipe.pack([blank(recipe)]).shape[1::-1] == size


@pytest.mark.parametrize(("size", "ways"), [((63, 30), ("left", "right")), ((64, 31), ("top", "bottom"))])
def test_an_odd_side_is_refused_only_where_it_is_divided(size, ways):
    for place in PLACES:
        if place in ways:
            with pytest.raises(UsageError, match="do not divide in two"):
                made("rgbd:portrait", size=size, place=place)
        else:
            assert made("rgbd:portrait", size=size, place=place).out == size


@pytest.mark.parametrize("place", ["right", "top"])
@pytest.mark.parametrize("name", devices())
def test_unasked_each_half_is_the_panel_divided_by_the_least_that_players_take(name, place):
    recipe, panel = made(f"rgbd:{name}", place=place), device(name).panel
    twice = (2, 1) if place == "right" else (1, 2)
    least = next(k for k in range(1, 9) if all(panel[i] * twice[i] <= LIMIT * k for i in (0, 1)))

    assert recipe.size == (panel[0] // least, panel[1] // least)
    assert recipe.out == tuple(recipe.size[i] * twice[i] for i in (0, 1))


@pytest.mark.parametrize("inverted", [False, True])
def test_grey_is_the_share_of_the_way_from_the_back_to_the_front(inverted):
    (view,) = made("rgbd:portrait").views
    forward = -rays(view, 6, 8)[..., 2]
    z = np.linspace(-25.0, 15.0, 48).reshape(8, 6)
    depth = ((300.0 - z) / forward).astype(np.float32)
    share = np.interp(z, (-20.0, 10.0), (0.0, 1.0))  # beyond either end it stays there
    share = 1.0 - share if inverted else share

    codes = {kind: depth_codes(depth, view, VOLUME, np.dtype(kind), inverted=inverted) for kind in ("f4", "u1", "u2")}
    np.testing.assert_allclose(codes["f4"], share, atol=1e-5)
    np.testing.assert_allclose(codes["u1"], share * 255, atol=0.501)
    np.testing.assert_allclose(codes["u2"], share * 65535, atol=1.0)


@pytest.mark.parametrize(("dtype", "most"), [(np.uint8, 255), (np.uint16, 65535), (np.float32, 1.0)])
def test_depth_is_never_transparent(dtype, most):
    recipe = made("rgbd:portrait", size=(8, 8))
    packed = recipe.pack([blank(recipe, 4, dtype)])

    assert packed.dtype == dtype
    assert (packed[:, 4:, 3] == most).all()
    assert (packed[:, 4:, :3] == 0).all()


def test_rgbd_has_colour_left_depth_right_and_white_is_near():
    recipe = made("rgbd:portrait", size=(64, 32))
    (view,) = recipe.views
    forward = -rays(view, 32, 32)[..., 2]
    for z, code in ((10.0, 255), (-5.0, 128), (-20.0, 0)):
        shot = Shot(np.full((32, 32, 3), 7, np.uint8), ((300 - z) / forward).astype(np.float32))
        packed = recipe.pack([shot])
        assert packed.shape == (32, 64, 3)
        assert (packed[:, :32] == 7).all()
        assert abs(packed[:, 32:].astype(int) - code).max() <= 1
    empty = recipe.pack([Shot(np.zeros((32, 32, 3), np.uint8), np.zeros((32, 32), np.float32))])
    assert not empty.any()
    assert (recipe.facts["depth_loc"], recipe.facts["depth_inversion"], recipe.needs_depth) == (2, 0, True)


@pytest.mark.parametrize(("place", "code"), [("top", 0), ("bottom", 1), ("right", 2), ("left", 3)])
def test_rgbd_depth_stands_where_it_is_asked(place, code):
    recipe = made("rgbd:portrait", size=(8, 8), place=place, near="black")
    width, height = recipe.size
    packed = recipe.pack([Shot(np.full((height, width, 4), 9, np.uint16), np.zeros((height, width), np.float32))])
    part = {"top": packed[:4], "bottom": packed[4:], "left": packed[:, :4], "right": packed[:, 4:]}[place]

    assert recipe.facts["depth_loc"] == code
    assert (part == 65535).all()
    assert (packed == 9).sum() == packed.size // 2
