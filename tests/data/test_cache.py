from dataclasses import fields

import numpy as np
import pytest

from renderer.data import cache
from renderer.data.load import load_all
from renderer.data.table import CUBES, Area, Column


@pytest.fixture
def entries():
    return lambda: sorted((cache.state_dir() / "cache" / "tables").glob("*"))


@pytest.fixture
def without_duckdb(monkeypatch):
    """Make any reading through DuckDB fail."""

    def refuse(*_):
        raise AssertionError("read again")

    return lambda: monkeypatch.setattr("renderer.data.sheet._query", refuse)


def same(a, b):
    assert (a.areas, a.columns, a.times, a.release, a.source) == (
        b.areas,
        b.columns,
        b.times,
        b.release,
        b.source,
    )
    for name in CUBES:
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))


def test_the_second_reading_gives_the_same_table_without_duckdb(tidy, without_duckdb, entries):
    path = tidy()
    first = load_all(path)
    without_duckdb()

    same(load_all(path), first)
    assert [entry.suffix for entry in entries()] == [".table"]


def test_all_that_an_area_and_a_column_say_is_kept():
    assert tuple(one.name for one in fields(Area)) == cache._AREA
    # A figure and its domain are a role's, which no file has.
    assert (*cache._COLUMN, "figure", "domain") == tuple(one.name for one in fields(Column))


def test_another_content_or_descriptor_is_another_table(tidy, entries):
    path = tidy()
    load_all(path)
    path.write_text(path.read_text().replace("58.6", "58.7"))
    assert load_all(path).value[0, 0, 0] == 58.7

    (path.parent / "datapackage.json").write_text('{"resources": [{"path": "figures.csv", "title": "New"}]}')
    assert load_all(path).source == "New"
    assert len(entries()) == 3


@pytest.mark.parametrize("damage", [lambda b: b[:0], lambda b: b[:500], lambda b: b"x" * len(b), lambda b: b[:-30]])
def test_a_broken_entry_is_made_again(tidy, entries, damage):
    path = tidy()
    first = load_all(path)
    (entry,) = entries()
    sound = entry.read_bytes()
    entry.write_bytes(damage(sound))

    same(load_all(path), first)
    assert entry.read_bytes() == sound


def test_a_single_flipped_byte_never_changes_a_figure(tidy, entries):
    path = tidy()
    first = load_all(path)
    (entry,) = entries()
    sound = entry.read_bytes()
    for where in range(0, len(sound), 61):
        entry.write_bytes(sound[:where] + bytes([sound[where] ^ 0x40]) + sound[where + 1 :])
        same(load_all(path), first)


def test_a_state_folder_that_cannot_be_written_costs_time_only(tidy, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "file"))

    assert load_all(tidy()).value[0, 0, 0] == 58.6


def test_only_the_newest_entries_are_kept(tidy, entries):
    path = tidy()
    for number in range(20):
        path.write_text(path.read_text().replace("Alabama", f"Alabama{number}"))
        load_all(path)

    assert len(entries()) == 16
