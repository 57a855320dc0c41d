import csv

import pytest

from renderer.core.errors import DataError
from renderer.data.adapters.places import adapt
from renderer.data.readers.opening import open_source


@pytest.fixture
def bent(places_raw, excerpt):
    def write(change=lambda row: row, keep=lambda row: row["MeasureId"] == "OBESITY"):
        return adapt(open_source(excerpt(places_raw, keep, change)))

    return write


def test_every_row_is_carried_once_crude_apart_from_adjusted(places_raw):
    imported = adapt(open_source(places_raw))
    mine = {(row.area, row.time, row.measure): (row.value, row.low, row.high) for row in imported.rows}
    with places_raw.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(imported.rows) == len(rows) + 5
    for row in rows:
        suffix = {"CrdPrv": "crude", "AgeAdjPrv": "adjusted"}[row["DataValueTypeID"]]
        key = (row["LocationID"], row["Year"], f"{row['MeasureId'].lower()}_{suffix}")
        assert mine[key] == (row["Data_Value"], row["Low_Confidence_Limit"], row["High_Confidence_Limit"])
        assert mine[row["LocationID"], row["Year"], "population"][0] == row["TotalPopulation"].replace(",", "")


def test_codes_names_and_places(bent):
    maricopa = next(row for row in bent().rows if row.area == "04013")

    assert (maricopa.area_name, maricopa.lon, maricopa.lat) == ("Maricopa, AZ", "-112.49140", "33.34909")


def test_a_leading_zero_lost_in_a_spreadsheet_comes_back(bent):
    imported = bent(lambda row: row | {"LocationID": row["LocationID"].lstrip("0")})

    assert {"04013", "06037"} <= {row.area for row in imported.rows}
    assert "FIPS codes are text; 4 rows had lost the leading zero" in imported.report


@pytest.mark.parametrize(
    ("footnote", "state"),
    [("Estimates suppressed for population less than 50", "suppressed"), ("", "missing"), ("see notes", "missing")],
)
def test_why_a_value_is_absent(bent, footnote, state):
    blank = dict.fromkeys(("Data_Value", "Low_Confidence_Limit", "High_Confidence_Limit"), "")
    imported = bent(lambda row: row | blank | {"Data_Value_Footnote": footnote})

    assert {row.state for row in imported.rows if row.measure != "population"} == {state}


def test_national_rows_and_contradictions_are_left_out_and_said(bent):
    def change(row):
        national = {"StateAbbr": "US", "LocationID": "59"} if row["StateAbbr"] == "TX" else {}
        double = {"TotalPopulation": "1"} if (row["StateAbbr"], row["DataValueTypeID"]) == ("OK", "CrdPrv") else {}
        return row | national | double

    imported = bent(change)

    assert len(imported.rows) == 4 * 2 + 3
    assert any("2 national rows" in line for line in imported.report)
    assert any("population of 1 area" in line for line in imported.report)


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("DataValueTypeID", "CrudePrv", "unknown type 'CrudePrv'; did you mean 'CrdPrv'"),
        ("LocationID", "4O13", "'4O13' is no FIPS code"),
        ("LocationID", "13", "'13' is no FIPS code"),
        ("Geolocation", "(33.3, -112.5)", r"is not written as POINT \(lon lat\)"),
        ("Geolocation", "POINT (33.3 -112.5)", "no place on Earth; are they swapped"),
        ("TotalPopulation", "4.585.87", "is no number: thousands are grouped by threes"),
        ("TotalPopulation", "45,5", "'45,5' is no whole number, and a count has no fraction"),
        ("StateAbbr", "US", "only national rows"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(bent, field, text, message):
    with pytest.raises(DataError, match=message):
        bent(lambda row: row | {field: text})


def test_shares_of_people_stand_before_adjusted_ones_and_those_whose_direction_is_known_say_it(places_raw):
    measures = adapt(open_source(places_raw)).described["measures"]
    names = [name for name in measures if name != "population"]
    first = names.index(next(name for name in names if name.endswith("_adjusted")))

    assert all(name.endswith("_crude") for name in names[:first])
    assert all(name.endswith("_adjusted") for name in names[first:])
    assert names[0].startswith(("dental", "teethlost")) or not any(name.startswith("dental") for name in names)
    good = {name: one.get("good", "") for name, one in measures.items()}
    assert {good[name] for name in names if name.startswith(("access2", "obesity", "diabetes"))} == {"less"}
    assert {good[name] for name in names if name.startswith(("checkup", "dental", "mammouse"))} <= {"more"}
    assert good["population"] == ""


def test_the_measures_of_teeth_say_whom_they_count_and_which_way_is_good(sheet):
    path = sheet("places", {}, {"MeasureId": "DENTAL", "DataValueTypeID": "AgeAdjPrv"})
    said = adapt(open_source(path)).described
    lost, seen = (said["measures"][name] for name in ("teethlost_crude", "dental_adjusted"))

    assert (lost["good"], lost["people"]) == ("less", "adults aged 65 and over")
    assert (seen["good"], seen["clause"]) == ("more", "visited a dentist in the past year")
