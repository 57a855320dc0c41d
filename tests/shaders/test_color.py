"""Colour against published values and the standards' formulas."""

import numpy as np
import pytest

RNG = np.random.default_rng(5)
RGB = RNG.uniform(0, 1, (3000, 3)).astype(np.float32)
# CSS Color 4's own examples: sRGB colour, OKLCh (L, C, h in degrees).
PUBLISHED = {
    (1, 0, 0): (0.62796, 0.25768, 29.234),
    (0, 1, 0): (0.86644, 0.29483, 142.495),
    (0, 0, 1): (0.45201, 0.31321, 264.052),
    (1, 1, 0): (0.96798, 0.21101, 109.769),
    (0, 1, 1): (0.90540, 0.15455, 194.769),
    (1, 0, 1): (0.70167, 0.32249, 328.363),
}
NAMES = {"from": "oklch_from_linear(x.xyz)", "to": "oklch_to_linear(x.xyz)"}


@pytest.fixture
def oklch(call):
    return lambda way, rows: call("lib/color/oklch.glsl", NAMES[way], rows)[:, :3]


@pytest.fixture
def clip(call):
    return lambda rows: call("lib/color/gamut_clip.glsl", "gamut_clip(x.xyz)", rows)[:, :3]


def test_srgb_is_the_piecewise_curve(call):
    x = np.linspace(-1.5, 1.5, 3001)[:, None] * [1, 0.5, 0.01]
    encode = np.sign(x) * np.where(abs(x) <= 0.0031308, 12.92 * abs(x), 1.055 * abs(x) ** (1 / 2.4) - 0.055)
    decode = np.sign(x) * np.where(abs(x) <= 0.04045, abs(x) / 12.92, ((abs(x) + 0.055) / 1.055) ** 2.4)

    encoded = call("lib/color/srgb.glsl", "srgb_encode(x.xyz)", x)[:, :3]
    np.testing.assert_allclose(encoded, encode, atol=2e-6)
    np.testing.assert_allclose(call("lib/color/srgb.glsl", "srgb_decode(x.xyz)", x)[:, :3], decode, atol=2e-6)
    np.testing.assert_allclose(call("lib/color/srgb.glsl", "srgb_decode(x.xyz)", encoded)[:, :3], x, atol=3e-6)


def test_srgb_knows_the_values_everyone_knows(call):
    found = call("lib/color/srgb.glsl", "vec4(srgb_decode(x.xxy), srgb_encode(x.zzz).x)", [[0.5, 128 / 255, 0.18]])

    np.testing.assert_allclose(found[0], [0.2140411, 0.2140411, 0.2158605, 0.4613561], atol=1e-6)


def test_oklch_has_the_published_values(oklch):
    found = oklch("from", list(PUBLISHED))

    assert (abs(found - list(PUBLISHED.values())) < [2e-5, 2e-5, 2e-3]).all()
    np.testing.assert_allclose(oklch("to", list(PUBLISHED.values())), list(PUBLISHED), atol=3e-4)


def test_oklab_is_ottossons_through_the_tristimulus(call):
    """His first definition goes by XYZ; the sRGB matrices of 2021 must agree with it."""
    to_xyz = [
        [0.4123908, 0.3575843, 0.1804808],
        [0.2126390, 0.7151687, 0.0721923],
        [0.0193308, 0.1191948, 0.9505322],
    ]
    to_lms = [
        [0.8189330101, 0.3618667424, -0.1288597137],
        [0.0329845436, 0.9293118715, 0.0361456387],
        [0.0482003018, 0.2643662691, 0.6338517070],
    ]
    to_lab = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    expected = np.cbrt(RGB @ np.transpose(to_xyz) @ np.transpose(to_lms)) @ np.transpose(to_lab)

    found = call("lib/color/oklab.glsl", "oklab_from_linear(x.xyz)", RGB)[:, :3]

    np.testing.assert_allclose(found, expected, atol=2e-4)


def test_oklab_goes_there_and_back(call, oklch):
    wide = np.concatenate([RGB, RNG.uniform(-0.5, 3, (500, 3))])
    back = call("lib/color/oklab.glsl", "oklab_to_linear(oklab_from_linear(x.xyz))", wide)[:, :3]

    np.testing.assert_allclose(back, wide, atol=6e-5)
    np.testing.assert_allclose(oklch("to", oklch("from", RGB)), RGB, atol=6e-5)


def test_greys_have_no_hue(oklch):
    grey = np.linspace(0, 1, 101)[:, None].repeat(3, axis=1)
    found = oklch("from", grey)

    np.testing.assert_allclose(found[:, 0], np.cbrt(grey[:, 0]), atol=1e-5)
    assert found[:, 1].max() < 1e-4
    np.testing.assert_array_equal(oklch("from", [[0, 0, 0]]), 0)


def test_hue_is_degrees_of_any_turn(oklch):
    there = oklch("to", [[0.7, 0.1, h] for h in (-90, 270, 630)])

    np.testing.assert_allclose(there, there[[1, 1, 1]], atol=1e-5)
    assert (oklch("from", RGB)[:, 2] >= 0).all()
    assert (oklch("from", RGB)[:, 2] <= 360).all()


WILD = np.stack([RNG.uniform(0.02, 0.98, 2000), RNG.uniform(0, 0.5, 2000), RNG.uniform(0, 360, 2000)], axis=1)


def test_clipped_colours_can_be_shown_and_keep_lightness_and_hue(clip, oklch):
    shown = clip(WILD)
    found = oklch("from", shown)

    assert shown.min() >= 0
    assert shown.max() <= 1
    np.testing.assert_allclose(found[:, 0], WILD[:, 0], atol=2e-3)
    coloured = found[:, 1] > 0.02
    turn = (found[coloured, 2] - WILD[coloured, 2] + 180) % 360 - 180
    assert abs(turn).max() < 1.0


def test_clipping_takes_no_more_chroma_than_it_must(clip, oklch):
    raw = oklch("to", WILD)
    fits = ((raw >= 0) & (raw <= 1)).all(axis=1)
    np.testing.assert_allclose(clip(WILD)[fits], raw[fits], atol=1e-6)
    # A little more chroma than what was kept would leave the gamut.
    kept = oklch("from", clip(WILD[~fits]))[:, 1]
    more = oklch("to", np.column_stack([WILD[~fits, 0], kept * 1.02 + 2e-3, WILD[~fits, 2]]))
    slack = 1e-5 * WILD[~fits, :1] ** 3
    outside = ((more < -slack) | (more > 1 + slack)).any(axis=1)
    assert outside.mean() > 0.995


def test_clipping_ends_in_black_and_white(clip):
    ends = clip([[0, 0.2, 30], [-1, 0, 0], [1, 0.2, 30], [1.5, 0, 0]])

    np.testing.assert_array_equal(ends, [[0, 0, 0], [0, 0, 0], [1, 1, 1], [1, 1, 1]])
