"""The scale falls when frames are late, rises when there is room, and settles."""

from itertools import pairwise

import pytest

from renderer.frames.adaptive import CALM, HOT, SCALES, Adaptive

BUDGET = 1 / 30


def run(state, frames, cost):
    """Draw ``frames`` frames whose cost follows the area; return the states passed."""
    passed = [state]
    for _ in range(frames):
        state = state.after(cost * state.scale**2, BUDGET)
        passed.append(state)
    return passed


def changes(states):
    return sum(a.step != b.step for a, b in pairwise(states))


def test_a_machine_that_is_fast_enough_draws_everything():
    assert all(state.scale == 1.0 for state in run(Adaptive(), 500, 0.9 * BUDGET))


@pytest.mark.parametrize("factor", [1.3, 2.0, 5.0, 9.0])
def test_it_falls_at_once_to_what_fits_and_stays_there(factor):
    states = run(Adaptive(), 2000, factor * BUDGET)
    assert changes(states[:60]) >= 1
    final = states[-1].scale
    assert final**2 * factor <= 1.0
    assert changes(states[60:]) <= 2


def test_a_single_late_frame_changes_nothing():
    state = run(Adaptive(), 20, 0.5 * BUDGET)[-1]
    for _ in range(30):
        state = state.after(10 * BUDGET, BUDGET)
        state = run(state, 8, 0.5 * BUDGET)[-1]
    assert state.scale == 1.0


def test_it_rises_again_after_calm_and_not_before():
    low = Adaptive(step=2)
    states = run(low, CALM + 10, 0.3 * BUDGET)
    assert states[CALM - 5].step == 2
    assert states[-1].step == 1
    assert run(low, 5 * CALM, 0.3 * BUDGET)[-1].scale == 1.0


def test_a_rise_that_was_taken_back_needs_twice_the_calm():
    rose = Adaptive(step=1, rose=True)
    fallen = run(rose, 2 * HOT, 3 * BUDGET)[-1]
    assert fallen.step > 1
    assert fallen.needed == 2 * CALM


def test_patience_delays_every_change():
    assert run(Adaptive(patience=6), 3 * HOT, 2 * BUDGET)[-1].step == 0
    assert run(Adaptive(patience=6), 8 * HOT, 2 * BUDGET)[-1].step > 0


def test_it_never_leaves_its_scales():
    assert run(Adaptive(), 300, 1000 * BUDGET)[-1].scale == SCALES[-1]


def test_who_never_rose_needs_no_more_calm():
    fallen = run(Adaptive(), 2 * HOT, 3 * BUDGET)[-1]
    assert fallen.step > 0
    assert fallen.needed == CALM
