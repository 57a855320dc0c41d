"""What follows: exact seconds, no memory, and the bounds that it keeps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.signals.slew import followed, steps_back

STEPS = st.one_of(st.just(0.0), st.floats(0.5, 12.0))
PARTS = st.lists(st.floats(0.0, 1.0), min_size=40, max_size=60)


def twin(values, rise, fall):
    """The two hulls, written as they are defined, over all that is there."""
    def hull(t):
        return max(values[t - s] - (s / fall if fall else 0.0) for s in range(t + 1 if fall else 1))

    last = len(values) - 1
    return min(hull(last - s) + (s / rise if rise else 0.0) for s in range(last + 1 if rise else 1))


@given(PARTS, STEPS, STEPS)
def test_it_is_what_its_definition_says_however_far_it_looks_back(values, rise, fall):
    back = 1 + steps_back(rise, fall, 1.0)
    now = followed(np.array(values[-back:]), rise, fall)
    assert now == pytest.approx(twin(values, rise, fall), abs=1e-9)
    assert now == pytest.approx(followed(np.array(values), rise, fall), abs=1e-9)


@given(PARTS, st.floats(0.5, 12.0), st.floats(0.5, 12.0))
def test_no_step_is_faster_than_it_may_be_and_none_leaves_what_was(values, rise, fall):
    walk = [followed(np.array(values[: n + 1]), rise, fall) for n in range(len(values))]
    steps = np.diff(walk[steps_back(rise, fall, 1.0):])
    assert (steps <= 1.0 / rise + 1e-9).all()
    assert (steps >= -1.0 / fall - 1e-9).all()
    assert min(values) - 1e-9 <= min(walk) <= max(walk) <= max(values) + 1e-9


@given(st.lists(st.floats(0.0, 1.0), min_size=5, max_size=12), STEPS, STEPS, st.integers(0, 30))
def test_over_a_loop_that_repeats_it_repeats_bit_for_bit(loop, rise, fall, at):
    back = 1 + steps_back(rise, fall, 1.0)

    def frame(index):
        return followed(np.array([loop[i % len(loop)] for i in range(index - back + 1, index + 1)]), rise, fall)

    assert frame(at) == frame(at + 3 * len(loop))


def test_at_once_is_at_once():
    assert followed(np.array([0.0, 1.0]), 0.0, 0.0) == 1.0
    assert followed(np.array([0.0, 1.0]), 0.0, 9.0) == 1.0
    assert followed(np.array([1.0, 0.0]), 9.0, 0.0) == 0.0
    assert steps_back(0.0, 0.0, 1.0) == 0


def test_the_unknown_is_passed_over():
    assert followed(np.array([0.0, np.nan, 0.5]), 4.0, 4.0) == pytest.approx(0.5)
    assert followed(np.array([np.nan, np.nan, 0.5]), 4.0, 4.0) == 0.5
    assert followed(np.array([1.0, np.nan, np.nan, 0.0]), 0.0, 4.0) == pytest.approx(0.25)
