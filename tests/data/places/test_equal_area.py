"""Projections: areas stay true, whatever the map."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.places.equal_area import project, suited
from renderer.data.places.map_areas import Places


@given(st.floats(-175, 175), st.floats(-78, 78), st.floats(0.05, 60), st.floats(0.05, 20))
def test_areas_are_true_wherever_the_map_lies(lon, lat, width, height):
    south, north = max(lat - height / 2, -89.0), min(lat + height / 2, 89.0)
    half = width / 2
    shapes = np.array([shapely.box(lon - half, south, lon, north), shapely.box(lon, south, lon + half, north)])

    flat = project(shapes, suited(*shapely.total_bounds(shapes)))

    wanted = Places(("a", "b"), ("a", "b"), shapes).area_km2()
    assert shapely.area(flat) / 1e6 == pytest.approx(wanted, rel=2e-3)
    assert abs(shapely.centroid(flat[0]).x + shapely.centroid(flat[1]).x) < 1.0
    assert shapely.coverage_is_valid(flat)


@pytest.mark.parametrize(("bounds", "words"), [
    ((-125, 24.5, -67, 49.4), "Albers equal-area, centred at 37.0° N, 96.0° W"),
    ((166, -47, 179, -34), "Lambert azimuthal equal-area, centred at 40.5° S, 172.5° E"),
    ((-25, 60, -10, 80), "Lambert azimuthal equal-area, centred at 70.0° N, 17.5° W"),
    ((-187, 50, -130, 72), "Lambert azimuthal equal-area, centred at 61.0° N, 158.5° W"),
    ((-180, -90, 180, 84), "Equal Earth, centred at 0.0° E"), ((10, -6, 40, 8), "Lambert azimuthal equal-area, "
                                                                "centred at 1.0° N, 25.0° E"),
])  # fmt: skip
def test_the_form_of_the_map_chooses_the_projection(bounds, words):
    assert suited(*bounds).words == words


def test_a_long_side_bends_with_the_projection():
    parallel = np.array([shapely.box(-120, 45, -90, 49)])

    flat = project(parallel, suited(-120, 30, -70, 49))

    top = shapely.get_coordinates(flat)
    top = top[top[:, 1] > top[:, 1].mean()]
    assert len(top) > 100
