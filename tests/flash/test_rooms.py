"""For which rooms a picture passes, from where it was judged."""

import pytest

from renderer.flash.limits import DESK, WALL, Geometry
from renderer.flash.rooms import further, passes_from, ratio, rooms_said

FAR = Geometry(4.0, 20.0)


@pytest.mark.parametrize(("passes", "widths"), [
    ((True, True, True), 0.75), ((False, True, True), ratio(DESK)), ((False, False, True), 5.0),
    ((False, False, False), None), ((True, False, True), 5.0), ((True, True, False), None),
])  # fmt: skip
def test_it_passes_from_the_nearest_place_behind_which_it_never_fails(passes, widths):
    assert passes_from(zip((WALL, DESK, FAR), passes, strict=True)) == widths


def test_what_fails_is_judged_again_only_where_that_says_more():
    assert further([(WALL, True), (DESK, True)]) == ()
    assert [ratio(place) for place in further([(WALL, False), (DESK, True)])] == [1.2]
    assert [ratio(place) for place in further([(WALL, False), (DESK, False)])] == [3.0, 5.0]
    assert [ratio(place) for place in further([(WALL, True), (DESK, False)])] == [3.0, 5.0]


def test_distances_are_rounded_away_from_the_picture():
    assert "1 m wide from 1.85 m on" in rooms_said(1.8490566)
    assert "8 m from 14.8 m" in rooms_said(1.8490566)
    assert "none" in rooms_said(None)
