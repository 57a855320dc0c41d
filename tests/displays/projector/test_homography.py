"""The corner pin's mathematics: four corners exactly, lines stay lines, and what no wall shows is refused."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from renderer.core.errors import DisplayError
from renderer.displays.projector.homography import SQUARE, applied, check_quad, homography

RNG = np.random.default_rng(4)
OFF = st.floats(-0.2, 0.2)
KEYSTONE = [(0.1, 0.0), (0.9, 0.0), (1.0, 1.0), (0.0, 1.0)]  # 20 % at the top


@settings(max_examples=30)
@given(st.lists(st.tuples(OFF, OFF), min_size=4, max_size=4))
def test_the_square_goes_to_its_corners_and_comes_back(offsets):
    quad = np.add(SQUARE, offsets)
    try:
        matrix = homography(quad)
    except DisplayError:
        assume(False)
    np.testing.assert_allclose(applied(matrix, SQUARE), quad, atol=1e-12)
    inside = RNG.random((50, 2))
    np.testing.assert_allclose(applied(np.linalg.inv(matrix), applied(matrix, inside)), inside, atol=1e-9)
    line = applied(matrix, np.linspace([0.1, 0.9], [0.8, 0.2], 5))
    (x, y), along = (line - line[0]).T, line[-1] - line[0]
    assert abs(along[0] * y - along[1] * x).max() < 1e-12


def test_the_middle_of_a_keystone_is_where_its_diagonals_meet_and_not_their_mean():
    # Diagonals (0.1, 0)-(1, 1) and (0.9, 0)-(0, 1) meet at y = 4/9; bilinear corners say 1/2: 60 px of 1080 off.
    np.testing.assert_allclose(applied(homography(KEYSTONE), (0.5, 0.5)), (0.5, 4 / 9), atol=1e-12)


def test_what_is_not_pinned_is_the_identity_exactly():
    assert (homography(SQUARE) == np.eye(3)).all()


@pytest.mark.parametrize(
    ("corners", "said"),
    [
        ([(0, 0), (1, 0), (0, 1), (1, 1)], "two sides of the picture would cross"),
        ([(0, 0), (1, 1), (1, 0), (0, 1)], "two sides of the picture would cross"),
        ([(1, 0), (0, 0), (0, 1), (1, 1)], "would be seen from behind; --flip"),
        ([(0.6, 0.6), (1, 0), (1, 1), (0, 1)], "a corner would lie inside the three others"),
        ([(0, 0), (1, 0), (0.4, 0.4), (0, 1)], "a corner would lie inside the three others"),
        ([(0, 0), (1, 0), (0.5, 0.5), (0, 1)], "a corner would lie on the line"),
        ([(0, 0), (0, 0), (1, 1), (0, 1)], "a corner would lie on the line"),
        ([(0, 0), (1, 0), (1, 1.6), (0, 1)], "none farther than 0.5"),
        ([(0, 0), (1, 0), (1, float("nan")), (0, 1)], "none farther than 0.5"),
        ([(0, 0), (1, 0), (1, 1)], "a corner pin is four corners"),
    ],
)
def test_what_no_wall_shows_is_refused_with_its_reason(corners, said):
    with pytest.raises(DisplayError, match=said):
        check_quad(corners)
