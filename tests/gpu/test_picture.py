"""The end of the line against IEC 61966-2-1: codes of known light, dither, alpha, which row is the top."""

import moderngl
import numpy as np
import pytest

from renderer.core.errors import RendererError
from renderer.core.region import Region
from renderer.gpu.picture import STEPS, Picture
from renderer.gpu.target import Place, make_target
from renderer.scene.scene import Pass

SIZE = (64, 8)
RNG = np.random.default_rng(11)


def codes_of(light):
    """IEC 61966-2-1, written out for one channel."""
    light = np.clip(light, 0.0, 1.0)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


@pytest.fixture
def picture(gl):
    """Return ``picture(depth, ...)``: one of 64 x 8 px, released after the test."""
    made = []

    def make(depth, size=SIZE, **how):
        made.append(Picture(gl, Region(0, 0, *size), size, depth, **how))
        return made[-1]

    yield make
    for one in made:
        one.release()


@pytest.fixture
def light(gl):
    """Return ``light(values)``: a target of linear light, [height, width] or with 4 channels, top row first."""
    made = []

    def make(values):
        values = np.asarray(values, np.float32)
        if values.ndim == 2:
            values = np.stack([values] * 3 + [np.ones_like(values)], -1)
        size = values.shape[1::-1]
        target = make_target(gl, Pass("a", "a.frag", format="f4"), Place(size, (0, 0), size), double=False)
        target.front.write(np.ascontiguousarray(values[::-1]))
        made.append(target)
        return target

    yield make
    gl.detect_framebuffer(0).use()
    for one in made:
        one.release()


def test_where_there_is_no_room_a_sentence_says_so(picture, gl, monkeypatch):
    made = picture(8)

    def refuse(*_, **__):
        raise moderngl.Error("cannot create texture")

    monkeypatch.setattr(type(gl), "texture", refuse)
    with pytest.raises(RendererError, match=r"no room for a picture of 64x8 px in 32 bit, in which samples .* one s"):
        _ = made.light
    with pytest.raises(RendererError, match="no room for a picture of 64x8 px in 16 bit; ask for fewer px"):
        picture(16)


def test_sixteen_bits_are_the_formula_of_the_standard_at_both_its_branches(picture, light):
    ramp = np.concatenate([np.linspace(0.0, 0.0062, 256), np.linspace(0.0, 1.0, 256)]).reshape(8, 64)
    made = picture(16)
    made.develop(light(ramp), 0, 0)
    found = made.read()
    assert found.dtype == np.uint16
    for channel in range(3):
        assert abs(found[..., channel] - codes_of(ramp) * 65535).max() < 1.6  # a step of dither, and rounding


@pytest.mark.parametrize("level", [0.002, 0.0031308, 0.05, 0.18, 0.5, 0.9])
def test_dither_keeps_the_mean_of_a_flat_light_and_frames_and_seeds_differ(picture, light, level):
    made, flat = picture(8, (256, 256)), light(np.full((256, 256), level))
    pictures = []
    for frame, seed in ((0, 0), (1, 0), (0, 1)):
        made.develop(flat, frame, seed)
        pictures.append(made.read())
        exact = codes_of(level) * 255
        # Triangular noise of one step: variance 1/6 + 1/12 of a step squared, over 65,536 px and 3 channels.
        assert abs(pictures[-1].mean(dtype=float) - exact) < 5 * np.sqrt(0.25 / pictures[-1].size)
        assert abs(pictures[-1] - exact).max() <= 1.5
    assert (pictures[0] != pictures[1]).mean() > 0.2
    assert (pictures[0] != pictures[2]).mean() > 0.2
    made.develop(flat, 0, 0)
    np.testing.assert_array_equal(made.read(), pictures[0])


@pytest.mark.parametrize("depth", [8, 16])
def test_black_and_full_light_have_no_noise_and_what_is_beyond_is_cut(picture, light, depth):
    made = picture(depth)
    made.develop(light(np.tile([0.0, 1.0, -3.0, 7.0], (8, 16))), 3, 4)
    most = int(STEPS[depth])
    assert (made.read() == np.tile(np.array([0, most, 0, most])[:, None], (8, 16, 3))).all()


def test_float_pictures_are_the_light_itself(picture, light):
    values = RNG.normal(0, 3, (8, 64, 4)).astype(np.float32)
    made = picture(32)
    made.develop(light(values), 0, 0)
    np.testing.assert_array_equal(made.read(4), values)


def test_the_first_row_that_is_read_is_the_top(picture, light):
    values = np.tile(np.arange(8.0)[:, None], (1, 64))
    made = picture(32)
    made.develop(light(values), 0, 0)
    np.testing.assert_array_equal(made.read()[..., 0], values)


def test_a_part_of_a_picture_has_the_codes_and_the_dither_of_the_whole(gl, picture, light):
    values = RNG.random((8, 64, 4)).astype(np.float32)
    whole, part = picture(8), Picture(gl, Region(6, 2, 20, 4), SIZE, 8)
    for made in (whole, part):
        made.develop(light(values), 5, 6)
    np.testing.assert_array_equal(part.read(), whole.read()[2:6, 6:26])
    np.testing.assert_array_equal(part.read(3, Region(8, 3, 5, 2)), whole.read()[3:5, 8:13])
    part.release()


def test_alpha_is_beside_straight_colour_only_where_that_was_asked_for(picture, light):
    premultiplied = np.float32([0.25, 0.125, 0.0, 0.5])
    texels = light(np.tile(premultiplied, (8, 64, 1)))
    for straight, factor in ((True, 2.0), (False, 1.0)):
        made = picture(16, straight=straight)
        made.develop(texels, 0, 0)
        expected = [*codes_of(premultiplied[:3] * factor) * 65535, 0.5 * 65535]
        np.testing.assert_allclose(made.read(4), np.broadcast_to(expected, (8, 64, 4)), atol=1.6)


def test_nothing_at_all_is_no_colour_and_alpha_beyond_one_is_one(picture, light):
    made = picture(8, straight=True)
    texels = np.tile(np.float32([[0.0, 0.0, 0.0, 0.0], [2.0, 2.0, 2.0, 2.0]]), (8, 32, 1))
    made.develop(light(texels), 0, 0)
    np.testing.assert_array_equal(made.read(4)[0, :2], [[0] * 4, [255] * 4])


def test_light_is_gathered_by_its_weights(picture, light):
    made, values = picture(32), RNG.random((8, 64, 4)).astype(np.float32)
    made.light.clear()
    made.add(light(values), 0.25)
    made.add(light(values[:, ::-1]), 0.75)
    made.develop(None, 0, 0)
    np.testing.assert_allclose(made.read(4), 0.25 * values + 0.75 * values[:, ::-1], rtol=1e-6)


def test_a_picture_that_no_gpu_holds_is_refused(gl):
    with pytest.raises(RendererError, match=r"^8x9000000 px is more than this GPU draws in one piece"):
        Picture(gl, Region(0, 0, 8, 9_000_000), (8, 9_000_000))
