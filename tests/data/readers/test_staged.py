"""Rows that a library hands over, as a table of text."""

from pathlib import Path

import pytest

from renderer.core.errors import DataError
from renderer.data.readers.scratch import Given, Scratch
from renderer.data.readers.staged import stage
from renderer.data.scan import MAX_LINE
from tests.support.sources import rows_of


@pytest.fixture
def given():
    return Given(Path("a.db"), Path("a.db"), Scratch())


def test_any_text_comes_back_as_it_is(given):
    rows = [["a\rb", 'say "x"'], ["", "\n"], [" ' ", "\u2028,;"], ["\\", "é"]]

    assert [row[:2] for row in rows_of(stage(given, "t", ["x", "y"], rows))] == [tuple(row) for row in rows]


def test_a_row_that_is_too_long_to_be_one_is_refused(given):
    with pytest.raises(DataError, match=r"^a\.db, table 't': a row is longer than"):
        stage(given, "t", ["x", "y"], [["a", "b"], ["c", "d" * (2 * MAX_LINE)]])


def test_too_many_rows_are_refused(given, monkeypatch):
    monkeypatch.setattr("renderer.data.readers.scratch.MAX_BYTES", 1000)
    with pytest.raises(DataError, match=r"^a\.db: the table is larger than"):
        stage(given, "", ["x"], [["abc"]] * 5000)
