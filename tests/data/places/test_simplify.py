"""Fewer corners, and still no gap between neighbours."""

import pytest
import shapely

from renderer.data.places.map_view import fitted
from renderer.data.places.simplify import simplified


@pytest.mark.parametrize("width", [200, 800, 3200])
def test_simplified_borders_leave_no_gap_and_no_overlap(counties_layout, width):
    shapes = fitted(counties_layout.bounds, width, width).shapes(counties_layout.shapes)

    found = simplified(shapes, 0.3)

    assert shapely.coverage_is_valid(found)
    assert not shapely.is_empty(found).any()
    assert shapely.get_num_coordinates(found).sum() < shapely.get_num_coordinates(shapes).sum()
    whole, before = shapely.coverage_union_all(found), shapely.coverage_union_all(shapes)
    assert shapely.area(whole) == pytest.approx(shapely.area(found).sum(), rel=1e-9)
    # What was no hole before is none now: holes are lakes of the map, not gaps between its areas.
    assert _holes(whole) <= _holes(before)


def _holes(shape):
    return int(shapely.get_num_interior_rings(shapely.get_parts(shape)).sum())
