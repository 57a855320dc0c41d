"""Who lives in an area is not who was asked."""

import numpy as np
import pytest

from renderer.data.describe.answers import Answers
from renderer.data.describe.drafting import draft
from renderer.data.gather import gathered, people_in

ROWS = [["a", "Town", "12.5", "10", "15", "15000"], ["b", "Town", "22.5", "20", "25", "1800"],
        ["c", "Bay", "32.5", "30", "35", "23000"]]  # fmt: skip
LIVING = [15000.0, 1800.0, 23000.0]


def sheet(table, people, **more):
    return table(["Ward", "District", "Decay %", "low", "high", people], *ROWS, **more)


@pytest.mark.parametrize("people", ["Population", "Einwohner", "Total population", "Bevölkerung"])
def test_residents_beside_a_share_are_a_measure_and_no_sample(table, imports, people):
    done, found = imports(sheet(table, people).path, time={"2024": ""})

    assert [one.name for one in done.table.columns] == ["decay", "population"]
    assert (done.table.sample == -1).all()
    assert done.table.low[0, :, 0].tolist() == [10.0, 20.0, 30.0]
    assert np.isnan(done.table.low[0, :, 1]).all()
    assert done.table.columns[1].unit == "people"
    assert people_in(done.table).tolist() == [LIVING]
    assert any(f"{people} counts who lives there, not who was asked" in note for note in found.notes)
    assert not any(note.startswith(("not used", "taken as")) and people in note for note in found.notes)


def test_areas_that_are_gathered_are_weighted_by_who_lives_there(table, imports):
    done, _ = imports(sheet(table, "Population").path, time={"2024": ""}, parent="District")
    larger, told = gathered(done.table, 2, people_in(done.table))

    assert larger.value[0, :, 0] == pytest.approx([32.5, (12.5 * 15000 + 22.5 * 1800) / 16800])
    assert "weighted by population" in "".join(told)


@pytest.mark.parametrize("n", ["Population", "population"])
def test_those_who_were_asked_are_asked_where_somebody_says_so(table, imports, n):
    done, _ = imports(sheet(table, "Population").path, time={"2024": ""}, n=n)

    assert done.table.sample[0, :, 0].tolist() == LIVING


def test_in_a_long_sheet_residents_are_left_out_and_told(table):
    long = table(["Ward", "Year", "Measure", "Value", "Population"],
                 *([ward, "2024", what, "12.5", "900"] for what in "xy" for ward in "abc"))  # fmt: skip
    found = draft(long, Answers(yes=True))

    assert [one.role for one in found.description.fields] == ["area", "time", "measure", "value", "ignored"]
    assert any("and makes no figure sure: it is left out; --n 'Population' says" in note for note in found.notes)


@pytest.mark.parametrize("people", ["Number of people living here", "Count of people", "Population denominator",
                                    "Number of adults in Alaska",
                                    "No of adults", "Number of children under 5"])  # fmt: skip
def test_a_count_beside_a_share_is_of_those_asked_only_where_it_says_so(table, people):
    found = draft(sheet(table, people), Answers(yes=True))
    whole = people in ("Number of people living here", "Count of people", "Population denominator")

    assert [one.role for one in found.description.fields[2:]] == ["value", "low", "high", ("ignored", "value")[whole]]
    assert any(people in note and f"--n '{people}' says that they were asked" in note for note in found.notes)


@pytest.mark.parametrize("people", ["Children examined", "Number of people asked", "Adults seen", "No. children",
                                    "Unweighted count", "Stichprobe", "Denominator"])  # fmt: skip
def test_those_who_were_asked_are_told_by_a_word(table, people):
    assert draft(sheet(table, people), Answers(yes=True)).description.fields[-1].role in ("denominator", "sample")


def test_of_two_columns_of_residents_the_first_is_the_measure(table):
    two = table(["Ward", "Decay %", "Population", "Inhabitants"], ["a", "12.5", "150", "149"], ["b", "2", "99", "98"])
    found = draft(two, Answers(yes=True))

    assert [one.role for one in found.description.fields] == ["area", "value", "value", "ignored"]
    assert sum("counts who lives there" in note for note in found.notes) == 2


def test_a_denominator_of_residents_is_no_sample(table):
    found = draft(sheet(table, "Resident population denominators"), Answers(yes=True))

    assert not {one.role for one in found.description.fields} & {"denominator", "sample"}
