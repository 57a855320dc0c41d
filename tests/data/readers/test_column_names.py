"""One name a column: what the rows of a header say over it, whatever their lengths; none blank, none twice."""

import pytest

from renderer.data.readers.column_names import join_rows, make_unique


@pytest.mark.parametrize(("rows", "names"), [
    ([["Area", "n"]], ["Area", "n", "", ""]),
    ([["", "2019"], ["Area", "n", "%"]], ["Area", "2019 / n", "2019 / %", ""]),
    ([["", "2019", "", "2020"], ["Area", "n", "%"]], ["Area", "2019 / n", "2019 / %", "2020"]),
    ([["Survey"], ["", "2019"], ["Area", "n", "%", "n"]],
     ["Survey / Area", "Survey / 2019 / n", "Survey / 2019 / %", "Survey / 2019 / n"]),
    ([["n", "n"], ["", "n", "low"]], ["n", "n", "n / low", ""]),
])  # fmt: skip
def test_a_row_that_is_shorter_than_the_table_names_what_it_reaches(rows, names):
    assert join_rows(rows, 4) == names


def test_names_are_made_unique_from_the_first_on_and_what_was_changed_is_told():
    names, notes = make_unique(["n", "", "n", "n (2)", "n"])

    assert names == ("n", "column 2", "n (2)", "n (2) (2)", "n (3)")
    assert notes == (
        "column 2 has no name in the header; it is read as 'column 2'",
        "two columns are called 'n' (columns 1 and 3); the second is read as 'n (2)'",
        "two columns are called 'n (2)' (columns 3 and 4); the second is read as 'n (2) (2)'",
        "two columns are called 'n' (columns 1 and 5); the second is read as 'n (3)'",
    )


def test_a_column_that_is_called_as_a_blank_one_would_be_keeps_its_name_where_it_comes_first():
    assert make_unique(["column 2", ""])[0] == ("column 2", "column 2 (2)")
