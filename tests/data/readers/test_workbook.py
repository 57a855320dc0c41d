"""Workbooks: several sheets, merged and deep headers, days, formulas, and what would fill the memory."""

import zipfile

import pytest

from renderer.core.errors import DataError
from renderer.data.readers.opening import open_source, sheets
from renderer.data.readers.workbook_child import answer
from tests.support.sources import refused, rows_of
from tests.support.workbooks import sheet_xml, write_ods, write_xlsx

TABLE = [["area", "visits", "day"], ["01", 60.5, ("day", 45000)], ["02", 1675.0, ("day", 45001.5)],
         ["03", 0.1 + 0.2, None]]  # fmt: skip
CELLS = [("01", "60.5", "2023-03-15", 2), ("02", "1675", "2023-03-16 12:00:00", 3), ("03", "0.3", "", 4)]


@pytest.fixture
def told(tmp_path):
    """Ask in this process, which costs less than a child."""
    folder = tmp_path / "out"
    folder.mkdir()
    return lambda path, task="read", wanted="": answer(path, folder, task, wanted)


def test_a_sheet_is_text_with_whole_numbers_and_days(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"Cover": [["Dental survey"]], "Data": TABLE, "Rest": TABLE})
    source = open_source(path)

    assert (source.sheet, source.header, source.line) == ("Data", ("area", "visits", "day"), 1)
    assert rows_of(source) == CELLS
    assert source.notes == ("of 3 sheets 'Data' is read, the first with a table; the others are 'Cover', 'Rest'",)
    assert sheets(path) == ("Cover", "Data", "Rest")
    assert open_source(path, "rest").sheet == "Rest"


def test_an_ods_is_read_alike(tmp_path):
    path = write_ods(tmp_path / "a.ods", {"T": [["Title"], [None], ["area", "n"], ["x", 1.0], ["y", 2.5]]})
    source = open_source(path)

    assert (source.sheet, source.line, source.above) == ("T", 3, ("Title",))
    assert rows_of(source) == [("x", "1", 4), ("y", "2.5", 5)]


def test_hidden_sheets_are_not_read_unless_named(tmp_path, told):
    path = write_xlsx(tmp_path / "a.xlsx", {"Old": TABLE, "New": TABLE}, hidden=["Old"])

    assert told(path)["sheet"] == "New"
    assert told(path, "list")["sheets"] == ["New"]
    assert told(path, wanted="Old")["sheet"] == "Old"


def test_a_title_above_an_empty_column_and_a_deep_header(tmp_path, told):
    rows = [[None, "Visits in our town"], [], [None, "area", "2019", None, "2020", None],
            [None, None, "n", "%", "n", "%"], [None, "Mitte", 1, 2.5, 3, 4.5], [None, "Nord", 5, "*", 7, 8.5], [],
            [None, "* fewer than five"]]  # fmt: skip
    found = told(write_xlsx(tmp_path / "a.xlsx", {"S": rows}))

    assert found["header"] == ("area", "2019 / n", "2019 / %", "2020 / n", "2020 / %")
    assert (found["line"], found["rows"]) == (4, 2)
    assert (found["above"], found["below"]) == (("Visits in our town",), ("* fewer than five",))


def test_cells_merged_over_rows_have_their_label_in_each_and_totals_keep_theirs(tmp_path):
    rows = [["district", "area", "n"], ["North", "a", 1], [None, "b", 2], ["North total", None, 3], ["South", "c", 4],
            [None, "d", 5]]  # fmt: skip
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows}, merges=["A2:A3", "A4:B4", "A5:A6"])
    source = open_source(path)

    assert [row[:2] for row in rows_of(source)] == [
        ("North", "a"), ("North", "b"), ("North total", ""), ("South", "c"), ("South", "d")]  # fmt: skip
    assert "merged cells: 2 cells" in source.notes[0]


def test_a_formula_without_a_value_is_refused_with_its_cell(tmp_path, told):
    never = [*TABLE, ["04", ("xml", "<f>B2+1</f>"), None]]
    blank = ("str", '<f>IF(B2,"","")</f><v></v>')
    done = [*TABLE, ["04", ("xml", "<f>B2+1</f><v>61.5</v>"), None], ["05", blank, None]]

    assert ", cell B5: a formula without a value" in told(write_xlsx(tmp_path / "a.xlsx", {"S": never}))["error"]
    assert told(write_xlsx(tmp_path / "b.xlsx", {"S": done}))["rows"] == 5


def test_a_sheet_that_is_not_there_is_named_with_the_nearest(tmp_path, told):
    path = write_xlsx(tmp_path / "a.xlsx", {"Data 2023": TABLE})

    assert " holds no sheet 'Data 2024'; did you mean 'Data 2023'?" in told(path, wanted="Data 2024")["error"]


def test_a_workbook_without_a_table_says_so(tmp_path, told):
    assert "no sheet holds a table" in told(write_xlsx(tmp_path / "a.xlsx", {"S": [["Words"]]}))["error"]


def corner():
    return sheet_xml([["area", "n"], ["x", 1]]).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')  # fmt: skip


def test_one_cell_in_the_last_corner_asks_for_all_memory_and_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"S": corner()})

    assert "damaged" in refused(path)


@pytest.mark.parametrize(("parts", "said"), [
    ([("xl/extra.xml", b'<!DOCTYPE a [<!ENTITY l "lol">]><a/>')], "defines entities in xl/extra.xml"),
    ([("xl/extra.xml", b'<!DOCTYPE a SYSTEM "other.dtd"><a/>')], "defines entities in xl/extra.xml"),
    ([("xl/extra.xml", bytes(20 << 20))], "unpacks to more than a table can be"),
    ([("../../etc/cron.d/own", b"")], "holds a file outside its own folder"),
])  # fmt: skip
def test_bombs_are_refused(tmp_path, parts, said):
    assert said in refused(write_xlsx(tmp_path / "a.xlsx", {"S": TABLE}, parts=parts))


def test_a_part_that_lies_about_its_size_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"S": TABLE}, parts=[("xl/extra.xml", bytes(9 << 20))])
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/extra.xml").file_size
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))

    assert "is no whole workbook" in refused(path)


def test_a_workbook_that_was_cut_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"S": TABLE})
    path.write_bytes(path.read_bytes()[:-40])

    assert "is no whole" in refused(path)
    assert "is no whole workbook" in refused(tmp_path / "b.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_a_damaged_list_of_contents_is_told(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"Data": TABLE})
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02", b"PK\x01\x03", 1))

    with pytest.raises(DataError, match=r"a.xlsx is no whole zip: it was cut short or damaged; copy it again"):
        open_source(path)


def test_it_reads_from_any_folder_and_runs_nothing_that_lies_there(tmp_path, monkeypatch):
    """A folder called renderer beside the sheet is no part of Chorus."""
    (tmp_path / "renderer").mkdir()
    (tmp_path / "renderer" / "__init__.py").write_text("raise SystemExit('ran')")
    path = write_xlsx(tmp_path / "a.xlsx", {"Data": TABLE})
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)

    assert sheets(path) == ("Data",)
