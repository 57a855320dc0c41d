"""The list of states: 51 codes that are unique, and agree with the places that are bundled."""

import pytest

from renderer.data.load import load_all
from renderer.data.us_states import OUTSIDE, STATES, find_state


def test_there_are_fifty_and_the_district_each_with_its_own_code():
    assert len(STATES) == 51
    assert len({code for code, _ in STATES.values()}) == len({name for _, name in STATES.values()}) == 51
    assert all(len(abbr) == len(code) == 2 and abbr.isupper() and code.isdigit() for abbr, (code, _) in STATES.items())
    assert STATES["DC"] == ("11", "District of Columbia")
    assert STATES["WY"] == ("56", "Wyoming")


def test_the_bundled_table_calls_them_so():
    areas = {area.abbr: (area.code, area.name) for area in load_all("us_oral_health").areas}
    assert areas == STATES


@pytest.mark.parametrize("abbr", [*STATES, "PR", "GU"])
def test_letters_name_and_code_are_one_in_any_case(abbr):
    code, name = (STATES | OUTSIDE)[abbr]

    for text in (abbr, abbr.lower(), f" {abbr} ", name, name.upper(), f"{name}\u00a0", code, code.lstrip("0")):
        assert find_state(text) == abbr, text


@pytest.mark.parametrize(("text", "abbr"), [
    ("District Columbia", "DC"), ("Washington, D.C.", "DC"), ("The United States", "US"), ("US Virgin Islands", "VI"),
    ("new-york", "NY"), ("Alabma", None), ("", None), ("03", None), ("ALA", None), ("001", None),
])  # fmt: skip
def test_other_spellings(text, abbr):
    assert find_state(text) == abbr
