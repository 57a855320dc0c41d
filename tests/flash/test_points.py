"""Single points count their own changes: in patterns, where all turn at once, and in blocks."""

import numpy as np

from renderer.flash.limits import Limits
from renderer.flash.measure import Measured
from renderer.flash.points import Points, RedPoints, opened

GRID = (40, 20)
NONE, ALL = np.zeros((4, 8), bool), np.ones((4, 8), bool)
CHECKS = np.indices((20, 40)).sum(0) % 2


def counted(pictures, regular, coarse, points=None):
    """Return how often each point was counted."""
    points = points or Points(GRID, Limits())
    count = np.zeros((20, 40), int)
    for index, light in enumerate(pictures):
        colours = light if light.ndim == 3 else light[..., None].repeat(3, 2)
        seen = Measured(colours.astype(np.float32), colours.astype(np.float32), lambda: None)
        turns = points.look(seen, regular, coarse, index / 30)
        points.take(turns, index / 30)
        count += turns.up | turns.down | turns.up_pattern | turns.down_pattern
    return count


def test_points_that_reverse_count_in_a_pattern_and_where_all_turn_at_once():
    reversing = [CHECKS ^ (k % 2) for k in range(9)]

    assert (counted(reversing, ALL, NONE) == 8).all()
    assert (counted(reversing, NONE, ALL) == 8).all()
    assert not counted(reversing, NONE, NONE).any()


def test_points_that_turn_in_their_own_time_count_only_in_a_pattern():
    rng = np.random.default_rng(6)
    phases = rng.integers(0, 4, (20, 40))
    own = [((k + phases) // 2) % 2 for k in range(40)]

    assert (counted(own, ALL, NONE) > 15).all()
    assert counted(own, NONE, ALL)[:, 5:].mean() < 2.0


def test_blocks_that_turn_the_same_way_count_anywhere():
    block = np.zeros((20, 40))
    block[4:8, 10:14] = 1

    assert (counted([block * (k % 2) for k in range(9)], NONE, NONE) == 8 * block).all()
    assert not opened(np.eye(5, dtype=bool)).any()


def test_red_points_are_asked_only_where_red_lies_beside_another_colour():
    red, blue = np.float32([0.34, 0, 0]), np.float32([0, 0, 1])
    pictures = [np.where((CHECKS ^ (k % 2))[..., None], red, blue) for k in range(9)]

    assert (counted(pictures, ALL, NONE, RedPoints(GRID, Limits())) >= 7).all()
    assert not counted(pictures, NONE, NONE, RedPoints(GRID, Limits())).any()
