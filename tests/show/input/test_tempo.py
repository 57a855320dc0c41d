"""Beats whose tempo is known to a hundredth, up to the ends of what counts as one."""

import numpy as np
import pytest

from renderer.show.input.tempo import FASTEST, SLOWEST, beats_per_minute

STEP = 0.01  # s


def beats(period, count=2000, first=20.0):
    """Return the strengths of beats each ``period`` steps; one between two steps is shared by both."""
    strength = np.zeros(count)
    for at in np.arange(first, count - 2, period):
        low = int(at)
        strength[low] += 1.0 - (at - low)
        strength[low + 1] += at - low
    return strength


@pytest.mark.parametrize("bpm", [SLOWEST + 0.05, 47.0, 60.0, 93.3, 120.0, 161.7, FASTEST])
def test_the_tempo_is_exact_up_to_its_ends(bpm):
    assert beats_per_minute(beats(60.0 / bpm / STEP), STEP) == pytest.approx(bpm, rel=2e-4)


@pytest.mark.parametrize("step", [0.02, 0.005])
def test_it_does_not_depend_on_the_step(step):
    assert beats_per_minute(beats(0.5 / step), step) == pytest.approx(120.0, rel=2e-4)


@pytest.mark.parametrize("bpm", [FASTEST + 1.0, SLOWEST - 0.2])
def test_what_is_a_little_beyond_is_no_tempo(bpm):
    assert not SLOWEST <= beats_per_minute(beats(60.0 / bpm / STEP), STEP) <= FASTEST


def test_three_beats_of_the_fastest_must_have_been_heard():
    heard = beats(30.0, 90, first=5.0)
    assert beats_per_minute(heard, STEP) == pytest.approx(FASTEST, rel=0.01)
    assert np.isnan(beats_per_minute(heard[:89], STEP))


def test_of_two_that_fit_the_one_nearer_to_120_is_taken():
    strong, weak = beats(100.0), beats(100.0, first=70.0)  # 60 a minute, and the eighths between
    assert beats_per_minute(strong + 0.2 * weak, STEP) == pytest.approx(60.0, rel=1e-3)
    assert beats_per_minute(strong + 0.9 * weak, STEP) == pytest.approx(120.0, rel=1e-3)
