"""Light out of codes: by tables of pairs and in strips, to the bit what one look-up of each code gives."""

import numpy as np
import pytest

from renderer.core.colour import srgb_decode
from renderer.flash.light import LUMINANCE, linear, luminance, redness, share_of_red, shrink

RNG = np.random.default_rng(8)
CURVE = srgb_decode(np.arange(256) / 255.0).astype(np.float32)


@pytest.mark.parametrize("shape", [(7, 5, 3), (8, 6, 3), (0, 3), (11,), (), (3, 4, 2, 3)])
def test_light_of_any_shape_is_that_of_each_code(shape):
    codes = RNG.integers(0, 256, shape, np.uint8)

    np.testing.assert_array_equal(linear(codes), CURVE[codes])


@pytest.mark.parametrize("part", [np.s_[1::2], np.s_[:, 3:9], np.s_[..., 1], np.s_[:, ::-1], np.s_[::2, ::3]])
def test_light_of_a_part_is_that_of_each_code(part):
    codes = RNG.integers(0, 256, (8, 12, 3), np.uint8)[part]

    np.testing.assert_array_equal(linear(codes), CURVE[codes])


@pytest.mark.parametrize("size", [(300, 401), (90, 160), (1, 1)])
def test_luminance_is_the_weighed_sum_of_light(size):
    codes = RNG.integers(0, 256, (*size, 3), np.uint8)
    red, green, blue = (share * CURVE[codes[..., k]] for k, share in enumerate(LUMINANCE))

    np.testing.assert_array_equal(luminance(codes), red + green + blue)


@pytest.mark.parametrize("size", [(360, 640), (720, 1280), (180, 320), (181, 333), (360, 333), (90, 160), (375, 640)])
def test_cells_hold_the_mean_of_their_pixels(size):
    codes = RNG.integers(0, 256, (*size, 3), np.uint8)
    rows, columns = (np.arange(n + 1) * full // n for n, full in zip((180, 320), size, strict=True))
    sums = CURVE[codes].astype(float).cumsum(0).cumsum(1)
    sums = np.pad(sums, ((1, 0), (1, 0), (0, 0)))
    high, right = np.maximum(rows[1:], rows[:-1] + 1), np.maximum(columns[1:], columns[:-1] + 1)
    area = (high - rows[:-1])[:, None, None] * (right - columns[:-1])[:, None]
    wanted = (sums[high][:, right] - sums[rows[:-1]][:, right] - sums[high][:, columns[:-1]]
              + sums[rows[:-1]][:, columns[:-1]]) / area  # fmt: skip

    np.testing.assert_allclose(shrink(codes, (320, 180)), wanted, atol=2e-6)


def test_the_share_of_red_is_that_of_each_pixel():
    codes = RNG.integers(0, 256, (301, 402, 3), np.uint8)

    np.testing.assert_array_equal(share_of_red(codes), redness(*np.moveaxis(CURVE[codes], -1, 0)))


def test_redness_is_no_colour_in_the_dark():
    assert redness(*np.float32([[1, 0, 1], [0, 0, 1], [0, 0, 1]])) == pytest.approx([0.993, 1 / 3, 1 / 3], abs=1e-3)
