"""Parquet files as text, and the types that a cell cannot hold."""

import duckdb
import pytest

from renderer.data.readers.opening import open_source
from tests.support.sources import refused, rows_of


@pytest.fixture
def write(tmp_path):
    def written(sql):
        path = tmp_path / "a.parquet"
        with duckdb.connect() as connection:
            connection.execute(f"copy ({sql}) to '{path}' (format parquet)")
        return path

    return written


def test_values_are_text_as_a_person_writes_them(write):
    source = open_source(write("select '01' as id, 12.0::double as n, 0.1::double as share, date '2024-01-31' as day, "
                               "timestamp '2024-01-31 00:00:00' as at, true as yes, null::int as none_, "
                               "'nan'::double as lost"))  # fmt: skip

    assert (source.header, source.line) == (("id", "n", "share", "day", "at", "yes", "none_", "lost"), 0)
    assert rows_of(source) == [("01", "12", "0.1", "2024-01-31", "2024-01-31", "true", "", "nan", 1)]


def test_rows_are_counted_in_their_order(write):
    source = open_source(write("select range as n from range(50000)"))

    found = source.connection.execute("select count(*) from source where cast(c0 as int) = line - 1")
    assert found.fetchone() == (50000,)


@pytest.mark.parametrize("kind", ["[1, 2]", "{'x': 1}", "map {'a': 1}"])
def test_a_list_within_a_cell_is_refused_with_its_column(write, kind):
    assert ", column deep: a list or record within a cell" in refused(write(f"select 1 as id, {kind} as deep"))


def test_bytes_are_left_out_and_told(write):
    source = open_source(write("select 1 as id, 'x'::blob as shape"))

    assert source.header == ("id",)
    assert "column 'shape' holds bytes" in source.notes[0]


def test_a_footer_that_lies_and_a_file_that_was_cut_are_refused(write):
    path = write("select range as n from range(1000)")
    whole = path.read_bytes()

    lying = whole[:-8] + (1 << 30).to_bytes(4, "little") + b"PAR1"
    assert "cannot be read: Footer length error" in refused(path, lying)
    assert "cannot be read: No magic bytes" in refused(path, whole[:-20])
    for at in range(len(whole) - 60, len(whole) - 8, 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            open_source(path)
        except Exception as error:
            assert type(error).__name__ == "DataError"  # noqa: PT017


def test_a_table_without_rows_is_refused(write):
    assert "has columns but no rows" in refused(write("select 1 as id where false"))
