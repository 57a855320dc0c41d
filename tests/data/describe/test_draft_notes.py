"""What a draft tells besides its questions: what may be no area, what is not used, which number is read."""

import pytest

from renderer.data.describe.answers import Answers
from renderer.data.describe.drafting import draft

YEARS = ["2020", "2021", "2022", "2023"]
WARDS = [[f"Ward {letter}", "1.5", "2.5", "3.5", "4.5"] for letter in "abcdef"]


@pytest.fixture
def noted(table):
    """Return ``noted(header, *rows)``: the notes of a draft."""
    return lambda header, *rows: draft(table(header, *rows), Answers(yes=True, good={"": "less"})).notes


def of_places(notes):
    return [note.partition(" has no figure")[0] for note in notes if "has no figure in" in note]


def test_an_area_without_a_figure_in_more_than_half_of_the_columns_may_be_none(noted):
    rows = [*WARDS, ["Pier", "1", "", "", ""], ["Half", "1", "2", "", ""], ["Hall", "", "*", "", ""]]
    notes = noted(["Ward", *YEARS], *rows)

    assert of_places(notes) == ["Pier", "Hall"]
    assert "Pier has no figure in 3 of 4 cells; if it is no place, leave it out with --total 'Pier'" in notes


def test_of_many_such_areas_three_are_named(noted):
    rows = [*WARDS, *([f"Pier {n}", "1", "", "", ""] for n in range(5))]

    assert of_places(noted(["Ward", *YEARS], *rows)) == ["Pier 0", "Pier 1", "Pier 2"]


def test_of_two_columns_most_is_not_said(noted):
    rows = [*([name, one, other] for name, one, other, *_ in WARDS), ["Pier", "", ""]]

    assert of_places(noted(["Ward", *YEARS[:2]], *rows)) == []


def test_a_place_whose_figures_are_withheld_or_stand_in_other_rows_is_a_place(noted):
    withheld = [*WARDS, ["Row", "<5", "*", "7", "<5"]]
    header = ["Ward", "Sex", *YEARS]
    rows = [[name, sex, *figures] for name, *figures in [*WARDS, ["Row", "1", "2", "3", ""]] for sex in ("Men", "All")]
    rows += [["Row", "Women", "", "", "", ""], ["Row", "Other", "", "5", "", "6"]]
    pairs = [*([name, *(f"{one} (1.0)" for one in rest)] for name, *rest in WARDS), ["Row", *["7 (2)"] * 4]]

    assert of_places(noted(["Ward", *YEARS], *withheld)) == []
    assert of_places(noted(header, *rows)) == []
    assert of_places(noted(["Ward", *YEARS], *pairs)) == []


def test_columns_that_are_not_used_are_named_and_of_many_the_rest_counted(noted):
    few = noted(["Ward", "2020", "Shade"], *([*row[:2], f"seen by {row[0]}"] for row in WARDS))
    words = [f"Shade {n}" for n in range(8)]
    many = noted(["Ward", "2020", *words], *([*row[:2], *(f"{row[0]} {word}" for word in words)] for row in WARDS))

    end = "; take one with --value, --stratum or --measure"
    assert [note for note in few if note.startswith("not used")] == [f"not used: Shade{end}"]
    assert [note for note in many if note.startswith("not used")] == [
        f"not used: Shade 0, Shade 1, Shade 2, Shade 3, Shade 4, Shade 5 and 2 more{end}"]  # fmt: skip


def test_of_two_numbers_in_a_cell_the_first_is_read_and_told(noted):
    notes = noted(["Ward", "2020"], *([row[0], f"{n + 7} (100)"] for n, row in enumerate(WARDS)))

    assert "2020: of two numbers in a cell, as in 7 (100), the first is read" in notes


@pytest.mark.parametrize(("people", "whom"), [
    ("Children examined", "the people that figures are of"), ("Kinder untersucht", "the people that figures are of"),
    ("Untersuchte Kinder", "the people that figures are of"), ("Denominator", "the people that figures are of"),
    ("n", "people asked"), ("Respondents", "people asked"),
])  # fmt: skip
def test_the_column_taken_as_people_is_told_by_what_it_counts_unless_somebody_named_it(table, people, whom):
    source = table(["Ward", "Year", "Decay %", people], *([row[0], "2020", row[1], "40"] for row in WARDS))
    taken, named = (draft(source, Answers(yes=True, n=n)) for n in ("", people))

    assert f"taken as {whom}: {people}; --n names another column" in taken.notes
    assert not [note for note in named.notes if note.startswith("taken as")]
    assert [one.name for one in named.description.fields if one.role in ("denominator", "sample")] == [people]


def test_a_measure_called_as_its_file_is_is_told_and_a_label_names_it(table):
    wide = table(["Ward", *YEARS], *WARDS, name="b.csv")
    sign = table(["Ward", "Year", "%"], *([row[0], "2020", row[1]] for row in WARDS), name="d.csv")
    plain = table(["Ward", "Year", "Value"], *([row[0], "2020", row[1]] for row in WARDS), name="c.csv")
    for source, called in ((wide, "b"), (plain, "c"), (sign, "d")):
        by_file, by_label = (draft(source, Answers(yes=True, label=said)) for said in ({}, {"": "Children with decay"}))

        assert f"the measure is called '{called}', as the file is; --label TEXT names it" in by_file.notes
        assert list(by_label.description.measures) == ["children_with_decay"]
        assert not [note for note in by_label.notes if "is called" in note]


def test_whose_figures_the_rows_are_is_told(noted):
    header = ["Ward", "Year", "Age group", "Decay %"]
    ages = noted(header, *([row[0], "2020", age, "7.5"] for row in WARDS for age in ("0-4", "5-17", "All ages")))
    none = noted(header, *([row[0], "2020", age, "7.5"] for row in WARDS for age in ("0-4", "5-17")))
    one = noted(header, *([row[0], "2020", "5-17", "7.5"] for row in WARDS))

    assert "Age group says whose figures a row has: 0-4, 5-17" in ages
    assert "Age group says whose figures a row has: 0-4, 5-17, and no row is about everybody" in none
    assert "all rows are about Age group 5-17: the label says so" in one
    assert not [note for note in one if note.startswith("not used")]


def test_a_label_that_somebody_gave_is_not_said_to_name_the_group(table):
    source = table(["Ward", "Year", "Age group", "Decay %"], *([row[0], "2020", "5-17", "7.5"] for row in WARDS))
    found = draft(source, Answers(yes=True, label={"": "Decay"}))

    assert [words.label for words in found.description.measures.values()] == ["Decay"]
    assert "all rows are about Age group 5-17" in found.notes


def test_a_code_of_two_areas_is_told_with_both(table):
    def told(*codes):
        source = table(["Code", "Name", "Year", "Decay %"],
                       *([code, name, "2020", "7"] for code, name in zip(codes, "NESW", strict=True)))  # fmt: skip
        return [note for note in draft(source, Answers(yes=True)).notes if "used" in note]

    assert told("01", "02", "02", "04") == ["Code is not used: '02' is the code of E, S; if it is a code of "
                                            "each area, correct it in the sheet"]  # fmt: skip
    assert told("01", "02", "03", "04") == []
    coarse = table(["Region code", "County code", "Name", "Year", "Decay %"],
                   *([code, code, name, "2020", "7"] for code, name in zip("1122", "NESW", strict=True)))  # fmt: skip
    assert not any("is the code of" in note for note in draft(coarse, Answers(yes=True)).notes)
