"""Where a map lies: what its coordinates are called, and whether they can be that."""

import numpy as np
import pytest
import shapely

from renderer.core.errors import DataError
from renderer.data.places.map_crs import locate
from renderer.data.places.map_layer import read_layer

from .conftest import feature, ring, squares
from .test_map_layer import written

BERLIN = (4595000.0, 5821000.0)  # m, zone 4 of Gauss-Krüger


def refusal(path, asked="", ids=()):
    with pytest.raises(DataError) as told:
        locate(read_layer(path), ids, asked)
    return str(told.value)


def test_degrees_stay_as_they_are(geojson):
    found = locate(read_layer(geojson(squares())))

    assert (found.words, found.earth, found.notes) == ("WGS 84 (degrees)", True, ())
    assert shapely.total_bounds(found.shapes).tolist() == [0, 0, 2, 2]


def test_metres_called_degrees_are_refused_and_drawn_where_somebody_says_what_they_are(geojson):
    path = geojson([feature("a", "", [ring(7_000_000, 1_500_000, 9000.0)])])

    told = refusal(path, ids=["2410"])

    assert "feature 1 (id '2410') has the coordinate 7,009,000, which is no degree, and the file does not say" in told
    assert "--crs EPSG:NUMBER" in told
    found = locate(read_layer(path), (), "EPSG:3347")
    assert found.words == "EPSG:3347 (NAD83 / Statistics Canada Lambert)"
    assert shapely.centroid(found.shapes[0]).coords[0] == pytest.approx((-80.80, 49.05), abs=0.01)


def test_metres_declared_as_degrees_are_refused(tmp_path):
    path = written(tmp_path / "a.gpkg", [shapely.box(3e6, 5e6, 3.1e6, 5.1e6)])

    assert "which is no degree, and they are called EPSG:4326 (WGS 84)" in refusal(path)


def test_swapped_axes_are_refused_and_turned_where_somebody_says_so(geojson):
    path = geojson([feature("a", "", [ring(40.0, -100.0)])])

    assert "feature 1 lies at latitude -99: x and y are swapped; save the map with longitude first" in refusal(path)
    assert shapely.total_bounds(locate(read_layer(path), (), "latlon").shapes).tolist() == [-100, 40, -99, 41]


def test_a_map_that_names_no_system_is_taken_for_degrees_and_told(tmp_path):
    path = written(tmp_path / "a.gpkg", [shapely.box(0, 0, 1, 1)], crs=None)

    assert locate(read_layer(path)).notes == (
        "it names no coordinate system: its coordinates are taken for degrees",)  # fmt: skip
    far = written(tmp_path / "b.gpkg", [shapely.box(0, 0, 1000, 1000)], crs=None)
    assert "has the coordinate 1,000, which is no degree, and the file does not say what they are" in refusal(far)


def test_the_datum_is_shifted(tmp_path):
    x, y = BERLIN
    path = written(tmp_path / "berlin.gpkg", [shapely.box(x, y, x + 9000, y + 9000)], crs="EPSG:31468")

    found = shapely.get_coordinates(locate(read_layer(path)).shapes)[:, 0]
    from pyproj import Transformer

    unshifted = Transformer.from_crs("EPSG:31468", "EPSG:4314", always_xy=True).transform(x + 9000, y)[0]
    metres = abs(found.max() - unshifted) * 111_320 * np.cos(np.radians(52.5))
    assert 50 < metres < 400


def test_a_drawing_is_no_map_on_earth(tmp_path, geojson):
    grid = [shapely.box(x, y, x + 1, y + 1) for x in range(7, 12) for y in range(3)]
    found = locate(read_layer(written(tmp_path / "hex.gpkg", grid, crs="EPSG:27700")))

    assert not found.earth
    assert found.notes[0].startswith("its coordinates run from 0 to 12, which no map in EPSG:27700")
    assert shapely.total_bounds(found.shapes).tolist() == [7, 0, 12, 3]
    assert not locate(read_layer(geojson(squares())), (), "drawing").earth


def test_a_system_that_is_not_known_is_refused(geojson):
    assert "'EPSG:99' is no coordinate system that is known; write --crs EPSG:NUMBER" in refusal(
        geojson(squares()), "EPSG:99")  # fmt: skip
    assert "is no system of places on Earth" in refusal(geojson(squares()), "EPSG:5703")


def test_a_geojson_of_the_older_form_says_its_system(geojson):
    path = geojson([feature("a", "", [ring(500_000, 5_000_000, 9000.0)])],
                   crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}})  # fmt: skip

    found = locate(read_layer(path))

    assert found.words == "EPSG:25833 (ETRS89 / UTM zone 33N)"
    assert shapely.total_bounds(found.shapes) == pytest.approx([15.0, 45.15, 15.11, 45.23], abs=0.01)


@pytest.mark.parametrize("name", ["Gauss Krueger 3", "urn:ogc:def:crs:EPSG::99999", "+proj=unknown"])
def test_a_system_that_cannot_be_read_is_told_and_not_taken_for_none(geojson, name):
    crs = {"type": "name", "properties": {"name": name}}
    found = locate(read_layer(geojson(squares(), crs=crs)))

    assert found.notes == (f"its coordinate system, said as '{name}', cannot be read: its coordinates are taken for "
                           "degrees (WGS 84); say which it is with --crs EPSG:NUMBER",)  # fmt: skip
    assert locate(read_layer(geojson(squares(), crs=crs)), (), "EPSG:4326").notes == ()
    far = geojson([feature("a", "", [ring(7_000_000, 1_500_000, 9000.0)])], crs=crs)
    assert f"which is no degree, and its coordinate system, said as '{name}', cannot be read; say" in refusal(far)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
def test_the_degrees_of_the_standard_are_not_told(geojson, name):
    assert locate(read_layer(geojson(squares(), crs={"type": "name", "properties": {"name": name}}))).notes == ()


def test_a_map_in_antarctica_that_would_lie_where_people_live_is_swapped_unless_somebody_says_where_it_is(geojson):
    path = geojson([feature("a", "", [ring(40.7, -73.9, 0.1)])])

    told = refusal(path, ids=["36061"])
    assert "feature 1 (id '36061') lies at latitude -73.9, in Antarctica, and so does all of the map" in told
    assert "x and y are swapped; save it with longitude first, or say --crs latlon" in told
    turned = locate(read_layer(path), (), "latlon").shapes
    assert shapely.total_bounds(turned) == pytest.approx([-73.9, 40.7, -73.8, 40.8])
    assert shapely.total_bounds(locate(read_layer(path), (), "EPSG:4326").shapes)[1] == pytest.approx(-73.9)
    locate(read_layer(geojson([feature("a", "", [ring(40.7, -73.9)]), feature("b", "", [ring(20, -34)])])))
    locate(read_layer(geojson([feature("a", "", [ring(140.7, -73.9)])])))


def test_a_system_of_another_world_is_told(geojson):
    assert "is no system of places on Earth; write --crs EPSG:NUMBER" in refusal(geojson(squares()), "IAU_2015:49900")


def test_a_number_that_nobody_reads_is_told_shortly(geojson):
    path = geojson([feature("a", "", [ring(1e20, 0.0, 1e19)])])
    assert "has the coordinate 1.1e+20, which is no degree" in refusal(path)


def test_a_prj_that_cannot_be_read_is_told_and_may_be_replaced(tmp_path):
    path = written(tmp_path / "town.shp", [shapely.box(0, 0, 1, 1)])
    path.with_suffix(".prj").write_text('PROJCS["x')
    found = read_layer(path)

    assert locate(found).notes == ("its .prj, which says 'PROJCS[\"x', cannot be read: its coordinates are taken for "
                                   "degrees (WGS 84); say which it is with --crs EPSG:NUMBER",)  # fmt: skip
    assert locate(found, (), "EPSG:4326").notes == ()
    written(path, [shapely.box(7e6, 15e5, 8e6, 16e5)])
    path.with_suffix(".prj").write_text('PROJCS["x')
    assert "is no degree, and its .prj, which says 'PROJCS[\"x', cannot be read; say with --crs" in refusal(path)
    assert locate(read_layer(path), (), "EPSG:3347").earth


def test_a_drawing_whose_numbers_are_beyond_reckoning_is_refused(geojson):
    path = geojson([feature("a", "", [ring(0, 0)]), feature("b", "", [ring(0, 0, 1e308)])])

    assert "feature 2 (id 'b') has the coordinate 1e+308; a drawing is of numbers up to 1e+30" in refusal(
        path, "drawing", ("a", "b"))  # fmt: skip
    assert not locate(read_layer(geojson([feature("b", "", [ring(0, 0, 1e29)])])), (), "drawing").earth
