"""A cell taken apart, whatever its marks mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.numerals import NumberKind, take_apart

FREE, COUNT = NumberKind(), NumberKind(whole=True)


@pytest.mark.parametrize("text", [
    "", "many", "79 (100)", "7.5 k", "7 5", "12,34,567", "1,23", "1,234 567", "1'234,5.6", "--5", "5-", "1_000",
    "\u0665",
    "$5", "5 million", "(5)", "1,234,56", ",", ".", "-", "1..2", "0x10", "nan", "inf", "1e999", "6.5-8.1", "012,345",
])  # fmt: skip
def test_what_is_no_number_is_none_as_a_count(text):
    found = take_apart(text)

    assert found is None or not any(found.plain(mark, COUNT) for mark in ".,")


@pytest.mark.parametrize(("text", "sign", "body", "footnote"), [
    ("\u2212 7,5*", "-", "7,5", "*"), ("\u20131\u00a0234", "-", "1 234", ""),
    ("1\u2009234 [note 1]", "", "1 234", "[note 1]"),
    ("1\u2019234\u00b2", "", "1'234", "\u00b2"), ("+5", "+", "5", ""), ("\ufeff7.5 (a)", "", "7.5", "(a)"),
])  # fmt: skip
def test_signs_blanks_and_footnotes(text, sign, body, footnote):
    found = take_apart(text)

    assert (found.sign, found.body, found.footnote) == (sign, body, footnote)


@given(st.text("0123456789.,' -\u2212\u00a0%*eE()[]a1", max_size=12))
def test_any_text_is_a_number_of_its_own_digits_or_none(text):
    found = take_apart(text)
    for mark in ".," if found else "":
        plain = found.plain(mark, FREE)
        kept = [char for char in plain if char.isdigit()]
        assert not plain or float(plain) == float(plain)
        assert kept == [char for char in found.body + found.exponent if char.isdigit()] or not plain


@pytest.mark.parametrize(("text", "kind", "why"), [
    ("7 %", COUNT, "'7 %' is a share, where counts or other figures are expected; correct it"),
    ("1,234", NumberKind(most=100), "'1,234' lies outside 0..100; check figure and unit"),
    ("7,5", COUNT, "'7,5' is no whole number, and a count has no fraction; correct it, or its unit"),
    ("1.5e999", FREE, "'1.5e999' cannot be held: write it without an exponent, or leave it blank"),
    ("1,23,4", FREE, "'1,23,4' is no number: thousands are grouped by threes; correct it, or leave it blank"),
    ("1" + ",2" * 30, FREE, f"'{('1' + ',2' * 30)[:40]}...' is no number"),
])  # fmt: skip
def test_why_a_number_cannot_be_one_of_its_column_is_a_sentence(text, kind, why):
    assert take_apart(text).unfit(text, kind).startswith(why)
