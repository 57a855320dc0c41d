"""The middle of an area."""

import numpy as np
import pytest
import shapely

from renderer.data.places.centres import centres_of


def test_a_middle_is_inside_and_as_far_from_the_border_as_can_be(counties_layout):
    middle, radius = centres_of(counties_layout.shapes)

    points = shapely.points(middle)
    assert shapely.contains(counties_layout.shapes, points).all()
    away = shapely.distance(shapely.boundary(counties_layout.shapes), points)
    assert radius == pytest.approx(away, rel=1e-6, abs=1e-3)
    other = shapely.point_on_surface(counties_layout.shapes)
    inside = shapely.distance(shapely.boundary(counties_layout.shapes), other)
    assert (away > inside * 0.95).all()


def test_it_is_in_the_largest_part_of_a_ring_not_in_its_hole():
    ring = shapely.Point(0, 0).buffer(10).difference(shapely.Point(0, 0).buffer(8))
    far = shapely.union(shapely.box(100, 0, 101, 1), shapely.box(200, 0, 204, 4))

    middle, radius = centres_of(np.array([ring, far]))

    assert 8 < np.hypot(*middle[0]) < 10
    assert middle[1].tolist() == pytest.approx([202, 2], abs=0.1)
    assert radius[1] == pytest.approx(2, abs=0.1)


def test_an_area_of_which_nothing_is_left_has_no_radius():
    middle, radius = centres_of(np.array([shapely.box(0, 0, 2, 2), shapely.Polygon(), shapely.box(4, 0, 6, 2)]))

    assert (middle[1].tolist(), radius.round(6).tolist()) == ([0, 0], [1, 0, 1])
    assert middle[2].tolist() == pytest.approx([5, 1], abs=0.1)
