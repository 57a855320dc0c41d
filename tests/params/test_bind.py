"""Binds: a span becomes a range, and a silence moves nothing."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.errors import SceneError
from renderer.params.bind import Bind, apply_binds, check_binds


def bound(knobs, value, span=(0.0, 100.0), to="glow", held=()):
    return getattr(apply_binds(knobs, (Bind("s", to, span),), lambda _: value, held), to)


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


def test_whole_numbers_stay_whole(knobs):
    assert bound(knobs, 50.4, to="prisms") == 35
    assert isinstance(bound(knobs, 50.4, to="prisms"), int)


def test_what_a_hand_set_stays(knobs):
    assert bound(knobs, 100.0, held=["glow"]) == knobs.glow


def test_the_signal_asked_for_is_the_binds(knobs):
    asked = []
    apply_binds(knobs, (Bind("mean.x", "glow", (0, 1)),), lambda name: asked.append(name) or 0.5)

    assert asked == ["mean.x"]


@given(st.floats(allow_nan=False), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_no_signal_leaves_the_range(value, first, last):
    from dataclasses import dataclass

    from renderer.params.param import param

    @dataclass(frozen=True)
    class One:
        glow: float = param(1.0, 0.25, 4.0)

    if first != last:
        assert 0.25 <= bound(One(), value, (first, last)) <= 4.0


@pytest.mark.parametrize(
    ("bind", "part"),
    [
        (Bind("s", "glwo", (0, 1)), "did you mean 'glow'"),
        (Bind("s", "breath", (0, 1)), "rate in Hz"),
        (Bind("s", "veil", (0, 1)), "this is a switch"),
        (Bind("s", "ground", (0, 1)), "this is a colour"),
        (Bind("s", "focus", (0, 1)), "this is a point"),
        (Bind("s", "glow", (1, 1)), "no length"),
        (Bind("s", "glow", (0, math.nan)), "no length"),
        (Bind("s", "glow", (0, math.inf)), "no length"),
    ],
)
def test_a_bad_bind_is_refused(known, bind, part):
    with pytest.raises(SceneError, match=part):
        check_binds([bind], known)


def test_a_bind_says_what_it_does(known):
    check_binds([Bind("mean.x", "glow", (58, 96))], known)

    assert Bind("mean.x", "glow", (58, 96)).sentence(known) == "mean.x from 58 to 96 moves glow from 0 to 4 stop"
