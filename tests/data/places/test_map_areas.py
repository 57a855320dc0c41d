"""A map's areas: one shape each, by code; the maps of five publishers, and what is wrong with others."""

import json

import numpy as np
import pytest
import shapely

from renderer.core.errors import DataError
from renderer.data.places.join import join
from renderer.data.places.map_answers import MapAnswers
from renderer.data.places.map_areas import read_places
from renderer.data.places.map_layer import read_layer
from renderer.data.places.report import about_places
from renderer.data.table import Area
from tests.data.conftest import real

from .conftest import feature, ring, squares

FILES = {
    "us_states_shp": "cb_2018_us_state_20m.zip", "germany_states_shp": "VG5000_LAN.zip",
    "wales_councils_topojson": "topo_lad_wal.json", "canada_health_regions": "hr_wgs84.geojson",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_publishers_map_has_the_numbers_that_an_independent_reader_found(maps, name):
    wanted = json.loads((maps / name / "expect.json").read_text("utf-8"))["main"]
    layer, found = read_layer(maps / name / FILES[name]), read_places(maps / name / FILES[name])
    land = wanted.get("land_only_GF9")

    assert len(layer) == wanted["features"]
    assert len(found) == wanted["ids_unique"]
    assert found.code_field == wanted["id_field"]
    assert len(layer.broken) == wanted["invalid"]
    assert len(layer.empty) == wanted["null_geometry"]
    assert list(layer.columns) == wanted["columns"]
    area = found.area_km2()
    assert area.sum() == pytest.approx(land["area_km2"] if land else wanted["area_km2_after_make_valid"], rel=1e-6)
    assert area.max() == pytest.approx(wanted["largest"][1], rel=1e-3)
    assert found.codes[int(area.argmax())] == wanted["largest"][0]
    broken = [wanted["id_field"] in layer.columns and layer.columns[wanted["id_field"]][n] for n in layer.broken]
    assert broken[:5] == [one["id"] for one in wanted["invalid_at"]]
    assert [layer.broken[n] for n in list(layer.broken)[:5]] == [one["why"] for one in wanted["invalid_at"]] or (
        name == "canada_health_regions")  # fmt: skip
    if "date_line" not in wanted and not land:
        assert shapely.total_bounds(found.shapes) == pytest.approx(wanted["bbox_wgs84"], abs=1e-5)


def test_alaska_is_put_together_across_the_date_line(maps):
    wanted = json.loads((maps / "us_states_shp/expect.json").read_text())["main"]
    found = read_places(maps / "us_states_shp" / FILES["us_states_shp"])
    alaska = found.shapes[found.codes.index("02")]

    assert list(alaska.bounds[::2]) == pytest.approx(wanted["date_line"]["bbox_wrapped_west_east"], abs=1e-4)
    assert found.crs == "EPSG:4269 (NAD83)"


def test_germany_is_its_land_and_says_so(maps):
    found = read_places(maps / "germany_states_shp" / FILES["germany_states_shp"])

    assert any("are water by GF and left out" in one for one in found.notes)
    assert any("mended features 9 (id '09') and 23 (id '13')" in one for one in found.notes)


def test_a_cartogram_is_read_from_the_layer_of_areas_and_is_no_map_of_metres(maps):
    wanted = json.loads((maps / "uk_utla_hex_gpkg/expect.json").read_text())["main"]
    path = maps / "uk_utla_hex_gpkg/LocalAuthorities-uppertier-2023.gpkg"

    found = read_places(path)

    assert (found.layer, len(found), found.code_field) == (wanted["layer"], wanted["features"], wanted["id_field"])
    assert not found.earth
    assert shapely.total_bounds(found.shapes) == pytest.approx(wanted["bbox_file"], abs=1e-4)
    assert shapely.area(found.shapes).sum() == pytest.approx(wanted["total_area_square_units"], abs=0.01)
    assert np.isnan(found.area_km2()).all()
    groups = [Area(str(n), one) for n, one in enumerate(("Hampshire", "Ayrshire & Arran", "West Midlands"))]
    assert read_places(path, groups).layer.endswith(("7 UTLA-2023", "2 Group 2023"))
    assert len(read_places(path, said=MapAnswers(layer=wanted["layers"][3][0]))) == 3


def test_canada_in_metres_is_refused_and_read_where_its_system_is_said(maps):
    wanted = json.loads((maps / "canada_health_regions/expect.json").read_text())["main"]
    path = maps / "canada_health_regions/hr.geojson"

    with pytest.raises(DataError, match=r"feature 1 \(id '4831'\) has the coordinate .* which is no degree"):
        read_places(path)
    found = read_places(path, said=MapAnswers(crs=wanted["crs"]))
    assert shapely.total_bounds(found.shapes) == pytest.approx(wanted["twin_wgs84_bbox"], abs=2e-6)
    assert found.area_km2().sum() == pytest.approx(wanted["twin_area_km2"], rel=1e-6)


def test_features_of_one_id_are_one_area_and_told(geojson):
    found = read_places(geojson([*squares(), feature("02", "Quarter 02", [ring(5, 5)])]))

    assert (found.codes, found.names[1]) == (("01", "02", "03"), "Quarter 02")
    assert shapely.area(found.shapes).tolist() == [1, 2, 1]
    assert found.notes == ("features 2 (id '02') and 4 (id '02') are of one id and drawn as one area",)


def test_water_is_left_out_wherever_it_stands_and_an_area_of_water_alone_stays(geojson):
    parts = ((("01", 8), ring(9, 9)), (("01", 9), ring(0, 0)), (("02", 8), ring(1, 0)))
    found = read_places(geojson([feature(code, "", [corners], GF=gf) for (code, gf), corners in parts]))

    assert found.codes == ("01", "02")
    assert shapely.total_bounds(found.shapes).tolist() == [0, 0, 2, 1]
    assert found.notes == ("feature 1 (id '01') is water by GF and left out",)


def test_two_areas_of_one_id_are_refused(geojson):
    with pytest.raises(DataError, match=r"features 2 \(id '02'\) and 4 \(id '02'\) have one id and two names, "
                                        "'Quarter 02' and 'Altona'; correct one, or name the column"):  # fmt: skip
        read_places(geojson([*squares(), feature("02", "Altona", [ring(5, 5)])]))


def test_small_areas_are_dissolved_into_what_the_table_has(geojson):
    features = [feature(f"{n}", f"Quarter {n}", [ring(n, 0)], district=f"D{n // 2}") for n in range(6)]

    found = read_places(geojson(features), [Area("D0", "West"), Area("D1", "Middle")])

    assert (found.codes, found.code_field) == (("D0", "D1", "D2"), "district")
    assert found.names == found.codes
    assert [one.geom_type for one in found.shapes] == ["Polygon"] * 3
    assert "6 features are dissolved into 3 areas of one id each" in found.notes


def test_what_was_left_out_and_mended_is_told_with_number_and_id(geojson):
    bow = [[[5, 5], [7, 7], [7, 5], [5, 7], [5, 5]]]
    line = [[[0, 0], [1, 0], [2, 0], [0, 0]]]
    found = read_places(geojson([*squares(), feature("04", "Bow", bow), feature("05", "None", None),
                                 feature("06", "Point", [0, 0], "Point"), feature("07", "Line", line)]))  # fmt: skip

    assert found.codes == ("01", "02", "03", "04")
    assert [one.split(":")[0] for one in found.notes] == [
        "mended feature 4 (id '04')", "left out feature 7 (id '07')", "left out feature 5 (id '05')",
        "left out feature 6 (id '06')"]  # fmt: skip
    with pytest.raises(DataError, match=r"feature 1 \(id '07'\) is no area, Self-intersection\[1 0\]"):
        read_places(geojson([feature("07", "Line", line)]))


def test_areas_without_a_code_are_known_by_name_or_number(geojson):
    found = read_places(geojson([feature("", "Altona", [ring(0, 0)]), feature("", "", [ring(1, 0)])]))

    assert found.codes == ("Altona", "feature 2")
    assert read_places(geojson(squares()), said=MapAnswers(code="name")).codes[0] == "Quarter 01"


def test_tracts_are_dissolved_into_the_cities_of_a_table():
    path = real("oral_ct_tracts/tracts.geojson")
    cities = ("Bridgeport", "Danbury", "Hartford", "New Britain", "New Haven", "Norwalk", "Stamford", "Waterbury")

    whole = read_places(path)
    found = read_places(path, [Area(str(n), city) for n, city in enumerate(cities)])

    assert len(whole) == 220
    assert (sorted(found.names), found.code_field) == (list(cities), "CityName")
    assert found.area_km2().sum() == pytest.approx(whole.area_km2().sum(), rel=1e-9)


def test_a_map_that_has_only_names_joins_by_them_and_one_that_has_only_codes_by_these(geojson):
    names = geojson([feature("", name, [ring(n, 0)]) for n, name in enumerate(("Alder", "Birch"))], "names.geojson")
    areas = [Area("Birch", "Birch"), Area("a", "Alder")]
    found = read_places(names, areas)
    assert (found.named_only, join(areas, found.keyed).by) == (True, {"code": 0, "name": 2, "said": 0})
    assert "codes    none: areas are known by their names" in list(about_places(found))
    codes = geojson([feature(f"0{n}", "", [ring(n, 0)]) for n in range(2)], "codes.geojson")
    found = read_places(codes, [Area("1", "One")])
    assert (found.named_only, found.keyed.codes, found.names) == (False, ("00", "01"), ("00", "01"))


def test_names_that_look_like_codes_are_found_by_what_their_column_is_called(geojson):
    found = read_places(geojson([feature(f"{7 + n}", f"N{n}", [ring(n, 0)]) for n in range(3)]))

    assert (found.codes, found.names, found.name_field) == (("7", "8", "9"), ("N0", "N1", "N2"), "name")


def test_what_many_areas_share_is_not_their_name(geojson):
    features = [feature(f"0{n}", f"{210 + n}", [ring(n, 0)], CityName="Stamford" if n else "Norwalk") for n in range(5)]

    assert read_places(geojson(features)).name_field == "name"


def test_what_stands_in_a_file_is_told_on_one_line(geojson):
    found = read_places(geojson([feature("01\n", "West\nEnd\u001b[1m", [ring(0, 0)])]))

    assert (found.codes, found.names) == (("01",), ("West End [1m",))


def test_what_was_mended_is_told_by_its_fault(geojson):
    outside, twice = ring(5, 5), ring(0, 1)[::-1]
    found = read_places(geojson([feature("1", "A", [ring(0, 0), outside]), feature("2", "B", [ring(0, 1), twice]),
                                 feature("3", "C", [ring(3, 0), ring(3, 0)])]))  # fmt: skip
    alone = read_places(geojson([feature("1", "A", [ring(0, 0), ring(0, 0)]), feature("2", "B", [ring(0, 1)])]))

    assert ("mended features 1 (id '1'), 2 (id '2') and 3 (id '3'): first at feature 1, a hole lies outside its ring "
            "and is land of its own, Hole lies outside shell[5 5]") in found.notes  # fmt: skip
    assert "mended feature 1 (id '1'): a hole as large as its ring is passed over" in alone.notes
