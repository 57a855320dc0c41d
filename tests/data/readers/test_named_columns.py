"""The columns of a known form, with what stands around its table passed over and told; a cut table is never short."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.data.readers.named_columns import named_columns
from renderer.data.readers.opening import open_source
from tests.support.sheets import read_sheet

NAMES = ("Year", "Area", "Data_Value")


@pytest.fixture
def read(tmp_path):
    def put(text):
        path = tmp_path / "f.csv"
        path.write_bytes(text.encode())
        return named_columns(open_source(path), NAMES)

    return put


def test_a_plain_file_reads_as_duckdb_reads_it(places_raw):
    plain = read_sheet(places_raw)
    sheet = named_columns(open_source(places_raw), tuple(plain.cells))

    assert sheet.cells == {name: tuple(cell.strip() for cell in column) for name, column in plain.cells.items()}
    assert (sheet.notes, sheet.names) == ((), {})
    assert [sheet.line(row) for row in (0, 5)] == [plain.line(row) for row in (0, 5)]


def test_what_stands_around_the_table_is_passed_over_and_told(read):
    sheet = read(
        "\ufeffTeeth\n\nyear;AREA;x;Data Value\n2023; North\u00a0;;7,5\n;;;\n2024;South;;\"8,1\"\n\n"
        "* rounded\nSource: a; b; c; d; e\n"
    )  # fmt: skip

    assert sheet.cells == {"Year": ("2023", "2024"), "Area": ("North", "South"), "Data_Value": ("7,5", "8,1")}
    assert [sheet.line(row) for row in (0, 1)] == [4, 6]
    assert sheet.notes == (
        "columns are parted by semicolons, not commas", "passed over 1 blank row",
        "passed over 2 lines of notes below the table, from line 8 on",
        "passed over 1 line above the header, which is line 3",
        "column names in another spelling: year is read as Year, and so on",
    )  # fmt: skip
    assert str(sheet.error(1, "Data_Value", "is odd")) == f"{sheet.path}, line 6, column Data Value: is odd"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Year,Area,Data_Value\n1,2,3\n4,5\n", "line 3 has fewer cells than the header .*, and the file was cut there"),
        ("Year,Area,Data_Value\n1,2,3\n20\n", "line 3 has fewer cells than the header"),
        ("Year,Area,Data_Value\nNew York,2,3\nNew Yo\n", "line 3 has fewer cells than the header"),
        ("Year,Area,Data_Value\n1,2,3\n\n4,5\n", "line 4 has fewer cells than the header"),
        ("Year,Area,Data_Value\n1,2,3,4\n", "line 2 has 4 cells, but the header has 3"),
        ("Year,Area,Data_Value\n1,2,3\nSource: x\n4,5,6\n", "line 3 has fewer cells than the header"),
        ("Year,Area,Data_Value\n", "line 1: a header but no rows"),
        ("Year,Area,Data_Value\n\nSource: x\n", "line 1: a header but no rows"),
        ('Year,Area,Data_Value\n1,"2"x,3\n', "line 2: .*mend the quotes of that line"),
    ],
)
def test_what_is_no_whole_table_is_refused_with_its_line(read, text, message):
    with pytest.raises(DataError, match=message):
        read(text)


@pytest.mark.parametrize("text", [
    "Year,Area,Data_Value,,\n1,2,3,,\n4,5,6\n", "Year,Area,Data_Value\n1,2,3,,\n4,5,6,\n",
    "Year,Area,Data_Value,\n1,2,3\n4,5,6\n",
])  # fmt: skip
def test_empty_columns_at_the_end_are_none(read, text):
    assert read(text).cells == {"Year": ("1", "4"), "Area": ("2", "5"), "Data_Value": ("3", "6")}


@pytest.mark.parametrize(("text", "areas"), [
    ('Year,Area,Data_Value\n1,2"x,3\n4,5"y,6\n', ('2"x', '5"y')), ("Year,Area,Data_Value\n1,2,3\r4,5,6\n", ("2", "5")),
])  # fmt: skip
def test_a_quote_within_a_cell_and_mixed_line_ends_lose_no_row(read, text, areas):
    assert read(text).cells["Area"] == areas


def test_the_exact_spelling_goes_before_another(read):
    assert read("year,Year,Area,data_value\n1,2,3,4\n").cells["Year"] == ("2",)


@pytest.mark.parametrize(("header", "message"), [
    ("Year,area,AREA,Data_Value", r"line 1: 'area' \(column 2\) and 'AREA' \(column 3\) could both be Area"),
    ("Year,Area,Data_Vlue,x", "line 1: there is no column 'Data_Value'; the nearest it has is 'Data_Vlue'"),
])  # fmt: skip
def test_a_column_that_is_none_or_two_is_named(read, header, message):
    with pytest.raises(DataError, match=message):
        read(f"{header}\n1,2,3,4\n")


cell = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Z")), min_size=1, max_size=6)
year, figure = st.integers(1900, 2100).map(str), st.integers(0, 999).map(str)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(year, cell, figure), min_size=2, max_size=5),
       st.sampled_from(",;\t|"), st.integers(0, 3), st.booleans(), st.sampled_from(("\n", "\r\n")))  # fmt: skip
def test_any_table_comes_back_from_any_wrapping(read, rows, delimiter, above, below, end):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerows([["A title"]] * above + [[" YEAR", "area ", "data value"], *rows])
    sheet = read(text.getvalue() + (f"{end}Source: somebody{end}" if below else ""))

    assert list(zip(*sheet.cells.values(), strict=True)) == rows
    assert [sheet.line(row) for row in range(len(rows))] == list(range(above + 2, above + 2 + len(rows)))
