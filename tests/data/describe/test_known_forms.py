"""Forms in which agencies publish, as small files of the same shape, and the real ones where they are."""

import json

import numpy as np
import pytest

from renderer.data.describe.answers import Answers
from renderer.data.describe.finding import find_description
from renderer.data.describe.known_forms import known_descriptions
from renderer.data.state import State
from tests.data.conftest import real


def test_every_description_that_travels_with_chorus_is_whole():
    for name, one in known_descriptions().items():
        assert one.title, name
        assert one.having("area"), name
        assert one.having("value", "count"), name
        assert one.source, name


def test_places_wide_of_any_release_year(table, imports):
    source = table(
        ["StateAbbr", "CountyName", "CountyFIPS", "TotalPopulation", "DENTAL_CrudePrev", "DENTAL_Crude95CI",
         "NEWONE_CrudePrev", "NEWONE_Crude95CI", "Geolocation"],
        ["AZ", "Maricopa", "4013", "4,585,871", "60.1", "( 58.5,  62.0)", "5", "(4.0, 6.0)", "POINT (-112.4 33.3)"],
        ["GA", "Ware", "13299", "36,033", "", "", "7.5", "(6.9, 8.1)", "POINT (-82.4 31.0)"],
    )  # fmt: skip
    done, _ = imports(source.path, time={"2022": ""})
    one = done.table

    assert [area.code for area in one.areas] == ["04013", "13299"]
    assert (one.areas[0].lon, one.areas[0].lat) == (-112.4, 33.3)
    assert [column.name for column in one.columns] == ["dental_crude", "newone_crude"]
    assert one.columns[0].label.startswith("Adults who visited a dentist")
    np.testing.assert_array_equal(one.value[0], [[60.1, 5], [np.nan, 7.5]])
    np.testing.assert_array_equal(one.low[0], [[58.5, 4], [np.nan, 6.9]])
    assert done.description.measures["dental_crude"].good == "more"


def test_a_form_without_a_time_asks_for_it(table):
    source = table(["CountyName", "CountyFIPS", "DENTAL_CrudePrev", "DENTAL_Crude95CI", "Geolocation"],
                   ["Ware", "13299", "60", "(58, 62)", "POINT (-82 31)"])  # fmt: skip
    found, where = find_description(source, Answers(yes=True))

    assert where == "CDC PLACES, wide form, by county"
    assert [one.key for one in found.questions] == ["time"]


def test_500_cities_are_fractions_of_tracts_and_never_of_their_cities_too(imports):
    done, found = imports(real("oral_ct_tracts/500all2017.json"), time={"2015": ""})
    one = done.table

    assert len(one.areas) == 220
    assert len(one.columns) == 28
    assert one.columns[one.column("dental")].unit == "ratio"
    assert np.nanmax(one.value) <= 1
    assert int(np.count_nonzero(one.state == State.VALUE)) == 6155
    assert any("left out city (8)" in note for note in found.notes)
    assert any(note.startswith("the file has figures of 8 cities, Bridgeport, ") for note in done.report)
    assert {column.good for column in one.columns} == {"more", "less"}


def test_who_gho_reads_the_number_and_never_the_text(tmp_path, imports):
    row = {"Id": 1, "IndicatorCode": "ORAL_1", "SpatialDimType": "COUNTRY", "SpatialDim": "AUT", "TimeDim": 2019,
           "Dim1Type": "SEX", "Dim1": "SEX_BTSX", "Value": "31.4 [28.0-35.1]", "NumericValue": 31.4,
           "Low": 28.0, "High": 35.1}  # fmt: skip
    rows = [row, row | {"SpatialDim": "BEL", "NumericValue": None, "Value": "No data", "Low": None, "High": None},
            row | {"Dim1": "SEX_FMLE", "NumericValue": 30.0},
            row | {"SpatialDimType": "REGION", "SpatialDim": "EUR"}]  # fmt: skip
    path = tmp_path / "gho.json"
    path.write_text(json.dumps({"@odata.context": "https://ghoapi", "value": rows}))
    done, _ = imports(path, unit={"": "percent"})
    one = done.table

    assert [area.code for area in one.areas] == ["AUT", "BEL"]
    assert [column.name for column in one.columns] == ["oral_1", "oral_1@dim1=sex_fmle"]
    assert one.value[0, 0, 0] == 31.4
    assert (one.low[0, 0, 0], one.high[0, 0, 0]) == (28, 35.1)
    assert one.state[0, 1, 0] == State.MISSING


def test_eurostat_flags_and_regions_within_countries(table, imports):
    source = table(
        ["DATAFLOW", "LAST UPDATE", "freq", "unit", "sex", "geo", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG"],
        *(["ESTAT:HLTH_CD(1.0)", "23/04/24", "A", "PC", sex, geo, "2021", value, flag]
          for geo, value, flag in (("EU27_2020", "5", ""), ("AT", "5", ""), ("AT11", "4", ""), ("AT12", "", "c"),
                                   ("AT13", "0", "u"), ("AT21", "", "z"), ("AT22", "", ""))
          for sex in ("T", "F")),
    )  # fmt: skip
    done, found = imports(source.path)
    one = done.table

    assert [area.code for area in one.areas] == ["AT11", "AT12", "AT13", "AT21", "AT22"]
    assert {column.name.partition("@")[2] for column in one.columns} == {"", "sex=f"}
    states = [State(int(state)).word for state in one.state[0, :, 0]]
    assert states == ["value", "suppressed", "zero", "missing", "missing"]
    assert any("kept those of 4 characters" in note for note in found.notes)


def test_fingertips(table, imports):
    header = ["Indicator ID", "Indicator Name", "Parent Code", "Area Code", "Area Name", "Area Type", "Sex", "Age",
              "Category Type", "Category", "Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit",
              "Count",
              "Denominator", "Value note"]  # fmt: skip
    row = ["93563", "Children with decay", "E12000001", "E06000001", "Hartlepool", "UA", "Persons", "5 yrs", "", "",
           "2021/22",
           "24.5", "20.1", "29.0", "49", "200", ""]  # fmt: skip
    england = ["93563", "Children with decay", "", "E92000001", "England", "England", *row[6:]]
    other = [
        *row[:3],
        "E06000002",
        "Middlesbrough",
        *row[5:11],
        "",
        "",
        "",
        "",
        "",
        "Value suppressed for disclosure control",
    ]
    source = table(header, england, row, other)
    done, _ = imports(source.path, unit={"": "percent"})
    one = done.table

    assert [area.name for area in one.areas] == ["Hartlepool", "Middlesbrough"]
    assert one.times == ("2021/2022",)
    assert (one.value[0, 0, 0], one.sample[0, 0, 0]) == (24.5, 200)
    assert one.state[0, 1, 0] == State.SUPPRESSED


@pytest.mark.parametrize("level", ["", "Region"])
def test_nhs_dental_geographies_are_never_added_up(table, imports, level):
    header = ["Year", "Geography", "Parent_Code_1", "Parent_Code_2", "Org_Code", "Contract_Type", "Age_Group", "Gender",
              "Dentist_Count"]  # fmt: skip
    places = (("National", "ENG"), ("Region", "Y60"), ("Region", "Y61"), ("LAT", "Q1"), ("ICB", "QA"), ("ICB", "QB"),
              ("ICB", "QC"), ("CCG", "01A"))  # fmt: skip
    source = table(header, *(["2022-23", geography, "", "", code, contract, "All", "All", count]
                             for geography, code in places
                             for contract, count in (("All", "12"), ("GDS", "9"))))  # fmt: skip
    done, found = imports(source.path, only={"Geography": (level,)} if level else {})

    kept = [area.code for area in done.table.areas]
    assert kept == (["Y60", "Y61"] if level else ["QA", "QB", "QC"])
    assert done.table.times == ("2022/2023",)
    assert [column.name for column in done.table.columns] == ["dentists", "dentists@contract=gds"]
    if not level:
        assert any("kept ICB (3 areas)" in note for note in found.notes)
