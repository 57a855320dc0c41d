"""Where a table begins in a publisher's file, and which of its columns is which."""

import pytest

from renderer.core.errors import DataError
from renderer.data.wrapping import find_header

FORM = ("Year", "Area", "Data_Value")


@pytest.fixture
def put(tmp_path):
    def write(text):
        path = tmp_path / "f.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("text", "delimiter", "line", "above"),
    [
        ("Year,Area,Data_Value\n1,2,3\n", ",", 1, 0),
        ("Year;Area;Data_Value\n1;2;3\n", ";", 1, 0),
        ("YEAR\tAREA\tDATA VALUE\n1\t2\t3\n", "\t", 1, 0),
        ("year | area | data-value\n1|2|3\n", "|", 1, 0),
        ("sep=;\nYear;Area;Data_Value\n1;2;3\n", ";", 2, 1),
        ("Teeth, by area and year\n\n,,\nsource: a, b, c\nArea,Data_Value,Year\n1,2,3\n", ",", 5, 2),
        ('"A title\nof two lines"\nYear,Area,Data_Value\n1,2,3\n', ",", 3, 1),
        ('"Year","Area","Data_Value",""\n1,2,3,\n', ",", 1, 0),
    ],
)
def test_delimiter_and_header_are_found(put, text, delimiter, line, above):
    found = find_header(put(text), [("other", "names"), FORM])

    assert (found.delimiter, found.line, found.above) == (delimiter, line, above)
    assert sorted(found.pick(FORM)) == sorted(FORM)


def test_the_first_line_is_the_header_where_nothing_is_known(put):
    found = find_header(put("\na;b;c\n1;2;3\n"), [FORM])

    assert (found.delimiter, found.header, found.line) == (";", ("a", "b", "c"), 2)


def test_the_exact_spelling_goes_before_another(put):
    found = find_header(put("year,Year,Area,data_value\n1,2,3,4\n"), [FORM])

    assert found.pick(FORM) == {"Year": 1, "Area": 2, "Data_Value": 3}


@pytest.mark.parametrize(("header", "message"), [
    ("Year,area,AREA,Data_Value", r"line 1: 'area' \(column 2\) and 'AREA' \(column 3\) could both be Area"),
    ("Year,Area,Data_Vlue", "line 1: there is no column 'Data_Value'; the nearest it has is 'Data_Vlue'"),
])  # fmt: skip
def test_a_column_that_is_none_or_two_is_named(put, header, message):
    found = find_header(put(f"{header}\n1,2,3\n"), [FORM])

    with pytest.raises(DataError, match=message):
        found.pick(FORM)
