"""The table alone, with what stands around it passed over and told; a cut table is never a short one."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.data.sheet import read_sheet
from renderer.data.wrapped import read_wrapped

NAMES = ("Year", "Area", "Data_Value")


@pytest.fixture
def put(tmp_path):
    def write(text):
        path = tmp_path / "f.csv"
        path.write_bytes(text.encode())
        return path

    return write


def test_a_plain_file_reads_as_duckdb_reads_it(places_raw):
    plain = read_sheet(places_raw)
    sheet = read_wrapped(places_raw, tuple(plain.cells))

    assert sheet.cells == {name: tuple(cell.strip() for cell in column) for name, column in plain.cells.items()}
    assert (sheet.notes, sheet.names) == ((), {})
    assert [sheet.line(row) for row in (0, 5)] == [plain.line(row) for row in (0, 5)]


def test_what_stands_around_the_table_is_passed_over_and_told(put):
    sheet = read_wrapped(put(
        "\ufeffTeeth\n\nyear;AREA;x;Data Value\n2023; North\u00a0;;7,5\n;;;\n2024;South;;\"8,1\"\n\n"
        "* rounded\nSource: a; b; c; d; e\n"
    ), NAMES)  # fmt: skip

    assert sheet.cells == {"Year": ("2023", "2024"), "Area": ("North", "South"), "Data_Value": ("7,5", "8,1")}
    assert [sheet.line(row) for row in (0, 1)] == [4, 6]
    assert sheet.notes == (
        "columns are parted by semicolons, not commas", "passed over 1 line above the header, which is line 3",
        "column names in another spelling: year is read as Year, and so on", "passed over 1 blank row",
        "passed over 2 lines of notes below the table, from line 8 on",
    )  # fmt: skip
    assert str(sheet.error(1, "Data_Value", "is odd")) == f"{sheet.path}, line 6, column Data Value: is odd"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Year,Area,Data_Value\n1,2,3\n4,5\n", "line 3 has 2 columns instead of 3; the file may have been cut short"),
        ("Year,Area,Data_Value\n1,2,3\n20\n", "line 3 has 1 columns instead of 3"),
        ("Year,Area,Data_Value\nNew York,2,3\nNew Yo\n", "line 3 has 1 columns instead of 3"),
        ("Year,Area,Data_Value\n1,2,3\n\n4,5\n", "line 4 has 2 columns instead of 3"),
        ("Year,Area,Data_Value\n1,2,3,4\n", "line 2 has 4 columns instead of 3"),
        ("Year,Area,Data_Value\nSource: x\n1,2,3\n", "line 2 has 1 columns instead of 3"),
        ("Year,Area,Data_Value\nNote: x,,\n1,2,3\n", "line 2 holds nothing but 'Note: x' between two rows"),
        ("Year,Area,Data_Value\n", "line 1: a header but no rows"),
        ("Year,Area,Data_Value\n\nSource: x\n", "line 1: a header but no rows"),
        ('Year,Area,Data_Value\n1,"2"x,3\n', "line 2: .*mend the quotes of that line"),
        ('Year,Area,Data_Value\n1,2"x,3\n4,5"y,6\n', "a quote inside a field"),
        ("Year,Area,Data_Value\n1,2,3\r4,5,6\n", "mixed line ends"),
    ],
)
def test_what_is_no_whole_table_is_refused_with_its_line(put, text, message):
    with pytest.raises(DataError, match=message):
        read_wrapped(put(text), NAMES)


def test_a_file_that_changes_while_read_is_noticed(put, monkeypatch):
    path = put("Year,Area,Data_Value\n1,2,3\n")
    longer = "Year,Area,Data_Value\n1,2,3\n4,5,6\n"
    monkeypatch.setattr("renderer.data.wrapped._read", lambda *_: path.write_text(longer))

    with pytest.raises(DataError, match="changed while it was read"):
        read_wrapped(path, NAMES)


@pytest.mark.parametrize("text", [
    "Year,Area,Data_Value,,\n1,2,3,,\n4,5,6\n", "Year,Area,Data_Value\n1,2,3,,\n4,5,6,\n",
    "Year,Area,Data_Value,\n1,2,3\n4,5,6\n",
])  # fmt: skip
def test_empty_columns_at_the_end_are_none(put, text):
    assert read_wrapped(put(text), NAMES).cells == {"Year": ("1", "4"), "Area": ("2", "5"), "Data_Value": ("3", "6")}


cell = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Z")), min_size=1, max_size=6)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1900, 2100).map(str), cell, cell), min_size=1, max_size=5),
       st.sampled_from(",;\t|"), st.integers(0, 3), st.booleans(), st.sampled_from(("\n", "\r\n")))  # fmt: skip
def test_any_table_comes_back_from_any_wrapping(put, rows, delimiter, above, below, end):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerows([["A title"]] * above + [[" YEAR", "area ", "data value"], *rows])
    path = put(text.getvalue() + (f"{end}Source: somebody{end}" if below else ""))

    sheet = read_wrapped(path, NAMES)

    assert list(zip(*sheet.cells.values(), strict=True)) == rows
    assert [sheet.line(row) for row in range(len(rows))] == list(range(above + 2, above + 2 + len(rows)))
