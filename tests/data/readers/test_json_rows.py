"""JSON as records, a record a line, a list within an object, and the properties of GeoJSON."""

import json

import pytest

from tests.support.sources import opened, refused, rows_of

RECORDS = [{"id": "04013", "value": 64.4, "n": 10}, {"id": "01", "value": None, "n": 12},
           {"id": "é", "flag": "c", "n": 3}]  # fmt: skip
ROWS = [("04013", "64.4", "10", "", 1), ("01", "", "12", "", 2), ("é", "", "3", "c", 3)]
FEATURE = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}


@pytest.mark.parametrize(("name", "text"), [
    ("a.json", json.dumps(RECORDS)), ("a.json", json.dumps(RECORDS, indent=2)), ("a.csv", json.dumps(RECORDS)),
    ("a.ndjson", "\n".join(map(json.dumps, RECORDS)) + "\n"),
    ("a.json", json.dumps({"@odata.context": "https://example.org", "value": RECORDS, "next": None})),
])  # fmt: skip
def test_records_are_rows_whose_codes_stay_text(tmp_path, name, text):
    source = opened(tmp_path / name, text)

    assert source.header == ("id", "value", "n", "flag")
    assert rows_of(source) == ROWS
    assert ("the records are those of the list 'value'" in source.notes) == ("odata" in text)
    assert any("it is named .csv, but is JSON" in note for note in source.notes) == (name == "a.csv")


def test_names_that_differ_in_case_alone_stay_two_columns(tmp_path):
    source = opened(tmp_path / "a.json", '[{"Cat": 1, "cat": 2, "a/b~c": 3}]')

    assert (source.header, rows_of(source)) == (("Cat", "cat", "a/b~c"), [("1", "2", "3", 1)])


def test_properties_of_a_map_are_rows_with_the_feature_s_id(tmp_path):
    features = [{**FEATURE, "id": "01001", "properties": {"NAME": "Autauga", "rate": 5}},
                {**FEATURE, "id": "01003", "properties": {"NAME": "Baldwin", "rate": None}},
                {**FEATURE, "id": "01005", "properties": None}]  # fmt: skip
    source = opened(tmp_path / "a.geojson", json.dumps({"type": "FeatureCollection", "features": features}))

    assert source.header == ("id", "NAME", "rate")
    assert rows_of(source) == [("01001", "Autauga", "5", 1), ("01003", "Baldwin", "", 2), ("01005", "", "", 3)]
    assert "the shapes are left out" in source.notes[0]


@pytest.mark.parametrize(("text", "said"), [
    ('[{"a": 1, "b": {"c": 2}}]', ", record 1, column b: a list or record within a record"),
    ('[{"a": 1, "b": 2}, {"a": 1, "b": [3]}]', ", record 2, column b: a list or record within a record"),
    ('[{"a": 1}, {"a"', " is no whole JSON"), ('{"a": 1}\n{"a": \n', " is no whole JSON"),
    ("[1, 2]", " is no list of records"), ("[]", " is no list of records"),
    ('[{"a":' + "[" * 100_000 + "]" * 100_000 + "}]", " is no whole JSON: records within records"),
    ("[" * 100_000, " is no whole JSON"),
    ('{"a": {"b": 1}, "files": [{"c": 1}]}', ", record 1, column a: a list or record within a record"),
    ('{"type":"Topology","objects":{}}', " is a map (TopoJSON)"),
])  # fmt: skip
def test_what_is_no_list_of_plain_records_is_refused(tmp_path, text, said):
    assert refused(tmp_path / "a.json", text).startswith(said)
