"""The process that parses a map: bounded, and it says what is wrong instead of falling."""

import pytest

from renderer.core.errors import DataError
from renderer.data.places.map_child import REMEDY
from renderer.data.places.map_file import stage_map
from renderer.data.readers import bounded
from renderer.data.readers.scratch import Given, Scratch

from .conftest import feature, squares


def asked(path):
    given = Given(path, path, Scratch())
    return bounded.ask(given, "places.map_child", str(stage_map(given).path), "", remedy=REMEDY)


def test_a_map_is_parsed_in_a_process_of_its_own(geojson):
    answer = asked(geojson([*squares(), feature("04", "A point", [1, 1], "Point")]))

    assert (answer["features"], answer["driver"], answer["other"]) == (4, "GeoJSON", {"3": "Point"})
    assert answer["columns"]["code"] == ["01", "02", "03", "04"]


def test_what_asks_for_more_than_it_may_is_told(geojson, monkeypatch):
    monkeypatch.setattr(bounded, "_SECONDS", 0.0)

    with pytest.raises(DataError, match="is damaged, or made to do harm; save the map as a GeoPackage or as GeoJSON"):
        asked(geojson(squares()))


def test_a_deep_or_endless_file_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "deep.geojson"
    path.write_text('{"type": "FeatureCollection", "features": ' + "[" * 100_000)
    with pytest.raises(DataError, match="is no whole map"):
        asked(path)


def test_a_coordinate_that_is_no_number_is_told_by_its_feature(geojson):
    path = geojson(squares())
    path.write_text(path.read_text().replace("[1.0, 0]", "[NaN, 0]"))

    assert asked(path)["endless"] == [0]
