"""The composition: states that are seen, seeds that are works, presets that differ, and a light that arrives."""

from itertools import combinations

import numpy as np
import pytest
from scipy import ndimage
from thumbnails import LUMA, alike, called, thumbnail, values

from renderer.data.state import State
from renderer.scene.catalogue import load

PRESETS = [None, *load("journey").presets]
UNKNOWN = (State.SUPPRESSED, State.HELD, State.MISSING)
CHANCE = np.random.default_rng(3)
SHARES = CHANCE.uniform(25.0, 90.0, (2, 24))
STILL = {"walker": 0.0, "great": 1.0}


@pytest.mark.parametrize("preset", PRESETS, ids=called)
def test_four_seeds_are_four_works(told, frieze, preset):
    looks = [thumbnail(frieze(told(SHARES), seed=seed, **values(preset)).picture) for seed in range(4)]

    assert max(alike(*pair) for pair in combinations(looks, 2)) < 0.97
    assert min(np.abs(one - other).mean() for one, other in combinations(looks, 2)) > 6.0


def test_a_seed_that_may_not_vary_moves_no_way(told, frieze):
    one, other = (frieze(told(SHARES), seed=seed, vary=0.0, great=1.0).row >= 0 for seed in (0, 3))
    assert (one == other).mean() > 0.99


def test_presets_differ_in_form_and_not_in_colour_alone(told, frieze):
    """Where light comes through, they cover each other badly."""
    forms = {called(preset): frieze(told(SHARES), **values(preset)).open > 0.2 for preset in PRESETS}
    over = {pair: (forms[pair[0]] & forms[pair[1]]).sum() / (forms[pair[0]] | forms[pair[1]]).sum()
            for pair in combinations(forms, 2)}  # fmt: skip

    assert max(over.values()) < 0.8, max(over, key=over.get)


@pytest.mark.parametrize("state", [*UNKNOWN, State.ZERO])
@pytest.mark.parametrize("size", [(640, 360), (360, 640)])
def test_what_is_not_known_lies_below_what_is_known_and_none_of_it_is_open(told, frieze, state, size):
    states = np.full((2, 12), State.VALUE)
    states[:, 1::2] = state
    seen = frieze(told(np.full((2, 12), 60.0), states), size=size, **STILL)
    bright, here = seen.picture @ LUMA, (seen.row >= 0) & (seen.at >= 0)
    known, unknown = here & (seen.row % 2 == 0), here & (seen.row % 2 == 1)

    assert bright[unknown].mean() < 0.6 * bright[known].mean()
    assert bright[unknown].mean() > 4.0
    assert (seen.open[unknown] > 0.5).mean() < (0.1 if state == State.ZERO else 0.001)
    assert (seen.open[known] > 0.5).mean() > 0.2


def test_zero_is_one_pinprick_in_each_chamber(told, frieze):
    states = np.full((2, 5), State.VALUE)
    states[:, 2] = State.ZERO
    seen = frieze(told(np.full((2, 5), 60.0), states), size=(640, 360), **STILL)
    _, pricks = ndimage.label((seen.row == 2) & (seen.open > 0.5))

    assert pricks == 2


def test_each_state_is_told_from_the_others(told, frieze):
    """By colour and by value, as a strand of it is seen from afar."""
    looks = {}
    for state in (*UNKNOWN, State.ZERO):
        seen = frieze(told(np.full((1, 6), 50.0), np.full((1, 6), state)), size=(480, 270), **STILL)
        looks[state] = seen.picture[(seen.row >= 0) & (seen.at >= 0)].mean(axis=0)

    apart = [np.abs(looks[one] - looks[other]).max() for one, other in combinations(looks, 2)]
    assert min(apart) > 2.5


@pytest.mark.parametrize("size", [(320, 180), (600, 60), (180, 320)])
def test_within_every_ten_seconds_a_light_arrives_and_each_at_another_strand(told, frieze, size):
    scene, flat = load("journey").scene, told(np.full((2, 24), 40.0))
    every = scene.seconds / 4
    assert every <= 10.0
    ends = []
    for walk in range(4):
        frame = round(30 * every * walk)
        lit, dark = (frieze(flat, size=size, frame=frame, walker=walker) for walker in (1.0, 0.0))
        more = (lit.picture - dark.picture).max(axis=-1)
        _, x = np.unravel_index(ndimage.gaussian_filter(more.astype(float), 2.0).argmax(), more.shape)
        assert x > 0.85 * size[0]
        way = (np.arange(size[0]) > 0.2 * size[0]) & (np.arange(size[0]) < 0.6 * size[0]) & (lit.row >= 0)
        ends.append(round(np.median(lit.row[way & (more > 0.5 * more[way].max())])))
    assert ends == [3, 9, 15, 21]


@pytest.mark.parametrize("preset", PRESETS, ids=called)
@pytest.mark.parametrize(("size", "frame"), [((640, 360), 0), ((640, 360), 130), ((900, 90), 200)])
def test_nothing_sparkles(told, frieze, preset, size, frame):
    table = told(CHANCE.uniform(25.0, 90.0, (3, 40)))
    one, other = (frieze(table, size=size, frame=frame + n, **values(preset)).picture for n in (0, 1))

    assert (np.abs(one - other).max(axis=-1) > 24).mean() < 0.001


def test_edges_are_soft_at_one_sample_as_they_are_at_sixteen(told, frieze):
    one, many = (frieze(told(SHARES[:, :10]), size=(480, 270), samples=samples, **STILL).picture for samples in (1, 16))
    assert (np.abs(one - many).max(axis=-1) > 40).mean() < 0.03


def test_the_loop_has_no_seam(told, frieze):
    frames = int(load("journey").scene.seconds * 30)
    end, begin, second = (frieze(told(SHARES), frame=frame).picture for frame in (frames - 1, 0, 1))

    assert np.abs(begin - end).mean() < 1.5 * max(np.abs(second - begin).mean(), 0.05)
    assert np.abs(begin - frieze(told(SHARES), frame=frames).picture).max() <= 3  # the dither of another frame
