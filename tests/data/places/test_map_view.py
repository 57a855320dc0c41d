"""How a map lies in a picture."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.places.map_view import fitted

SIDE = st.integers(40, 4000)


@given(SIDE, SIDE, st.floats(0.1, 1e6), st.floats(0.1, 1e6))
def test_a_map_fits_and_lies_in_the_middle(width, height, across, up):
    view = fitted((-across, 0, across, up), width, height, 0.05)

    (left, top), (right, bottom) = view.pixels(np.array([[-across, up], [across, 0.0]]))
    free = 0.05 * min(width, height)
    assert min(left, top) == pytest.approx(free, abs=1e-3)
    assert (left, top) == pytest.approx((width - right, height - bottom), abs=1e-3)


def test_a_part_shows_what_the_whole_shows_there():
    view = fitted((0, 0, 10, 10), 1000, 800)
    point = np.array([[3.3, 4.4]])

    assert view.part(100, 50, 64, 64).pixels(point) == pytest.approx(view.pixels(point) - (100, 50))
