"""What a file says of its coordinates, wherever beside its features it stands."""

import json

import pytest

from renderer.data.places.spoken_crs import spoken_crs

from .conftest import feature, ring


@pytest.fixture
def saying(tmp_path):
    """Return ``saying(crs, last=)``: a GeoJSON whose member ``crs`` stands before or behind its features."""

    def write(crs, *, last=False, **more):
        features = [feature(f"{n}", "", [ring(n, 0)], crs="a column") for n in range(3)]
        ends = ({"features": features}, {"crs": crs})
        content = {"type": "FeatureCollection", **ends[not last], **ends[last], **more}
        path = tmp_path / "map.geojson"
        path.write_text("\ufeff" * last + json.dumps(content, indent=2 * last or None), "utf-8")
        return path

    return write


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(("crs", "said"), [
    ({"type": "name", "properties": {"name": "Gauss  Krueger 3"}}, "Gauss Krueger 3"), ("EPSG:3857", "EPSG:3857"),
    ({"type": "link", "properties": {"href": "http://x/y", "type": "proj4"}}, "http://x/y"), (17, "17"),
    ({"type": "name", "properties": {"name": ""}}, '{"type": "name", "properties": {"name": ""}}'), (None, ""),
    ({}, "{}"), (False, "false"),
])  # fmt: skip
def test_it_is_found(saying, crs, said, last):
    assert spoken_crs(saying(crs, last=last)) == said
    assert spoken_crs(saying(crs, last=last, name="quarters")) == said


def test_a_column_of_features_is_none_nor_is_what_no_json_is(tmp_path):
    path = tmp_path / "map.geojson"
    for text in (json.dumps({"type": "FeatureCollection", "features": [feature("a", "", None, crs="x")]}),
                 '{"crs": "EPSG:1", "features": [', '{"crs": ' + "[" * 30_000, "", '"crs":'):  # fmt: skip
        path.write_text(text)
        assert spoken_crs(path) == ("EPSG:1" if "EPSG:1" in text else "")
