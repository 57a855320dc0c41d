"""Triangles that fill areas, against shapely's areas."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.places import triangles
from renderer.data.places.polygons import mended
from renderer.data.places.triangles import triangles_of

CORNERS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=30)


def wrong(shapes):
    return np.abs(triangles_of(shapes).area(len(shapes)) / shapely.area(shapes) - 1).max()


@given(CORNERS, st.floats(-1e6, 1e6))
def test_triangles_fill_whatever_polygon_to_the_last_digits(corners, away):
    shapes, _ = mended(np.array([shapely.Polygon(corners)], object))
    if shapes[0] is None:
        return

    assert wrong(shapely.transform(shapes, lambda points: points + away)) <= 1e-9


def test_triangles_fill_all_counties(counties_layout):
    found = triangles_of(counties_layout.shapes)

    assert wrong(counties_layout.shapes) <= 1e-9
    assert len(np.unique(found.row)) == len(counties_layout.shapes)
    middle = found.points[found.corners].mean(axis=1)
    sample = np.random.default_rng(0).choice(len(middle), 2000, replace=False)
    assert shapely.contains_xy(counties_layout.shapes[found.row[sample]], *middle[sample].T).all()


def test_what_ear_clipping_gets_wrong_is_cut_otherwise(monkeypatch):
    monkeypatch.setattr(triangles, "_EXACT", -1.0)  # nothing is good enough
    shapes = np.array([shapely.box(0, 0, 9, 9).difference(shapely.box(2, 2, 4, 7)), shapely.box(20, 0, 21, 1)])

    found = triangles_of(shapes)

    assert found.area(2).tolist() == pytest.approx([71.0, 1.0])
    assert found.row.max() == 1
