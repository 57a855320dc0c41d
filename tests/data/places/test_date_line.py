"""Areas on both sides of the date line."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.places.date_line import wrap

ISLANDS = [shapely.box(172, 51, 179, 53), shapely.union(shapely.box(-180, 50, -150, 60), shapely.box(179, 51, 180, 52)),
           shapely.box(-140, 55, -130, 58)]  # fmt: skip


def width(shapes):
    west, _, east, _ = shapely.total_bounds(shapes)
    return east - west


def test_areas_on_both_sides_are_put_together_without_a_seam():
    found, start = wrap(np.array(ISLANDS))

    assert start == -188
    assert shapely.total_bounds(found).tolist() == [-188, 50, -130, 60]
    assert found[1].geom_type == "Polygon"
    assert shapely.area(found) == pytest.approx(shapely.area(ISLANDS))


def test_a_ring_that_jumps_across_the_line_goes_the_short_way():
    jumps = shapely.Polygon([(170, 0), (-170, 0), (-170, 10), (170, 10)])

    found, _ = wrap(np.array([jumps, shapely.box(150, 0, 160, 5)]))

    assert width(found) == 40
    assert shapely.area(found).tolist() == [200, 50]


def test_a_map_that_goes_round_the_world_stays_cut_where_it_was():
    world = np.array([shapely.box(-180, -80, 180, -60), shapely.box(10, 0, 20, 10)])

    found, start = wrap(world)

    assert start == -180
    assert shapely.equals(found, world).all()


@given(st.floats(-180, 180), st.lists(st.tuples(st.floats(0, 80), st.floats(-60, 60)), min_size=1, max_size=6))
def test_wherever_the_line_lies_the_map_is_as_wide(turn, corners):
    """Squares within 90 degrees, turned about the Earth and cut at 180 degrees as files have them."""
    plain = [shapely.box(x, y, x + 9, y + 9) for x, y in corners]
    cut = []
    for x, y in corners:
        west = (x + turn + 180) % 360 - 180
        whole = shapely.box(west, y, west + 9, y + 9)
        east = shapely.intersection(whole, shapely.box(180, -90, 540, 90))
        moved = shapely.transform(east, lambda points: points - (360, 0))
        cut.append(shapely.union(shapely.intersection(whole, shapely.box(-180, -90, 180, 90)), moved))

    found, _ = wrap(np.array(cut))

    assert width(found) == pytest.approx(width(plain), abs=1e-6)
    assert shapely.area(found) == pytest.approx(np.full(len(corners), 81.0))


def test_a_shape_that_is_not_there_stays_so():
    found, _ = wrap(np.array([None, shapely.box(0, 0, 1, 1)], object))

    assert found[0] is None


def test_a_ring_that_is_mended_as_it_is_unwrapped_is_areas_alone():
    spike = shapely.Polygon([(10, 51), (11, 51), (11, 52), (10, 52), (-180, 51)])  # along its own first side

    found, _ = wrap(np.array([spike]))

    assert found[0].geom_type in ("Polygon", "MultiPolygon")
    assert found[0].area > 0
