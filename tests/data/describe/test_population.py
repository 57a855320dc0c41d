"""Counts whose people stand in a second sheet, joined by code or name, become shares of them."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.core.errors import DataError, UsageError
from renderer.data.describe.answers import Answers
from renderer.data.describe.described_import import read_described
from renderer.data.describe.finding import find_description
from renderer.data.describe.population import with_population
from renderer.data.readers.opening import open_source

NAMES, CASES = ("Old Town", "Harbour Row", "Mill Lane"), (24, 0, 205)
COUNTS = [[name, str(cases)] for name, cases in zip(NAMES, CASES, strict=True)]


@pytest.fixture
def people(table):
    """Return ``people(header, *rows)``: the path of a sheet of them."""
    return lambda header, *rows: table(header, *rows, name="people.csv").path


def shares(source, sheet):
    """Return the shares of an import of ``source``, and what is told of the people."""
    joined = with_population(source, sheet)
    found = find_description(joined, Answers(yes=True, time={"2024": ""}, population=str(sheet)))[0]
    made = read_described(joined, found.description).table
    named = {area.name: made.value[0, row, 0] for row, area in enumerate(made.areas)}
    return [named[name] for name in NAMES], [note for note in found.notes if note.startswith("Population is taken")]


@pytest.mark.parametrize(("header", "rows", "told"), [
    (["Name", "Residents"], [["OLD  TOWN", "240"], ["harbour row", "95"], ["Mill Lane", "410"]], "Residents"),
    (["Name", "Year", "Population"], [["Old Town", "2022", "999"], ["Old Town", "2023", "240"],
     ["Harbour Row", "2023", "95"], ["Mill Lane", "2023", "410"]], "Population, of 2023 for all times"),
    (["Name", "2022", "2023"], [["Old Town", "999", "240"], ["Harbour Row", "9", "95"], ["Mill Lane", "9", "410"]],
     "2023, of 2023 for all times"),
    (["Name", "Households", "Population"], [["Old Town", "99", "240"], ["Harbour Row", "9", "95"],
     ["Mill Lane", "9", "410"], ["Pier", "9", "7"]], "Population"),
])  # fmt: skip
def test_counts_are_shares_of_the_people_in_a_second_sheet(table, people, header, rows, told):
    value, notes = shares(table(["Ward", "With decay"], *COUNTS), people(header, *rows))

    np.testing.assert_allclose(value, np.array(CASES) / (240, 95, 410) * 100, atol=1e-6)
    assert notes == [f"Population is taken from people.csv, column {told}"]


def test_codes_join_without_their_zeros_and_wide_years_and_measures_are_counts_too(table, people):
    sheet = people(["FIPS", "Population"], ["1001", "2,400"], ["1003", "950"], ["56001", "4,100"])
    wide = table(["FIPS", "2021", "2022"], ["01001", "24", "30"], ["01003", "0", "9"], ["56001", "205", "41"])
    long = table(["FIPS", "Indicator", "Value"], *([code, what, str(n)] for n, code in enumerate(("01001", "01003",
                 "56001")) for what in ("seen", "sealed")), name="long.csv")  # fmt: skip
    for source in (wide, long):
        joined = with_population(source, sheet)
        found = find_description(joined, Answers(yes=True, time={"2024": ""}, population=str(sheet)))[0].description

        assert {one.unit for one in found.measures.values()} == {"percent"}
        assert len(found.having("count")) == (2 if source is wide else 1)


def test_an_area_without_people_is_missing_and_named(table, people):
    value, notes = shares(table(["Ward", "With decay"], *COUNTS),
                          people(["Name", "Population"], ["Old Town", "240"], ["Mill Lane", "410"]))  # fmt: skip

    assert np.isnan(value[1])
    assert notes[0].endswith("; it has none for Harbour Row")


@pytest.mark.parametrize(("header", "rows", "words"), [
    (["Name", "Population"], [["Old Town", "240"], ["Old Town", "250"], ["Mill Lane", "4"]],
     "line 3: another number of people for 'Old Town' than on line 2; keep one row"),
    (["Name", "Population"], [["Alton", "240"], ["Mill Lane", "250"]],
     "people.csv names 1 of the 3 areas of figures.csv, and not Old Town, Harbour Row: write"),
    (["Name", "2023"], [[name, "240.5"] for name in NAMES], "how many people live there, in whole numbers, called Pop"),
    (["Name", "Residents (thousands)"], [[name, "240"] for name in NAMES],
     r"column Residents \(thousands\): it counts in 'thousand'; write how many people there are"),
    (["Name", "Dogs", "Cats"], [["Old Town", "2", "3"], ["Mill Lane", "4", "5"]], "it needs a column of areas and one"),
])  # fmt: skip
def test_a_sheet_that_does_not_say_how_many_is_refused(table, people, header, rows, words):
    with pytest.raises(DataError, match=words):
        with_population(table(["Ward", "With decay"], *COUNTS), people(header, *rows))


def test_the_counts_themselves_are_no_sheet_of_people(table):
    source = table(["Ward", "With decay"], *COUNTS)
    with pytest.raises(UsageError, match="holds the counts themselves"):
        with_population(source, source.path)
    own = table(["Ward", "Cases", "Population"], ["a", "1", "2"], ["b", "1", "2"], name="b.csv")
    with pytest.raises(UsageError, match="has a column 'Population' of its own"):
        with_population(own, source.path)


def test_a_description_that_needs_the_second_sheet_asks_for_it(table, people, tmp_path):
    sheet = people(["Name", "Population"], *([name, "500"] for name in NAMES))
    joined = with_population(table(["Ward", "With decay"], *COUNTS), sheet)
    found = find_description(joined, Answers(yes=True, population=str(sheet)))[0].description
    (tmp_path / "figures.description.json").write_text(found.to_json(), "utf-8")

    assert find_description(joined, Answers(yes=True))[1] == "described by figures.description.json"
    with pytest.raises(DataError, match="has not: give the sheet that it is taken from with --population"):
        find_description(open_source(tmp_path / "figures.csv"), Answers(yes=True))


def test_a_sheet_that_names_half_of_the_areas_is_taken(table, people):
    counts = table(["Ward", "With decay"], ["Old Town", "24"], ["Harbour Row", "0"])
    joined = with_population(counts, people(["Name", "Population"], ["Old Town", "240"], ["Pier", "7"]))

    assert joined.notes[-1].endswith("; it has none for Harbour Row")


def test_a_sheet_of_the_people_goes_before_others_that_the_file_counts(table, people):
    sheet = people(["Name", "Population"], ["Old Town", "240"], ["Harbour Row", "95"], ["Mill Lane", "410"])
    value, _ = shares(table(["Ward", "N", "With decay"], *([name, "210", cases] for name, cases in COUNTS)), sheet)

    np.testing.assert_allclose(value, np.array(CASES) / (240, 95, 410) * 100, atol=1e-6)


def test_it_is_told_where_nothing_is_a_share_of_the_people_and_who_says_which_line(table, people):
    sheet = people(["Name", "Population"], ["Old Town", "240"], ["Harbour Row", "95"], ["Mill Lane", "204"])
    joined = with_population(table(["Ward", "With decay"], *COUNTS), sheet)
    found = find_description(joined, Answers(yes=True, time={"2024": ""}, population=str(sheet)))[0]
    said = find_description(joined, Answers(yes=True, time={"2024": ""}, population=str(sheet), count=("With decay",)))

    assert "; --count 'With decay' says on which line they are not" in "".join(found.notes)
    with pytest.raises(DataError, match="line 4, column With decay: 205 of 204 in Population"):
        read_described(joined, said[0].description)
    assert "nothing is shown" not in "".join(said[0].notes)


def test_counts_of_groups_are_no_shares_of_everybody(table, people):
    sheet = people(["Name", "Population"], *([name, "500"] for name in NAMES))
    rows = [[name, sex, cases] for name, cases in COUNTS for sex in ("All", "Men")]
    joined = with_population(table(["Ward", "Sex", "With decay"], *rows), sheet)
    said = Answers(yes=True, time={"2024": ""}, population=str(sheet))
    for answers in (said, replace(said, count=("With decay",))):
        with pytest.raises(DataError, match=r"Sex: its rows are of groups.*--only 'Sex=All'"):
            find_description(joined, answers)
    found = find_description(joined, replace(said, only={"Sex": ("All",)}))[0].description
    made = read_described(joined, found).table

    np.testing.assert_allclose(made.value[0, :, 0], [0, 41, 4.8], atol=1e-6)
