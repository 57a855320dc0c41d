"""What a name or a cell is without blanks, case and marks; which line below a table is a note."""

import pytest

from renderer.data.names import canonical, clean, is_note, shares


@pytest.mark.parametrize("name", [
    "Data_Value", "data_value", "DATA VALUE", " Data-Value ", "dataValue", "\ufeffData_Value",
    "Data\u00a0Value*", "Data_Value\u00b9",
])  # fmt: skip
def test_one_name_in_many_spellings(name):
    assert canonical(name) == "datavalue"


def test_names_that_differ_stay_apart():
    assert canonical("Measure") != canonical("MeasureId")
    assert canonical("Größe") != canonical("Groesse")


def test_cells_have_no_blanks_around_them_and_one_line():
    assert clean("\u00a0 AL\u200b ") == "AL"
    assert clean("Isle of\r\nWight") == "Isle of Wight"


def test_how_much_of_a_form_a_header_has():
    assert shares(["data_value", "year", "x"], ["Year", "Data_Value"]) == 1
    assert shares(["year"], ["Year", "Data_Value"]) == 0.5


@pytest.mark.parametrize(("record", "apart", "note"), [
    (["Source: CDC"], False, True), (["* suppressed"], False, True), (["Note that all is well"], False, True),
    (["[1] See the caveats"], False, True), (["Figures are rounded."], False, True),
    (["New Yo"], False, False), (["New York City"], False, False), (["20"], True, False),
    (["2023", "GA", "Wa"], True, False),
    (["Statistikamt Nord"], True, True), (["Data from database", " World"], False, True), (["", "", "*"], False, False),
])  # fmt: skip
def test_a_note_is_told_from_a_row_that_was_cut(record, apart, note):
    assert is_note(record, apart) == note
