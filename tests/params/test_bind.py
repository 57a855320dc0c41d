"""Binds are checked by themselves, and two lists become one."""

import math

import pytest

from renderer.core.errors import SceneError
from renderer.params.bind import Bind, check_binds, merged


@pytest.mark.parametrize(
    ("bind", "part"),
    [
        (Bind("mean.x", "glwo", (0, 1)), "to 'glwo': no such parameter; did you mean 'glow'"),
        (Bind("mean.x", "zz", (0, 1)), "no such parameter; there is glow, prisms"),
        (Bind("mean.x", "breath", (0, 1)), "rate in Hz"),
        (Bind("mean.x", "veil", (0, 1)), "this is a switch"),
        (Bind("mean.x", "ground", (0, 1)), "this is a colour"),
        (Bind("mean.x", "focus", (0, 1)), "this is a point"),
        (Bind("mean.x", "glow", (1, 1)), "no length"),
        (Bind("meen.x", "glow", (0, 1)), "no signal 'meen.x'; did you mean 'mean.x'"),
        (Bind("mean.y", "glow", (0, 1)), "signal 'mean.y': no figure 'y'; there is x, open"),
        (Bind("mean.opn@age=child", "glow", (0, 1)), "no figure 'opn@age=child'; did you mean 'open'"),
        (Bind("gap.x@a=b..c=d", "glow", (0, 1), scale="cubic"), "no scale 'cubic'; there is linear, sqrt, log"),
        (Bind("mean.x", "glow", (0, 1), scale="sqr"), "did you mean 'sqrt'"),
        (Bind("mean.x", "glow", (0, 1), scale="log"), "both ends must be above 0"),
        (Bind("mean.x", "glow", (1, -1), scale="sqrt"), "no end may be below 0"),
        (Bind("mean.x", "glow", (0, 101), scale="quantile"), "in percent of the figures: 0..100"),
        (Bind("spread.x", "glow", (0, 100), scale="quantile"), "'spread' has no place .*; mean, median, width, area"),
        (Bind("mean.x", "glow", (0, 1), scale="diverging"), "a middle belongs to"),
        (Bind("mean.x", "glow", (0, 1), middle=0.5), "a middle belongs to"),
        (Bind("mean.x", "glow", (0, 1), scale="diverging", middle=1.0), "does not lie inside the span 0..1"),
        (Bind("mean.x", "glow", (0, 1), reach=(0.0, 4.1)), "the reach 0..4.1 is outside 0..4 stop"),
        (Bind("mean.x", "glow", (0, 1), reach=(1.0, 1.0)), "no length; the parameter can go 0..4 stop"),
        (Bind("mean.x", "glow", (0, 1), rise=-1.0), "rise = -1 is outside 0..120 s"),
        (Bind("mean.x", "glow", (0, 1), fall=121), "fall = 121 is outside 0..120 s"),
        (Bind("drift.0", "glow", (0, 1), fall=2.0), "a drift is slow by itself: leave fall out"),
    ],
)
def test_a_bad_bind_is_refused_by_number_and_target(known, bind, part):
    good = Bind("mean.x", "prisms", (0, 1))
    with pytest.raises(SceneError, match=part) as error:
        check_binds([good, bind], known, ("x", "open"))
    assert str(error.value).startswith(f"bind 2, to '{bind.to}': ")


@pytest.mark.parametrize(("how", "words"), [
    ({"span": (0, math.nan)}, r"span = \(0, nan\) is not two numbers"), ({"span": (0, math.inf)}, "is not two"),
    ({"span": (0, 10**400)}, "is not two numbers"), ({"span": (0, 1, 2)}, "is not two numbers"),
    ({"span": 3}, "span = 3 is not two numbers"),
    ({"span": (False, 1)}, "is not two numbers"), ({"reach": (0, math.nan)}, "reach = .* is not two numbers"),
    ({"signal": None}, "signal = None is not a text"), ({"to": 3}, "to = 3 is not a text"),
    ({"rise": math.inf}, "rise = inf is not a number"), ({"clamp": 1}, "clamp = 1 is not true or false"),
    ({"middle": "50"}, "middle = '50' is not a number"), ({"scale": None}, "scale = None is not a text"),
])  # fmt: skip
def test_what_can_be_no_bind_is_refused_where_it_is_written(how, words):
    with pytest.raises(SceneError, match=words):
        Bind(**{"signal": "mean.x", "to": "glow", "span": (0, 1), **how})
    assert Bind("mean.x", "glow", [0, 1], [1, 2]) == Bind("mean.x", "glow", (0, 1), (1, 2))


def test_two_binds_of_one_parameter_are_refused(known):
    binds = [Bind("mean.x", "prisms", (0, 1)), Bind("mean.x", "glow", (0, 1)), Bind("spread.x", "glow", (0, 1))]
    with pytest.raises(SceneError, match="bind 3, to 'glow': bind 2 moves it already"):
        check_binds(binds, known)


def test_a_scene_without_figures_has_none_to_bind(known):
    with pytest.raises(SceneError, match="no figure 'x': the scene reads no figures"):
        check_binds([Bind("mean.x", "glow", (0, 1))], known, ())
    check_binds([Bind("drift.0", "glow", (0, 1))], known, ())


@pytest.mark.parametrize("bind", [
    Bind("mean.x", "glow", (58, 96)), Bind("area.CA.width.x", "glow", (0, 100), scale="quantile"),
    Bind("gap.x@a=b..a=c", "prisms", (40, -40), scale="diverging", middle=0, clamp=False, rise=2, fall=120),
    Bind("mean.x", "glow", (100, 1), (4.0, 0.5), scale="log"),
])  # fmt: skip
def test_a_good_bind_is_taken(known, bind):
    check_binds([bind], known, ("x",))


def test_a_bind_over_another_takes_its_place():
    one, two, other = Bind("mean.x", "a", (0, 1)), Bind("mean.x", "b", (0, 1)), Bind("spread.x", "a", (0, 2))
    new = Bind("mean.y", "c", (0, 1))
    assert merged((one, two), (other, new)) == (other, two, new)
