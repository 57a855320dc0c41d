"""What is usual for an area: its own level, less what all share; the part that says so is not judged."""

import numpy as np
import pytest

from renderer.signals.fault.baseline import against_baseline

AREAS, STEPS, LEARN = 12, 80, 40
LEVELS = np.linspace(100.0, 210.0, AREAS)


@pytest.fixture
def noisy():
    """Return figures of twelve areas at their own levels, with noise of 1."""
    return np.random.default_rng(3).normal(LEVELS[:, None], 1.0, (AREAS, STEPS))


def test_each_area_has_its_own_level_and_noise_is_a_deviation(noisy):
    level, z = against_baseline(noisy, LEARN)
    np.testing.assert_allclose(level, LEVELS, atol=0.6)
    assert np.isnan(z[:, :LEARN]).all()
    assert np.isfinite(z[:, LEARN:]).all()
    assert 0.6 < np.std(z[:, LEARN:]) < 1.4
    assert abs(z[:, LEARN:]).max() < 5


def test_a_season_of_all_is_no_fault_and_a_step_of_one_is(noisy):
    season = noisy + 30 * np.sin(np.arange(STEPS) / 9.0)
    _, z = against_baseline(season, LEARN)
    assert abs(z[:, LEARN:]).max() < 5
    season[4, 60:] += 20.0
    _, z = against_baseline(season, LEARN)
    assert (z[4, 60:] > 10).all()
    assert abs(np.delete(z, 4, 0)[:, LEARN:]).max() < 5.5
    assert np.mean(z[4, 60:]) == pytest.approx(20.0, rel=0.35)


def test_the_sign_says_which_way(noisy):
    noisy[2, 60:] -= 20.0
    _, z = against_baseline(noisy, LEARN)
    assert (z[2, 60:] < -10).all()


def test_a_few_wild_figures_at_first_do_not_move_the_level(noisy):
    wild = noisy.copy()
    wild[5, [3, 17, 30]] = 1e6
    assert against_baseline(wild, LEARN)[0][5] == pytest.approx(LEVELS[5], abs=1.0)


def test_gaps_stay_gaps_and_an_area_that_never_spoke_has_no_level(noisy):
    noisy[0, 50:55] = np.nan
    noisy[1] = np.nan
    noisy[2, :LEARN] = np.nan
    level, z = against_baseline(noisy, LEARN)
    assert np.isnan(z[0, 50:55]).all()
    assert np.isfinite(z[0, 55:]).all()
    assert np.isnan(level[1])
    assert np.isnan(level[2])
    assert np.isnan(z[1:3]).all()
    assert np.isfinite(z[3:, LEARN:]).all()


def test_one_area_alone_shares_with_nobody():
    value = np.r_[np.tile([9.0, 11.0], 20), np.full(10, 40.0)][None]
    level, z = against_baseline(value, LEARN)
    assert level[0] == pytest.approx(10.0)
    assert (z[0, LEARN:] > 10).all()


def test_no_areas_at_all():
    level, z = against_baseline(np.zeros((0, 5)), 2)
    assert (level.shape, z.shape) == ((0,), (0, 5))
