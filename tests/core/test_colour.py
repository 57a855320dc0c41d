"""Colour against the standards it is taken from, and there and back again."""

import numpy as np
import pytest

from renderer.core.colour import (
    hex_to_linear,
    linear_to_hex,
    linear_to_oklab,
    mix_hex,
    oklab_to_linear,
    oklch_to_linear,
    srgb_decode,
    srgb_encode,
)

RNG = np.random.default_rng(2)


@pytest.mark.parametrize(("code", "light"), [
    (0.0, 0.0), (1.0, 1.0), (0.5, 0.21404114), (188 / 255, 0.50288646), (10 / 255, 0.0030352698),
    (11 / 255, 0.0033465358), (0.04045, 0.0031308049),
])  # fmt: skip
def test_srgb_is_iec_61966_2_1(code, light):
    assert srgb_decode(code) == pytest.approx(light, rel=1e-6)
    assert srgb_encode(light) == pytest.approx(code, abs=2e-5)


def test_codes_come_back_over_the_whole_range_in_any_shape():
    codes = np.linspace(0, 1, 4096).reshape(4, 8, 128)
    np.testing.assert_allclose(srgb_encode(srgb_decode(codes)), codes, atol=2e-7)
    assert (np.diff(srgb_encode(np.linspace(0, 1, 9999))) > 0).all()


def test_negative_light_is_none_and_light_beyond_one_goes_on():
    assert srgb_encode([-1.0, -1e-9]).tolist() == [0.0, 0.0]
    assert srgb_encode(4.0) > 1.5


@pytest.mark.parametrize(("rgb", "lab"), [  # from Ottosson's own table of XYZ pairs, and the primaries of sRGB
    ((1, 1, 1), (1.0, 0.0, 0.0)), ((0, 0, 0), (0.0, 0.0, 0.0)), ((1, 0, 0), (0.627955, 0.224863, 0.125846)),
    ((0, 1, 0), (0.866440, -0.233888, 0.179498)), ((0, 0, 1), (0.452014, -0.032457, -0.311528)),
])  # fmt: skip
def test_oklab_of_known_colours(rgb, lab):
    np.testing.assert_allclose(linear_to_oklab(rgb), lab, atol=2e-5)
    np.testing.assert_allclose(oklab_to_linear(lab), rgb, atol=2e-5)


def test_oklab_there_and_back():
    rgb = RNG.random((50, 3))
    np.testing.assert_allclose(oklab_to_linear(linear_to_oklab(rgb)), rgb, atol=1e-6)


def test_oklch_turns_by_degrees():
    for hue, way in ((0.0, (0.1, 0.0)), (90.0, (0.0, 0.1)), (180.0, (-0.1, 0.0)), (450.0, (0.0, 0.1))):
        np.testing.assert_allclose(linear_to_oklab(oklch_to_linear(0.7, 0.1, hue)), [0.7, *way], atol=1e-6)


@pytest.mark.parametrize("code", ["#000000", "#ffffff", "#204060", "#0a0b01", "#fe8001"])
def test_a_code_is_the_same_after_light(code):
    assert linear_to_hex(hex_to_linear(code)) == code
    assert linear_to_hex(hex_to_linear(code.upper())) == code


def test_what_is_outside_is_cut_to_the_ends():
    assert linear_to_hex([-3.0, 0.0, 7.0]) == "#0000ff"
    assert hex_to_linear("#ff8000").tolist() == [1.0, pytest.approx(0.21586050), 0.0]


def test_a_mixture_is_one_of_light_and_not_of_codes():
    assert (mix_hex("#000000", "#ffffff", 0.0), mix_hex("#000000", "#ffffff", 1.0)) == ("#000000", "#ffffff")
    assert mix_hex("#000000", "#ffffff", 0.5) == "#bcbcbc"
    assert mix_hex("#ff0000", "#0000ff", 0.25) == linear_to_hex([0.75, 0.0, 0.25])
