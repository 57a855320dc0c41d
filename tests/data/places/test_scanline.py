"""Which area is under a pixel, against shapely."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.places.polygons import mended
from renderer.data.places.scanline import NOWHERE, rows_under

# In thousandths of a pixel: the oracle does not take lines as short as 1e-38.
_PLACE = st.integers(-5_000, 25_000).map(lambda thousandths: thousandths / 1000)
CORNERS = st.lists(st.tuples(_PLACE, _PLACE), min_size=3, max_size=14)


def by_shapely(shapes, width, height):
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    out = np.full((height, width), NOWHERE)
    for row, shape in enumerate(shapes):
        out[shapely.contains_xy(shape, x, y)] = row
    return out


def near_a_border(shapes, width, height):
    """Return the pixels whose centre lies on a border, where either side is right."""
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    lines = shapely.union_all([shape.boundary for shape in shapes])
    return shapely.distance(shapely.points(x, y), lines) < 1e-6


@given(CORNERS)
def test_every_pixel_whose_centre_is_inside_is_the_areas(corners):
    shapes, _ = mended(np.array([shapely.Polygon(corners)], object))
    shapes = np.array([one for one in shapes if one is not None], object)
    if not len(shapes):
        return

    found = rows_under(shapes, 20, 16)

    assert ((found == by_shapely(shapes, 20, 16)) | near_a_border(shapes, 20, 16)).all()


@given(st.floats(0, 20), st.floats(0, 16))
def test_areas_that_touch_leave_no_pixel_out_and_none_twice(x, y):
    corners = [(0, 0), (20, 0), (20, 16), (0, 16)]
    shapes = [shapely.Polygon([corners[n], corners[n - 3], (x, y)]) for n in range(4)]
    able = np.array([one for one in shapes if one.area > 1e-6 and one.is_valid], object)

    alone = sum((rows_under(np.array([one]), 20, 16) != NOWHERE).astype(int) for one in able)

    assert (alone == 1).all()
    assert (rows_under(able, 20, 16) != NOWHERE).all()


def test_holes_are_empty_and_what_is_drawn_last_is_on_top():
    shapes = np.array([shapely.box(0, 0, 8, 8).difference(shapely.box(2, 2, 4, 7)), shapely.box(6, 0, 12, 3)])

    found = rows_under(shapes, 10, 10)

    assert (found[2:7, 2:4] == NOWHERE).all()
    assert (found[0:3, 6:10] == 1).all()
    assert found[3, 7] == 0


def test_counties_are_where_shapely_has_them(counties_layout):
    """Of 20,000 pixels' centres none is wrong, however near a border."""
    from renderer.data.places.map_view import fitted

    view = fitted(counties_layout.bounds, 1024, 768)
    shapes = view.shapes(counties_layout.shapes)
    found = rows_under(shapes, 1024, 768)

    rng = np.random.default_rng(1)
    x, y = rng.integers(0, 1024, 20_000), rng.integers(0, 768, 20_000)
    point, shape = shapely.STRtree(shapes).query(shapely.points(x + 0.5, y + 0.5), "within")
    wanted = np.full(20_000, NOWHERE)
    wanted[point] = shape
    assert (found[y, x] == wanted).all()
    assert (wanted >= 0).sum() > 5_000
