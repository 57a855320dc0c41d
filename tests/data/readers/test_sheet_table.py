"""Groups' labels carried down a sheet, and nothing else."""

from renderer.data.readers.group_labels import carry_down
from renderer.data.readers.sheet_table import find_table

HEAD = ["region", "caveat", "area", "n"]
ROWS = [["", "", "England", "9"], ["North", "late", "a", "1"], ["", "", "b", "2"], ["North total", "", "all", "3"],
        ["", "", "odd", "8"], ["South", "", "c", "4"], ["", "", "d", "5"]]  # fmt: skip


def test_a_label_that_stands_once_is_carried_to_its_rows_and_a_totals_label_is_not():
    found = find_table([HEAD, *map(list, ROWS)], [])

    assert [cells[0] for _, cells in found.rows] == ["", "North", "North", "North total", "", "South", "South"]
    assert "column 'region' has its label on the first row of each group; 2 cells" in found.notes[0]


def test_remarks_and_columns_right_of_the_areas_stay_as_they_are():
    rows = [["a", "", "1"], ["b", "late", "2"], ["c", "", "3"], ["d", "", "4"]]
    found = find_table([["area", "remark", "n"], *rows], [])

    assert [cells[1] for _, cells in found.rows] == ["", "late", "", ""]


def test_a_label_that_comes_twice_is_no_group():
    rows = [["east", "a", "1"], ["", "b", "2"], ["east", "c", "3"], ["", "d", "4"]]

    assert carry_down(rows, [0, 1]) == {}


def test_a_column_that_is_mostly_filled_has_gaps_and_no_groups():
    rows = [["east", "a", "1"], ["west", "b", "2"], ["", "c", "3"], ["north", "d", "4"]]

    assert carry_down(rows, [0, 1]) == {}


def test_blank_columns_go_and_those_with_cells_but_no_name_are_told():
    found = find_table([["", "area", "", "n", ""], ["", "a", "", "1", "x"], ["", "b", "", "2", ""]], [])

    assert found.header == ("area", "n", "column 3")
    assert found.rows == [(2, ["a", "1", "x"]), (3, ["b", "2", ""])]
