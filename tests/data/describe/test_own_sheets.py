"""Three spreadsheets as messy as those of small teams, written here, and what is read from them."""

import re

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.describe.template import workbook_bytes
from renderer.data.state import State
from renderer.scene.catalogue import installations

NAMES = ("Old Town", "Harbour", "Mill Hill", "St. Mary's", "Northfield", "Southfield", "East End", "West Bank",
         "The Green",
         "Riverside", "Castle", "Lakeview")  # fmt: skip
SEEN = ("1,240", "310", "<10", "2,005", "870", "95", "1,100", "640", "n/a", "410", "222", "1,530")


@pytest.fixture
def twelve(tmp_path):
    """Return a workbook of twelve neighbourhoods: titles above, <10, thousands signs, a total, a note below."""
    rows = [["Dental screening of children, 2024", "", "", ""], ["City health team, draft 3", "", "", ""], [],
            ["Neighbourhood ", "Children examined", "Visited a dentist (%)", "Remarks"]]  # fmt: skip
    shares = (61.5, 48.0, "*", 70.2, 55.5, 40.1, 66.0, 58.3, "", 0.0, 51.4, 63.9)
    rows += [[name, seen, share, ""] for name, seen, share in zip(NAMES, SEEN, shares, strict=True)]
    rows += [["Total", "8,432", 59.0, ""], [], ["* fewer than ten children", "", "", ""]]
    path = tmp_path / "screening.xlsx"
    path.write_bytes(workbook_bytes("Tabelle1", rows))
    return path


def test_twelve_neighbourhoods_with_titles_marks_and_a_total(twelve, imports):
    done, _ = imports(twelve, time={"2024": ""}, good={"": "more"})
    table = done.table
    column = next(index for index, one in enumerate(table.columns) if one.unit == "percent")

    assert sorted(area.name for area in table.areas) == sorted(NAMES)
    assert done.cells.left == {"Total": 1}
    assert table.times == ("2024",)
    assert table.columns[column].label == "Visited a dentist"
    states = [State(int(table.state[0, table.area(name), column])).word for name in NAMES]
    assert states == ["value", "value", "suppressed", *["value"] * 5, "missing", "zero", "value", "value"]
    assert table.value[0, table.area("Old Town"), column] == 61.5
    assert table.sample[0, table.area("St. Mary's"), column] == 2005
    assert table.sample[0, table.area("Mill Hill"), column] == -1  # <10 is no number
    assert done.description.area_word == ("neighbourhood", "neighbourhoods")
    assert done.description.measures[table.columns[column].name].good == "more"


def test_a_wide_one_by_year(tmp_path, imports):
    path = tmp_path / "uptake.csv"
    path.write_text("Ward;2021/22;2022/23;2023/24\nA;12,5;13;x\nB;-;0;20,25\nAll wards;12,5;6,5;20,25\n", "utf-8")
    done, _ = imports(path, unit={"": "percent"}, marks={"x": "suppressed", "-": "missing"})
    table = done.table

    assert [area.name for area in table.areas] == ["A", "B"]
    assert table.times == ("2021/2022", "2022/2023", "2023/2024")
    np.testing.assert_array_equal(table.value[..., 0], [[12.5, np.nan], [13, 0], [np.nan, 20.25]])
    np.testing.assert_array_equal(table.state[..., 0], [[1, 0], [1, 2], [3, 1]])


def test_a_mark_that_nobody_knows_is_asked(table):
    from renderer.data.describe.answers import Answers
    from renderer.data.describe.drafting import draft

    questions = draft(table(["ward", "2021", "2022"], ["A", "1", "x"], ["B", "2", "3"]), Answers()).questions
    asked = {one.about: one for one in questions if one.key == "marks"}

    assert asked["x"].guess == ""
    assert asked["x"].choices == ("missing", "suppressed", "zero")


def test_a_german_one_with_decimal_commas(tmp_path, imports):
    text = ("Auswertung Zahngesundheit\n\nStadtteil;Jahr;Anteil naturgesund in %;Untersuchte Kinder\n"
            "Mitte;2023;61,25;1.240\nNord;2023;7;12.005\nSüd;2023;.;.\nInsgesamt;2023;55,1;13.245\n")  # fmt: skip
    path = tmp_path / "zahn.csv"
    path.write_bytes(text.encode("cp1252"))
    done, _ = imports(path, n="Untersuchte Kinder")
    table = done.table

    assert [area.name for area in table.areas] == ["Mitte", "Nord", "Süd"]
    np.testing.assert_array_equal(table.value[0, :, 0], [61.25, 7, np.nan])
    np.testing.assert_array_equal(table.sample[0, :, 0], [1240, 12005, -1])
    assert done.cells.left == {"Insgesamt": 1}
    assert any("a comma is the decimal mark" in line for line in done.report)
    assert table.columns[0].label == "Anteil naturgesund"


def test_percentages_over_a_hundred_are_refused_with_line_and_column(tmp_path, imports):
    path = tmp_path / "over.csv"
    path.write_text("ward,year,visited %\nA,2024,61\nB,2024,161\n", "utf-8")

    with pytest.raises(DataError, match=r"over\.csv, line 3, column visited %: 161 lies outside 0\.\.100 percent"):
        imports(path)


def test_two_areas_of_one_name_are_refused_with_both_lines(tmp_path, imports):
    path = tmp_path / "names.csv"
    path.write_text("district,year,visited %\nWandsbek,2024,61\nNord,2024,6\nWandsbek,2024,16\n", "utf-8")

    with pytest.raises(DataError, match=r"line 4, column visited %: says again what line 2 says \(Wandsbek, 2024"):
        imports(path)
    done, _ = imports(path, totals=("line 4",))
    assert done.table.value[0, done.table.area("Wandsbek"), 0] == 61
    assert not (tmp_path / "names_tidy.csv").exists()


def test_counts_over_a_denominator_become_rates_with_an_interval(tmp_path, imports):
    path = tmp_path / "counts.csv"
    path.write_text("ward,year,with decay,children\nA,2024,3,10\nB,2024,0,10\nC,2024,0,0\nD,2024,*,12\n", "utf-8")
    done, _ = imports(path, count=("with decay",), n="children", unit={"": "percent"})
    table = done.table

    np.testing.assert_array_equal(table.value[0, :, 0], [30, 0, np.nan, np.nan])
    np.testing.assert_array_equal([State(int(one)).word for one in table.state[0, :, 0]],
                                  ["value", "zero", "missing", "suppressed"])  # fmt: skip
    np.testing.assert_allclose(table.low[0, :2, 0], [10.7791, 0], atol=1e-3)  # Wilson (1927), 95 %
    np.testing.assert_allclose(table.high[0, :2, 0], [60.3222, 27.7540], atol=1e-3)
    np.testing.assert_array_equal(table.sample[0, :, 0], [10, 10, -1, -1])


def test_a_rate_of_counts_is_in_percent_where_nobody_said(tmp_path, imports):
    path = tmp_path / "counts.csv"
    path.write_text("ward,year,with decay,examined\nA,2024,30,100\nB,2024,120,200\n", "utf-8")
    done, _ = imports(path, count=("with decay",), n="examined")

    assert done.table.value[0, :, 0].tolist() == [30.0, 60.0]
    assert done.table.columns[0].unit == "percent"


@pytest.mark.parametrize(("answers", "said"), [
    ({"n": "examined", "unit": {"": "people"}}, "column with decay: counts among people become a rate, and 'people'"),
    ({}, "column with decay: a count among nobody knows how many; name the column of the people asked"),
])  # fmt: skip
def test_counts_that_can_be_no_rate_are_refused(tmp_path, imports, answers, said):
    path = tmp_path / "counts.csv"
    asked = ",examined" if answers else ""
    among = asked and ",200"
    path.write_text(f"ward,year,with decay{asked}\nA,2024,30{among}\nB,2024,120{among}\n", "utf-8")

    with pytest.raises(DataError, match=said):
        imports(path, count=("with decay",), **answers)


def test_more_cases_than_people_are_refused(tmp_path, imports):
    path = tmp_path / "counts.csv"
    path.write_text("ward,year,with decay,children\nA,2024,3,10\nB,2024,11,10\n", "utf-8")

    with pytest.raises(DataError, match="line 3, column with decay: 11 of 10 in children"):
        imports(path, count=("with decay",), n="children", unit={"": "percent"})


def test_a_number_that_stands_for_no_figure(tmp_path, imports):
    path = tmp_path / "codes.csv"
    path.write_text("ward,year,rate %\nA,2024,61\nB,2024,-99\nC,2024,999\n", "utf-8")
    done, found = imports(path)

    np.testing.assert_array_equal(done.table.value[0, :, 0], [61, np.nan, np.nan])
    assert {one.about for one in found.questions if one.key == "marks"} == {"-99", "999"}


def test_of_two_numbers_in_a_cell_the_first_is_read_and_told(tmp_path, imports):
    path = tmp_path / "pairs.csv"
    path.write_text("region,year,coverage %\nNorth,2022,79 (81)\nSouth,2022,88.5 (90)\nWest,2022,n/a\n", "utf-8")
    done, found = imports(path)

    np.testing.assert_array_equal(done.table.value[0, :, 0], [79, 88.5, np.nan])
    assert any("of two numbers in a cell, as in 79 (81), the first is read" in note for note in found.notes)


def test_a_column_of_many_unknown_marks_is_no_less_a_column_of_figures(table):
    from renderer.data.describe.answers import Answers
    from renderer.data.describe.drafting import draft

    rows = [[f"ward {n}", "2024", text, "text of its own"] for n, text in enumerate(["Q", "Q", "5", "Q", "7", "3"])]
    found = draft(table(["ward", "year", "rate %", "aside"], *rows), Answers())

    assert [one.name for one in found.description.having("value")] == ["rate %"]
    assert any(one.about == "Q" and not one.guess for one in found.questions)
    assert any("not used: aside" in note for note in found.notes)


def test_a_file_without_lines_is_told_without_one(tmp_path, imports):
    path = tmp_path / "a.json"
    path.write_text('[{"a": 1, "b": 2}, {"a": 3, "b": 4}]', "utf-8")

    with pytest.raises(DataError, match=r"a\.json: no column looks like areas"):
        imports(path)


WIDE = "Ward;2021/22;2022/23;2023/24\nA;12,5;13;x\nB;-;0;20,25\nAll wards;12,5;6,5;20,25\n"
GERMAN = ("Auswertung Zahngesundheit\n\nStadtteil;Jahr;Anteil naturgesund in %;Untersuchte Kinder\n"
          "Mitte;2023;61,25;1.240\nNord;2023;7;12.005\nInsgesamt;2023;55,1;13.245\n")  # fmt: skip


@pytest.mark.parametrize(("text", "answers", "words", "area"), [
    ("", {"time": {"2024": ""}, "people": {"": "children"}, "clause": {"": "visited a dentist"}},
     "children .*visited a dentist", "neighbourhood"),
    (WIDE, {"unit": {"": "percent"}, "marks": {"x": "suppressed"}, "label": {"": "Sealed molars"}},
     "Sealed molars", "ward"),
    (GERMAN, {"n": "Untersuchte Kinder", "word": "Stadtteil,Stadtteile"}, "Anteil naturgesund", "Stadtteil"),
], ids=["twelve", "wide", "german"])  # fmt: skip
def test_they_reach_every_installation_with_words_of_theirs(twelve, imports, captions, text, answers, words, area):
    path = twelve.with_suffix(".csv") if text else twelve
    if text:
        path.write_bytes(text.encode("cp1252"))
    done, _ = imports(path, good={"": "more"}, **answers)
    share = next(one.name for one in done.table.columns if one.unit == "percent")
    found = captions(share)

    assert set(found) == set(installations())
    for name, said in found.items():
        assert re.search(words, said), said
        assert area in said or name == "smile", said  # whose teeth are everybody
        assert not re.search("saw a dentist|last year", said)
