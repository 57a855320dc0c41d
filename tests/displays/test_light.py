"""One picture as codes of 8 and 16 bits and as light: every output makes the same of it."""

import numpy as np
import pytest

from renderer.core.colour import srgb_decode, srgb_encode
from renderer.core.volume import Volume
from renderer.displays.light import like
from renderer.displays.physical import hld
from renderer.displays.recipe import Shot, recipe_of
from renderer.session.setup import Output

VOLUME = Volume(width=80.0, height=60.0, distance=300.0)
NAMES = {
    "quilt:portrait": ((96, 96), {}),
    "rgbd:portrait": ((48, 24), {}),
    "pyramid:4": ((96, 96), {"gain": "0.5"}),
    "gauze": ((48, 24), {"floor": "0.1"}),
    "hld:small": (None, {}),
    "fan:generic": ((32, 32), {"leds": "8", "angles": "12"}),
    "stereo:rows": ((48, 24), {}),
    "anaglyph:red-cyan-2001": ((48, 24), {}),
    "anaglyph:red-cyan-2009": ((48, 24), {}),
    "vr:180": ((24, 24), {}),
}


SMALL = """title = "small"
source = "test"
pixels = [40, 60]
safe_top = 8
safe_bottom = 4
safe_side = 5
"""


@pytest.mark.parametrize("name", NAMES)
def test_whatever_the_pixels_are_stored_as_the_picture_is_one(name, tmp_path, monkeypatch):
    (tmp_path / "small.toml").write_text(SMALL)
    monkeypatch.setattr(hld, "FOLDER", tmp_path)
    size, options = NAMES[name]
    recipe = recipe_of(Output(name, options, size), VOLUME)
    rng, (width, height) = np.random.default_rng(2), recipe.size
    codes = [rng.integers(0, 256, (height, width, 4), np.uint8) for _ in recipe.views]
    far = rng.uniform(250, 330, (height, width)).astype(np.float32)

    def light(code):
        return np.concatenate([srgb_decode(code[..., :3] / 255), code[..., 3:] / 255], axis=2).astype(np.float32)

    eight = recipe.pack([Shot(code, far) for code in codes]) / 255
    sixteen = recipe.pack([Shot(code * np.uint16(257), far) for code in codes])
    linear = recipe.pack([Shot(light(code), far) for code in codes])

    assert eight.shape[1::-1] == recipe.out
    assert (sixteen.dtype, linear.dtype) == (np.uint16, np.float32)
    np.testing.assert_allclose(sixteen / 65535, eight, atol=1.01 / 255)  # a fan rounds twice
    if name[:3] in ("rgb", "fan"):  # half of it is depth, or pixels between pixels: mixed as they are
        return
    np.testing.assert_allclose(srgb_encode(linear[..., :3]), eight[..., :3], atol=0.51 / 255)
    np.testing.assert_allclose(linear[..., 3:], eight[..., 3:], atol=0.51 / 255)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("channels", [3, 4])
def test_what_a_simulator_gives_is_stored_as_the_file_wants_it(dtype, channels):
    seen = np.arange(0, 240, 5, dtype=np.uint8).reshape(4, 4, 3)
    made = like(seen, np.zeros((2, 2, channels), dtype))
    codes = srgb_encode(made[..., :3]) if dtype is np.float32 else made[..., :3] / np.iinfo(dtype).max

    assert made.dtype == dtype
    np.testing.assert_allclose(codes, seen / 255, atol=1e-6)
    assert (made[..., 3:] == (1 if dtype is np.float32 else np.iinfo(dtype).max)).all()
    assert made.shape[2] == channels
