"""Patterns are exempt by the width of their own stripes and squares, in degrees, in every room."""

import numpy as np
import pytest

from renderer.flash.limits import DESK, WALL, Limits
from renderer.flash.measure import measure
from renderer.flash.patterns import Search, boxed

GRID = (320, 180)
Y, X = np.mgrid[:360, :640]


def seen(light):
    """Return what is measured of light or dark px, or of colours."""
    codes = light if light.ndim == 3 else (light * np.uint8(255))[..., None].repeat(3, 2)
    return measure(codes.astype(np.uint8), GRID)


def checks(side):
    return (np.floor(X / side) + np.floor(Y / side)) % 2


@pytest.mark.parametrize(("room", "side", "exempt"), [
    (DESK, 1.8, True), (DESK, 2.3, False),  # 0.1 degrees is 2.07 px at the desk ...
    (WALL, 2.0, False), (WALL, 5.5, False),  # ... and 0.84 px on the wall
])  # fmt: skip
def test_squares_are_exempt_by_their_angle(room, side, exempt):
    found = Search(room, Limits(), GRID).look(seen(checks(side)), 0.0)

    assert found.regular.any() != exempt
    assert (found.contrast > 0).mean() == (0.0 if exempt else pytest.approx(1.0, abs=0.02))


def test_pairs_are_counted_across_the_pattern():
    stripes = (X // 20) % 2  # 16 pairs
    half = np.where(X < 320, stripes, 0)

    assert Search(DESK, Limits(), GRID).look(seen(stripes), 0.0).pairs.max() == pytest.approx(16, rel=0.04)
    assert Search(DESK, Limits(), GRID).look(seen(half), 0.0).pairs.max() == pytest.approx(8, abs=0.7)
    assert Search(DESK, Limits(), GRID).look(seen(checks(20)), 0.0).pairs.max() == pytest.approx(16, rel=0.04)


def test_what_was_seen_is_remembered_for_a_second_and_what_was_not_due_is_not_searched():
    search = Search(DESK, Limits(), GRID)
    assert search.look(seen(checks(4)), 0.0).regular.all()
    assert search.look(seen(X * 0), 0.02).time == 0.0
    assert search.look(seen(X * 0), 0.5).regular.all()
    assert not search.look(seen(X * 0), 1.1).regular.any()


@pytest.mark.parametrize("over", [-1e-9, 1e-9])
def test_a_second_is_over_however_its_times_were_added_up(over):
    search = Search(DESK, Limits(), GRID)
    search.look(seen(checks(4)), 0.08)

    assert not search.ahead(seen(X * 0), 1.08 + over).regular.any()
    assert not search.look(seen(X * 0), 1.08 + over).regular.any()


def test_what_is_ahead_is_what_will_be_seen_and_leaves_no_trace():
    search = Search(DESK, Limits(), GRID)
    ahead = search.ahead(seen(checks(4)), 0.0)

    assert ahead.regular.all()
    assert not search.look(seen(X * 0), 0.0).regular.any()


def test_red_beside_blue_of_one_luminance_is_a_pattern_of_red():
    red = checks(7).astype(bool)
    picture = np.where(red[..., None], np.uint8([155, 0, 0]), np.uint8([0, 0, 255]))
    found = Search(DESK, Limits(), GRID).look(seen(picture), 0.0)

    assert found.red.mean() > 0.9
    assert not found.regular.any()


def test_a_picture_moves_where_its_light_does():
    search = Search(DESK, Limits(), GRID)
    search.look(seen(checks(9)), 0.0)
    moved = np.where(X < 200, checks(9), 1 - checks(9))
    moves = search.look(seen(moved), 0.11).moves

    assert not moves[:, :12].any()
    assert moves[:, 32:].all()



def test_means_over_neighbours_keep_a_constant():
    assert boxed(np.full((7, 9), 3.0, np.float32), (2, 3)) == pytest.approx(3.0)
