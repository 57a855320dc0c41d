"""Shapes made into valid polygons."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.places.polygons import areas_only, kept_where, mended

CORNERS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=12)


def test_a_shape_whose_corners_are_nearer_than_numbers_can_tell_apart_breaks_nothing():
    corners = [(1, 1), (0, 0), (0, 2), (1, 0), (0, 0), (2, 1), (0, 1.1754943508222875e-38), (2, 0), (0, 0), (0, 1)]

    whole, reasons = mended(np.array([shapely.Polygon(corners), shapely.box(0, 0, 1, 1)], object))

    assert list(reasons) == [0]
    assert shapely.is_valid(whole).all()
    assert whole[1].area == 1


@given(CORNERS)
def test_whatever_ring_is_drawn_becomes_valid_or_nothing(corners):
    drawn = np.array([shapely.Polygon(corners)], object)

    found, reasons = mended(drawn)

    if shapely.is_valid(drawn[0]):
        assert found[0] is drawn[0]
        assert not reasons
    else:
        assert reasons[0] == shapely.is_valid_reason(drawn[0])
        assert found[0] is None or (shapely.is_valid(found[0]) and found[0].geom_type in ("Polygon", "MultiPolygon"))


def test_a_ring_without_an_area_becomes_nothing():
    found, reasons = mended(np.array([shapely.Polygon([(0, 0), (1, 0), (2, 0)])], object))

    assert found.tolist() == [None]
    assert list(reasons) == [0]


def test_polygons_are_found_in_collections_of_collections():
    box = shapely.box(0, 0, 1, 1)
    inner = shapely.GeometryCollection([shapely.Point(0, 0), box])
    outer, line = shapely.GeometryCollection([inner, shapely.box(5, 5, 6, 6)]), shapely.LineString([(0, 0), (1, 1)])
    shapes = np.array([outer, line, shapely.Polygon(), None, box], object)

    found = areas_only(shapes)

    assert [one and one.geom_type for one in found] == ["MultiPolygon", None, None, None, "Polygon"]
    assert shapely.area(found[0]) == pytest.approx(2.0)
    assert kept_where(np.array([False] * 4 + [True]), found).tolist() == [None] * 4 + [box]


def test_a_hole_as_large_as_its_ring_is_passed_over_and_told():
    ring = [(0, 0), (2, 0), (2, 2), (0, 2)]
    whole, reasons = mended(np.array([shapely.Polygon(ring, [ring[::-1]]), shapely.Polygon(ring, [ring[:3]])], object))

    assert shapely.area(whole).tolist() == [4.0, 2.0]
    assert reasons[0] == "Hole as large as its ring"
    assert reasons[1].startswith("Self-intersection")
