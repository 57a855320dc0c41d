"""The sides of polygons, and long ones divided."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.places.rings import divided, sides

HOLED = shapely.box(0, 0, 9, 9).difference(shapely.box(2, 2, 4, 7))


def test_what_lies_inside_is_on_the_left_of_every_side():
    shapes = np.array([HOLED, shapely.union(shapely.box(20, 0, 22, 1), shapely.box(30, 0, 31, 5)).reverse()])

    start, end, row = sides(shapes)

    along = end - start
    left = (start + end) / 2 + np.column_stack([-along[:, 1], along[:, 0]]) * 1e-6
    assert shapely.contains_xy(shapes[row], *left.T).all()
    assert np.bincount(row).tolist() == [8, 8]


@given(st.floats(0.3, 20.0), st.floats(-5, 5), st.floats(-5, 5))
def test_a_divided_map_has_the_same_areas_and_shares_its_borders_to_the_last_bit(longest, x, y):
    """The middle point may lie anywhere: the sides that meet there have no round numbers."""
    middle, corners = (x, y), [(-9, -9), (9, -9), (9, 9), (-9, 9)]
    shapes = np.array([shapely.Polygon([corners[n], corners[n - 3], middle]) for n in range(4)])

    found = divided(shapes, longest)

    assert shapely.coverage_is_valid(found)
    assert shapely.area(found) == pytest.approx(shapely.area(shapes), abs=1e-9)
    start, end, _ = sides(found)
    assert np.hypot(*(end - start).T).max() <= longest * (1 + 1e-9)


def test_holes_and_parts_stay():
    shapes = np.array([HOLED, shapely.union(shapely.box(20, 0, 29, 1), shapely.box(30, 0, 31, 5))])

    found = divided(shapes, 0.7)

    assert shapely.equals(found, shapes).all()
    assert shapely.get_num_interior_rings(found[0]) == 1
    assert divided(shapes, 50.0) is shapes
