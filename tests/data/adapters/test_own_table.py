"""A table of one's own as a spreadsheet leaves it; as tidy as it may be, it comes back as it was."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.data.adapters import own_table
from renderer.data.importing import detect, import_file
from renderer.data.load import load_all
from renderer.data.readers.opening import open_source


def test_a_german_spreadsheet(sheet, tmp_path):
    gone = dict.fromkeys(("low", "high", "sample"), "")
    path = sheet(
        "own", {"measure": "Dental visit", "value": "7,5", "low": "6,9", "high": "8,1", "sample": "1.234", "unit": "%"},
        {"area": "02", "area_name": "Altona", "measure": "Dental visit", "value": "*"} | gone,
        {"area": "03", "area_name": "Nord", "measure": "Dental visit", "value": "k. X."} | gone,
        delimiter=";", rename=str.title, above="Zahnarztbesuche\n\n", below="\nQuelle: Amt\n",
    )  # fmt: skip
    with pytest.raises(DataError, match=r"sheet\.csv, line 6, column Value: 'k\. X\.' is no number"):
        import_file(open_source(path), tmp_path / "out.csv")

    path.write_text(path.read_text().replace("k. X.", "NA"))
    done = import_file(open_source(path), tmp_path / "out.csv")
    table = load_all(done.path)

    assert table.columns[0].label == "Dental visit"
    assert (table.columns[0].name, table.columns[0].unit, table.columns[0].high) == ("dental_visit", "percent", 100)
    assert table.value[0, :, 0].tolist()[:1] == [7.5]
    assert table.state[0, :, 0].tolist() == [1, 3, 0]
    assert table.sample[0, :, 0].tolist() == [1234, -1, -1]
    assert "Value: a comma is the decimal mark, 7,5 is 7.5" in done.report
    assert "passed over 1 line of notes below the table, from line 8 on" in done.report


@pytest.mark.parametrize(("values", "read"), [(("1,234", "5,678"), [1234, 5678]), (("1.234", "5.678"), [1234, 5678]),
                                              (("1,234", "12,3456"), None), (("1,234", "2.5"), None)])  # fmt: skip
def test_a_count_of_people_has_no_fraction(sheet, tmp_path, values, read):
    gone = dict.fromkeys(("low", "high", "sample"), "")
    rows = [{"area": f"0{n}", "area_name": f"Area {n}", "value": value, "unit": "people"} | gone
            for n, value in enumerate(values, 1)]  # fmt: skip
    path = sheet("own", *rows, delimiter=";")
    if read is None:
        with pytest.raises(DataError, match=r"sheet\.csv, line \d, column value: "):
            import_file(open_source(path), tmp_path / "out.csv")
    else:
        assert load_all(import_file(open_source(path), tmp_path / "out.csv").path).value[0, :, 0].tolist() == read


def test_a_number_too_large_to_hold_is_not_told_of_groups(sheet, tmp_path):
    gone = dict.fromkeys(("low", "high", "sample"), "")
    path = sheet("own", {"value": "1e400", "unit": "people per year"} | gone, delimiter=";")
    with pytest.raises(DataError, match="'1e400' cannot be held: write it without an exponent"):
        import_file(open_source(path), tmp_path / "out.csv")


def test_what_is_tidy_needs_no_import(tidy, tmp_path):
    with pytest.raises(DataError, match="in Chorus' own form already; use it as it is"):
        import_file(open_source(tidy()), tmp_path / "out.csv")


def test_a_column_that_the_form_has_not_is_told(sheet, tmp_path):
    path = sheet("own", {}, rename=lambda name: {"area_name": "Area_Nmae"}.get(name, name))
    report = import_file(open_source(path), tmp_path / "out.csv").report

    assert "passed over columns that the form has not: 'Area_Nmae'; did you mean 'area_name'?" in report


@pytest.mark.parametrize(("change", "message"), [
    ({"value": "120"}, "line 2, column Value: '120' lies outside 0..100 percent"),
    ({"low": "8.0"}, "line 2, column Value: '7.5' lies outside its interval"),
    ({"time": "last year"}, "line 2, column Time: 'last year' is no time"),
    ({"measure": "!"}, "line 2, column Measure: '!' is no name"),
    ({"value": "NA"}, "line 2, column Low: has '6.9' although the figure that it belongs to is not there"),
    ({"value": "5 %", "unit": "people"}, "line 2, column Value: '5 %' is a share"),
    ({"sample": "12.5"}, "line 2, column Sample: '12.5' is no whole number"),
])  # fmt: skip
def test_errors_name_the_spreadsheet(sheet, tmp_path, change, message):
    with pytest.raises(DataError, match=message) as caught:
        import_file(open_source(sheet("own", change, rename=str.title)), tmp_path / "out.csv")
    assert str(caught.value).startswith(str(tmp_path / "sheet.csv"))


def test_a_state_that_is_said_is_kept(sheet):
    path = sheet("own", {}, rename=str.title)
    header, row = path.read_text().splitlines()
    path.write_text(f"{header},State\n{row.replace('7.5,6.9,8.1,1234', ',,,')},Held\n")

    assert own_table.adapt(open_source(path)).rows[0].state == "held"
    path.write_text(path.read_text().replace("Held", "Hled"))
    with pytest.raises(DataError, match="line 2, column State: no state 'hled'; did you mean 'held'"):
        own_table.adapt(open_source(path))


figures = st.lists(st.integers(0, 100_000), min_size=1, max_size=6)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figures, st.sampled_from(((",", "."), (";", ","), ("\t", ","), ("|", "."))), st.booleans())
def test_any_way_of_writing_gives_the_same_table(tmp_path, values, marks, shout):
    """The oracle is the list that was written: by printf, with another decimal mark and delimiter."""
    delimiter, decimal = marks
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    header = ["area", "time", "measure", "value", "unit"]
    writer.writerow([name.upper() if shout else name for name in header])
    for n, value in enumerate(values):
        writer.writerow([f"{n:02}", "2023", "visit", f"{value / 1000:.3f}".replace(".", decimal), "percent"])
    path = tmp_path / "own.csv"
    path.write_text(text.getvalue(), encoding="utf-8")

    assert detect(open_source(path)) is own_table
    table = import_file(open_source(path), tmp_path / "out.csv").table

    assert table.value[0, :, 0].tolist() == [value / 1000 for value in values]


def test_a_parent_is_kept_and_only_then_written(sheet, tmp_path):
    path = sheet("own", {"measure": "a"}, name="plain.csv")
    plain = import_file(open_source(path), tmp_path / "a.csv")
    text = path.read_text().replace("unit", "unit,Parent", 1).replace("percent", "percent,Ost")
    (tmp_path / "mine.csv").write_text(text)
    kept = import_file(open_source(tmp_path / "mine.csv"), tmp_path / "b.csv")

    assert "parent" not in plain.path.read_text()
    assert kept.table.areas[0].parent == "Ost"
    assert kept.path.read_text().splitlines()[0].endswith(",unit,parent")
