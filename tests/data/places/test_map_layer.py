"""What a map's file holds, and what is said of one that holds none."""

import json
import warnings
import zipfile

import numpy as np
import pytest
import shapely
from pyogrio.raw import write

from renderer.core.errors import DataError
from renderer.data.places.map_layer import feature_words, read_layer

from .conftest import feature, ring, squares


def refusal(path, layer=""):
    with pytest.raises(DataError) as told:
        read_layer(path, layer)
    return str(told.value)


def written(path, shapes, layer=None, kind="Polygon", crs="EPSG:4326", **columns):
    """Write a map in the format of its suffix."""
    fields = list(columns) or ["code"]
    cells = [np.array(columns.get(one, [f"{n:02}" for n in range(len(shapes))]), object) for one in fields]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there is no crs
        write(path, np.array(shapely.to_wkb(shapes), object), cells, fields, geometry_type=kind, crs=crs,
              **({"layer": layer, "append": path.exists()} if layer else {}))  # fmt: skip
    return path


def zipped(path, *members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.fixture
def parts(tmp_path):
    """Return a Shapefile's parts: suffix -> bytes."""
    written(tmp_path / "town.shp", [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    return {one.suffix: one.read_bytes() for one in tmp_path.glob("town.*")}


def test_every_format_holds_the_same_areas(tmp_path, geojson, parts):
    shapes = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    arcs = [[[1, 0], [1, 1]], [[1, 1], [0, 1], [0, 0], [1, 0]], [[1, 0], [2, 0], [2, 1], [1, 1]]]
    topology = {"type": "Topology", "arcs": arcs, "objects": {"town": {"type": "GeometryCollection", "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "00"}},
                    {"type": "Polygon", "arcs": [[2, -1]], "properties": {"code": "01"}}]}}}  # fmt: skip
    (tmp_path / "t.json").write_text(json.dumps(topology))
    kml = "<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'><Document><name>town</name>" + "".join(
        f"<Placemark><name>{n:02}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        + " ".join(f"{x},{y}" for x, y in shapely.get_coordinates(one)) +
        "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>" for n, one in enumerate(shapes)
    ) + "</Document></kml>"  # fmt: skip
    (tmp_path / "t.kml").write_text(kml)
    (tmp_path / "unzipped").mkdir()
    for suffix, content in parts.items():
        (tmp_path / f"unzipped/town{suffix}").write_bytes(content)
    files = [
        zipped(tmp_path / "t.zip", *((f"a/town{suffix}", content) for suffix, content in parts.items())),
        tmp_path / "unzipped/town.shp", written(tmp_path / "t.gpkg", shapes),
        geojson([feature(f"{n:02}", "", [shapely.get_coordinates(one).tolist()]) for n, one in enumerate(shapes)]),
        tmp_path / "t.json", tmp_path / "t.kml", zipped(tmp_path / "t.kmz", ("doc.kml", kml)),
    ]  # fmt: skip

    for path in files:
        found = read_layer(path)
        assert len(found) == 2, path
        assert shapely.equals(found.shapes, np.array(shapes)).all(), path
        assert ("00", "01") in found.columns.values(), path


def test_of_several_layers_the_largest_of_areas_is_read_unless_one_is_named(tmp_path):
    path = tmp_path / "t.gpkg"
    written(path, [shapely.Point(0, 0)] * 9, "labels", "Point")
    written(path, [shapely.box(0, 0, 9, 9)], "ground")
    written(path, [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], "quarters — 2")

    found = read_layer(path)

    assert (found.layer, len(found), found.others) == ("quarters — 2", 2, ("labels", "ground"))
    assert found.notes == ("of 3 layers 'quarters — 2' is read; other areas are in 'ground' (--layer)",)
    assert read_layer(path, "Ground").layer == "ground"
    assert refusal(path, "grund").endswith("holds no layer 'grund'; did you mean 'ground'? It has 'labels', 'ground', "
                                           "'quarters — 2'")  # fmt: skip
    assert refusal(path, "labels").endswith("its 9 features are no areas but Point; give a map of polygons")


def test_what_crosses_itself_is_mended_and_told(geojson):
    bow = [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]
    holes = [ring(0, 0, 9), ring(1, 1, 7), ring(2, 2, 5)]  # a hole in a hole is land again

    found = read_layer(geojson([*squares(), feature("bow", "", bow), feature("holes", "", holes)]))

    assert shapely.is_valid(found.shapes).all()
    assert list(found.broken) == [3, 4]
    assert "Self-intersection" in found.broken[3]
    assert shapely.area(found.shapes)[3:].tolist() == [2.0, 81.0 - 49.0 + 25.0]


def test_features_that_are_no_areas_are_told_by_number(geojson):
    point = feature("p", "", [0.5, 0.5], "Point")
    mixed = {**feature("c", "", None), "geometry": {"type": "GeometryCollection", "geometries": [
        {"type": "Point", "coordinates": [0, 0]}, {"type": "Polygon", "coordinates": [ring(5, 5)]}]}}  # fmt: skip
    nothing = feature("e", "", [], "MultiPolygon")

    found = read_layer(geojson([point, *squares(), feature("n", "", None), mixed, nothing]))

    assert (dict(found.other), found.empty) == ({0: "Point"}, (4, 6))
    assert [one is None for one in found.shapes] == [True, False, False, False, True, False, True]
    assert found.shapes[5].geom_type == "Polygon"


def test_ten_thousand_parts_are_one_area(geojson):
    many = [[ring(2 * (n % 100), 2 * (n // 100))] for n in range(10_000)]

    found = read_layer(geojson([feature("m", "", many, "MultiPolygon")]))

    assert shapely.get_num_geometries(found.shapes).tolist() == [10_000]


def test_a_million_corners_are_read(tmp_path):
    turn = np.linspace(0, 2 * np.pi, 1_000_001)[:-1]
    path = written(tmp_path / "round.gpkg", [shapely.Polygon(10 * np.column_stack([np.cos(turn), np.sin(turn)]))])

    found = read_layer(path)

    assert shapely.get_num_coordinates(found.shapes)[0] > 1_000_000
    assert shapely.area(found.shapes)[0] == pytest.approx(np.pi * 100)


def test_a_map_without_an_area_is_refused(geojson):
    assert refusal(geojson([feature("p", "", [0, 0], "Point")])).endswith(
        "holds no areas: 'map' (Point); give a map of polygons")  # fmt: skip
    line = feature("l", "", [[0, 0], [1, 1]], "LineString")
    assert refusal(geojson([feature("p", "", [0, 0], "Point"), line])).endswith(
        "its 2 features are no areas but LineString, Point; give a map of polygons")  # fmt: skip
    assert refusal(geojson([feature("a", "", None), feature("b", "", None)])).endswith(
        "none of its 2 features has a shape that can be read; give a map of polygons")  # fmt: skip
    assert "holds no feature" in refusal(geojson([]))


def test_a_feature_known_by_its_number_keeps_it(geojson):
    features = [{**one, "id": 1000 + n} for n, one in enumerate(squares())]

    assert read_layer(geojson(features)).columns["id"] == ("1000", "1001", "1002")


@pytest.mark.parametrize(("name", "content", "words"), [
    ("a.geojson", b"", "is empty (0 bytes)"),
    ("a.geojson", b'{"type": "FeatureCollection", "features": [{"type": "Fea', "is no whole map"),
    ("a.geojson", b"<!DOCTYPE html><html>", "is a web page, no map"),
    ("a.json", b'{"figures": [1, 2]}', "is JSON, but no map"),
    ("a.csv", b"area,value\n01,2\n", "is no map that is read here; give a Shapefile"),
    ("a.dbf", b"\x03\x76 and so on", "is the table of a Shapefile; name its .shp"),
    ("a.gpkg", b"SQLite format 3\0" + b"\0" * 200, "is no whole map"),
    ("a.xml", b"<?xml version='1.0'?><gpx></gpx>", "is no map that is read here"),
    ("a.zip", b"PK\x03\x04 cut", "is no whole zip"),
])  # fmt: skip
def test_what_is_no_map_is_refused_in_a_sentence(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)

    told = refusal(tmp_path / name)

    assert words in told
    assert told.count("\n") == 0


def test_a_shapefile_without_its_table_is_refused(tmp_path, parts):
    path = zipped(tmp_path / "t.zip", *((f"town{suffix}", parts[suffix]) for suffix in (".shp", ".shx")))

    assert "t.zip: 'town.shp' has no .dbf beside it, the table that says which area is which" in refusal(path)


def test_a_shapefile_without_its_index_is_read(tmp_path, parts):
    path = zipped(tmp_path / "t.zip", *((f"town{suffix}", parts[suffix]) for suffix in (".shp", ".dbf")))

    found = read_layer(path)

    assert (len(found), found.crs) == (2, "")


def test_a_zip_with_a_path_outside_is_refused(tmp_path, parts):
    path = zipped(tmp_path / "t.zip", *((f"../town{suffix}", content) for suffix, content in parts.items()))

    assert "holds a file outside its own folder ('../town" in refusal(path)
    assert "holds no map but nothing" in refusal(zipped(tmp_path / "n.zip", (zipfile.ZipInfo("\0"), "without a name")))
    assert "holds no map but 'readme.txt'" in refusal(zipped(tmp_path / "r.zip", ("readme.txt", "none")))


def test_a_zip_of_many_small_bombs_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "t.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"{n}.shp", bytes(1 << 23))
            archive.writestr(f"{n}.dbf", b"none")

    assert "unpacks to more than a table can be" in refusal(tmp_path / "t.zip")


def test_features_are_told_by_number_and_id():
    assert feature_words([1], ["a", "b"]) == "feature 2 (id 'b')"
    assert feature_words([0, 1], []) == "features 1 and 2"
