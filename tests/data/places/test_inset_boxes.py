"""Room for insets."""

import numpy as np
import pytest
import shapely

from renderer.data.places.inset_boxes import find_places

ANGLE = np.array([shapely.box(0, 40, 100, 100), shapely.box(60, 0, 100, 40)])  # its lower left is free


def boxes(places, sizes):
    half = [(width * one.scale / 2, height * one.scale / 2) for one, (width, height) in zip(places, sizes, strict=True)]
    return [shapely.box(one.x - x, one.y - y, one.x + x, one.y + y) for one, (x, y) in zip(places, half, strict=True)]


def test_an_inset_lies_in_the_free_corner_at_the_maps_own_scale_where_it_fits():
    sizes = [(30, 20)]

    found = find_places(ANGLE, sizes, [(-500, 20)])

    assert found[0].scale == 1.0
    assert shapely.box(0, 0, 60, 40).contains(boxes(found, sizes)[0])


def test_a_large_one_is_made_smaller_and_none_touches_another_or_the_map():
    sizes = [(300, 200), (20, 10), (15, 15), (4, 4)]

    found = find_places(ANGLE, sizes, [(-500, 20), (500, 50), (0, -900), (0, 900)])

    assert found[0].scale < 0.3
    assert [one.scale for one in found[1:]] == [1.0] * 3
    all_of = [*ANGLE, *boxes(found, sizes)]
    for n, one in enumerate(all_of[2:], 2):
        assert not any(one.intersects(other) for m, other in enumerate(all_of) if m != n)


def test_where_nothing_is_free_room_is_made_below():
    full, sizes = np.array([shapely.box(0, 0, 100, 100)]), [(40, 30)]

    found = find_places(full, sizes, [(0, 500)])

    assert boxes(found, sizes)[0].bounds[3] < 0


@pytest.mark.parametrize("way", [-500, 500])
def test_for_a_wide_picture_room_is_made_at_the_side_where_they_lie(way):
    full, sizes = np.array([shapely.box(0, 0, 100, 100)]), [(40, 30), (10, 10)]

    found = boxes(find_places(full, sizes, [(way, 50), (way, -50)], beside=True), sizes)

    assert all(one.bounds[2] < 0 if way < 0 else one.bounds[0] > 100 for one in found)
    assert all(one.bounds[1] > 0 and one.bounds[3] < 100 for one in found)
    assert not found[0].intersects(found[1])


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize(("shape", "size"), [((1, 10), (4, 0.2)), ((10, 1), (0.2, 4)), ((10, 1), (12, 12))])
def test_a_narrow_or_flat_map_makes_room_for_one_that_is_wider_or_higher(shape, size, beside):
    narrow, sizes = np.array([shapely.box(0, 0, *shape)]), [size, size]

    found = boxes(find_places(narrow, sizes, [(40, 5), (-40, 5)], beside=beside), sizes)

    assert not found[0].intersects(found[1])
    assert not any(one.intersects(narrow[0]) for one in found)


def test_many_insets_higher_than_a_narrow_map_all_find_room():
    narrow, sizes = np.array([shapely.box(0, 0, 1, 10)]), [(1.0, 10.0)] * 8

    found = boxes(find_places(narrow, sizes, [(40, 5)] * 8), sizes)

    assert len(found) == 8
    assert not any(one.intersects(other) for n, one in enumerate(found) for other in [*found[:n], narrow[0]])
