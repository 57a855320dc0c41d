"""Small files with the header rows and codes of real ones, to the caption of a still.

PLACES and 500 Cities: headers of the GIS friendly releases on data.cdc.gov. GHO: a row of ghoapi.azureedge.net.
Fingertips: the header that PublicHealthEngland/fingertips-api tests for. NHS: rows of AdnanMalik0/
Analysis-of-NHS-Dental-Statistics, "NHS Dental Statistics for England 2018-19 Annex3_Workforce.csv".
"""

import csv
import json

import pytest

from renderer.data.load import load_all
from renderer.data.readers.opening import open_source
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import installations, load
from renderer.scene.filled import filled

STATE, PEOPLE = ["StateAbbr", "StateDesc"], ["TotalPopulation", "TotalPop18plus"]
CRUDE, ADJUSTED = ["DENTAL_CrudePrev", "DENTAL_Crude95CI"], ["DENTAL_AdjPrev", "DENTAL_Adj95CI"]
AS_IT_IS, AT_STANDARD_AGE = ["60.1", "( 58.5,  62.0)"], ["61.2", "( 59.0,  63.4)"]
# The header and rows; a spreadsheet has taken the zero of the first code.
PLACES = {
    "county": ([*STATE, "CountyName", "CountyFIPS", *PEOPLE, *CRUDE, *ADJUSTED, "Geolocation"],
               [["AZ", "Arizona", "Maricopa", "4013"], ["GA", "Georgia", "Ware", "13299"]]),
    "place": ([*STATE, "PlaceName", "PlaceFIPS", *PEOPLE, *CRUDE, *ADJUSTED, "Geolocation"],
              [["AL", "Alabama", "Birmingham", "107000"], ["GA", "Georgia", "Atlanta", "1304000"]]),
    "tract": ([*STATE, "CountyName", "CountyFIPS", "TractFIPS", *PEOPLE, *CRUDE, "Geolocation"],
              [["AL", "Alabama", "Autauga", "01001", "1001020100"], ["GA", "Georgia", "Ware", "13299", "13299950100"],
               ["GA", "Georgia", "Ware", "13299", "13299950200"]]),
    "ZCTA": (["ZCTA5", *PEOPLE, *CRUDE, "Geolocation"], [["1001"], ["90210"]]),
    "500 Cities": (["StateAbbr", "PlaceName", "PlaceFIPS", "TractFIPS", "Place_TractID", "Population2010", *CRUDE,
                    "Geolocation"],
                   [["AL", "Birmingham", "107000", "1073000100", "0107000-01073000100"],
                    ["GA", "Atlanta", "1304000", "13121000100", "1304000-13121000100"],
                    ["GA", "Atlanta", "1304000", "13121000200", "1304000-13121000200"]]),
}  # fmt: skip
CODES = {"county": (["04013", "13299"], ["AZ", "GA"], "county"),
         "place": (["0107000", "1304000"], ["AL", "GA"], "place"),
         "tract": (["01001020100", "13299950100", "13299950200"], ["01001", "13299", "13299"], "census tract"),
         "ZCTA": (["01001", "90210"], ["", ""], "ZIP code area"),
         "500 Cities": (["0107000-01073000100", "1304000-13121000100", "1304000-13121000200"],
                        ["0107000", "1304000", "1304000"], "census tract")}  # fmt: skip


def written(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def captions(path, measure):
    """Return the caption of each installation that shows ``measure`` of the tidy file in its first role."""
    table, found = load_all(path), {}
    for name in sorted(installations()):
        scene = load(name).scene
        shown = filled(scene, {scene.roles[0].name: measure}, (scene.roles[0].name,))
        found[name] = caption_of(shown, role_table(table, shown.wanted).table)
    return found


@pytest.mark.parametrize("level", PLACES)
def test_places_wide_of_every_level(tmp_path, imports, level):
    header, areas = PLACES[level]
    rest = [*["4,585,871"] * (len(PEOPLE) - (level == "500 Cities")), *AS_IT_IS,
            *(AT_STANDARD_AGE if "DENTAL_AdjPrev" in header else []), "POINT (-112.4 33.3)"]  # fmt: skip
    done, _ = imports(written(tmp_path / "places.csv", header, [[*one, *rest] for one in areas]), time={"2022": ""})
    table = load_all(tmp_path / "out.csv")
    codes, parents, word = CODES[level]

    assert ([area.code for area in table.areas], [area.parent for area in table.areas]) == (codes, parents)
    assert table.area_word[0] == word
    assert [one.name for one in table.columns] == ["dental_crude", *["dental_adj"] * ("DENTAL_AdjPrev" in header)]
    assert (table.value[0, 0, 0], table.low[0, 0, 0], table.high[0, 0, 0]) == (60.1, 58.5, 62.0)
    assert done.description.measures["dental_crude"].good == "more"
    for name, said in captions(tmp_path / "out.csv", "dental_crude").items():
        assert "dentist" in said
        assert word in said or name == "smile"  # whose teeth are everybody


def test_who_gho_odata(tmp_path, imports):
    row = {"Id": 24299435, "IndicatorCode": "ORAL_DENTIST", "SpatialDimType": "COUNTRY", "SpatialDim": "AUT",
           "ParentLocationCode": "EUR", "ParentLocation": "Europe", "TimeDimType": "YEAR", "TimeDim": 2019,
           "Dim1Type": "SEX", "Dim1": "SEX_BTSX", "Dim2Type": None, "Dim2": None, "Dim3Type": None, "Dim3": None,
           "DataSourceDimType": None, "DataSourceDim": None, "Value": "31.4 [28.0-35.1]", "NumericValue": 31.4,
           "Low": 28.0, "High": 35.1, "Comments": None, "Date": "2022-08-10T16:16:12.68+02:00",
           "TimeDimensionValue": "2019", "TimeDimensionBegin": "2019-01-01T00:00:00+01:00",
           "TimeDimensionEnd": "2019-12-31T00:00:00+01:00"}  # fmt: skip
    rows = [row, row | {"SpatialDim": "BRA", "ParentLocation": "Americas", "NumericValue": 44.0, "Low": None,
                        "High": None},
            row | {"SpatialDimType": "REGION", "SpatialDim": "EUR", "ParentLocation": None}]  # fmt: skip
    path = tmp_path / "gho.json"
    path.write_text(json.dumps({"@odata.context": "https://ghoapi.azureedge.net/api/$metadata#ORAL", "value": rows}))
    imports(path, unit={"": "percent"}, good={"": "less"}, label={"": "Untreated caries of milk teeth"})
    table = load_all(tmp_path / "out.csv")

    assert [(area.code, area.parent) for area in table.areas] == [("AUT", "Europe"), ("BRA", "Americas")]
    assert table.value[0, :, 0].tolist() == [31.4, 44]
    for said in captions(tmp_path / "out.csv", "oral_dentist").values():
        assert "Untreated caries of milk teeth" in said


def test_fingertips_csv(tmp_path, imports):
    header = ["Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name", "Area Type",
              "Sex", "Age", "Category Type", "Category", "Time period", "Value", "Lower CI 95.0 limit",
              "Upper CI 95.0 limit", "Lower CI 99.8 limit", "Upper CI 99.8 limit", "Count", "Denominator", "Value note",
              "Recent Trend", "Compared to England value or percentiles", "Compared to Region value or percentiles",
              "Time period Sortable", "New data", "Compared to goal"]  # fmt: skip
    name = "Percentage of 5 year olds with experience of visually obvious dental decay"
    rest = ["", "Worse", "Worse", "20210000", "", ""]
    rows = [
        ["93563", name, "", "", "E92000001", "England", "England", "Persons", "5 yrs", "", "", "2021/22", "23.7",
         "23.3", "24.1", "", "", "14795", "62649", "", *rest],
        ["93563", name, "E12000001", "North East region", "E06000001", "Hartlepool", "Counties & UAs (from Apr 2023)",
         "Persons", "5 yrs", "", "", "2021/22", "24.5", "20.1", "29.0", "", "", "49", "200", "", *rest],
        ["93563", name, "E12000001", "North East region", "E06000002", "Middlesbrough",
         "Counties & UAs (from Apr 2023)", "Persons", "5 yrs", "", "", "2021/22", "", "", "", "", "", "", "",
         "Value suppressed for disclosure control", *rest],
    ]  # fmt: skip
    imports(written(tmp_path / "indicators.data.csv", header, rows), unit={"": "percent"}, good={"": "less"})
    table = load_all(tmp_path / "out.csv")

    assert [(area.code, area.parent) for area in table.areas] == [
        ("E06000001", "North East region"), ("E06000002", "North East region"),
    ]  # fmt: skip
    assert [State(int(one)).word for one in table.state[0, :, 0]] == ["value", "suppressed"]
    for said in captions(tmp_path / "out.csv", table.columns[0].name).values():
        assert "experience of visually obvious dental decay" in said


NHS = """1.National,ENG,,,GDS,35-44,F,2178
1.National,ENG,,,GDS,35-44,M,2421
2.NHS England Region,Y56,,,GDS,35-44,F,455
2.NHS England Region,Y58,,,GDS,35-44,F,260
3.NHS England Region Local Office,Y56,Q71,,GDS,35-44,F,455
3.NHS England Region Local Office,Y58,Q85,,GDS,35-44,F,162
4.CCG,Y58,Q85,11J,GDS,35-44,F,71
4.CCG,Y58,Q85,11X,GDS,35-44,F,40
4.CCG,Y58,Q85,99N,GDS,35-44,F,58
5.Health Education England region,YDF31,,,GDS,35-44,F,256"""


@pytest.mark.parametrize(("level", "areas", "parents"), [
    ("4.CCG", ["11J", "11X", "99N"], ["Q85"] * 3), ("2.NHS England Region", ["Y56", "Y58"], ["", ""]),
    ("3.NHS England Region Local Office", ["Q71", "Q85"], ["Y56", "Y58"]),
    ("5.Health Education England region", ["YDF31"], [""]),
])  # fmt: skip
def test_nhs_workforce_has_five_geographies_and_codes_in_three_columns(tmp_path, imports, level, areas, parents):
    header = "Year,Geography,Parent_Code_1,Parent_Code_2,Org_Code,Contract_Type,Age_Group,Gender,Dentist_Count"
    path = tmp_path / "nhs.csv"
    path.write_text(f"{header}\n" + "".join(f"2011-12,{line}\n" for line in NHS.splitlines()))
    done, found = imports(path, only={} if level == "4.CCG" else {"Geography": (level,)})
    table = load_all(tmp_path / "out.csv")

    assert [area.code for area in table.areas] == areas
    assert [area.parent for area in table.areas] == parents
    assert table.times == ("2011/2012",)
    assert table.columns[0].name.startswith("dentists")
    if level == "4.CCG":
        assert any("kept 4.CCG (3 areas)" in note and "2.NHS England Region (2)" in note for note in found.notes)
    assert done.table.value.sum() < 800  # never England beside its regions


def test_the_leading_zeros_of_a_workbook_are_kept(tmp_path, imports):
    from renderer.data.describe.template import workbook_bytes

    header, _ = PLACES["ZCTA"]
    path = tmp_path / "zcta.xlsx"
    path.write_bytes(workbook_bytes("PLACES", [header, [1001.0, 5.0, 4.0, 60.1, "(58.5, 62.0)", ""],
                                               [90210.0, 5.0, 4.0, 61.0, "(58.5, 62.0)", ""]]))  # fmt: skip
    assert open_source(path).header == tuple(header)
    imports(path, time={"2022": ""})

    assert [area.code for area in load_all(tmp_path / "out.csv").areas] == ["01001", "90210"]
