"""What is a part of a whole, and what only has a unit like one."""

import numpy as np
import pytest

from renderer.data.share import how_shares, share_times, shares_of, unit_words
from renderer.data.table import Column


@pytest.mark.parametrize(("unit", "whole"), [
    ("percent", 100), ("%", 100), ("ratio", 1), ("per 1,000", 1e3), ("per 10 000 children", 1e4), ("per 1.000", 1e3),
    ("per 100k people", 1e5), ("in 100,000", 1e5), ("rate per 100,000 people", 1e5), ("deaths per 1,000 births", 1e3),
    ("age-standardised rate per 100 000", 1e5), ("per 100 people", 100), ("per 1,000,000", 1e6),
])  # fmt: skip
def test_a_unit_of_shares_says_what_all_are(unit, whole):
    assert shares_of(unit) == pytest.approx(100 / whole)


@pytest.mark.parametrize("unit", [
    "people", "", "dollars in 2014", "percent in 2014", "dollars per 1,000 people", "teeth per 10 people", "per 100 km",
    "mg/100 ml", "hours/24", "in 12 months", "per 1,000 person-years", "per 0", "per 00", "per 1", "per 3",
    "per 1,000.5", "per 1,00", "€/1000",
])  # fmt: skip
def test_what_counts_something_else_or_over_something_else_is_none(unit):
    assert np.isnan(shares_of(unit))


@pytest.mark.parametrize(("unit", "low", "high", "words"), [
    ("per 1,000", 900.0, 1400.0, "per 1,000 from 900 to 1400"), ("percent", -4.0, 7.0, "percent from -4 to 7"),
    ("mm", 0.0, 4.0, "mm"), ("ratio", 0.0, 1.1, "ratio from 0 to 1.1"),
])  # fmt: skip
def test_more_than_all_or_less_than_none_is_no_share(unit, low, high, words):
    column = Column("visits", "Visits", unit, low, high)

    assert np.isnan(share_times(column))
    assert unit_words(column) == words


def test_all_of_them_are_still_a_share():
    assert share_times(Column("a", "A", "per 1,000", 0.0, 1000.0)) == pytest.approx(0.1)
    assert unit_words(Column("a", "A", "per 1,000", 0.0, 1000.0)) == "per 1,000"


@pytest.mark.parametrize(("unit", "told"), [("people", True), ("People", True), ("teeth", True), ("mm", False)])
def test_of_counts_it_is_said_how_they_become_shares(unit, told):
    columns = [Column("a", "A", "mm", 0.0, 9.0), Column("b", "B", unit, 0.0, 9.0)]

    assert how_shares(columns).startswith("; counts") == told
