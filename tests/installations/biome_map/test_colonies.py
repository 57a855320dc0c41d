"""Biome map: colonies grow where there is water, within their place, and over the same ways in every loop."""

from itertools import pairwise

import numpy as np
import pytest
import shapely

from renderer.data.places.ground import ground_of
from renderer.data.places.map_areas import Places
from renderer.data.places.map_layout import lay_out
from renderer.data.state import State

SIZE = (160, 90)
FRAMES = 12
STRAIGHT = {"tilt": 0.0, "travel": 0.0}
UNTOLD = (State.MISSING, State.SUPPRESSED, State.HELD)


@pytest.fixture
def two(flat):
    """Return two places side by side, with one border between them."""
    shapes = np.array([shapely.box(0, 0, 8, 9), shapely.box(8, 0, 16, 9)])
    places = Places(("a", "b"), ("a", "b"), shapes, earth=False)
    return flat(SIZE, 2, ground_of(places, lay_out(places), *SIZE, np.arange(2, dtype=np.int32)))


def colony(made):
    """Return how much colony each cell has, and whose cell it is, [height, width] each."""
    state = made.texels("colonies")
    return state[..., 1], state[..., 3].round().astype(int)


def left_beside(made, part, bare):
    """Return what grows in the first place after some frames, where the second is as full and bare as ``part``."""
    made.show(part, bare=bare)
    made.engine.restart()
    made.draw(FRAMES)
    grown, rows = colony(made)
    return np.where(rows == 0, grown, 0.0)


def test_colonies_live_in_water_and_nowhere_else(flat):
    made = flat(SIZE)
    made.draw(3)
    grown, rows = colony(made)
    bed, plan = made.texels("bed")[::2, ::2, 0], made.texels("plan", 1)[..., 0]

    assert (grown[rows < 0] == 0).all()
    assert grown[(rows >= 0) & (plan - bed < -0.001)].max() < 0.1
    assert grown[(rows >= 0) & (plan - bed > 0.004)].mean() > 0.05


def shares(rows, part, of, large=2000):
    """Return how much of what is ``of`` is ``part`` in each area of more than ``large`` px, by its row."""
    counts = np.bincount(rows[rows >= 0])
    places = [row for row in np.flatnonzero(counts > large) if of[rows == row].sum() > 0]
    return {row: part[rows == row].sum() / of[rows == row].sum() for row in places}


def wanted(made, bare):
    """Return the share of the wet floor that colonies are to cover."""
    derived = made.loaded.scene.derive(made.loaded.scene.frame(0), made.loaded.scene.params())
    return derived["most"] + (derived["least"] - derived["most"]) * bare


def test_colonies_cover_what_the_figure_says_in_every_frame_of_the_loop(drawn_parts):
    """Counted in the picture's own pixels, and while they grow, divide and are taken back by the tide."""
    made, parts = drawn_parts((640, 360), 12)
    bare = np.linspace(0.0, 1.0, 12)
    made.show(0.7, bare=bare)
    frames, shapes = made.loaded.scene.frame(0, fps=4).frames, []
    for moment in (0.0, 0.25, 0.5, 0.75, 0.95):
        rows, colony, wet = parts(round(moment * frames), 4, **STRAIGHT)
        share = shares(rows, colony, wet)
        shapes.append(colony)

        assert len(share) >= 10
        assert list(share.values()) == pytest.approx(wanted(made, bare)[list(share)], abs=0.02)
    assert min(np.abs(a - b).mean() for a, b in pairwise(shapes)) > 0.012  # and they move


def test_as_much_is_pale_as_an_interval_is_wide(drawn_parts):
    made, parts = drawn_parts((640, 360), 12)
    made.show(0.7, bare=0.5, doubt=0.2)
    rows, colony, wet = parts(40, 5, **STRAIGHT)
    pale = shares(rows, np.abs(colony - 0.5) < 0.2, wet)
    most, least = wanted(made, np.array([0.3, 0.7]))

    assert np.median([*pale.values()]) == pytest.approx(most - least, abs=0.06)


def test_colonies_that_are_not_told_are_each_drawn_otherwise_and_never_look_best(flat):
    made = flat((480, 270), 12)
    seen, rows = {}, None
    for state in (State.VALUE, State.ZERO, *UNTOLD):
        made.show(0.8, bare=0.5, bare_state=np.full(12, state))
        made.engine.restart()
        seen[state] = made.draw(6, 5, **STRAIGHT).astype(int)
        rows = made.texels("whose")[::-1, :, 0]
    pools = (rows >= 0) & (np.abs(seen[State.HELD] - seen[State.SUPPRESSED]).max(axis=2) > 0)

    for one in seen:
        for other in seen:
            assert one == other or (np.abs(seen[one] - seen[other]).max(axis=2) > 20)[pools].mean() > 0.1
    for state in UNTOLD:
        assert seen[state][pools].mean() < seen[State.VALUE][pools].mean() - 5


def test_what_is_barer_has_fewer_colonies(flat):
    made = flat(SIZE)
    cover = []
    for bare in (0.0, 0.5, 1.0):
        made.show(0.8, bare=bare)
        made.engine.restart()
        made.draw(FRAMES)
        cover.append((colony(made)[0] > 0.12).mean())

    assert cover[0] > 1.3 * cover[1] > 1.7 * cover[2] > 0


def test_nothing_crosses_a_border_that_is_not_under_water(two):
    fed, starved = (left_beside(two, [0.6, 0.6], [0.0, bare]) for bare in (0.0, 1.0))

    assert fed.max() > 0.2
    assert (fed == starved).all()


def test_where_both_are_full_colonies_grow_over_the_border(two):
    fed, starved = (left_beside(two, [1.0, 1.0], [0.0, bare]) for bare in (0.0, 1.0))
    one_full = [left_beside(two, [1.0, 0.6], [0.0, bare]) for bare in (0.0, 1.0)]

    assert (fed != starved).any()
    assert (one_full[0] == one_full[1]).all()


def test_the_loop_ends_where_it_began(flat):
    made = flat(SIZE)
    frames = made.loaded.scene.frame(0, fps=2).frames
    made.draw(0, fps=2)
    begun = colony(made)[0].copy()
    made.draw(frames // 2, fps=2)
    middle = colony(made)[0].copy()
    made.draw(frames - 1, fps=2)
    last = colony(made)[0].copy()
    made.draw(frames, fps=2)

    assert np.abs(middle - begun).max() > 0.1
    assert np.abs(last - begun).max() < 0.03
    assert (colony(made)[0] == begun).all()


def test_colonies_grow_by_the_clock_and_not_by_the_frame(flat):
    """After two seconds they have the same shapes at 25, 30 and 60 frames a second; a shift of them has not."""
    made, grown = flat(SIZE), {}
    for fps in (25, 30, 60):
        made.engine.restart()
        made.draw(2 * fps, fps, **STRAIGHT)
        grown[fps] = colony(made)[0].copy()

    change = {fps: np.abs(grown[fps] - grown[30]).mean() / np.abs(grown[30] - grown[30].mean()).mean() for fps in grown}
    assert max(change.values()) < 0.08
    assert np.abs(np.roll(grown[30], 4, axis=1) - grown[30]).mean() > 5 * np.abs(grown[60] - grown[30]).mean()


def test_a_frame_is_the_same_from_a_state_that_was_kept(flat):
    made = flat(SIZE)
    told = made.draw(7).copy()
    kept = made.engine.last_frames()
    made.engine.restart()
    made.engine.go_on(kept, 7)

    assert (made.draw(7) == told).all()


def test_to_begin_anew_draws_no_map_again(flat):
    made = flat(SIZE)
    made.draw(1)
    told = {name: target.drawn for name, target in made.engine.pipeline.targets.items()}
    made.draw(1)

    drawn = {name: target.drawn - told[name] for name, target in made.engine.pipeline.targets.items()}
    assert drawn["colonies"] == 2
    assert drawn["bed"] == drawn["tally"] == drawn["spores"] == 0
