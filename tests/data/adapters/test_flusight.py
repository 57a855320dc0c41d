import pytest

from renderer.core.errors import DataError
from renderer.data.adapters import flusight
from renderer.data.importing import detect, import_file
from renderer.data.readers.opening import open_source

HEADER = '"date","location","location_name","value","weekly_rate"'


@pytest.fixture
def snapshot(tmp_path):
    """Return ``snapshot(*lines)``: a file in the source's form, newest first."""

    def write(*lines):
        path = tmp_path / "2025-11-15.csv"
        path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
        return path

    return write


def test_states_zeros_and_silences(snapshot):
    path = snapshot('"2025-11-15","39","Ohio",46,0.387531', '"2025-11-15","US","US",2170,0.6',
                    '"2025-11-15","1","Alabama",NA,NA', '"2025-11-08","72","Puerto Rico",0,0')  # fmt: skip

    done = flusight.adapt(open_source(path))

    got = {(row.area, row.abbr, row.time, row.measure): (row.value, row.state, row.unit) for row in done.rows}
    assert got == {
        ("39", "OH", "2025-11-15", "flu_admissions"): ("46", "value", "people"),
        ("39", "OH", "2025-11-15", "flu_rate"): ("0.3875", "value", "per 100k people"),
        ("01", "AL", "2025-11-15", "flu_admissions"): ("", "missing", "people"),
        ("01", "AL", "2025-11-15", "flu_rate"): ("", "missing", "per 100k people"),
        ("72", "PR", "2025-11-08", "flu_admissions"): ("0", "zero", "people"),
        ("72", "PR", "2025-11-08", "flu_rate"): ("0", "zero", "per 100k people"),
    }
    assert done.report[:3] == ("left out US, the total of the others: 1 row", "2 figures written NA are missing",
                               "1 row with a FIPS code that had lost its leading zero")  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['"2025-11-15","99","Ohoi",1,1'], "line 2, column location: '99' is no FIPS code.*did you mean 'Ohio'"),
        (['"2025-11-15","39","Ohio",many,1'], "line 2, column value: 'many' is no number"),
        (['"2025-11-15","39","Ohio",1,1', '"2025-11-15","39","Ohio",2,2'], "line 3.*says again what line 2 says"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(snapshot, lines, message):
    with pytest.raises(DataError, match=message):
        flusight.adapt(open_source(snapshot(*lines)))


def test_import_knows_the_form(snapshot, tmp_path):
    path = snapshot('"2025-11-15","39","Ohio",46,0.387531')

    assert detect(open_source(path)) is flusight
    table = import_file(open_source(path), tmp_path / "ohio.csv").table
    assert table.value.tolist() == [[[46, 0.3875]]]
    assert (table.columns[1].high, "MIT" in table.source) == (100, True)
