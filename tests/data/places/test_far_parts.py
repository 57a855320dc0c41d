"""Which parts of a map lie far from it."""

import numpy as np
import pytest
import shapely

from renderer.data.places.far_parts import groups


def grid(west, south, columns, rows, step=2.0):
    return [shapely.box(west + x * step, south + y * step, west + (x + 1) * step, south + (y + 1) * step)
            for x in range(columns) for y in range(rows)]  # fmt: skip


def far(shapes):
    found = groups(np.array(shapes, object))
    return [sorted(set(found.owner[found.group == n].tolist())) for n in range(1, int(found.group.max()) + 1)]


def test_what_lies_across_the_sea_is_far_by_its_size():
    main = grid(-10, 40, 6, 5)

    assert far([*main, *grid(-60, 5, 1, 1), *grid(55, -20, 2, 2)]) == [[31, 32, 33, 34], [30]]


def test_an_island_beside_the_map_is_no_far_part():
    assert far([*grid(-10, 40, 6, 5), *grid(3, 41, 1, 1)]) == []


def test_a_part_of_an_area_can_be_far():
    overseas = shapely.union(shapely.box(-10, 40, -8, 42), shapely.box(-60, 5, -58, 7))

    assert far([overseas, *grid(-8, 40, 5, 5)]) == [[0]]


def test_half_a_country_is_no_far_part():
    assert far([*grid(100, 1, 4, 3), *grid(115, 0, 3, 3)]) == []


def test_a_map_of_the_world_or_of_a_few_areas_has_none():
    assert far([*grid(-120, 30, 8, 5), *grid(130, -30, 5, 5)]) == []
    assert far([*grid(-10, 40, 2, 1), *grid(60, 0, 1, 1)]) == []


def test_the_states_of_the_us(states_map):
    assert [[states_map.codes[n] for n in one] for one in far(list(states_map.shapes))] == [["02"], ["15"], ["72"]]


@pytest.mark.parametrize(("count", "told"), [(24, 0), (25, 25)])
def test_more_far_groups_than_there_is_room_for_stay_where_they_lie_and_are_counted(count, told):
    islands = [shapely.box(40 + 5 * (n % 5), -40 + 5 * (n // 5), 40.1 + 5 * (n % 5), -39.9 + 5 * (n // 5))
               for n in range(count)]  # fmt: skip

    found = groups(np.array([*grid(-10, 40, 20, 14, 0.3), *islands], object))

    assert (found.group.max(), found.scattered) == (0 if told else count, told)
