"""Stutter, freeze, slit scan and ghost show frames that were: which ones, counted apart from the shaders."""

import numpy as np
import pytest


@pytest.fixture(scope="module")
def counted():
    """Return 75 frames [75, 36, 48, 4] that tell their number and, by their second channel, their place."""
    y, x = np.mgrid[0:36, 0:48]
    frames = np.zeros((75, 36, 48, 4), np.float32)
    frames[..., 0] = (np.arange(75) + 1.0)[:, None, None] / 128.0
    frames[..., 1] = (y * 48 + x + 1) / 2048.0
    frames[..., 3] = 1.0
    return frames


def numbers(shown):
    """Return the number of the frame that each texel was taken from, [n, h, w]; it must not have moved."""
    y, x = np.mgrid[0 : shown.shape[1], 0 : shown.shape[2]]
    np.testing.assert_array_equal(shown[..., 1], np.broadcast_to((y * 48 + x + 1) / 2048.0, shown.shape[:3]))
    return np.rint(shown[..., 0] * 128.0).astype(int) - 1


@pytest.mark.parametrize(("rate", "span", "fps"), [(1.0, 0.1, 30), (0.7, 0.08, 24), (2.0, 0.01, 30)])
def test_stutter_says_four_moments_of_the_beat_again(play, counted, rate, span, fps):
    shown = numbers(play("stutter", counted, seed=1, fps=fps, amount=1.0, rate=rate, span=span, strips=1))

    held = max(1, round(span * fps))
    begin, expected = 0, []
    for frame in range(75):
        if int(rate * frame / fps + 1e-9) > int(rate * (frame - 1) / fps + 1e-9):
            begin = frame
        moment = (frame - begin) // held
        expected.append(frame if moment < 4 else begin + held * (moment % 4))
    np.testing.assert_array_equal(shown, np.broadcast_to(np.array(expected)[:, None, None], shown.shape))
    assert (np.array(expected) != np.arange(75)).sum() > 15


def test_strips_stutter_each_by_itself(play, counted):
    shown = numbers(play("stutter", counted, seed=1, fps=30, amount=0.5, rate=2.0, span=0.03, strips=6))

    assert (shown == shown[:, :1]).all(), "a strip is a strip from top to bottom"
    late = shown[:, 0] != np.arange(75)[:, None]
    borders = np.flatnonzero((late[:, 1:] != late[:, :-1]).any(axis=0))
    assert 2 <= len(borders) <= 5
    assert 0.15 < late[:, :].mean() < 0.55


def test_frozen_panes_keep_the_moment_at_which_they_froze(play, counted):
    shown = numbers(play("freeze", counted, seed=2, fps=15, amount=0.5, rate=0.5, frost=0.0))

    now = np.arange(75)[:, None, None]
    assert (shown <= now).all()
    assert (shown[0] == 0).all()
    step = np.diff(shown, axis=0)
    assert ((step == 0) | (shown[1:] == now[1:])).all(), "a texel stands still or is of now"
    assert 0.35 < (shown < now)[20:].mean() < 0.6
    # Panes: 9 px squares and parts of them.
    frozen = (shown < now)[40]
    parts = frozen[:36, :48].reshape(12, 3, 16, 3)
    assert (parts.all(axis=(1, 3)) | ~parts.any(axis=(1, 3))).all()


def test_all_panes_frozen_are_the_first_frame(play, counted):
    assert (numbers(play("freeze", counted, seed=2, amount=1.0, frost=0.0)) == 0).all()


def test_frost_takes_colour_and_leaves_light(play, film):
    bare, cold = (play("freeze", film, seed=2, fps=6, amount=1.0, frost=frost)[-1, ..., :3] for frost in (0.0, 1.0))

    warm = bare[..., 0] > 1.1 * bare[..., 2]
    assert warm.mean() > 0.4
    assert (cold[..., 0] < cold[..., 2])[warm].mean() > 0.8, "what was warm is cool"
    luminance = [shown @ np.float32([0.2126, 0.7152, 0.0722]) for shown in (bare, cold)]
    assert np.median(luminance[1] / luminance[0]) == pytest.approx(1.1, abs=0.2), "the rims are lighter"


def test_the_rims_of_a_pane_catch_light(play):
    flat = np.full((8, 288, 64, 4), 0.2, np.float32)

    cold = play("freeze", flat, seed=2, fps=4, amount=1.0, frost=1.0, panes=1)[-1, ..., 1]

    assert cold[:, [0, -1]].mean() > 1.05 * np.median(cold)


@pytest.mark.parametrize(("slits", "angle", "rate"), [(1, 0.0, 0.37), (3, 0.0, 0.23), (2, -90.0, 0.41)])
def test_each_line_is_from_the_frame_in_which_a_slit_passed_it(play, counted, slits, angle, rate):
    fps = 15
    shown = numbers(play("slit_scan", counted, fps=fps, amount=1.0, lamp=0.0, slits=slits, angle=angle, rate=rate))
    lines = shown[:, :, 0] if angle == 0.0 else shown[:, 0]
    assert (shown == (lines[:, :, None] if angle == 0.0 else lines[:, None])).all()

    count = lines.shape[1]
    place = (np.arange(count) + 0.5) / count * slits
    newest = np.zeros(count, int)
    for frame in range(1, 75):
        # Whole slits that have come past each place by now, and by the frame before.
        passed = np.floor(rate * frame / fps - place - 1e-9) > np.floor(rate * (frame - 1) / fps - place - 1e-9)
        newest[passed] = frame
        wrong = lines[frame] != newest
        assert np.abs(lines[frame][wrong] - newest[wrong]).max(initial=0) <= 1, "a line on a slit's very edge"
        assert wrong.mean() <= 0.06


def test_a_wider_slit_leaves_more_of_the_picture_live(play, counted):
    now = np.arange(75)[:, None, None]

    live = [(numbers(play("slit_scan", counted, fps=15, amount=a, lamp=0.0, rate=0.3)) == now)[30:].mean()
            for a in (0.2, 0.5, 0.9)]  # fmt: skip
    np.testing.assert_allclose(live, [0.8**3, 0.5**3, 0.02], atol=0.04)


def test_the_lamp_lights_what_it_passes_and_nothing_else(play, film):
    bare, lit = (play("slit_scan", film, fps=15, amount=1.0, rate=0.5, lamp=lamp)[12] for lamp in (0.0, 1.0))

    gain = (lit / bare)[..., :3].mean(axis=(1, 2))
    row = 0.5 * 12 / 15 * 72
    assert 1.6 < gain.max() <= 2.001
    assert abs(np.argmax(gain) - row) < 2.5
    np.testing.assert_array_equal(lit[36:], bare[36:])


@pytest.mark.parametrize(("rate", "fps"), [(1.0, 15), (0.7, 24)])
def test_a_ghost_is_one_to_one_and_a_half_beats_old(play, counted, rate, fps):
    shown = play("ghost", counted, fps=fps, amount=1.0, veil=1.0, drift=0.0, rate=rate)[..., 0] * 128.0 - 1.0

    begins = [f for f in range(75) if f == 0 or int(rate * f / fps + 1e-9) > int(rate * (f - 1) / fps + 1e-9)]
    for frame in range(75):
        taken = [begin for begin in begins if begin <= frame]
        younger, older = taken[-1], taken[-2] if len(taken) > 1 else 0
        t = rate * frame / fps % 1.0
        weight = t**3 * (t * (t * 6 - 15) + 10)
        expected = older + weight * (younger - older)
        np.testing.assert_allclose(shown[frame], expected, atol=0.05)


def test_a_ghost_stands_beside_by_its_drift(play, film):
    still = film[[4, 4]]

    shown = play("ghost", still, amount=1.0, veil=1.0, drift=0.125)[1]

    np.testing.assert_allclose(shown[:, 12:], film[4][:, :-12], rtol=2e-3, atol=1e-6)


def test_paint_wears_off_in_patches_that_grow(play, counted):
    shown = {a: play("ghost", counted[:40], seed=3, fps=15, amount=a, rate=0.1)[-1, ..., 0] for a in (0.3, 0.6, 0.9)}
    worn = [(shown[a] < counted[39, ..., 0] - 0.02) for a in (0.3, 0.6, 0.9)]

    assert 0.02 < worn[0].mean() < 0.4 < worn[1].mean() < worn[2].mean()
    assert (worn[0] <= worn[1]).all(), "what has worn off stays so"
