"""Rows below a header: what is a note, what is cut, what is a row."""

import pytest

from renderer.core.errors import DataError
from renderer.data.readers.body_rows import Body, Shape

HEADER = ["area", "visits", "n"]


def body(records, ragged=False):
    own = Body(Shape("a.csv", 3, HEADER, frozenset({1, 2}), ragged))
    return own, list(own.rows(enumerate(records, 2)))


def test_rows_that_end_early_are_filled_and_told():
    short = [["a", "1"]] * 5
    own, rows = body([*short, ["b", "2", "3"]])

    assert rows[0] == (2, ("a", "1", ""))
    assert own.notes == ("5 rows with fewer cells than the header (line 2); what lacks is read as blank",)


def test_the_last_row_alone_that_ends_early_was_cut():
    cut = r"a\.csv, line 3 has fewer cells than the header \(3\): it is the last, and the file was cut there"
    with pytest.raises(DataError, match=cut):
        body([["a", "1", "2"], ["b", "2"]])
    with pytest.raises(DataError, match=r"a\.csv, line 2 has fewer cells than the header \(3\): it lost some"):
        body([["b", "2"], ["a", "1", "2"]])
    assert body([["a", "1", "2"], ["b", "2"]], ragged=True)[1][1] == (3, ("b", "2", ""))


def test_a_note_in_the_middle_is_a_row_for_the_table_goes_on():
    own, rows = body([["a", "1", "2"], ["Source: x", "", ""], ["b", "3", "4"], ["Source: y", "", ""]])

    assert [cells[0] for _, cells in rows] == ["a", "Source: x", "b"]
    assert own.below == ["Source: y"]


def test_a_total_at_the_end_is_a_row():
    own, rows = body([["a", "1", "2"], ["", "", ""], ["Total", "1", "2"]])

    assert [line for line, _ in rows] == [2, 4]
    assert own.notes == ("passed over 1 blank row",)
