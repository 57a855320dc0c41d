"""A mean of which more than half is not known is not known: it says why, whoever is the mean of whom."""

import numpy as np
import pytest

from renderer.data.mean_state import enough_known, state_of_mean, states_of_means
from renderer.data.state import State

VALUE, ZERO, MISSING, SUPPRESSED, HELD = State.VALUE, State.ZERO, State.MISSING, State.SUPPRESSED, State.HELD


@pytest.mark.parametrize(("states", "mean"), [
    ([SUPPRESSED, VALUE], VALUE), ([MISSING, SUPPRESSED, VALUE], SUPPRESSED), ([ZERO, MISSING, MISSING], MISSING),
    ([HELD, VALUE, ZERO], VALUE), ([ZERO, ZERO], ZERO), ([ZERO, MISSING], ZERO),
    ([ZERO, SUPPRESSED], SUPPRESSED), ([MISSING, SUPPRESSED, HELD], HELD), ([MISSING], MISSING), ([], MISSING),
])  # fmt: skip
def test_a_mean_is_of_what_is_known_where_that_is_half_at_least(states, mean):
    assert state_of_mean(np.array(states, np.uint8)) == mean


def test_half_is_enough_and_none_never_is():
    known, every = np.array([0.0, 0.0, 1.0, 1.0, 0.1 + 0.2]), np.array([0.0, 2.0, 2.0, 2.1, 0.6])

    assert enough_known(known, every).tolist() == [False, False, True, False, True]


def test_means_of_any_shape_have_the_last_state_that_occurs_where_too_little_is_known():
    withheld, held = np.array([[True, True, False]]), np.array([[False, True, False]])
    lacks = {SUPPRESSED: withheld, HELD: held}.get
    enough, some = np.array([[False, False, False]]), np.array([[True, True, True]])

    assert states_of_means(enough, some, lacks).tolist() == [[SUPPRESSED, HELD, MISSING]]
    assert states_of_means(~enough, some, lacks).tolist() == [[VALUE, VALUE, VALUE]]
    assert states_of_means(~enough, ~some, lacks).tolist() == [[SUPPRESSED, HELD, ZERO]]
