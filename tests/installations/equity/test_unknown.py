"""What is not known, and what is nothing: told from what is known and from each other, never the most or the least."""

import numpy as np
import pytest
from thumbnails import LUMA

from renderer.data.state import State

KNOWN = np.linspace(25.0, 75.0, 12)  # percent
UNKNOWN = (State.SUPPRESSED, State.HELD, State.MISSING)
SEEN = 18.0  # codes of luma from which on something stands there
ODD = np.arange(12) % 2 == 1


@pytest.fixture
def shown(grouped, wings):
    """
    Return ``shown(state, share, size)``: luma of each area's pipes on the right wing, and how far they are seen there.

    Every other area has ``state``, the rest are known. As they stand in the wing, [areas] each; how far: thousandths
    of the range; and which have ``state``.
    """

    def look(state, size=(640, 360), shares=KNOWN):
        states = np.full((12, 2), State.VALUE)
        states[ODD] = state
        seen = wings(grouped(np.tile(shares[:, None], 2), states), size=size, pipes=4, sway=0.0, heart=0.0, great=1.0)
        bright, right = seen.picture @ LUMA, seen.along > 0
        mine = [right & (seen.row == area) for area in range(12)]
        foot = (seen.along > 0.12) & (seen.along < 0.22)
        near = [bright[one & foot].mean() if (one & foot).any() else 0.0 for one in mine]
        far = [np.percentile(seen.along[one & (bright > SEEN)], 98) for one in mine]
        return np.array(near), 1000 * np.array(far), ODD

    return look


@pytest.mark.parametrize("state", UNKNOWN)
@pytest.mark.parametrize("size", [(640, 360), (360, 640), (640, 160)])
def test_what_is_not_known_is_darker_than_what_is_known_beside_it(shown, state, size):
    """By one value step, and no more: it is covered or hollow, and no dark slit."""
    bright, _, odd = shown(state, size)
    beside = [np.mean(bright[max(n - 1, 0) : n + 2][~odd[max(n - 1, 0) : n + 2]]) for n in np.flatnonzero(odd)]

    assert (bright[odd] < 0.85 * np.array(beside)).all()
    assert (bright[odd] > 0.25 * np.array(beside)).all()


@pytest.mark.parametrize("state", UNKNOWN)
def test_what_is_not_known_is_neither_the_longest_nor_the_shortest(shown, state):
    _, far, odd = shown(state)

    assert far[odd].max() < 0.75 * far[~odd].max()
    assert far[odd].min() > 100


@pytest.mark.parametrize("state", UNKNOWN)
def test_how_far_it_goes_hangs_on_no_figure(shown, state):
    """All of one state fade at one distance, whatever lies under them."""
    _, far, odd = shown(state)

    assert np.ptp(far[odd]) < 0.2 * far[odd].mean()


def test_each_is_told_from_the_others(shown):
    """By its luma: where lengths are alike, nothing else is seen from afar."""
    lumas = [bright[odd].mean() for bright, _, odd in map(shown, UNKNOWN)]

    assert np.diff(sorted(lumas)).min() > 6
    assert min(lumas) > 3


def test_what_fades_has_no_end_that_could_be_read(grouped, wings):
    shares, states = np.full((12, 2), 60.0), np.full((12, 2), State.VALUE)
    states[::2] = State.SUPPRESSED
    seen = wings(grouped(shares, states), size=(640, 360))
    unknown = seen.row % 2 == 0
    steps = [(seen.picture @ LUMA)[unknown & (np.abs(seen.along) >= r) & (np.abs(seen.along) < r + 0.03)].mean()
             for r in np.arange(0.12, 0.45, 0.03)]  # fmt: skip

    assert (np.diff(steps) > -0.35 * steps[0]).all()
    assert steps[-1] < 0.2 * steps[0]


def test_zero_is_an_empty_cup_at_the_hinge(shown):
    """Its lip is as bright as what is known, all beyond it is dark, and it is shorter than whatever is not known."""
    _, far, odd = shown(State.ZERO)

    assert far[odd].max() < 0.25 * far[~odd].min()
    assert far[odd].max() < 0.5 * min(one[at].min() for _, one, at in map(shown, UNKNOWN))
    assert far[odd].min() > 20
