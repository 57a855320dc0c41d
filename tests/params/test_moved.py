"""Parameters as binds move them: a span becomes a range, a silence moves nothing, time is kept exactly."""

import math
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.errors import SceneError
from renderer.core.frame import Frame
from renderer.params.bind import Bind
from renderer.params.moved import apply_binds
from renderer.params.param import param


@dataclass
class Told:
    """Stands in for figures: signals by name, as numbers or functions of the frame's index."""

    values: dict
    frame: Frame = field(default_factory=lambda: Frame(0, Fraction(10), frames=100))
    among: tuple = ()

    def last(self, name, count):
        value = self.values[name]
        indices = range(self.frame.index - count + 1, self.frame.index + 1)
        return np.array([value(index) if callable(value) else value for index in indices], float)

    def figures(self, _):
        return np.array(self.among, float)


def bound(knobs, value, span=(0.0, 100.0), to="glow", held=(), **how):
    return getattr(apply_binds(knobs, (Bind("s", to, span, **how),), Told({"s": value}), held), to)


@pytest.mark.parametrize(
    ("value", "span", "glow"),
    [
        (0.0, (0.0, 100.0), 0.0),
        (100.0, (0.0, 100.0), 4.0),
        (25.0, (0.0, 100.0), 1.0),
        (25.0, (100.0, 0.0), 3.0),
        (-50.0, (0.0, 100.0), 0.0),
        (1e9, (0.0, 100.0), 4.0),
        (math.inf, (0.0, 100.0), 4.0),
        (math.nan, (0.0, 100.0), 1.0),
    ],
)
def test_the_span_becomes_the_range(knobs, value, span, glow):
    assert bound(knobs, value, span) == glow


@pytest.mark.parametrize(("value", "clamp", "glow"), [
    (0.0, True, 1.0), (50.0, True, 2.0), (100.0, True, 3.0), (125.0, True, 3.0), (125.0, False, 3.5),
    (-25.0, False, 0.5), (-1e9, False, 0.0), (1e9, False, 4.0),
])  # fmt: skip
def test_the_span_becomes_the_reach_and_goes_on_where_it_is_not_clamped(knobs, value, clamp, glow):
    assert bound(knobs, value, reach=(1.0, 3.0), clamp=clamp) == pytest.approx(glow)
    assert bound(knobs, 100.0 - value, reach=(3.0, 1.0), clamp=clamp) == pytest.approx(glow)


def test_whole_numbers_stay_whole(knobs):
    assert bound(knobs, 50.4, to="prisms") == 35
    assert isinstance(bound(knobs, 50.4, to="prisms"), int)


def test_what_a_hand_set_stays(knobs):
    assert bound(knobs, 100.0, held=["glow"]) == knobs.glow


def test_the_signal_asked_for_is_the_binds(knobs):
    told = Told({"a": 100.0, "b": 0.0})
    moved = apply_binds(knobs, (Bind("a", "glow", (0, 100)), Bind("b", "prisms", (0, 100))), told)
    assert (moved.glow, moved.prisms) == (4.0, 6)


def test_what_cannot_be_heard_is_told_with_the_bind(knobs):
    class Deaf(Told):
        def last(self, name, _):
            raise SceneError(f"no signal '{name}'")

    with pytest.raises(SceneError, match="bind 2, to 'prisms': no signal 'b'"):
        apply_binds(knobs, (Bind("a", "glow", (0, 1)), Bind("b", "prisms", (0, 1))), Deaf({}), held=["glow"])


def test_the_place_among_all_figures_is_asked_for(knobs):
    told = replace(Told({"s": 30.0}), among=(10.0, 20.0, 30.0, 40.0, 50.0))
    assert apply_binds(knobs, (Bind("s", "glow", (0, 100), scale="quantile"),), told).glow == 2.0
    assert apply_binds(knobs, (Bind("s", "glow", (50, 100), scale="quantile"),), told).glow == 0.0


def test_a_step_takes_its_seconds_up_and_down(knobs):
    """Ten frames a second: up within 2 s, down within 4 s, from one end of the reach to the other."""
    bind = Bind("s", "glow", (0.0, 1.0), (1.0, 3.0), rise=2.0, fall=4.0)
    step = {"s": lambda index: float(0 <= index < 60)}
    glows = [apply_binds(knobs, (bind,), Told(step, Frame(index, Fraction(10), frames=1000))).glow
             for index in range(-1, 110)]  # fmt: skip
    assert glows[:21] == pytest.approx([1.0 + 2.0 * steps / 20 for steps in range(21)])
    assert glows[20:61] == pytest.approx([3.0] * 41)
    assert glows[60:101] == pytest.approx([3.0 - 2.0 * steps / 40 for steps in range(41)])
    assert glows[101:] == pytest.approx([1.0] * 10)


@given(st.floats(allow_nan=False), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0.25, 4.0), st.booleans())
def test_no_signal_leaves_the_range(value, first, last, reach, clamp):
    @dataclass(frozen=True)
    class One:
        glow: float = param(1.0, 0.25, 4.0)

    if first != last and reach != 0.25:
        assert 0.25 <= bound(One(), value, (first, last), reach=(0.25, reach), clamp=clamp) <= 4.0
