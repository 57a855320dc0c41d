"""What a workbook shows as per cent is read as it is shown, and told."""

import zipfile

import pytest
from python_calamine import load_workbook

from renderer.data.describe.answers import Answers
from renderer.data.describe.drafting import draft
from renderer.data.readers.opening import open_source
from renderer.data.readers.percent_cells import as_shown
from renderer.data.readers.sheet_cells import sheet_cells
from tests.support.sources import rows_of
from tests.support.workbooks import write_ods, write_xlsx

ROWS = [["area", "share", "n"], ["Mitte", ("percent", 0.075), 12], ["Nord", ("percent", 1.0), 0.5],
        ["Ost", "*", 1], ["West", ("percent", 0.0), 3]]  # fmt: skip
READ = [("Mitte", "7.5%", "12", 2), ("Nord", "100%", "0.5", 3), ("Ost", "*", "1", 4), ("West", "0%", "3", 5)]


@pytest.mark.parametrize(("write", "name"), [(write_xlsx, "a.xlsx"), (write_ods, "a.ods")])
def test_a_share_is_what_is_shown(tmp_path, write, name):
    source = open_source(write(tmp_path / name, {"Cover": [["x", 0.5]], "S": ROWS}), "S")

    assert rows_of(source) == READ
    assert "3 cells are shown as per cent and read so: 0.075 is 7.5%" in source.notes


def test_a_format_of_one_s_own_scales_and_a_written_sign_does_not(tmp_path):
    rows = [["area", "a", "b"], ["Mitte", ("percent.0", 0.612), ("sign", 61.2)], ["Nord", ("percent.0", 1e-05), 2]]
    source = open_source(write_xlsx(tmp_path / "a.xlsx", {"S": rows}))

    assert rows_of(source) == [("Mitte", "61.2%", "61.2%", 2), ("Nord", "0.001%", "2", 3)]
    assert "2 cells are shown as per cent and read so: 0.612 is 61.2%" in source.notes


def test_cells_are_found_across_the_pieces_in_which_a_sheet_is_read(tmp_path, monkeypatch):
    rows = [["area", "share"], *([f"a{n}", ("percent", n / 1000)] for n in range(40))]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows})
    for size in (7, 64, 1000):
        monkeypatch.setattr("renderer.data.readers.percent_cells._CHUNK", size)
        cells = [["area", "share"], *([f"a{n}", f"{n / 1000}"] for n in range(40))]
        as_shown(path, "S", cells)

        assert [row[1] for row in cells[1:]] == [f"{n / 10:g}%" for n in range(40)]


def test_an_ods_that_repeats_rows_and_columns_keeps_its_places(tmp_path):
    path = write_ods(tmp_path / "a.ods", {"S": [["Title"], [None, ("percent", 0.5), 1]]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="2">', 1
    ).replace(b"<table:table-cell/>", b'<table:table-cell table:number-columns-repeated="2"/>')  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)

    assert read_cells(path) == [["Title", "", "", ""], ["Title", "", "", ""], ["", "", "50%", "1"]]


def read_cells(path):
    cells, _ = sheet_cells(load_workbook(str(path)), "S")
    as_shown(path, "S", cells)
    return cells


def test_it_is_imported_as_per_cent(tmp_path):
    found = draft(open_source(write_xlsx(tmp_path / "a.xlsx", {"S": ROWS}), "S"), Answers(yes=True)).description

    assert found.measures["share"].unit == "percent"
