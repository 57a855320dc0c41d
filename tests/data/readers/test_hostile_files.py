"""
No file, however broken, brings anything but a table or one sentence: what a reader gives can be read to its end.

A few files of each kind, the same each time; ``CHORUS_FUZZ=300`` tries so many of each, others each time, in a minute
or some.
"""

import gzip
import io
import json
import os
import sqlite3
import zipfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.data.readers.opening import open_source
from renderer.data.readers.workbook_child import answer
from tests.data.conftest import real
from tests.support.survey_files import write_dta, write_sav, write_xport
from tests.support.workbooks import write_ods, write_xlsx

TEXT = "area;value;n\nMitte;1,5;10\n\"Nord\n2\";<5;\n\nSource: x\n"
ROWS = [["area", "n"], ["x", 1], ["y", 2.5]]
MANY = int(os.environ.get("CHORUS_FUZZ", "0"))
FEW = settings(max_examples=MANY or 25, deadline=None, derandomize=not MANY, suppress_health_check=list(HealthCheck))
BY_CHILD = settings(FEW, max_examples=MANY // 16 or 4)  # a process for each


def zipped(content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", content)
    return packed.getvalue()


def write_parquet(path):
    with duckdb.connect() as connection:
        connection.execute(f"copy (select 'x' as area, 1.5 as n) to '{path}' (format parquet)")
    return path


def write_duckdb(path):
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table t as select 'x' as area, 1.5 as n")
    return path


def write_sqlite(path):
    own = sqlite3.connect(path)
    own.execute("create table t as select 'x' as area, 1.5 as n")
    own.commit()
    own.close()
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """One good file of each kind, by suffix."""
    folder = tmp_path_factory.mktemp("good")
    features = [{"type": "Feature", "properties": {"a": 1, "b": "x"}, "geometry": None}]
    files = {
        "csv": TEXT.encode(), "tsv": TEXT.replace(";", "\t").encode("utf-16"), "csv.gz": gzip.compress(TEXT.encode()),
        "zip": zipped(TEXT), "json": json.dumps([{"a": 1, "b": "x"}, {"a": None, "b": "y"}]).encode(),
        "geojson": json.dumps({"type": "FeatureCollection", "features": features}).encode(),
        "ndjson": b'{"resourceType": "MeasureReport", "group": [{"population": [{"count": 3}]}]}\n',
    }  # fmt: skip
    for suffix, write in (("parquet", write_parquet), ("sqlite", write_sqlite), ("duckdb", write_duckdb)):
        files[suffix] = write(folder / f"a.{suffix}").read_bytes()
    files["sav"] = write_sav(folder / "a.sav", ["A", "N"], [(1, 2)], labels={"A": {1: "x"}}).read_bytes()
    files["dta"] = write_dta(folder / "a.dta", ["a", "n"], [(1, 2)], labels={"a": {1: "x"}}).read_bytes()
    files["xpt"] = write_xport(folder / "a.xpt", ["A", "N"], [(1, 2)]).read_bytes()
    return files


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
BOOKS = ("xlsx", "ods")
KINDS = ("csv", "tsv", "csv.gz", "zip", "json", "geojson", "ndjson", "parquet", "sqlite", "duckdb", "sav", "dta", "xpt")
EDITS = st.lists(st.tuples(st.sampled_from(("set", "cut", "drop", "twice")), st.floats(0, 1), st.integers(0, 255)),
                 min_size=1, max_size=4)  # fmt: skip


def spoil(data, edits):
    """Return the bytes with each edit made at its part of the length."""
    for what, part, value in edits:
        at = int(part * max(len(data) - 1, 0))
        if what == "set":
            data = data[:at] + bytes([value]) + data[at + 1 :]
        elif what == "cut":
            data = data[:at]
        elif what == "drop":
            data = data[:at] + data[at + value % 16 :]
        else:
            data = data[:at] + data[at : at + value] * 2 + data[at + value :]
    return data


def read_through(path):
    """Open ``path`` and read all of it; what is wrong must be said at opening, in one line that names the file."""
    try:
        source = open_source(path)
    except DataError as error:
        text = str(error)
        assert text.startswith(str(path))
        assert "\n" not in text
        return
    rows = source.connection.execute("select * from source").fetchall()
    assert rows
    assert all(len(row) == len(source.header) + 1 for row in rows)
    assert len(set(source.header)) == len(source.header)
    assert all(source.header)


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_file_is_a_table_or_a_sentence(whole, tmp_path, kind):
    path = tmp_path / f"a.{kind}"

    @(BY_CHILD if kind in ("sav", "dta", "xpt") else FEW)
    @given(EDITS)
    def spoilt(edits):
        path.write_bytes(spoil(whole[kind], edits))
        read_through(path)

    path.write_bytes(whole[kind])
    assert open_source(path).header
    spoilt()


def ask_here(given, _, task, wanted):
    """What the child answers, in this process."""
    said = answer(given.path, given.scratch.folder, task, wanted)
    assert ("error" in said) != ("rows" in said)
    if "error" in said:
        raise DataError(f"{given.told}{said['error']}")
    return said


@pytest.mark.parametrize("kind", BOOKS)
def test_a_spoilt_workbook_is_a_table_or_a_sentence(tmp_path, monkeypatch, kind):
    monkeypatch.setattr("renderer.data.readers.workbook.ask", ask_here)
    path, write = tmp_path / f"a.{kind}", {"xlsx": write_xlsx, "ods": write_ods}[kind]
    good = write(path, {"S": ROWS}).read_bytes()

    @FEW
    @given(EDITS)
    def spoilt(edits):
        path.write_bytes(spoil(good, edits))
        read_through(path)

    assert open_source(path).header
    spoilt()


def test_a_spoilt_old_workbook_is_a_table_or_a_sentence(tmp_path):
    path, good = tmp_path / "a.xls", real("sheets/cover_2013q1_xls/cover-2013-14-q1.xls").read_bytes()

    @settings(BY_CHILD, max_examples=MANY // 16 or 2)  # 260 KB each, and some ask for all memory there is
    @given(EDITS)
    def spoilt(edits):
        path.write_bytes(spoil(good, edits))
        read_through(path)

    spoilt()


@settings(FEW, max_examples=60)
@given(st.lists(st.lists(CELL, max_size=5), max_size=9), st.sampled_from(",;\t|"), st.sampled_from(("\n", "\r\n")))
def test_any_text_in_cells_is_a_table_or_a_sentence(tmp_path, rows, mark, end):
    path = Path(tmp_path / "a.csv")
    path.write_text("".join(mark.join(row) + end for row in rows), "utf-8", newline="")
    read_through(path)
