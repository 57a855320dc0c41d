"""SQLite databases: their tables chosen, read and never written."""

import sqlite3
from contextlib import closing

import pytest

from renderer.data.readers.opening import open_source, sheets
from tests.support.sources import refused, rows_of


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as own:
        own.execute("pragma journal_mode = wal")  # which whoever may write puts two files beside
        own.execute('create table visits (id text, "share" real, n int, shape blob)')
        own.execute("insert into visits values ('01', 12.0, 5, x'00ff'), ('02', 0.1, null, null)")
        own.commit()
    return path


def test_the_one_table_is_text_and_nothing_is_written_beside_it(database):
    source = open_source(database)

    assert (source.sheet, source.header) == ("visits", ("id", "share", "n", "shape"))
    assert rows_of(source) == [("01", "12", "5", "", 1), ("02", "0.1", "", "", 2)]
    assert source.notes == ("column 'shape' holds bytes (a shape or a picture), and is blank",)
    assert [path.name for path in database.parent.iterdir()] == ["a.db"]


def test_of_two_tables_one_has_to_be_named_and_the_nearest_is_told(database):
    with closing(sqlite3.connect(database)) as own:
        own.execute("create view rates as select id, share from visits")

    assert sheets(database) == ("visits", "rates")
    assert refused(database) == " holds 2 tables ('visits', 'rates'); say which with --sheet NAME"
    assert refused(database, sheet="rate") == " holds no table 'rate'; did you mean 'rates'? It has 'visits', 'rates'"
    assert rows_of(open_source(database, "Rates"))[0] == ("01", "12", 1)


def test_a_view_that_never_ends_and_a_table_without_rows_are_refused(database, monkeypatch):
    monkeypatch.setattr("renderer.data.readers.sqlite_file._STEPS", 3_000_000)
    with closing(sqlite3.connect(database)) as own:
        own.execute("create view deep as with recursive c(n) as (select 1 union all select n + 1 from c) "
                    "select max(n) from c")  # fmt: skip
        own.execute("create table bare (a, b)")

    assert ", table 'deep' cannot be read: interrupted" in refused(database, sheet="deep")
    assert ", table 'bare' has columns but no rows" in refused(database, sheet="bare")


def test_rows_that_another_program_has_not_put_into_the_file_yet_are_not_passed_over(database):
    with closing(sqlite3.connect(database)) as own:
        own.execute("insert into visits values ('03', 1, 2, null)")
        own.commit()
        assert " is open in another program" in refused(database)
    assert rows_of(open_source(database))[-1][0] == "03"


def test_what_was_cut_or_is_none_is_refused(database, tmp_path):
    whole = database.read_bytes()

    assert " was cut short" in refused(database, whole[:5000])
    assert "cannot be" in refused(tmp_path / "b.sqlite", whole[:100] + b"\xff" * (len(whole) - 100))
