"""FHIR MeasureReports: counts of populations as rows, and nobody's record."""

import json

import pytest

from tests.support.sources import opened, refused, rows_of


def report(reporter, **more):
    def population(code, count):
        return {"code": {"coding": [{"code": code}]}, "count": count}

    return {
        "resourceType": "MeasureReport", "type": "summary", "measure": "http://example.org/Measure/dental-visit|2.0",
        "reporter": {"display": reporter}, "period": {"start": "2023-01-01", "end": "2023-12-31"},
        "improvementNotation": {"coding": [{"code": "increase"}]},
        "group": [{
            "population": [population("numerator", 60), population("denominator", 100)], "measureScore": {"value": 0.6},
            "stratifier": [{"code": [{"text": "age"}], "stratum": [
                {"value": {"text": "child"}, "population": [population("numerator", 9)]}]}],
        }], **more,
    }  # fmt: skip


HEAD = ("dental-visit", "Mitte", "", "2023-01-01", "2023-12-31", "increase", "")
ROWS = [(*HEAD, "", "", "numerator", "60", 1), (*HEAD, "", "", "denominator", "100", 2),
        (*HEAD, "", "", "measure-score", "0.6", 3), (*HEAD, "age", "child", "numerator", "9", 4)]  # fmt: skip


def test_each_count_of_a_population_is_a_row(tmp_path):
    source = opened(tmp_path / "a.json", json.dumps(report("Mitte"), indent=2))

    assert source.header[-4:] == ("stratifier", "stratum", "population", "count")
    assert rows_of(source) == ROWS


def test_a_bundle_and_a_report_a_line_are_several(tmp_path):
    two = [report("Mitte"), report("Nord")]
    bundle = {"resourceType": "Bundle", "entry": [{"resource": one} for one in two]}
    for name, text in (("a.json", json.dumps(bundle)), ("a.ndjson", "\n".join(map(json.dumps, two)))):
        rows = rows_of(opened(tmp_path / name, text))
        assert rows[:4] == ROWS
        assert [row[1] for row in rows] == ["Mitte"] * 4 + ["Nord"] * 4


@pytest.mark.parametrize("resource", [
    {"resourceType": "Patient", "id": "1"}, report("Mitte", type="individual"),
    report("Mitte", subject={"reference": "Patient/7"}),
    {"resourceType": "Bundle", "entry": [{"resource": report("Mitte")}, {"resource": {"resourceType": "Condition"}}]},
])  # fmt: skip
def test_what_is_about_a_person_is_refused(tmp_path, resource):
    assert refused(tmp_path / "a.json", json.dumps(resource)).startswith(" holds rows about people (")


@pytest.mark.parametrize(("text", "said"), [
    ('{"resourceType": "MeasureReport", "group": [', " is no whole JSON"),
    (json.dumps(report("Mitte")) + "\n{\n", ", line 2 is no whole JSON"),
    ('{"resourceType": "MeasureReport", "group": []}', " has columns but no rows"),
    ('{"resourceType": "MeasureReport", "group": 7}', " is no MeasureReport as FHIR R4 has it"),
    ('{"resourceType": "MeasureReport", "x": ' + "[" * 100_000 + "]" * 100_000 + "}", " holds records within records"),
])  # fmt: skip
def test_what_is_no_whole_report_is_refused(tmp_path, text, said):
    assert refused(tmp_path / "a.json", text).startswith(said)
