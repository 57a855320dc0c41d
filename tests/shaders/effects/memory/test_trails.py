"""Echo and feedback against what their decay and their transform must come to."""

import numpy as np
import pytest

PLAIN = {"zoom": 1.0, "turn": 0.0, "drift": (0.0, 0.0), "hue": 0.0}


def flash(picture, frames):
    """Return a film that shows ``picture`` once and then opaque black."""
    black = np.zeros_like(picture)
    black[..., 3] = 1.0
    return np.stack([picture] + [black] * (frames - 1))


def test_an_echo_halves_in_its_life(play, film):
    shown = play("echo", flash(film[3], 13), amount=1.0, life=0.2, warmth=0.0, fps=30)

    for n in (1, 6, 12):
        np.testing.assert_allclose(shown[n][..., :3], film[3][..., :3] * 0.5 ** (n / 6), rtol=0.01, atol=1e-5)


def test_red_outlives_green_and_green_blue(play, film):
    shown = play("echo", flash(film[3], 7), amount=1.0, life=0.2, warmth=0.5, fps=30)
    lives = np.float32([1.5, 1.0, 0.7]) * 0.2

    np.testing.assert_allclose(shown[6][..., :3], film[3][..., :3] * 0.5 ** (0.2 / lives), rtol=0.01, atol=1e-5)


def test_an_echo_is_as_bright_as_its_amount_and_never_darkens(play, film):
    half, whole = (play("echo", film, amount=amount, warmth=0.0, life=0.5) for amount in (0.5, 1.0))
    trail, fade = np.zeros_like(film[0]), 0.5 ** (1 / 30 / 0.5)
    for n, picture in enumerate(film):
        trail = np.maximum(picture, trail * fade)
        np.testing.assert_allclose(whole[n], trail, rtol=0.015, atol=1e-4)
        np.testing.assert_allclose(half[n], np.maximum(picture, 0.5 * trail), rtol=0.015, atol=1e-4)


@pytest.mark.parametrize("amount", [0.3, 1.0])
def test_feedback_fades_by_its_opacity(play, film, amount):
    shown = play("feedback", flash(film[3], 9), amount=amount, life=0.5, fps=30, **PLAIN)
    weight = amount * (2.0 - amount) * 0.5 ** (1 / 30 / 0.5)

    for n in (1, 4, 8):
        np.testing.assert_allclose(shown[n][..., :3], film[3][..., :3] * weight**n, rtol=0.02, atol=1e-4)


def test_feedback_turns_its_last_picture(play, film):
    square = flash(film[3][:, :72], 3)

    shown = play("feedback", square, amount=1.0, life=20.0, fps=1, **{**PLAIN, "turn": 90.0})

    for n in (1, 2):
        expected = np.rot90(square[0][..., :3], -n) * 0.5 ** (n / 20)  # rows go up here
        np.testing.assert_allclose(shown[n][..., :3], expected, rtol=0.01, atol=2e-3)


def test_feedback_drifts_and_leaves_the_source_where_no_picture_is(play, film):
    film = np.stack([film[3], film[9]])

    shown = play("feedback", film, amount=1.0, life=20.0, fps=1, **{**PLAIN, "drift": (12 / 72, 6 / 72)})[1]

    weight = 0.5 ** (1 / 20)
    expected = film[1].copy()
    expected[6:, 12:] = weight * film[0][:-6, :-12] + (1 - weight) * film[1][6:, 12:]
    np.testing.assert_allclose(shown, expected, rtol=0.01, atol=2e-3)


def test_feedback_zooms_about_the_middle(play, film):
    shown = play("feedback", flash(film[3], 2), amount=1.0, life=20.0, fps=1, **{**PLAIN, "zoom": 3.0})[1]

    middle = film[3][24:48, 32:64, :3].repeat(3, axis=0).repeat(3, axis=1)[1::3, 1::3] * 0.5 ** (1 / 20)
    np.testing.assert_allclose(shown[1::3, 1::3, :3], middle, rtol=0.01, atol=2e-3)


def test_feedback_turns_hues_and_keeps_lightness(play, film, call):
    grey = film[3].copy()
    grey[..., :3] = [0.3, 0.2, 0.15]

    shown = play("feedback", flash(grey, 2), amount=1.0, life=20.0, fps=1, **{**PLAIN, "hue": 120.0})[1][40, 40, :3]

    lab = call("lib/color/oklab.glsl", "oklab_from_linear(x.xyz)", np.stack([grey[0, 0, :3], shown * 2 ** (1 / 20)]))
    turned = np.degrees(np.arctan2(lab[1, 2], lab[1, 1]) - np.arctan2(lab[0, 2], lab[0, 1]))
    assert turned % 360 == pytest.approx(120, abs=1.5)
    assert lab[1, 0] == pytest.approx(lab[0, 0], rel=2e-3)


def test_light_without_alpha_does_not_pile_up(play):
    glow = np.full((60, 16, 16, 4), 0.3, np.float32)
    glow[..., 3] = 0.0

    assert play("feedback", glow, amount=1.0, life=20.0, **PLAIN).max() < 1.05


@pytest.mark.parametrize("name", ["echo", "feedback"])
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_bad_frame_does_not_stay(play, film, name, bad):
    struck = film.copy()
    struck[3, 20:40, 30:60] = bad

    assert np.isfinite(play(name, struck, amount=1.0)[6:]).all()
