"""Scales against twins written out plainly."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from renderer.params.bind import Bind
from renderer.params.scale import part_of, place_among

NONE = np.empty(0)
VALUES = st.floats(-1e3, 1e3)
ABOVE = st.floats(1e-3, 1e3)


def part(value, span, figures=NONE, **how):
    return float(part_of(Bind("mean.lit", "glow", span, **how), np.array([value]), figures)[0])


def apart(low, high):
    assume(abs(low - high) > 1e-3 * max(abs(low), abs(high), 1.0))
    return low, high


@given(VALUES, VALUES, VALUES)
def test_linear(value, low, high):
    low, high = apart(low, high)
    assert part(value, (low, high)) == pytest.approx((value - low) / (high - low))


@given(ABOVE, ABOVE, ABOVE)
def test_sqrt_and_log(value, low, high):
    low, high = apart(low, high)
    for scale, bend in (("sqrt", math.sqrt), ("log", math.log)):
        twin = (bend(value) - bend(low)) / (bend(high) - bend(low))
        assert part(value, (low, high), scale=scale) == pytest.approx(twin, rel=1e-6, abs=1e-9)


def test_what_lies_below_a_bent_scale_is_its_low_end():
    assert part(-5.0, (0.0, 100.0), scale="sqrt") == 0.0
    assert part(0.0, (1.0, 100.0), scale="log") == -math.inf
    assert part(-5.0, (1.0, 100.0), scale="log") == -math.inf


@given(VALUES, VALUES, VALUES, st.floats(0.1, 0.9))
def test_diverging(value, low, high, share):
    low, high = apart(low, high)
    middle = low + share * (high - low)
    corners = sorted([(low, 0.0), (middle, 0.5), (high, 1.0)])
    inside = min(low, high) <= value <= max(low, high)
    if inside:
        twin = np.interp(value, [x for x, _ in corners], [y for _, y in corners])
        assert part(value, (low, high), scale="diverging", middle=middle) == pytest.approx(twin, abs=1e-9)
    for end, there in ((low, 0.0), (middle, 0.5), (high, 1.0)):
        assert part(end, (low, high), scale="diverging", middle=middle) == pytest.approx(there, abs=1e-6)


def test_diverging_goes_on_beyond_its_ends():
    assert part(-10.0, (0.0, 100.0), scale="diverging", middle=20.0) == pytest.approx(-0.25)
    assert part(180.0, (0.0, 100.0), scale="diverging", middle=20.0) == pytest.approx(1.5)


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=60, unique=True), st.floats(0.0, 1.0))
def test_a_place_among_figures_is_the_inverse_of_numpys_quantile(figures, place):
    figures = np.sort(np.array(figures, float))
    value = np.quantile(figures, place)
    assert place_among(np.array([value]), figures)[0] == pytest.approx(place, abs=1e-9)
    assert part(value, (0, 100), figures, scale="quantile") == pytest.approx(place, abs=1e-9)
    assert part(value, (25, 75), figures, scale="quantile") == pytest.approx(2 * place - 0.5, abs=1e-9)


def test_equal_figures_lie_in_their_middle_and_nothing_lies_nowhere():
    figures = np.array([10.0, 20.0, 20.0, 20.0, 90.0])
    places = place_among(np.array([0.0, 10.0, 20.0, 90.0, 99.0, np.nan]), figures)
    assert places[:5].tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert math.isnan(places[5])
    assert np.isnan(place_among(np.array([3.0]), NONE)).all()
    alike = place_among(np.array([1.0, 7.0, 8.0, np.nan]), np.array([7.0, 7.0]))
    assert alike[:3].tolist() == [0.0, 0.5, 1.0]
    assert math.isnan(alike[3])


def test_what_is_unknown_stays_unknown():
    for how in ({}, {"scale": "sqrt"}, {"scale": "log"}, {"scale": "diverging", "middle": 20.0}):
        assert math.isnan(part(math.nan, (1.0, 100.0), **how))
