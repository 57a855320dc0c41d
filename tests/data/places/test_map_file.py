"""Which files a map is made of, whatever wrote them."""

import shutil
import sqlite3
from contextlib import closing

import pytest
import shapely

from renderer.data.places.ground import load_ground
from renderer.data.places.ground_cache import ground_key
from renderer.data.places.map_file import is_map
from renderer.data.places.map_layer import read_layer
from renderer.data.places.map_parts import map_files

from .test_map_layer import written

SHAPES = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]


def test_a_part_of_a_shapefile_that_is_saved_is_read_again_however_its_suffix_is_written(tmp_path):
    written(tmp_path / "later.shp", SHAPES, code=["03", "04"])
    written(tmp_path / "small.shp", SHAPES)
    for one in [*tmp_path.glob("small.*")]:
        one.rename(tmp_path / one.name.upper())
    path = tmp_path / "SMALL.SHP"
    assert load_ground(path, 30, 20).codes == ("00", "01")

    shutil.copy(tmp_path / "later.dbf", tmp_path / "SMALL.DBF")

    assert load_ground(path, 30, 20).codes == ("03", "04")
    assert [one.suffix for one in map_files(path)][:2] == [".SHP", ".CPG"]
    assert {one.suffix for one in map_files(path)} == {".SHP", ".CPG", ".DBF", ".PRJ", ".SHX"}


def test_a_damaged_index_is_mended_for_the_reading_alone(tmp_path):
    path = written(tmp_path / "small.shp", SHAPES)
    path.with_suffix(".shx").write_bytes(b"cut short")

    assert load_ground(path, 30, 20).codes == ("00", "01")
    assert path.with_suffix(".shx").read_bytes() == b"cut short"


def test_what_another_program_has_not_yet_written_into_a_geopackage_is_read_too(tmp_path):
    path = written(tmp_path / "town.gpkg", SHAPES)
    with closing(sqlite3.connect(path)) as open_elsewhere:
        open_elsewhere.execute("pragma journal_mode=wal")
        for name, *_ in open_elsewhere.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            open_elsewhere.execute(f'drop trigger "{name}"')
        open_elsewhere.commit()
        assert load_ground(path, 30, 20).codes == ("00", "01")

        open_elsewhere.execute("update town set code = 'N' || code")
        open_elsewhere.commit()

        assert load_ground(path, 30, 20).codes == ("N00", "N01")


def test_a_geopackage_with_a_log_of_its_own_is_left_as_it_lies(tmp_path):
    path = written(tmp_path / "town.gpkg", SHAPES)
    with closing(sqlite3.connect(path)) as once:
        once.execute("pragma journal_mode=wal")
    there = {one.name: one.read_bytes() for one in tmp_path.iterdir()}

    assert len(read_layer(path)) == 2
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == there


def test_a_shapefile_of_another_name_is_told_by_that(tmp_path):
    path = written(tmp_path / "a.shp", SHAPES)
    before = ground_key(path, ())
    for one in [*tmp_path.iterdir()]:
        one.rename(one.with_stem("b"))

    assert ground_key(tmp_path / "b.shp", ()) not in ("", before)


@pytest.mark.parametrize(("name", "content", "map_meant"), [
    ("a.json", b'{"features": [' + b" " * 100_000 + b'], "type": "FeatureCollection"}', True),
    ("a.xml", b'<?xml version="1.0"?><KML xmlns="http://www.opengis.net/kml/2.2"></KML>', True),
    ("a.json", b'[{"area": "01", "visit": 3}]', False), ("a.db", b"SQLite format 3\0" + bytes(100), False),
    ("a.csv", b"area,visit\n01,3\n", False), ("a.dbf", b"", True),
])  # fmt: skip
def test_what_is_meant_as_a_map_is_told_by_what_it_holds_as_it_is_read(tmp_path, name, content, map_meant):
    path = tmp_path / name
    path.write_bytes(content)

    assert is_map(path) is map_meant
