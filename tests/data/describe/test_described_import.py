"""What an import tells: how many cells of each state there are, what no row is about, what was left out."""

import csv

from renderer.data.describe.described_import import _report
from renderer.data.state import State


def done(imports, tmp_path, *rows, **answers):
    path = tmp_path / "figures.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["Ward", "Year", "Decay %"], *rows])
    return imports(path, good={"": "less"}, **answers)[0]


def test_cells_that_no_row_is_about_are_missing_and_told_apart(imports, tmp_path):
    marks = {"*": "suppressed", "n/a": "missing"}
    found = done(imports, tmp_path, ["Ash", "2021", "12.5"], ["Ash", "2022", "*"], ["Birch", "2021", "n/a"],
                 ["Cedar", "2022", "0"], ["Dell", "2021", "30"], ["Dell", "2022", "31"], marks=marks)  # fmt: skip

    assert found.table.count(State.MISSING) == 3
    assert found.report[-4:] == (
        "1 figure written *: suppressed", "1 figure written n/a: missing",
        "cells: 1 missing, 3 value, 1 zero, 1 suppressed", "2 more cells are missing: no row is about them",
    )  # fmt: skip


def test_of_a_table_without_holes_nothing_is_said_of_them(imports, tmp_path):
    found = done(imports, tmp_path, ["Ash", "2021", "12.5"], ["Birch", "2021", "13"], ["Cedar", "2021", "14"])

    assert found.report[-1] == "cells: 3 value"
    one = done(imports, tmp_path, ["Ash", "2021", "12.5"], ["Birch", "2021", "13"], ["Ash", "2022", "14"])
    assert one.report[-1] == "1 more cell is missing: no row is about it"


def test_each_total_that_was_left_out_is_told_and_of_many_the_rest_by_its_number(imports, tmp_path):
    rows = [[f"Ward {n}", "2021", f"{10 + n}"] for n in range(12)]
    totals = [[f"Total {n}", "2021", "50"] for n in range(9)]
    found = done(imports, tmp_path, *rows, *totals, ["Total 8", "2022", "50"], ["Ward 1", "2022", "12"],
                 totals=tuple(f"Total {n}" for n in range(9)))  # fmt: skip
    told = [line for line in found.report if "Total" in line or "more totals" in line]

    assert len(told) == 8
    assert all(line.startswith("left out ") and line.endswith(": 1 row") for line in told[:7])
    assert told[7] == "and 2 more totals: 3 rows"
    assert _report(found.cells, found.table, found.table.state.size)[-1].startswith("cells: ")
    assert {area.name for area in found.table.areas} == {f"Ward {n}" for n in range(12)}


def test_a_measure_without_a_figure_is_left_out_and_told(imports, table):
    rows = [[ward, word, text] for ward in ("Ash", "Birch", "Cedar")
            for word, text in (("Decay", "12"), ("Pits", "*"))]  # fmt: skip
    source = table(["Ward", "Indicator", "Value (%)"], *rows)
    found = imports(source.path, time={"2024": ""}, good={"": "less"}, marks={"*": "suppressed"})[0]

    assert [column.name for column in found.table.columns] == ["decay"]
    assert "left out Pits: it has no figure at all" in found.report
    assert found.table.count(State.SUPPRESSED) == 0


def marks_of(found):
    return [line for line in found.report if "written" in line or "left blank" in line]


def test_blanks_are_counted_with_the_marks_and_what_they_were_taken_for_is_told(imports, tmp_path):
    rows = [["Ash", "2021", "12.5"], ["Birch", "2021", ""], ["Cedar", "2021", " "], ["Dell", "2021", "<5"]]
    plain, told = done(imports, tmp_path, *rows), done(imports, tmp_path, *rows, marks={"": "suppressed"})

    assert marks_of(plain) == ["2 cells left blank: missing; --mark '=suppressed' or '=zero' where a blank means that",
                               "1 figure written <5: suppressed"]  # fmt: skip
    assert marks_of(told) == ["2 cells left blank: suppressed", "1 figure written <5: suppressed"]
    assert told.table.count(State.SUPPRESSED) == 3


def test_marks_of_rows_that_are_left_out_are_not_counted(imports, tmp_path):
    rows = [["Ash", "2021", "*"], ["Birch", "2021", "7"], ["Cedar", "2021", "9"], ["Total", "2021", "*"],
            ["All", "2021", ""]]  # fmt: skip

    assert marks_of(done(imports, tmp_path, *rows, totals=("Total", "All"))) == ["1 figure written *: suppressed"]


def test_of_figures_that_no_installation_shows_it_is_told_what_makes_them_shares(table, imports):
    counts = table(["Ward", "Year", "Visits"], *([f"Ward {n}", "2021", str(30 + n)] for n in range(4)))
    days = table(["Ward", "Year", "Waiting, days"], *([f"Ward {n}", "2021", f"{n}.5"] for n in range(4)), name="d.csv")
    found = [imports(one.path, unit=unit)[0].report[-1] for one, unit in ((counts, {}), (days, {"": "days"}))]

    assert found[0].startswith("the installations show shares, and its figures are in count; counts become shares")
    assert "--population FILE" in found[0]
    assert found[1] == "the installations show shares, and its figures are in days"
