"""Where a header lies, in rows as people write them."""

import pytest

from renderer.data.readers.header_rows import find_header_rows

BODY = [["Mitte", "60", "100"], ["Nord", "7", "20"], ["West", "12", "31"]]
NAMES = ["area", "visits", "children"]


def span(rows):
    header = find_header_rows(rows)
    return header and (header.first, header.main, header.last)


@pytest.mark.parametrize(("above", "found"), [
    ([], (0, 0, 0)),
    ([["Visits"], [], []], (3, 3, 3)),
    ([["Visits by area", "", ""], ["Source", "CDC", ""]], (2, 2, 2)),
    ([["Period:", "2023", ""], ["", "", ""]], (2, 2, 2)),
    ([["", "seen", "seen"]], (0, 1, 1)),
])  # fmt: skip
def test_titles_stand_above_and_groups_of_names_belong_to_the_header(above, found):
    assert span([*above, NAMES, *BODY]) == found


def test_a_row_of_words_where_figures_stand_is_a_row():
    withheld = ["Sud", "unter uns", "unbekannt"]

    assert span([NAMES, withheld, *BODY]) == (0, 0, 0)
    assert span([NAMES, *BODY, withheld, *BODY, *BODY]) == (0, 0, 0)
    assert span([NAMES, *BODY, ["", "", ""], withheld, *BODY, *BODY]) == (0, 0, 0)
    assert span([NAMES, *[withheld] * 50, *BODY, withheld, *BODY]) == (0, 0, 0)


def test_units_below_the_names_belong_to_them():
    assert span([NAMES, ["", "percent", "persons"], *BODY]) == (0, 0, 1)


@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_a_header_has_four_rows_at_most(count):
    units, groups = ["", "percent", "persons"], [["", f"group {n}", ""] for n in range(count)]

    assert span([NAMES, *[units] * count, *BODY * 5]) == (0, 0, min(count, 3))
    assert span([*groups, NAMES, *BODY * 5]) == (max(count - 3, 0), count, count)


def test_the_larger_of_two_tables_is_the_one():
    summary = [["", "all", "of them"], ["England", "9", "8"], ["", "", ""]]

    assert span([*summary, NAMES, *BODY]) == (3, 3, 3)


def test_the_columns_of_figures_are_told():
    assert find_header_rows([NAMES, *BODY]).figures == {1, 2}


@pytest.mark.parametrize("rows", [[], [[""]], [["1", "2"], ["3", "4"]], [["alone"], ["words"]]])
def test_where_nothing_names_columns_there_is_no_header(rows):
    assert span(rows) is None
