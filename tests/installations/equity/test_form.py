"""The composition: a seed is a work, presets differ in form, every frame is filled, and nothing sparkles."""

from itertools import combinations

import numpy as np
import pytest
from thumbnails import SMALL, alike, called, thumbnail, values

from renderer.scene.catalogue import load

PRESETS = [None, *load("equity").presets]
EDGES = 0.005  # of the pixels; three times as many where edges are staircases
SIZE = (400, 225)
FORMATS = [(320, 180), (180, 320), (240, 240), (480, 120)]
CHANCE = np.random.default_rng(4)
SHARES = np.sort(CHANCE.uniform(25.0, 85.0, (24, 2)), axis=1)


@pytest.mark.parametrize("size", FORMATS)
@pytest.mark.parametrize("preset", PRESETS, ids=called)
def test_four_seeds_are_four_works(grouped, wings, preset, size):
    """In every format: a tall frame and a row had one form for all of them."""
    small = tuple(round(200 * edge / max(size)) for edge in size)
    looks = [thumbnail(wings(grouped(SHARES), size=size, seed=seed, **values(preset)).picture, small)
             for seed in range(4)]  # fmt: skip

    assert max(alike(*pair) for pair in combinations(looks, 2)) < 0.95
    least = 12 if size == FORMATS[0] else 8  # where a frame is not as wide as the form, more of it is dark
    assert min(np.abs(one - other).mean() for one, other in combinations(looks, 2)) > least


@pytest.mark.parametrize("preset", PRESETS, ids=called)
def test_in_a_tall_frame_what_lies_between_the_wings_does_not_bulge(grouped, wings, preset):
    """It was an almond with a dark middle. No column is wider in its middle than at both ends."""
    for seed in range(4):
        seen = wings(grouped(SHARES), size=(135, 240), seed=seed, **values(preset))
        sides = [(np.flatnonzero((line < 0) & here), np.flatnonzero((line > 0) & here))
                 for line, here in zip(seen.along, seen.row >= 0, strict=True)]  # fmt: skip
        wide = [right.min() - left.max() for left, right in sides if len(left) and len(right)]
        first, middle, last = (np.percentile(part, 10) for part in np.array_split(wide, 3))  # fans stand apart

        assert len(wide) > 80
        assert middle <= 1.3 * max(first, last) + 4


def test_a_seed_that_may_not_vary_moves_no_form(grouped, wings):
    even = grouped(np.full((24, 2), 60.0))
    one, other = (wings(even, seed=seed, vary=0.0, great=1.0) for seed in (0, 3))

    assert ((one.row >= 0) == (other.row >= 0)).mean() > 0.98
    assert ((one.row >= 0) == (wings(even, seed=3, great=1.0).row >= 0)).mean() < 0.9


@pytest.mark.parametrize("seed", [35, 47, 76])
def test_each_tier_has_a_place_however_few_there_are(grouped, wings, seed):
    """Two borders were one, so that a tier had no share of the fan and pipes no breadth."""
    few = grouped(np.full((6, 2), 60.0))
    for stack in ("beside", "behind"):
        seen = wings(few, seed=seed, tiers=3, stack=stack)

        assert set(np.unique(seen.row[seen.row >= 0])) == set(range(6))


def test_presets_differ_in_form_and_not_in_colour_alone(grouped, wings):
    """Their silhouettes cover each other badly."""
    forms = {called(preset): wings(grouped(SHARES), size=SMALL, **values(preset)).row >= 0 for preset in PRESETS}
    over = {pair: (forms[pair[0]] & forms[pair[1]]).sum() / (forms[pair[0]] | forms[pair[1]]).sum()
            for pair in combinations(forms, 2)}  # fmt: skip

    assert max(over.values()) < 0.75, max(over, key=over.get)


@pytest.mark.parametrize("size", FORMATS)
@pytest.mark.parametrize("preset", PRESETS, ids=called)
def test_every_frame_is_filled_and_nothing_is_cut(grouped, wings, size, preset):
    for seed in (0, 3):
        here = wings(grouped(SHARES), size=size, seed=seed, **values(preset)).row >= 0
        filled = np.sort((np.ptp(np.argwhere(here), axis=0) + 1) / size[::-1])

        assert filled[1] > 0.82
        assert filled[0] > 0.62
        assert not np.concatenate([here[0], here[-1], here[:, 0], here[:, -1]]).any()


@pytest.mark.parametrize("preset", PRESETS, ids=called)
@pytest.mark.parametrize(("seed", "frame"), [(0, 0), (1, 100), (3, 400)])
def test_nothing_sparkles(grouped, wings, preset, seed, frame):
    table = grouped(np.repeat([[40.0, 80.0], [35.0, 75.0], [45.0, 85.0]], 17, axis=0))  # as many as the states
    one, other = (wings(table, size=(640, 360), seed=seed, frame=frame + n, **values(preset)).picture for n in (0, 1))

    assert (np.abs(one - other).max(axis=-1) > 24).mean() < 0.001


def test_edges_are_soft_at_one_sample_as_they_are_at_sixteen(grouped, wings):
    """Rods that stand before others as well, and round ends; a staircase is off by half of what lies on either side."""
    table = grouped(SHARES)
    one, many = (wings(table, size=(480, 270), samples=samples, walk=0.0).picture for samples in (1, 16))

    assert (np.abs(one - many).max(axis=-1) > 40).mean() < EDGES


def test_who_stands_where_is_the_order_of_the_table(grouped, wings):
    """From the outer end of a wing to the air, whatever the seed: the caption says so."""
    for seed in (0, 3):
        seen = wings(grouped(SHARES), size=(64, 36), seed=seed)
        assert (seen.places[2, :, 3] == np.arange(seen.places.shape[1])).all()
        assert (np.diff(seen.places[2, :, 0]) > 0).all()  # where each begins
