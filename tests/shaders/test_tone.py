"""Tone curves against their published formulas, and what a picture asks of any of them."""

import numpy as np
import pytest

RNG = np.random.default_rng(6)
LIGHT = np.exp2(RNG.uniform(-14, 8, (3000, 3))).astype(np.float32)
GREYS = np.exp2(np.linspace(-14, 8, 2001))
CURVES = {"aces": "tone_aces(x.xyz)", "agx": "tone_agx(x.xyz)", "reinhard": "tone_reinhard(x.xyz, 8.0)"}


@pytest.fixture
def tone(call):
    return lambda name, rows: call(f"lib/tone/{name}.glsl", CURVES[name], rows)[:, :3].astype(np.float64)


def grey(values):
    return np.repeat(np.asarray(values)[:, None], 3, axis=1)


def test_exposure_doubles_with_each_stop(call):
    rows = np.column_stack([LIGHT, RNG.uniform(-5, 5, len(LIGHT))])
    found = call("lib/tone/exposure.glsl", "exposure(x.xyz, x.w)", rows)[:, :3]

    np.testing.assert_allclose(found, LIGHT * 2.0 ** rows[:, 3:], rtol=2e-6)


def test_aces_is_narkowiczs_fit(tone):
    a, b, c, d, e = 2.51, 0.03, 2.43, 0.59, 0.14
    x = LIGHT.astype(float)

    np.testing.assert_allclose(tone("aces", LIGHT), np.minimum((x * (a * x + b)) / (x * (c * x + d) + e), 1), atol=2e-6)
    assert tone("aces", grey([1.0]))[0, 0] == pytest.approx(2.54 / 3.16, abs=1e-6)


def test_reinhard_works_on_luminance_and_reaches_white_there(call):
    weights = np.array([0.2126, 0.7152, 0.0722])
    found = call("lib/tone/reinhard.glsl", "tone_reinhard(x.xyz, 8.0)", LIGHT)[:, :3]
    y = LIGHT @ weights

    np.testing.assert_allclose(found @ weights, y * (1 + y / 64) / (1 + y), rtol=1e-5)
    np.testing.assert_allclose(found / found.sum(axis=1)[:, None], LIGHT / LIGHT.sum(axis=1)[:, None], atol=1e-5)
    white = call("lib/tone/reinhard.glsl", "tone_reinhard(x.xyz, x.x)", grey([8.0, 3.0]))[:, :3]
    np.testing.assert_allclose(white, 1, atol=1e-5)


def sigmoid(x, pivot, middle, slope, power):
    """Return the AgX curve as its authors define it: the scale from the condition that the ends are met."""

    def half(span, rise, distance):
        steep = slope * span
        scale = (steep**-power * ((steep / rise) ** power - 1)) ** (-1 / power)
        t = slope * distance / scale
        return scale * t / (1 + t**power) ** (1 / power)

    toe = middle - half(pivot, middle, np.maximum(pivot - x, 0))
    shoulder = middle + half(1 - pivot, 1 - middle, np.maximum(x - pivot, 0))
    return np.where(x < pivot, toe, shoulder)


def test_agx_is_the_sigmoid_between_inset_and_outset(tone):
    inset = np.array([
        [0.842479062253094, 0.0784335999999992, 0.0792237451477643],
        [0.0423282422610123, 0.878468636469772, 0.0791661274605434],
        [0.0423756549057051, 0.0784336, 0.879142973793104],
    ])  # fmt: skip
    stops = np.log2(LIGHT.astype(float) @ inset.T / 0.18)
    shown = sigmoid(((stops + 10) / 16.5).clip(0, 1), 10 / 16.5, 0.18 ** (1 / 2.4), 2.4, 1.5) @ np.linalg.inv(inset).T

    np.testing.assert_allclose(tone("agx", LIGHT), shown.clip(0, 1) ** 2.4, atol=2e-5)


def test_agx_keeps_middle_grey_and_ends_ten_stops_below_and_six_and_a_half_above(tone):
    found = tone("agx", grey([0.18 / 2**10.5, 0.18, 0.18 * 2**6.6]))

    np.testing.assert_allclose(found, grey([0, 0.18, 1]), atol=5e-4)


def test_agx_takes_a_bright_light_to_white_and_aces_does_not_keep_its_hue(tone):
    orange = np.array([[1.0, 0.25, 0.02]])

    assert np.ptp(tone("agx", orange * 2**8)) < 0.25
    assert np.ptp(tone("agx", orange)) > 0.3
    ratio = [tone("aces", orange * gain)[0] for gain in (0.1, 30)]
    assert ratio[1][1] / ratio[1][0] > 1.5 * ratio[0][1] / ratio[0][0], "orange drifts to yellow, as the head warns"


@pytest.mark.parametrize("name", CURVES)
def test_more_light_is_never_darker(tone, name):
    found = tone(name, grey(GREYS))[:, 1]

    assert (np.diff(found) >= -1e-6).all()
    assert found[0] < 0.002


@pytest.mark.parametrize("name", ["aces", "agx"])
def test_the_result_can_be_shown_whatever_comes_in(tone, name):
    extreme = np.array([[0, 0, 0], [-1, -5, 2], [1e8, 0, 1e-8], [3e38, 3e38, 3e38]], np.float32)
    found = tone(name, np.concatenate([extreme, LIGHT]))

    assert np.isfinite(found).all()
    assert found.min() >= 0
    assert found.max() <= 1
