import csv

import pytest

from renderer.core.errors import DataError
from renderer.data.sheet import read_header
from tests.support.sheets import read_sheet


@pytest.fixture
def put(tmp_path):
    def write(content, name="f.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    return write


@pytest.fixture(params=["at once", "column by column"])
def either(request, monkeypatch):
    """Read as a small file is read, and as a large one is."""
    if request.param == "column by column":
        monkeypatch.setattr("renderer.data.sheet._AT_ONCE", 0)


@pytest.mark.usefixtures("either")
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_cells_are_text_whatever_they_look_like(put, end, bom):
    rows = [b"fips,answer,day,n", b"04013,Yes,2014-01-01,1e5", b'"06,7",true,,"a ""b"""']
    sheet = read_sheet(put(bom + end.join(rows) + end))

    assert sheet.cells == {
        "fips": ("04013", "06,7"), "answer": ("Yes", "true"),
        "day": ("2014-01-01", ""), "n": ("1e5", 'a "b"'),
    }  # fmt: skip


def test_duckdb_reads_what_the_csv_module_reads(nohss_raw):
    sheet = read_sheet(nohss_raw)
    with nohss_raw.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(sheet) == len(rows) == 12_312
    for name in rows[0]:
        assert list(sheet.cells[name]) == [row[name] for row in rows]


@pytest.mark.parametrize("name", ["we[ird]*?.csv", "year=2014/f.csv", "f.csv.gz", 'it\'s, "so".csv', "é ü.csv"])
def test_every_file_name_is_one_plain_file(put, name):
    assert read_sheet(put(b"a,b\n1,2\n", name)).cells == {"a": ("1",), "b": ("2",)}


def test_columns_may_have_any_name(put):
    assert read_sheet(put(b'"a\'b","c""d"\n1,2\n')).cells == {"a'b": ("1",), 'c"d': ("2",)}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n3\n", "line 3 has 1 columns instead of 2"),
        (b"a,b\n1,2\n3,4,5\n", "line 3 has 3 columns instead of 2"),
        (b"a,b\n", "a header but no rows"),
        (b"a,b\n1,2\r\n3,4\n", "line ends are mixed"),
        (b"a,b\r1,2\r3,4\r", "CR alone"),
        (b'a,b\n1,"2"x\n3,4\n', "line 2: a quote"),
        (b'a,b\n1,2"x\n3,4"y\n', "a quote inside a field"),
        (b"a,a\n1,2\n", "two columns are called 'a'"),
        (b"a,\n1,2\n", "column 2 has no name"),
        (b"\na,b\n1,2\n", "the first line must name the columns"),
    ],
)
@pytest.mark.usefixtures("either")
def test_a_broken_table_is_named_with_its_line(put, content, message):
    with pytest.raises(DataError, match=message):
        read_sheet(put(content))


def test_rows_lost_by_the_reader_are_noticed(put, monkeypatch):
    monkeypatch.setattr("renderer.data.sheet._query", lambda *_: {"a": ("1",), "b": ("2",)})

    with pytest.raises(DataError, match="2 lines below its header, but only 1 can be read"):
        read_sheet(put(b"a,b\n1,2\n3,4\n"))


def test_a_file_that_changes_while_read_is_noticed(put, monkeypatch):
    path = put(b"a,b\n1,2\n")

    def grow(*_):
        path.write_bytes(b"a,b\n1,2\n3,4\n")
        return {"a": ("1",), "b": ("2",)}

    monkeypatch.setattr("renderer.data.sheet._query", grow)

    with pytest.raises(DataError, match="changed while it was read"):
        read_sheet(path)


def test_a_missing_column_names_the_nearest(put):
    with pytest.raises(DataError, match="no column 'LocationID'; the nearest it has is 'LocationId'"):
        read_sheet(put(b"LocationId,b\n1,2\n"), ["LocationID"])


def test_the_line_of_a_row_counts_line_breaks_in_quotes_and_blank_lines(put):
    sheet = read_sheet(put(b'a,b\n1,"x\ny"\n\n3,4\n'))

    assert len(sheet) == 2
    assert [sheet.line(0), sheet.line(1)] == [3, 5]


def test_a_header_of_one_name_is_a_header(put):
    assert read_header(put(b"a\n1\n")) == ("a",)
