"""What is said of a sheet that it has not: lines to leave out, marks of cells; the rows that lines were are told."""

import pytest

from renderer.core.errors import DataError
from renderer.data.describe.answers import Answers
from renderer.data.describe.described_import import read_described
from renderer.data.describe.description import DataField, Description, MeasureWords
from renderer.data.describe.drafting import draft
from renderer.data.describe.unmet import check_lines, unmet_marks

ROWS = (["A", "61.5", "50"], ["B", "", "n<5"], ["C", "-99", "40"], ["D", "supressed", "10"])
FIELDS = (DataField("place", "area"), DataField("v", "value", measure="v"), DataField("asked", "sample"))


@pytest.fixture
def sheet(table):
    """Return a small sheet whose rows stand on lines 2 to 5."""
    return table(["place", "v", "asked"], *ROWS)


def described(**other):
    said = {"time": "2023", "marks": {"supressed": "suppressed", "n<5": "suppressed", "-99": "missing"}} | other
    return Description("", FIELDS, {"v": MeasureWords("v", unit="number")}, **said)


@pytest.mark.parametrize(("line", "good"), [
    ("line 2", True), ("line 5", True), ("lines 3-4", True), ("line 1", False), ("line 6", False), ("line 0", False),
    ("lines 4-9", False), ("line 999999999999", False),
])  # fmt: skip
def test_a_line_that_the_sheet_has_not_is_refused_with_those_that_it_has(sheet, line, good):
    if good:
        check_lines(sheet, Answers(totals=(line,)))
        return
    with pytest.raises(DataError, match=rf"--total '{line}': no row of .* stands there; its rows are on lines 2 to 5"):
        check_lines(sheet, Answers(totals=(line,)))


def test_rows_that_lines_leave_out_are_told_with_their_areas_and_lines_that_are_none(sheet):
    report = read_described(sheet, described(totals=("line 2", "lines 4-5", "line 12"))).report
    assert "left out line 2 (A): 1 row" in report
    assert "left out lines 4-5 (C, D): 2 rows" in report
    assert "no row stands on line 12, which was to be left out as a total" in report


def test_a_mark_that_no_figure_is_written_is_told_and_others_are_not(sheet):
    marks = {"supressed": "suppressed", "N<5": "suppressed"} | dict.fromkeys(("-99", "x", "-9", "A"), "missing")
    assert unmet_marks(sheet, FIELDS, marks) == ("x", "-9", "A")
    told = [one for one in read_described(sheet, described(marks=marks)).report if "no figure is written" in one]
    assert told == ["no figure is written x, which was said to be missing",
                    "no figure is written -9, which was said to be missing",
                    "no figure is written A, which was said to be missing"]  # fmt: skip
    assert not [one for one in read_described(sheet, described()).report if "no figure is written" in one]


def test_a_mark_that_a_person_says_wrongly_is_refused_with_the_nearest(sheet):
    with pytest.raises(DataError, match=r"=suppressed': no figure is written 'suppressed'; did you mean 'supressed'\?"):
        draft(sheet, Answers(yes=True, value=("v",), marks={"suppressed": "suppressed", "-99": "missing"}))
    draft(sheet, Answers(yes=True, value=("v",), marks={"-": "zero", "supressed": "suppressed", "-99": "missing"}))
