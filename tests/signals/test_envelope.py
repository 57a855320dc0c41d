"""An envelope rises, stays as long as the fault and no shorter than its hold, and falls; in straight lines."""

import numpy as np
import pytest

from renderer.signals.envelope import Envelope

SHAPE = Envelope(attack=2.0, hold=3.0, release=4.0)


@pytest.mark.parametrize(
    ("time", "level"),
    [(-0.1, 0), (0, 0), (1, 0.5), (2, 1), (4.9, 1), (5, 1), (7, 0.5), (9, 0), (50, 0)],  # attack and hold end at 5
)
def test_a_short_fault_is_held(time, level):
    assert SHAPE.at(time, 0.0, 0.5) == pytest.approx(level)


@pytest.mark.parametrize(("time", "level"), [(10, 1), (20, 1), (22, 0.5), (24, 0)])
def test_a_long_fault_stays_as_long_as_it_lasts(time, level):
    assert SHAPE.at(time, 0.0, 20.0) == pytest.approx(level)


def test_without_attack_or_release_it_jumps():
    assert Envelope(0.0, 0.0, 0.0).at(1.0, np.array([0.5, 1.0, 1.5]), np.array([2.0, 2.0, 2.0])).tolist() == [1, 0, 0]
    assert Envelope(0.0, 0.0, 0.0).at(2.5, 0.5, 2.0) == 0
    assert Envelope(0.0, 0.0, 0.0).at(1.001, 1.0, np.inf) == 1
