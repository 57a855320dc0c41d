import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.table import CUBES

HEADER = "ward,year,share,low,high,seen\n"
ROWS = [f"W{ward},{year},{10 * ward + year - 2020}.5,{ward},{90 + ward},{100 * ward + year}\n"
        for year in (2021, 2022, 2023) for ward in (1, 2, 3, 4)]  # fmt: skip


@pytest.fixture
def read(tmp_path, imports):
    """Return ``read(rows)``: the table of a file with these rows."""

    def make(rows):
        path = tmp_path / "shares.csv"
        path.write_text(HEADER + "".join(rows))
        return imports(path, unit={"": "percent"}, n="seen")[0].table

    return make


@pytest.mark.parametrize("order", [slice(None, None, -1), [5, 0, 11, 7, 3, 1, 8, 2, 10, 4, 9, 6]])
def test_the_order_of_the_rows_changes_no_cell(read, order):
    plain, other = read(ROWS), read(np.array(ROWS)[order].tolist())

    assert plain.value[:, :, 0].tolist()[1] == [12.5, 22.5, 32.5, 42.5]
    for name in CUBES:
        np.testing.assert_array_equal(getattr(plain, name), getattr(other, name))


def test_a_cell_that_no_row_is_about_is_missing(read):
    table = read(ROWS[:5] + ROWS[6:])

    assert np.argwhere(table.state == 0).tolist() == [[1, 1, 0]]
    assert table.sample[1, 1, 0] == -1
    assert np.isnan([table.value[1, 1, 0], table.low[1, 1, 0], table.high[1, 1, 0]]).all()


def test_one_end_of_an_interval_is_none(read):
    table = read([ROWS[0].replace(",91,", ",,"), *ROWS[1:]])

    assert np.isnan([table.low[0, 0, 0], table.high[0, 0, 0]]).all()
    assert table.low[0, 1, 0] == 2


@pytest.mark.parametrize(("row", "other", "words"), [
    (4, ROWS[2], r"line 6, column share: says again what line 4 says \(W3, 2021, share\)"),
    (4, "W1,2022,100.5,1,2,3\n", "line 6, column share: 100.5 lies outside 0..100 percent"),
    (4, "W1,2022,7,-1,9,3\n", r"line 6, column share: -1 \(low end of the interval\) lies outside"),
    (4, "W1,2022,7,8,9,3\n", "line 6, column share: 7 lies outside its interval 8..9"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_the_line_that_is_first(read, row, other, words):
    rows = [*ROWS[:row], other, *ROWS[row + 1 :]]
    with pytest.raises(DataError, match=words):
        read([*rows[:9], other.replace("W1,2022", "W2,2023"), *rows[10:]])


def test_two_columns_about_the_same_are_told_by_their_names(table, imports):
    rows = [[ward, what, str(n), str(n + 1)] for n, ward in enumerate(("Ash", "Elm")) for what in ("Decay %", "Seen %")]
    source = table(["Ward", "Indicator", "Survey 5", "Survey 4"], *rows)

    with pytest.raises(DataError, match=r"columns Survey 5 and Survey 4 are about the same \(Ash, 2020, decay\): say"):
        imports(source.path, time={"2020": ""})
    done, _ = imports(source.path, time={"Survey 5": "2020", "Survey 4": "2015"})
    assert done.table.times == ("2015", "2020")
