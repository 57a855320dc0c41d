import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.schema import parse_number


@pytest.mark.parametrize(
    "text",
    ["", "nan", "NaN", "inf", "-inf", "1_000", " 1", "1 ", "1,5", "٣", "0x1", "1e999", "1e", "--1", "."],
)
def test_what_is_no_figure_is_nan(text):
    assert math.isnan(parse_number(text))


@pytest.mark.parametrize(("text", "number"), [("61.5", 61.5), ("-86.6", -86.6), ("+1.", 1), (".5", 0.5), ("1e2", 100)])
def test_figures_are_read(text, number):
    assert parse_number(text) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_comes_back(number):
    assert parse_number(repr(number)) == number


@given(st.text(max_size=12))
def test_text_is_a_finite_number_or_nan(text):
    assert not math.isinf(parse_number(text))
