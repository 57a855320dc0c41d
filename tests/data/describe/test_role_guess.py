"""Which column is what, by its name and by what it holds: areas, names, times, measures, units, the rest."""

import pytest

from renderer.core.errors import DataError
from renderer.data.describe.answers import Answers
from renderer.data.describe.column_profile import profile_columns
from renderer.data.describe.role_guess import guess_roles


@pytest.fixture
def guessed(table):
    """Return ``guessed(header, *rows, **answers)``: the guess, its columns by their names."""

    def guess(header, *rows, **answers):
        source = table(header, *rows)
        found = guess_roles(source, profile_columns(source), Answers(**answers))
        name = dict(enumerate(header)).get
        return {
            "area": name(found.area), "name": name(found.name), "time": [*map(name, found.time)],
            "measure": [*map(name, found.measure)], "value": [*map(name, found.value)], "unit": name(found.unit),
            "level": name(found.level), "others": {name(index): role for index, role in found.others.items()},
            "wide": {name(index): time for index, time in found.wide.items()},
        }  # fmt: skip

    return guess


def test_a_lone_column_of_texts_each_another_is_the_areas(guessed):
    found = guessed(["Stuff", "Seen"], ["Mitte", "1"], ["Nord", "2"], ["West", "3"])

    assert (found["area"], found["name"], found["value"]) == ("Stuff", "Stuff", ["Seen"])


def test_of_two_such_columns_none_is_taken_for_the_areas(guessed):
    assert guessed(["Stuff", "Thing", "Seen"], ["Mitte", "a", "1"], ["Nord", "b", "2"])["area"] is None


def test_texts_that_come_again_are_areas_only_where_times_tell_their_rows_apart(guessed):
    rows = (["Mitte", "2021", "1"], ["Nord", "2021", "2"], ["Mitte", "2022", "3"], ["Nord", "2022", "4"])

    assert guessed(["Stuff", "Year", "Seen"], *rows)["area"] == "Stuff"
    assert guessed(["Stuff", "Seen"], *([stuff, seen] for stuff, _, seen in rows))["area"] is None


def test_codes_are_the_areas_and_texts_of_that_name_their_names(guessed):
    found = guessed(["Area code", "Area name", "Seen"], ["E06000001", "Hartlepool", "1"], ["E06000002", "Poole", "2"])

    assert (found["area"], found["name"]) == ("Area code", "Area name")


def test_of_several_codes_the_ones_of_a_national_register_are_taken(guessed):
    rows = [[f"{n}", f"E0600000{n}", "1"] for n in range(1, 6)]

    assert guessed(["Area id", "Area code", "Seen"], *rows)["area"] == "Area code"
    assert guessed(["Area id", "Area code", "Seen"], *([n, n, seen] for n, _, seen in rows))["area"] == "Area id"


def test_codes_of_something_larger_than_the_areas_are_not_theirs(guessed):
    rows = [[f"0{n // 3}", f"Place {n}", "1"] for n in range(9)]

    assert guessed(["State code", "Place", "Seen"], *rows)["area"] == "Place"


def test_times_are_a_column_or_the_names_of_columns(guessed):
    long = guessed(["Ward", "Year", "Seen"], ["a", "2021", "1"], ["b", "2021", "2"])
    wide = guessed(["Ward", "2021/22", "2022/23"], ["a", "1", "2"], ["b", "3", "4"])

    assert (long["time"], long["wide"]) == (["Year"], {})
    assert (wide["time"], wide["wide"], wide["value"]) == (
        [], {"2021/22": "2021/2022", "2022/23": "2022/2023"}, ["2021/22", "2022/23"])  # fmt: skip
    date = guessed(["Ward", "Year", "Date", "Seen"], ["a", "2021", "2021-03-01", "1"], ["a", "2021", "2021-04-01", "2"])
    assert date["time"] == ["Date"]  # the finer


def test_what_stands_beside_the_figures_is_known_by_name_and_content(guessed):
    header = ["Ward", "Value (%)", "Lower CI", "Upper CI", "Denominator", "Footnote", "Unit"]
    rows = [[ward, "12.5", "10", "15", "240", "", "percent"] for ward in "abc"]
    rows[0][5] = "a small count"
    found = guessed(header, *rows)

    assert found["others"] == {"Lower CI": "low", "Upper CI": "high", "Denominator": "denominator", "Footnote": "flag"}
    assert (found["unit"], found["value"]) == ("Unit", ["Value (%)"])
    odd = guessed(header, *([*row[:4], "240.5", *row[5:]] for row in rows))
    assert "Denominator" not in odd["others"]  # half a person is none


def test_what_was_said_holds(guessed):
    rows = (["Mitte", "a", "9", "1"], ["Nord", "b", "8", "2"])
    found = guessed(["Stuff", "Thing", "Folk", "Seen"], *rows, area="Thing", n="Folk", value=("Seen",),
                    stratum=("Stuff",))  # fmt: skip

    assert (found["area"], found["value"]) == ("Thing", ["Seen"])
    assert found["others"] == {"Folk": "sample", "Stuff": "stratum"}
    assert guessed(["Stuff", "Folk", "Seen"], *([a, n, c] for a, _, n, c in rows), n="Folk",
                   count=("Seen",))["others"] == {"Folk": "denominator"}  # fmt: skip
    with pytest.raises(DataError, match="--time Seen=soon: 'soon' is no time; write 2014"):
        guessed(["Stuff", "Seen"], ["Mitte", "1"], time={"Seen": "soon"})
