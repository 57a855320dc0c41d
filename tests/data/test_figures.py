"""A column of figures: its numbers and marks, and words for what was decided."""

import json
from collections import Counter

import pytest

from renderer.core.errors import DataError
from renderer.data.figures import figure_column
from renderer.data.numerals import NumberKind
from renderer.data.readers.named_columns import named_columns
from renderer.data.readers.opening import open_source
from renderer.data.state import State
from tests.support.sheets import read_sheet

SHARE, COUNT = NumberKind(most=100, percent=True), NumberKind(whole=True)


@pytest.fixture
def column(tmp_path):
    def read(kind, *texts):
        path = tmp_path / "f.csv"
        path.write_text("name,figure\n" + "".join(f'x,"{text}"\n' for text in texts), encoding="utf-8")
        return figure_column(read_sheet(path), "figure", kind)

    return read


def test_numbers_marks_and_blanks(column):
    found = column(SHARE, "7,5", "8,0*", "NA", "*", "", "<5", "NA")

    assert [found.text(row) for row in range(7)] == ["7.5", "8.0", "", "", "", "", ""]
    assert [found.silence(row) for row in range(7)] == [
        None, None, State.MISSING, State.SUPPRESSED, None, State.SUPPRESSED, State.MISSING,
    ]  # fmt: skip
    assert [found.known(row) for row in (0, 1, 2, 4)] == [True, True, False, False]
    assert found.report() == (
        "1 figure of figure written *: suppressed", "1 figure of figure written <5: suppressed",
        "2 figures of figure written NA: missing", "figure: a comma is the decimal mark, 7,5 is 7.5",
        "figure: the mark of a footnote is taken off, 8,0* is 8.0",
    )  # fmt: skip


def test_plain_numbers_are_no_news(column):
    found = column(COUNT, "5", "12", "")

    assert [found.text(row) for row in range(3)] == ["5", "12", ""]
    assert found.report() == ()


@pytest.mark.parametrize(
    ("kind", "texts", "message"),
    [
        (SHARE, ["7,5", "7.5"], "line 3, column figure: '7.5' beside '7,5' on line 2: .*write all its numbers alike"),
        (COUNT, ["5", "12.000"], "line 3, column figure: '12.000' may be 12 or 12000; write it without a point"),
        (COUNT, ["5", "7,5"], "line 3, column figure: '7,5' is no whole number, and a count has no fraction"),
        (COUNT, ["5", "12,34"], "line 3, .*'12,34' is no whole number"),
        (COUNT, ["5", "5 %"], "line 3, .*'5 %' is a share"),
        (SHARE, ["5", "1,234,567"], r"line 3, .*'1,234,567' lies outside 0\.\.100"),
        (SHARE, ["5", "1,23,4"], "line 3, .*'1,23,4' is no number: thousands are grouped by threes"),
        (SHARE, ["5", "many"], "line 3, column figure: 'many' is no number; correct it"),
        (SHARE, ["5", "79 (100)"], r"line 3, column figure: '79 \(100\)' is no number"),
        (SHARE, ["5", "x" * 999], "x{40}[.]{3}' is no number"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(column, kind, texts, message):
    with pytest.raises(DataError, match=message):
        column(kind, *texts).text(1)


@pytest.mark.parametrize(("folder", "name", "names"), [
    ("hamburg_neighbourhoods", "stadtteilprofile-2014.csv", None),
    ("cms416_eligible_csv", "CMS416_eligible90.csv", ["eligible90"]),
    ("england_child_decay_csv", "children-dental-decay.csv", ["value"]),
    ("oecd_sdmx_csv", "oecd-hows-life-current-wellbeing.csv", ["OBS_VALUE"]),
])  # fmt: skip
def test_real_sheets_have_the_cells_that_an_independent_reader_found(sheets, folder, name, names):
    path = sheets / folder / name
    main = json.loads((path.parent / "expect.json").read_text("utf-8"))["main"]
    expected = Counter((main.get("csv") or main)["cells"])
    source = open_source(path)
    sheet = named_columns(source, names or source.header[1:])
    columns = [figure_column(sheet, own, NumberKind()) for own in sheet.cells]
    found = Counter()
    for column in columns:
        for row in range(len(sheet)):
            text, silence = column.text(row), column.silence(row)
            found["negative" if text.startswith("-") else "other"] += 1
            found[("value" if float(text) else "zero") if text else (silence or State.MISSING).word] += 1

    # A dash alone is Hamburg's zero; elsewhere it means that nothing is known, and so it is read and told.
    expected["missing"] += main.get("csv", {}).get("dash_alone_is_zero", 0)
    assert {state: found[state] for state in expected if expected[state]} == {k: n for k, n in expected.items() if n}


def test_hamburg_s_spots(sheets):
    path = sheets / "hamburg_neighbourhoods" / "stadtteilprofile-2014.csv"
    spots = json.loads((path.parent / "expect.json").read_text("utf-8"))["main"]["spots"]
    sheet = named_columns(open_source(path), ["Stadtgebiet", *{spot["column"] for spot in spots}])

    for spot in spots:
        row = next(row for row in range(len(sheet)) if sheet.line(row) == spot["csv_line"]) if "csv_line" in spot else (
            sheet.cells["Stadtgebiet"].index(spot["area"]))  # fmt: skip
        assert sheet.cells["Stadtgebiet"][row] == spot["area"]
        assert float(figure_column(sheet, spot["column"], NumberKind()).text(row)) == spot["value"]
