"""A finished picture on a window: fitted, upright, exact at its own size, dimmed by the last factor."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.show.present import Presenter, fit

RNG = np.random.default_rng(8)
SIDE = st.integers(1, 4000)


@given(SIDE, SIDE, st.integers(-50, 50), st.integers(-50, 50), SIDE, SIDE)
def test_a_fitted_rectangle_lies_inside_in_the_middle_and_touches_two_sides(width, height, x, y, wide, high):
    left, bottom, own, tall = fit((width, height), (x, y, wide, high))
    assert own <= wide
    assert tall <= high
    assert own == wide or tall == high
    assert 0 <= (left - x) - (wide - own) // 2 < 1
    assert 0 <= (bottom - y) - (high - tall) // 2 < 1
    assert abs(own * height - tall * width) <= max(width, height)  # half a px of either side


@pytest.fixture
def presented(offscreen):
    """Return ``presented(codes, rect, level)``: what the screen of 32 x 16 px shows of a picture."""
    window = offscreen()
    presenter = Presenter(window.gl)

    def show(codes, rect, level=1.0, ground=(0.0, 0.0, 0.0)):
        texture = window.gl.texture(codes.shape[1::-1], 3, np.ascontiguousarray(codes), alignment=1)
        presenter.clear(window.size, ground)
        presenter.show(texture, rect, level)
        texture.release()
        return window.gl.seen()

    yield show
    presenter.release()


def test_at_its_own_size_it_is_the_picture_itself_upright(presented):
    codes = RNG.integers(0, 256, (8, 16, 3), np.uint8)
    seen = presented(codes, (4, 2, 16, 8), ground=(1.0, 0.0, 0.0))
    np.testing.assert_array_equal(seen[6:14, 4:20], codes)  # 2 px from the bottom of 16
    outside = np.ones((16, 32), bool)
    outside[6:14, 4:20] = False
    assert (seen[outside] == (255, 0, 0)).all()


def test_larger_it_is_blended_between_its_pixels(presented):
    codes = np.repeat(np.array([[0, 255]], np.uint8)[..., None], 3, 2)
    row = presented(codes, (0, 0, 32, 16))[8, :, 0].astype(int)
    assert (np.diff(row) >= 0).all()
    assert (row[:8].max(), row[24:].min()) == (0, 255)
    assert row[15:17].tolist() == pytest.approx([119.5, 135.5], abs=1.5)  # 15/32 and 17/32 of 255


@pytest.mark.parametrize("level", [0.0, 0.5, 1.0])
def test_the_last_factor_dims_the_codes(presented, level):
    codes = RNG.integers(0, 256, (16, 32, 3), np.uint8)
    assert abs(presented(codes, (0, 0, 32, 16), level) - codes * level).max() <= 0.5 + 1e-6


def test_it_is_drawn_whatever_was_switched_on_before(presented, gl):
    codes = np.full((16, 32, 3), 77, np.uint8)
    gl.enable(gl.BLEND | gl.DEPTH_TEST | gl.CULL_FACE)
    gl.blend_func = gl.ONE, gl.ONE
    assert (presented(codes, (0, 0, 32, 16), ground=(0.5, 0.5, 0.5)) == 77).all()
