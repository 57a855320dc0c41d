"""Where the simulator's eye stands at each moment."""

from dataclasses import replace
from fractions import Fraction

import pytest

from renderer.core.frame import Frame
from renderer.core.volume import Volume
from renderer.displays.recipe import recipe_of
from renderer.displays.views import _angle
from renderer.session.setup import Output

SWING = replace(recipe_of(Output("pyramid:4"), Volume()), sweep=(-10.0, 30.0))


@pytest.mark.parametrize(("sweep", "found"), [
    ((-10.0, 30.0), (15.0, 35.0, 15.0, -5.0)), ((0.0, 360.0), (5.0, 95.0, 185.0, 275.0)),
    ((-180.0, 180.0), (-175.0, -85.0, 5.0, 95.0)),
])  # fmt: skip
def test_the_eye_swings_about_its_angle_or_walks_around(sweep, found):
    recipe = replace(SWING, sweep=sweep)
    frames = [Frame(index, Fraction(30), (64, 64), 0, 120) for index in (0, 30, 60, 90)]

    assert [_angle(recipe, Output("pyramid:4", angle=5.0), frame) for frame in frames] == pytest.approx(found)
