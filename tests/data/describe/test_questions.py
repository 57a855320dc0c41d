"""What is asked of a person, word for word: what no file tells, in the order of what it decides."""

import pytest

from renderer.data.describe.answers import Answers
from renderer.data.describe.drafting import draft
from renderer.data.describe.questions import explained_marks

WARDS = [[f"Ward {letter}", "12.5"] for letter in "abcdef"]


@pytest.fixture
def asked(table):
    """
    Return ``asked(header, *rows, **answers)``: the questions, each by its key and what it is about.

    Words for captions are asked last, and held where descriptions are tried.
    """
    return lambda header, *rows, **answers: {
        (one.key, one.about): one for one in draft(table(header, *rows), Answers(**answers)).questions
        if one.key not in ("word", "label", "people", "clause")
    }  # fmt: skip


def test_everything_that_is_open_is_asked_and_what_decides_most_comes_first(asked):
    found = asked(["Stuff", "Seen"], *WARDS, ["Ward g", "zz"], ["Ward h", "*"], ["All wards", "12.5"])

    assert [*found] == [("area", ""), ("time", ""), ("totals", ""), ("marks", "zz"), ("marks", "*"), ("unit", "seen"),
                        ("good", "seen")]  # fmt: skip
    words = [one.words for one in found.values()]
    assert words == [
        "Is 'Stuff' the column of areas (Ward a, Ward b, Ward c, Ward d ...)?",
        "No column says when. Of which year or period are the figures in figures.csv?",
        "These look like totals of the others, and are left out (All wards). Is that right?",
        "In Seen, what does 'zz' mean: missing, suppressed or zero?",
        "In Seen, does '*' mean missing (nobody asked), suppressed (known, but withheld) or zero?",
        "In which unit is 'Seen': percent, ratio, per 1,000, per 100,000, people ...?",
        "Of 'Seen', is more better, or less?",
    ]
    assert [one.guess for one in found.values()] == ["Stuff", "", "yes", "", "suppressed", "number", "neither"]
    assert [one.say for one in found.values()] == [
        "--area COLUMN", "--time 2024, or 2023/24, 2024-Q2, or --time COLUMN",
        "--total NAME (once for each), or --keep NAME", "--mark 'zz=suppressed'", "--mark '*=suppressed'",
        "--unit seen=percent", "--good seen=more",
    ]  # fmt: skip


def test_what_was_said_is_not_asked(asked):
    found = asked(["Stuff", "Seen"], *WARDS, ["Ward g", "zz"], ["Ward h", "*"], ["All wards", "12.5"], area="Stuff",
                  time={"2024": ""}, totals=("All wards",), marks={"zz": "missing", "*": "zero"},
                  unit={"": "percent"}, good={"": "more"})  # fmt: skip

    assert not found


def test_of_many_totals_six_are_named(asked):
    totals = [[f"Total {n}", "12"] for n in range(8)]
    found = asked(["Ward", "Seen"], *WARDS, *totals, time={"2024": ""})
    few = asked(["Ward", "Seen"], *WARDS, *totals[:6], time={"2024": ""})

    assert "(Total 0, Total 1, Total 2, Total 3, Total 4, Total 5 ...). Is" in found["totals", ""].words
    assert "(Total 0, Total 1, Total 2, Total 3, Total 4, Total 5). Is" in few["totals", ""].words


def test_a_date_that_may_be_two_is_asked_with_both(asked):
    found = asked(["Ward", "Date", "Seen"], ["a", "03/04/2024", "1"], ["b", "05/04/2024", "2"])["form", ""]

    assert found.words == "In Date, is '03/04/2024' 2024-04-03 (dmy) or 2024-03-04 (mdy)?"
    assert (found.choices, found.guess, found.say) == (("dmy", "mdy"), "", "--form dmy, or --form mdy")
    assert ("form", "") not in asked(["Ward", "Date", "Seen"], ["a", "03/04/2024", "1"], form="mdy")


def test_a_blank_cell_and_a_number_that_stands_for_none_are_asked_as_what_they_are(asked):
    rows = [*WARDS, ["Ward g", ""], ["Ward h", "-99"], ["Ward i", "-99"], ["Ward j", "-99"]]
    found = asked(["Ward", "Seen"], *rows, time={"2024": ""})

    assert found["marks", ""].words.startswith("In Seen, does a blank cell mean missing")
    assert found["marks", "-99"].words.startswith("In the figures, does the number -99 mean")
    assert found["marks", ""].choices == ("missing", "suppressed", "zero")


def test_notes_below_a_table_explain_its_marks(table):
    from dataclasses import replace

    source = replace(table(["Ward", "Seen"], *WARDS), below=("** Suppressed, fewer than  ten", "x  too few to show"))

    assert explained_marks(source, ["**", "x", "zz"]) == {"**": "suppressed"}  # a single letter is in any word
