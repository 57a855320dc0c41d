"""One param line: its kind, its range, and that nothing else gets in."""

import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.errors import ParamError
from renderer.params.param import assign, param, specs


def test_the_kind_follows_from_the_default(known):
    assert {name: spec.kind for name, spec in known.items()} == {
        "glow": "number", "prisms": "whole", "veil": "switch", "ground": "colour", "style": "choice",
        "focus": "point", "burst": "trigger", "breath": "number",
    }  # fmt: skip


def test_the_span_is_said_in_words(known):
    assert [known[name].span for name in ("glow", "veil", "ground", "style")] == [
        "0..4 stop", "on | off", "#rrggbb", "raku | silk | gauze",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("glow", 0.0, 0.0), ("glow", 4, 4.0), ("prisms", 6.0, 6), ("veil", False, False),
        ("ground", "#ABCDEF", "#abcdef"),
        ("style", "silk", "silk"), ("focus", [0, 1], (0.0, 1.0)), ("burst", True, True),
    ],
)  # fmt: skip
def test_what_fits_is_taken_in_the_type_of_its_kind(knobs, name, value, kept):
    taken = getattr(assign(knobs, **{name: value}), name)

    assert taken == kept
    assert type(taken) is type(kept)


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("glwo", 1.0, "no parameter 'glwo'; did you mean 'glow'"),
        ("glow", 4.000001, r"glow = 4.000001 is outside 0\.\.4 stop"),
        ("glow", -0.1, "outside"),
        ("glow", math.nan, "outside"),
        ("glow", math.inf, "outside"),
        ("glow", "1", "outside"),
        ("glow", True, "outside"),
        ("glow", None, "outside"),
        ("prisms", 6.5, "whole number"),
        ("veil", 1, "neither on nor off"),
        ("burst", "on", "neither on nor off"),
        ("ground", "red", "no colour"),
        ("ground", "#12345g", "no colour"),
        ("ground", "#123456 ", "no colour"),
        ("ground", 3, "no colour"),
        ("style", "rakku", "did you mean 'raku'"),
        ("focus", (0.5,), "no point"),
        ("focus", (0.5, 1.5), "outside"),
        ("focus", "0.5:0.5", "no point"),
    ],
)
def test_what_does_not_is_refused_with_the_range(knobs, name, value, part):
    with pytest.raises(ParamError, match=part):
        assign(knobs, **{name: value})


def test_values_are_replaced_and_never_changed(knobs):
    brighter = assign(knobs, glow=2.0, prisms=20)

    assert (knobs.glow, brighter.glow, brighter.prisms) == (1.0, 2.0, 20)
    with pytest.raises(dataclasses.FrozenInstanceError):
        knobs.glow = 3.0


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_no_number_outside_gets_in(value):
    @dataclasses.dataclass(frozen=True)
    class One:
        glow: float = param(1.0, 0.25, 4.0)

    try:
        taken = assign(One(), glow=value).glow
    except ParamError:
        assert not 0.25 <= value <= 4.0
    else:
        assert 0.25 <= taken == value <= 4.0


@pytest.mark.parametrize(
    ("args", "kind"),
    [
        ((1.0,), "needs a range"),
        ((1.0, 0.0), "needs a range"),
        ((1.0, 2.0, 0.0), "needs a range"),
        ((1.0, math.nan, 2.0), "needs a range"),
        ((5.0, 0.0, 4.0), "outside"),
        (("white",), "no colour"),
        (([1], 0, 1), "a parameter is a number"),
        ((None,), "a parameter is a number"),
        (((0.0, 0.0, 0.0), 0.0, 1.0), "a parameter is a number"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(args, kind):
    with pytest.raises(ParamError, match=kind):
        param(*args)


def test_a_choice_must_have_its_default():
    with pytest.raises(ParamError, match=r"none of a \| b"):
        param("c", choices=("a", "b"))


def test_a_field_without_param_is_named():
    @dataclasses.dataclass(frozen=True)
    class Bare:
        glow: float = 1.0

    with pytest.raises(ParamError, match="'glow' has no range"):
        specs(Bare)
