"""Biome map: colonies grow where there is water, within their place, and over the same ways in every loop."""

import numpy as np
import pytest
import shapely

from renderer.data.places.ground import ground_of
from renderer.data.places.map_areas import Places
from renderer.data.places.map_layout import lay_out

SIZE = (160, 90)
FRAMES = 24


@pytest.fixture
def two(flat):
    """Return two places side by side, with one border between them."""
    shapes = np.array([shapely.box(0, 0, 8, 9), shapely.box(8, 0, 16, 9)])
    places = Places(("a", "b"), ("a", "b"), shapes, earth=False)
    return flat(SIZE, 2, ground_of(places, lay_out(places), *SIZE, np.arange(2, dtype=np.int32)))


def colony(made):
    """Return how much colony each cell has, and whose cell it is, [height, width] each."""
    state = made.texels("colonies")
    return state[..., 1], state[..., 2].round().astype(int)


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


def test_what_is_barer_has_fewer_colonies(flat):
    made = flat(SIZE)
    cover = []
    for bare in (0.0, 0.5, 1.0):
        made.show(0.8, bare=bare)
        made.engine.restart()
        made.draw(FRAMES)
        cover.append((colony(made)[0] > 0.12).mean())

    assert cover[0] > 1.5 * cover[1] > 3.0 * cover[2] > 0


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
    frames = made.loaded.scene.frame(0, fps=4).frames
    made.draw(0, fps=4)
    begun = colony(made)[0].copy()
    made.draw(frames // 2, fps=4)
    middle = colony(made)[0].copy()
    made.draw(frames - 1, fps=4)
    last = colony(made)[0].copy()
    made.draw(frames, fps=4)

    assert np.abs(middle - begun).max() > 0.1
    assert np.abs(last - begun).max() < 0.03
    assert (colony(made)[0] == begun).all()


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
