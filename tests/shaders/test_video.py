"""Scanlines, a receiver's noise and its colours, against what is measured of them."""

import numpy as np

RNG = np.random.default_rng(53)
LUMA = RNG.uniform(0, 1, 400)


def test_a_scanline_takes_no_light_away_and_goes_where_it_cannot_be_seen(call):
    across = (np.arange(64) + 0.5) / 64
    for luma, pitch in ((0.0, 9.0), (1.0, 9.0), (0.5, 2.2)):
        beam = call("lib/video/beam.glsl", f"video_beam(x.x, {luma}, {pitch})", across)[:, 0]

        np.testing.assert_allclose(beam.mean(), 1.0, atol=1e-6)
        assert beam.argmax() in (31, 32)
        assert beam.min() >= 0.0999
    fine = call("lib/video/beam.glsl", "video_beam(x.x, 0.0, 1.5)", across)[:, 0]
    np.testing.assert_array_equal(fine, 1.0)


def test_a_strong_beam_is_broad(call):
    dark = call("lib/video/beam.glsl", "video_beam(0.0, x.x, 4.0)", np.linspace(0, 1, 20))[:, 0]

    assert (np.diff(dark) > 0).all()


def test_snow_is_even_and_no_finer_than_its_samples(call):
    at = RNG.uniform(-4000, 4000, 40000)
    rows = np.column_stack([at, RNG.integers(0, 500, len(at)), RNG.integers(0, 900, len(at))])
    snow = "video_snow(x.x, uint(x.y), uint(x.z))"
    found = call("lib/video/snow.glsl", snow, rows)[:, 0]
    step = call("lib/video/snow.glsl", snow, rows + np.array([0.01, 0, 0]))[:, 0]

    assert abs(found.mean()) < 0.01
    assert 0.25 < found.std() < 0.40  # a triangle's 0.41 at the samples, less between
    assert np.abs(found).max() <= 1.0
    assert np.abs(step - found).max() < 0.0205  # no step is steeper than from -1 to 1 in one sample


def test_lines_and_frames_of_snow_know_nothing_of_each_other(call):
    at = np.arange(4000.0)
    drawn = [call("lib/video/snow.glsl", f"video_snow(x.x, {line}u, {beat}u)", at)[:, 0]
             for line, beat in ((7, 3), (8, 3), (7, 4))]  # fmt: skip

    assert np.abs(np.corrcoef(drawn) - np.eye(3)).max() < 0.06


def test_colour_keeps_luma_and_turns_with_the_error_of_phase(call):
    chroma = RNG.uniform(-0.2, 0.2, (400, 2))
    rows = np.column_stack([LUMA, chroma, RNG.uniform(-3, 3, 400)])
    rgb = call("lib/video/yiq.glsl", "video_rgb(x.x, x.yz, x.w)", rows)[:, :3]
    # The definition the other way round: FCC 1953.
    forth = np.array([[0.299, 0.587, 0.114], [0.5959, -0.2746, -0.3213], [0.2115, -0.5227, 0.3112]])
    luma, i, q = forth @ rgb.T
    turned = (chroma[:, 0] + 1j * chroma[:, 1]) * np.exp(1j * rows[:, 3])

    np.testing.assert_allclose(luma, LUMA, atol=6e-4)
    np.testing.assert_allclose(i + 1j * q, turned, atol=2e-3)
