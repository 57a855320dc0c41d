"""Marks instead of numbers: what is missing, and what may not be said."""

import pytest

from renderer.data.marks import footnote_meaning, meaning
from renderer.data.state import State


@pytest.mark.parametrize("text", [
    "", "NA", "N/A", "n/a", "N.A.", "#N/A", "NaN", "-", "\u2013", "\u2014", "--", ".", "..", "...", "\u2026", ":",
    "(NA)", "(X)", "[x]", "MISSING DATA", "Missing", "not  available", "No data", "NULL",
])  # fmt: skip
def test_nothing_is_known(text):
    assert meaning(text) is State.MISSING


@pytest.mark.parametrize("text", [
    "*", "**", "(D)", "(S)", "DS", "n.p.", "NP", "[c]", "Suppressed", "<5", "< 11", "\u22655", ">=95", ">95%",
    "fewer than 5", "Unreliable", "\u2021", ": c", "Secreto estadístico", "Secret statistique", "menos de 5",
])  # fmt: skip
def test_it_may_not_be_said(text):
    assert meaning(text) is State.SUPPRESSED


@pytest.mark.parametrize("text", ["7.5", "0", "x", "c", "many", "[note 1]", "79 (100)", "1-4", "<", "a*", "none of it"])
def test_what_is_no_mark_is_none(text):
    assert meaning(text) is None


@pytest.mark.parametrize(("footnote", "state"), [
    ("Estimates suppressed for population less than 50", State.SUPPRESSED),
    ("Percentage not shown; based on fewer than 25 unweighted cases", State.SUPPRESSED),
    ("Not available: denominator <50 or RSE>30%", State.SUPPRESSED),
    ("couvert par le secret statistique", State.SUPPRESSED),
    ("Data not collected", State.MISSING), ("see notes", None), ("", None),
])  # fmt: skip
def test_footnotes(footnote, state):
    assert footnote_meaning(footnote) is state
