"""What is not told: plainly covered, hollow or open, told from each other, never the most nor the least."""

from itertools import combinations

import numpy as np
import pytest

from renderer.core.colour import linear_to_oklab, srgb_decode
from renderer.data.state import State

LUMA = [0.2126, 0.7152, 0.0722]
UNKNOWN = (State.SUPPRESSED, State.HELD, State.MISSING)
ODD = np.arange(12) % 2 == 1
STEP = 10  # codes of luma


@pytest.fixture
def shown(tank):
    """Return ``shown(state, share)``: each bell's mean luma, radius and colour; odd ones have state.

    What hangs far off is darker: a bell is held against itself.
    """

    def look(state, share=50.0, **params):
        states = np.where(ODD, state, State.VALUE)
        shares = np.where(ODD & (state != State.VALUE), 0.0, share)
        seen = tank(shares, state=states, pixels=(480, 270), sea=0.0, **params)
        bright = seen.picture @ LUMA
        luma = np.array([bright[seen.row == row].mean() for row in range(12)])
        colour = np.array([seen.picture[seen.row == row].mean(axis=0) for row in range(12)])
        return luma, seen.places[0, :, 3] / seen.settled[:, 3], colour

    return look


@pytest.mark.parametrize("state", UNKNOWN)
def test_what_is_not_told_lies_one_step_of_value_below_what_is_known(shown, state):
    luma, known, low = shown(state)[0][ODD], shown(State.VALUE)[0][ODD], shown(State.VALUE, 20.0)[0][ODD]

    assert luma.mean() < known.mean() - STEP
    assert luma.mean() < low.mean() + 25
    assert luma.min() > 3


@pytest.mark.parametrize("state", UNKNOWN)
def test_what_is_not_told_is_neither_the_largest_nor_the_smallest(shown, state):
    large, small = (shown(State.VALUE, share)[1] for share in (100.0, 1.0))
    _, radius, _ = shown(state)

    assert (radius[ODD] < 0.9 * large[ODD]).all()
    assert (radius[ODD] > 1.02 * small[ODD]).all()


@pytest.mark.parametrize("state", [*UNKNOWN, State.ZERO])
def test_no_light_stands_in_what_is_not_told_and_none_is_warm(shown, state):
    colour = shown(state)[2][ODD]
    red, green, blue = colour.T

    assert (green < 1.25 * np.maximum(red, blue)).all()
    if state != State.ZERO:
        assert (red < blue + 3).all()


def test_each_is_told_from_the_others_and_from_an_empty_bell(tank):
    pictures = {state: tank(0.0, state=np.full(12, state), pixels=(240, 136)).picture
                for state in (*UNKNOWN, State.ZERO)}  # fmt: skip
    pictures["empty"] = tank(0.1, pixels=(240, 136)).picture

    for one, other in combinations(pictures.values(), 2):
        assert (np.abs(one - other).max(axis=-1) > 16).mean() > 0.015


def test_a_bead_of_zero_is_small_and_pale(shown, tank):
    _, radius, colour = shown(State.ZERO)
    seen = tank(0.0, state=np.full(12, State.ZERO), pixels=(480, 270), sea=0.0, snow=0.0)

    assert (radius[ODD] < 0.8 * radius[~ODD]).all()
    assert np.ptp(colour[ODD], axis=1).mean() < 0.5 * np.ptp(colour[~ODD], axis=1).mean()
    assert (seen.picture.max(axis=-1) > 60).mean() < 0.03


def test_silk_is_violet_frost_is_cold_and_a_ring_is_blue(shown):
    """They are too dim to be told by light; the water that they tint would tell them without a bell, from afar only."""
    silk, frost, ring = (shown(state, halo=0.0)[2][ODD] for state in UNKNOWN)

    assert (silk[:, [0, 2]].min(axis=1) > 1.3 * silk[:, 1]).all()
    assert (np.diff(frost, axis=1) > 6).all()  # from red to green to blue
    assert (ring[:, 2] > 1.5 * ring[:, :2].max(axis=1)).all()
    assert (ring[:, 2] > 25).all()


@pytest.mark.parametrize("state", UNKNOWN)
def test_what_is_not_told_is_no_more_colourful_than_what_is_known(tank, state):
    """Silk was magenta and rings were neon: half as colourful again as the light of any bell, they drew the eye."""
    seen = tank(60.0, state=np.where(ODD, state, State.VALUE), pixels=(480, 270), sea=0.0, halo=0.0)
    lab = linear_to_oklab(srgb_decode(seen.picture / 255.0).astype(np.float32))
    chroma, odd = np.hypot(lab[..., 1], lab[..., 2]), np.isin(seen.row, np.flatnonzero(ODD))

    assert np.quantile(chroma[odd], 0.95) < np.quantile(chroma[(seen.row >= 0) & ~odd], 0.95)
    assert np.quantile(lab[odd, 0], 0.95) < np.quantile(lab[(seen.row >= 0) & ~odd, 0], 0.95) - 0.05


def test_a_bead_of_zero_is_no_lamp(tank):
    """It was brighter than any bell but the fullest: none looked better than a little."""
    seen = tank(0.0, state=np.full(12, State.ZERO), pixels=(480, 270), sea=0.0, snow=0.0).picture @ LUMA

    assert 100 < np.percentile(seen[seen > 8], 99) < 170
