"""Codes and names that two files write differently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.places.area_codes import code_key, name_key, short_name_key, single


@given(st.integers(0, 10**12), st.integers(0, 12))
def test_a_code_that_lost_its_zeros_is_the_same(number, zeros):
    assert code_key("0" * zeros + str(number)) == code_key(f" {number}.0 ") == str(number)


def test_a_zero_within_a_code_counts():
    assert len({code_key(one) for one in ("E06000001", "E6000001", "0A", "A", "1.5")}) == 5


@pytest.mark.parametrize(("one", "other"), [
    ("Côte-d\u2019Or", "Cote-d'Or"), ("St. Louis", "St Louis"), ("Baden\u2011Württemberg", "Baden-Württemberg"),
    ("Bristol, City of", "bristol  city of"), ("Ayrshire & Arran", "Ayrshire and Arran"),
])  # fmt: skip
def test_names_are_compared_by_their_letters(one, other):
    assert name_key(one) == name_key(other)


def test_the_kind_of_an_area_is_no_part_of_its_name():
    assert short_name_key("Juneau City and Borough") == short_name_key("Juneau")
    assert short_name_key("Freie und Hansestadt Hamburg") == short_name_key("hamburg")
    assert short_name_key("District") == "district"


def test_what_several_have_is_nobodys():
    assert single([("a", 0), ("", 1), ("b", 2), ("b", 3)]) == {"a": 0}
