"""DuckDB databases: tables alone, for a view might read other files."""

import duckdb
import pytest

from renderer.data.readers.opening import open_source, sheets
from tests.support.sources import refused, rows_of


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "a.duckdb"
    with duckdb.connect(str(path)) as own:
        own.execute("create table visits as select '01' as id, 12.0::double as share")
        own.execute("create view other as select * from read_text('/etc/hostname')")
    return path


def test_the_one_table_is_read_and_the_view_is_not(database):
    assert sheets(database) == ("visits",)
    assert rows_of(open_source(database)) == [("01", "12", 1)]
    assert "holds no table 'other'" in refused(database, sheet="other")


def test_a_table_of_another_schema_is_named_with_it(database):
    with duckdb.connect(str(database)) as own:
        own.execute("create schema health")
        own.execute("create table health.rates as select 7 as n")

    assert sheets(database) == ("health.rates", "visits")
    assert rows_of(open_source(database, "health.rates")) == [("7", 1)]


def test_what_was_cut_is_refused(database):
    assert "cannot be opened as a DuckDB database" in refused(database, database.read_bytes()[:5000])
