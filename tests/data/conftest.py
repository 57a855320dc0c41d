"""Files to read: small tidy ones written on the spot, and the real ones where they are."""

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis.configuration import set_hypothesis_home_dir

# Beside the tests its folder would be collected, which it warns about, and warnings are errors here.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "chorus-hypothesis")

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data"
HEADER = "area,area_name,abbr,lon,lat,time,measure,stratum_kind,stratum,value,low,high,sample,state,unit"
LINES = (
    "01,Alabama,AL,-86.6,32.8,2012,visit,overall,overall,58.6,57.1,60.1,8893,value,percent",
    "01,Alabama,AL,-86.6,32.8,2014,visit,overall,overall,60,58.5,61.5,,value,percent",
    "02,Alaska,AK,-147.7,64.8,2012,visit,overall,overall,,,,,suppressed,percent",
    "02,Alaska,AK,-147.7,64.8,2014,visit,overall,overall,0,0,2.5,70,zero,percent",
    "01,Alabama,AL,-86.6,32.8,2014,visit,income,under_15k,33.3,,,,value,percent",
    "02,Alaska,AK,-147.7,64.8,2014,visit,income,under_15k,,,,,held,percent",
)


# One row of each form that is read, as its publisher writes it.
FORMS = {
    "places": {
        "Year": "2023", "StateAbbr": "GA", "StateDesc": "Georgia", "LocationName": "Ware", "DataSource": "BRFSS",
        "Measure": "All teeth lost among adults aged >=65 years", "Data_Value_Unit": "%", "Data_Value": "7.5",
        "Data_Value_Footnote": "", "Low_Confidence_Limit": "6.9", "High_Confidence_Limit": "8.1",
        "TotalPopulation": "36033", "LocationID": "13299", "MeasureId": "TEETHLOST", "DataValueTypeID": "CrdPrv",
        "Short_Question_Text": "All Teeth Lost", "Geolocation": "POINT (-82.4 31.0)",
    },
    "nohss": {
        "Year": "2014", "LocationAbbr": "AL", "LocationDesc": "Alabama", "IndicatorID": "ADT1_1", "Response": "Yes",
        "Data_Value_Unit": "%", "Data_Value": "60", "Data_Value_Footnote": "", "High_Confidence_Interval": "61.5",
        "Low_Confidence_Interval": "58.5", "SampleSize": "500", "Break_Out": "", "LocationID": "1",
        "GeoLocation": "(32.8, -86.6)", "Break_Out_Category": "None",
    },
    "flusight": {"date": "2025-11-15", "location": "39", "location_name": "Ohio", "value": "46", "weekly_rate": "0.39"},
    "own": {"area": "01", "area_name": "Mitte", "time": "2023", "measure": "dental_visit", "value": "7.5", "low": "6.9",
            "high": "8.1", "sample": "1234", "unit": "percent"},
}  # fmt: skip


@pytest.fixture
def sheet(tmp_path):
    """Return ``sheet(form, *changes)``: a file of that form, with a row for each change; the rest says how it lies."""

    def save(form, *changes, delimiter=",", rename=str, above="", below="", name="sheet.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(above)
            writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
            writer.writerow(map(rename, FORMS[form]))
            writer.writerows((FORMS[form] | change).values() for change in changes)
            file.write(below)
        return path

    return save


@pytest.fixture(autouse=True)
def _state(tmp_path_factory, monkeypatch):
    """Keep the cache of each test to itself."""
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def tidy(tmp_path):
    """Return ``tidy(line=..., number=...)``: a small sound file, with one line (from 1) replaced or added."""

    def write(line=None, number=None, header=HEADER, name="figures.csv"):
        lines = [header, *LINES]
        if number is not None:
            lines[number - 1] = line
        elif line is not None:
            lines.append(line)
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def nohss_raw():
    """Return the real NOHSS file."""
    return real("oral_cdc_nohss/dental_data_RAW.csv")


@pytest.fixture(scope="session")
def places_raw():
    """Return the real PLACES file."""
    return real("places_long/PLACES_Dataset_5counties.csv")


@pytest.fixture(scope="session")
def flusight_raw():
    """Return the folder of the real FluSight snapshots."""
    return real("flusight")


@pytest.fixture(scope="session")
def sheets():
    """Return the folder of real sheets of ten publishers."""
    return real("sheets")


def real(name):
    if not (REAL / name).exists():
        pytest.skip(f"../shared/data/{name} is not on this machine")
    return REAL / name
