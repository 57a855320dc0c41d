"""The steps that adapters share: places on Earth, nothing said twice, counted nouns."""

import pytest

from renderer.core.errors import DataError
from renderer.data.adapters.imported import count, figure_state, once, place
from tests.support.sheets import read_sheet


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('name,value\nOhio," 1,234.5 "\nIowa,\nUtah,many\n')
    return read_sheet(path)


@pytest.mark.parametrize(("text", "state"), [("0", "zero"), ("0.0", "zero"), ("-0", "zero"), ("0.001", "value")])
def test_a_true_zero_is_told_from_a_figure(text, state):
    assert figure_state(text) == state


def test_what_is_said_twice_names_both_lines(table):
    seen = {}
    once(table, seen, ("39", "2020", ""), 0, "name")
    once(table, seen, ("39", "2020", ""), 0, "name")
    once(table, seen, ("19", "2020", ""), 1, "name")
    with pytest.raises(DataError, match=r"line 4, column name: says again what line 2 says \(39 2020\); remove one"):
        once(table, seen, ("39", "2020", ""), 2, "name")


@pytest.mark.parametrize(("lon", "lat", "found"), [
    ("-86.61", "32.8", ("-86.61000", "32.80000")), ("180", "-90", ("180.00000", "-90.00000")),
    ("\u221286,61", "32,8", ("-86.61000", "32.80000")),
])  # fmt: skip
def test_a_place_is_told_to_a_metre(table, lon, lat, found):
    assert place(table, 0, "name", lon, lat) == found


@pytest.mark.parametrize(("lon", "lat"), [("180.1", "0"), ("0", "90.1"), ("32.8", "-97"), ("", "3"), ("x", "y")])
def test_a_place_off_the_earth_is_refused(table, lon, lat):
    with pytest.raises(DataError, match="is no place on Earth; are they swapped"):
        place(table, 0, "name", lon, lat)


@pytest.mark.parametrize(("number", "words", "found"), [
    (1, ("row",), "1 row"), (0, ("row",), "0 rows"), (2, ("row",), "2 rows"), (1234567, ("row",), "1,234,567 rows"),
    (2, ("entry", "entries"), "2 entries"), (1, ("entry", "entries"), "1 entry"),
])  # fmt: skip
def test_nouns_are_counted(number, words, found):
    assert count(number, *words) == found
