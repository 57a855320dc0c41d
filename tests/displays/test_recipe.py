"""What every output keeps, whatever its family: its size, its views' proportions, its dtype, its channels."""

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import UsageError
from renderer.core.volume import Volume
from renderer.displays.hologram.slm import correction_of, modulator
from renderer.displays.recipe import FAMILIES, Shot, recipe_of
from renderer.session.setup import Output

VOLUME = Volume(width=60.0, height=40.0, front=10.0, back=20.0, distance=300.0)
# options, size asked for, size of the whole, and whether a view has the proportions of its pixels
OUTPUTS = {
    "quilt:portrait": ({}, (800, 600), (800, 600), False),
    "rgbd:portrait": ({}, (64, 48), (64, 48), False),
    "pyramid:4": ({}, (120, 100), (120, 100), True),
    "pyramid:3": ({}, (120, 100), (120, 100), True),
    "pyramid:1": ({}, (120, 100), (120, 100), True),
    "gauze": ({}, (90, 50), (90, 50), True),
    "fan": ({}, (64, 64), (64, 64), True),
    "stereo:sbs": ({}, (64, 48), (128, 48), True),
    "stereo:tb": ({}, (64, 48), (64, 96), True),
    "stereo:rows": ({}, (64, 48), (64, 48), True),
    "stereo:columns": ({}, (64, 48), (64, 48), True),
    "anaglyph": ({}, (64, 48), (64, 48), True),
}


def shots(recipe, dtype, channels):
    width, height = recipe.size
    picture = np.full((height, width, channels), 9, dtype)
    return [Shot(picture, np.full((height, width), 290.0, np.float32)) for _ in recipe.views]


def assert_proportions(recipe):
    for view in recipe.views:
        seen = np.linalg.norm(view.right) / np.linalg.norm(view.up)
        assert seen == pytest.approx(recipe.size[0] / recipe.size[1], rel=1e-6)


def test_a_hololuminescent_display_shows_its_safe_area_undistorted():
    for turned, whole in (("no", (2160, 3840)), ("yes", (3840, 2160))):
        recipe = recipe_of(Output("hld:16", {"turned": turned}), VOLUME)
        assert recipe.out == whole
        assert_proportions(recipe)


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_is_packed_has_the_size_that_was_told(name):
    options, asked, whole, plain = OUTPUTS[name]
    recipe = recipe_of(Output(name, options, asked), VOLUME)
    packed = recipe.pack(shots(recipe, np.uint8, 3))

    assert recipe.out == whole
    assert packed.shape[:2] == whole[::-1]
    assert packed.dtype == np.uint8
    if plain:
        assert_proportions(recipe)


@pytest.mark.parametrize("name", [name for name in OUTPUTS if not name.startswith("quilt")])
@pytest.mark.parametrize("channels", [3, 4])
def test_16_bits_stay_16_bits(name, channels):
    options, asked, *_ = OUTPUTS[name]
    recipe = recipe_of(Output(name, options, asked), VOLUME)
    packed = recipe.pack(shots(recipe, np.uint16, channels))

    assert packed.dtype == np.uint16
    assert packed.shape[:2] == recipe.out[::-1]


def test_an_unknown_family_is_told_with_the_nearest():
    with pytest.raises(UsageError, match="no output 'quit'; did you mean 'quilt'"):
        recipe_of(Output("quit:portrait"), VOLUME)
    with pytest.raises(UsageError, match=f"no output 'x'; there are {', '.join(FAMILIES)}"):
        recipe_of(Output("x"), VOLUME)


def test_a_correction_has_the_panels_own_size(tmp_path):
    panel = modulator("generic-1080p")
    wide, high = panel.pixels
    for size, right in (((wide, high), True), ((high, wide), False), ((wide - 1, high), False)):
        Image.new("L", size, 7).save(tmp_path / "a.png")
        if right:
            assert correction_of(str(tmp_path / "a.png"), panel).shape == (high, wide)
        else:
            with pytest.raises(UsageError, match=f"it is {size[0]}x{size[1]} px, not the {wide}x{high} px of the"):
                correction_of(str(tmp_path / "a.png"), panel)
