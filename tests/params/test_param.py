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


def test_whoever_changes_what_was_told_changes_no_class(knobs):
    before = dict(specs(knobs))
    specs(knobs).clear()

    assert specs(knobs) == specs(type(knobs)) == before != {}


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


@pytest.mark.parametrize(("default", "low", "high", "words"), [
    (3_000_000_000, 0, 4_000_000_000, r"4000000000 is beyond what a whole number may be in GLSL, -2147483648\.\.21474"),
    (0, -(2**31) - 1, 1, "-2147483649 is beyond"), (0, 0, 2**31, "2147483648 is beyond"),
    (0.0, 0.0, 1e39, r"1e\+39 is beyond what a number may be in GLSL"), (0.0, -math.inf, 1.0, "-inf is beyond"),
    ((0.0, 0.0), 0.0, 1e39, r"1e\+39 is beyond what a point"),
])  # fmt: skip
def test_a_range_that_its_uniform_does_not_hold_is_refused(default, low, high, words):
    with pytest.raises(ParamError, match=f"^{words}"):
        param(default, low, high)


def test_a_range_may_reach_to_the_ends_of_its_uniform():
    assert param(0, -(2**31), 2**31 - 1).metadata["param"].high == 2147483647


@pytest.mark.parametrize("unit", ["hz", "HZ", " Hz", "hertz"])
def test_a_rate_in_other_letters_is_refused(unit):
    with pytest.raises(ParamError, match='write unit="Hz", and u_<name>_phase comes with it'):
        param(0.1, 0.0, 1.0, unit=unit)


@pytest.mark.parametrize("default", [True, "#aabbcc"])
def test_only_a_number_is_a_rate(default):
    with pytest.raises(ParamError, match="is no rate in Hz"):
        param(default, unit="Hz")
