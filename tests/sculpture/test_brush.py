"""The brush: its ranges, what it makes of a place, and dabs that are as even on a slow machine as on a fast."""

import math

import pytest

from renderer.core.errors import ParamError
from renderer.sculpture.brush import MOST_DABS, SPACING, Brush, Grip

UP = (0.0, 0.0, 1.0)


def test_each_kind_makes_its_stroke():
    brush = Brush(radius=4.0, strength=0.5, symmetric=True)
    pull = brush.turned("kind", "pull").dab((1.0, 2.0, 3.0), UP)
    assert (pull.kind, pull.way, pull.radius, pull.symmetric) == ("pull", (0, 0, 0.5), 4.0, True)
    carve = brush.turned("kind", "carve").dab((1.0, 2.0, 3.0), UP)
    assert carve.radius < 2.0
    assert carve.way[2] < 0.0
    assert brush.turned("kind", "smooth").dab((1.0, 2.0, 3.0), UP).amount == 0.5
    assert brush.drag((0.0, 0.0, 0.0), (3.0, 4.0, 0.0)).way == pytest.approx((3, 4, 0))
    assert brush.drag((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)) is None
    assert brush.drag((0.0, 0.0, 0.0), (900.0, 0.0, 0.0)).amount == 60.0, "no farther than a stroke may reach"


def test_turning_ends_at_the_range_and_nonsense_is_refused():
    assert Brush().turned("radius", 1e9).radius == 40.0
    assert Brush().turned("strength", -1).strength == 0.02
    assert Brush().turned("symmetric", 1).symmetric is True
    for name, value, said in (("kind", "puch", "did you mean 'push'"), ("radius", math.nan, "0.2 to 40"),
                              ("strength", "x", "is no number")):  # fmt: skip
        with pytest.raises(ParamError, match=said):
            Brush().turned(name, value)


@pytest.mark.parametrize("moves", [1, 3, 7, 40])
def test_dabs_lie_at_one_spacing_whatever_the_frame_rate(moves):
    grip = Grip(Brush("pull", radius=2.0), 1, (0.0, 0.0, 0.0))
    places = []
    for move in range(moves + 1):
        for place in grip.along((4.5 * move / moves, 0.0, 0.0)):
            grip, stroke = grip.dabbed(place, UP)
            places.append(stroke.centre[0])
    assert places == pytest.approx([2.0 * SPACING * number for number in range(8)])


def test_a_jump_makes_no_more_dabs_than_a_frame_can_bear():
    grip, _ = Grip(Brush("pull", radius=1.0), 1, (0.0, 0.0, 0.0)).dabbed((0.0, 0.0, 0.0), UP)
    assert len(grip.along((1e3, 0.0, 0.0))) == MOST_DABS
