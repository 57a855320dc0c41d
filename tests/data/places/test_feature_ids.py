"""What a GeoJSON's features say of themselves and GDAL does not hand on."""

import json

import pytest

from renderer.core.errors import DataError
from renderer.data.places.feature_ids import own_ids, with_nul
from renderer.data.places.map_areas import read_places
from renderer.data.places.map_layer import read_layer

from .conftest import ring, squares


def with_ids(*ids):
    return [{**one, "properties": {}} | ({} if own is None else {"id": own})
            for own, one in zip(ids, squares(), strict=True)]  # fmt: skip


@pytest.mark.parametrize(("ids", "known"), [
    ((1, 2, 3), ["1", "2", "3"]),  # as GDAL would count
    ((0, 1, 2), ["0", "1", "2"]),
    ((1, 1, 2), ["1", "1", "2"]),  # of which GDAL makes 1, 2, 3
    ((5, None, 7), ["5", "", "7"]),
    ((2**60, 3, -4), [str(2**60), "3", "-4"]),
])  # fmt: skip
def test_ids_that_are_numbers_are_the_files_own(geojson, ids, known):
    assert own_ids(geojson(with_ids(*ids)), 3) == known


def test_without_ids_there_are_none(geojson):
    nested = [{**one, "properties": {"of": {"id": 7}}} for one in squares()]

    assert (own_ids(geojson(squares()), 3), own_ids(geojson(nested), 3)) == ([], [])


def test_what_is_no_json_to_python_has_none(tmp_path):
    path = tmp_path / "map.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [{"id": 1}, {"id": 2 ]}')
    assert own_ids(path, 2) == []
    path.write_text('{"type": "Feature", "id": 7, "geometry": null}')
    assert own_ids(path, 1) == ["7"]


def test_ids_that_count_from_1_are_codes(geojson):
    found = read_places(geojson(with_ids(1, 2, 3)))

    assert (found.codes, found.code_field) == (("1", "2", "3"), "id")


def test_two_features_of_one_id_are_one_area(geojson):
    assert read_places(geojson(with_ids(1, 1, 2))).codes == ("1", "2")


def test_a_text_with_nul_is_refused_by_its_feature(geojson):
    path = geojson([*squares(), {**squares()[0], "properties": {"code": "1\0002"}}])
    with pytest.raises(DataError, match=r": feature 4 has a text with the character NUL"):
        read_layer(path)

    assert with_nul(geojson(squares(note="a\\u0000"))) == ""  # a backslash and five letters
    corners = json.dumps({"type": "Topology", "arcs": [ring(0, 0)], "objects": {"a\0": {}}})
    path.write_text(corners)
    assert with_nul(path) == "one of its features"


@pytest.mark.parametrize("first", [1234567890123456789012, 10**20, 12345 * 10**18])
def test_an_id_longer_than_a_number_of_gdals_keeps_its_digits(geojson, first):
    assert read_places(geojson(with_ids(first, first + 1, first + 2))).codes == tuple(str(first + n) for n in range(3))


def test_features_are_those_of_the_file_and_of_no_member_within_it(geojson):
    path = geojson(with_ids(1, 2, 3), name="map.geojson", metadata={"features": [{"id": n} for n in (3, 2, 1)]})

    assert own_ids(path, 3) == ["1", "2", "3"]
    path = geojson(with_ids(1, 2, 3), metadata=['{"features": [4, 5, 6]'], bbox=[0, 0, 2, 2])
    assert own_ids(path, 3) == ["1", "2", "3"]
