"""Tables in gzip and zip: unpacked within bounds, by stream."""

import gzip
import zipfile

import pytest

from renderer.data.readers.opening import open_source, sheets
from tests.support.sources import refused, rows_of

TEXT = "area,value\nMitte,1\nNord,2\n"
ROWS = [("Mitte", "1", 2), ("Nord", "2", 3)]


def write_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_gzip_is_unpacked_and_the_file_named_is_the_one_given(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    source = open_source(path)

    assert rows_of(source) == ROWS
    assert source.path == path
    assert "unpacked from gzip" in source.notes


def test_a_zip_with_one_table_is_that_table_whatever_else_lies_in_it(tmp_path):
    files = {"README.txt": "read me", "__MACOSX/._a.csv": "x", "data/a.csv": TEXT}
    source = open_source(write_zip(tmp_path / "a.zip", files))

    assert rows_of(source) == ROWS
    assert "'data/a.csv' is read from the zip" in source.notes


def test_of_two_tables_in_a_zip_one_has_to_be_named(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"a.csv": TEXT, "b.csv": TEXT.replace("Mitte", "West")})

    assert refused(path) == " holds 2 files ('a.csv', 'b.csv'); say which with --sheet NAME"
    assert sheets(path) == ("a.csv", "b.csv")
    assert rows_of(open_source(path, "b.csv"))[0][0] == "West"


@pytest.mark.parametrize("name", ["a.psv", "a.pq", "a.gpkg", "a.sqlite3", "a.xport", "a.TSV"])
def test_whatever_is_read_alone_is_found_in_a_zip(tmp_path, name):
    assert sheets(write_zip(tmp_path / "a.zip", {name: TEXT, "notes.pdf": "x"})) == (name,)


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "..\\a.csv", "C:/a.csv"])
def test_a_path_outside_the_zip_is_refused(tmp_path, name):
    assert "holds a file outside its own folder" in refused(write_zip(tmp_path / "a.zip", {name: TEXT}))


def test_bombs_are_stopped_by_their_ratio(tmp_path):
    bomb = gzip.compress(b"area,value\n" + b"a,1\n" * (8 << 20))

    assert "unpacks to more than a table can be" in refused(tmp_path / "a.csv.gz", bomb)
    path = write_zip(tmp_path / "a.zip", {"a.csv": b"a,1\n" * (8 << 20)})
    assert "unpacks to more than a table can be" in refused(path)


@pytest.mark.parametrize(("files", "said"), [
    ({}, "holds no table but nothing"), ({"a.shp": "x", "a.dbf": "y"}, "holds no table but a map (.shp)"),
    ({"a.pdf": "x"}, "holds no table but 'a.pdf'"), ({"a.csv": gzip.compress(b"x")}, "a gzip in its turn"),
    ({"a.csv": "<html>"}, "what is inside is a web page"),
])  # fmt: skip
def test_a_zip_without_a_table_says_what_it_holds(tmp_path, files, said):
    assert said in refused(write_zip(tmp_path / "a.zip", files))


def test_a_file_without_a_name_in_a_zip_is_none(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"q.csv": TEXT, "b.csv": TEXT})
    path.write_bytes(path.read_bytes().replace(b"q.csv", b"\0.csv"))  # zipfile ends a name there

    assert rows_of(open_source(path)) == ROWS


def test_what_was_cut_is_refused(tmp_path):
    whole = gzip.compress(TEXT.encode() * 99)

    assert "cut short or damaged" in refused(tmp_path / "a.csv.gz", whole[:-20])
    packed = write_zip(tmp_path / "a.zip", {"a.csv": TEXT}).read_bytes()
    assert "cut short or damaged" in refused(tmp_path / "a.zip", packed[:-30])
