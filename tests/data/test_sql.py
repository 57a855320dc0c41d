"""Texts, names and paths within SQL stay what they are."""

import duckdb
import pytest

from renderer.data.sql import plain_path, sql_name, sql_path, sql_text

ODD = ("it's", 'the "old" town', "a; drop table b --", "", "\\'", "ä\n")


@pytest.mark.parametrize("text", ODD)
def test_a_text_stays_a_text(text):
    with duckdb.connect() as connection:
        assert connection.execute(f"select {sql_text(text)}").fetchone() == (text,)


@pytest.mark.parametrize("name", [name for name in ODD if name])
def test_a_name_stays_a_name(name):
    with duckdb.connect() as connection:
        assert connection.execute(f"select 1 as {sql_name(name)}").description[0][0] == name


@pytest.mark.parametrize("name", ["a[1].csv", "a*.csv", "a'b.csv", "what?.csv"])
def test_a_path_is_one_file_and_no_pattern(tmp_path, name):
    (tmp_path / "ab.csv").write_text("x\n9\n")
    (tmp_path / name).write_text("x\n1\n")
    with duckdb.connect() as connection:
        assert connection.execute(f"select x from read_csv({sql_path(tmp_path / name)})").fetchall() == [(1,)]
        assert connection.execute("select x from read_csv($1)", [plain_path(tmp_path / name)]).fetchall() == [(1,)]
