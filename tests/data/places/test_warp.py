"""Warps of a grid."""

import numpy as np
import pytest

from renderer.data.places.warp import between, cell_centres, folds, inverse, unfolded

SHAPE = (40, 60)


def wave(high):
    """Return a warp that pushes places to and fro, not at the edge; it folds from 5 cells on."""
    y, x = cell_centres(SHAPE)
    room = np.sin(np.pi * y / 39) * np.sin(np.pi * x / 59)
    return high * np.stack([room * np.sin(x / 5), room * np.cos(y / 5)])


@pytest.mark.parametrize("high", [0.0, 1.0, 4.0])
def test_the_way_back_leads_back(high):
    back = wave(high)
    assert not folds(back).any()

    at = cell_centres(SHAPE) + inverse(back)

    miss = at + np.stack([between(one, at) for one in back]) - cell_centres(SHAPE)
    assert np.abs(miss).max() < 1e-6


def test_a_fold_is_found_where_it_is_and_smoothed_away():
    back = wave(1.0)
    back[1, 20, 30:32] = [3.0, -3.0]  # two places beside each other change sides

    wrong = np.argwhere(folds(back))
    assert {(19, 30), (20, 30)} <= {tuple(one) for one in wrong.tolist()}
    assert (np.abs(wrong - [20, 30]) <= 2).all()
    smooth = unfolded(back)
    assert not folds(smooth).any()
    assert (smooth == back).all(axis=0).mean() > 0.95


def test_half_a_turn_is_no_fold_at_its_end_and_one_on_the_way():
    y, x = cell_centres((5, 5))
    turned = np.stack([4 - 2 * y, 4 - 2 * x])  # each place goes to the one opposite

    assert folds(turned).all()
    still = np.zeros((2, 5, 5))
    assert unfolded(still) is still


def test_what_cannot_be_smoothed_is_none():
    y, _ = cell_centres((60, 60))

    assert unfolded(np.stack([-3.0 * y, np.zeros_like(y)])) is None
