"""A walk through a map: each area once, from neighbour to neighbour, as short as can be."""

import numpy as np
import pytest

from renderer.data.places import map_walk
from renderer.data.places.bundled_maps import find_map
from renderer.data.places.ground import load_ground
from renderer.data.places.map_walk import followed, walk, walk_of

NOBODY = np.zeros((0, 2), np.int32)


def grid(across, up):
    """Return the middles of a town of squares, and who has a common border there."""
    place = np.stack(np.meshgrid(np.arange(across), np.arange(up)), -1).reshape(-1, 2).astype(float)
    away = np.abs(place[:, None] - place[None]).sum(-1)
    return place, np.argwhere(np.triu(away == 1))


def shortest(place):
    """Return the length of the shortest way through all places (Held and Karp, 1962)."""
    away = np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1))
    count = len(place)
    best = np.full((1 << count, count), np.inf)
    best[1 << np.arange(count), np.arange(count)] = 0.0
    for seen in range(1, 1 << count):
        for last in range(count):
            if seen >> last & 1 and seen != 1 << last:
                best[seen, last] = (best[seen ^ (1 << last)] + away[:, last]).min()
    return best[-1].min()


@pytest.mark.parametrize("seed", range(4))
def test_it_is_about_the_shortest_way(seed):
    place = np.random.default_rng(seed).random((8, 2))
    order = walk(place, NOBODY)

    assert sorted(order) == list(range(8))
    assert np.hypot(*np.diff(place[order], axis=0).T).sum() <= 1.03 * shortest(place)
    assert place[order[0], 0] <= place[order[-1], 0]


@pytest.mark.parametrize("seed", range(3))
def test_a_town_is_walked_from_neighbour_to_neighbour_whatever_its_table_says(seed):
    place, borders = grid(4, 3)
    mixed = np.random.default_rng(seed).permutation(12)

    order = walk(place[mixed], np.argsort(mixed)[borders])

    assert followed(order, np.argsort(mixed)[borders]) == 1.0


def test_states_follow_their_neighbours_and_not_by_chance():
    ground = load_ground(find_map("us_states"), 480, 270)
    chance = [followed(np.random.default_rng(n).permutation(52), ground.neighbours) for n in range(20)]

    assert sorted(walk_of(ground)) == list(range(52))
    assert followed(walk_of(ground), ground.neighbours) > 0.8 > 0.2 > max(chance)


def test_of_many_areas_a_curve_keeps_neighbours_together():
    place, borders = grid(16, 16)

    assert followed(walk(place, borders), borders) == 1.0


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_areas_are_walked_from_the_west(count):
    place = np.column_stack([np.arange(count, 0.0, -1.0), np.zeros(count)])

    assert walk(place, NOBODY).tolist() == list(range(count))[::-1]


def test_it_is_worked_out_once(monkeypatch):
    ground = load_ground(find_map("us_states"), 480, 270)
    first = walk_of(ground)
    monkeypatch.setattr(map_walk, "walk", None)

    np.testing.assert_array_equal(walk_of(ground), first)
