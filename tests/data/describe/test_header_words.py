"""What names tell: the guesses that a look at 164 columns of publishers found to be safe."""

from math import isfinite

import pytest

from renderer.data.describe.header_words import header_role, is_total, unit_of
from renderer.data.share import shares_of

NAMES = {
    "time": ("Year", "TIME_PERIOD", "Datum", "TimeDim", "Reporting period", "Financial Year", "Jahr"),
    "area": ("FIPS_code", "GEOID", "Area Code", "LocationID", "REF_AREA", "BundeslandId_Impfort", "ONS UTLA code"),
    "area_name": ("County", "Stadtteil", "geography", "LocationName", "Neighbourhood", "UTLA name"),
    "low": ("Low_Confidence_Limit", "LowCI", "Lower CI 95.0 limit", "lower", "DENTAL_LowerCI"),
    "high": ("High_Confidence_Limit", "UpCI", "Upper CI 95.0 limit", "upper"),
    "denominator": ("Denominator", "12m denominator", "No. Children", "Population", "Children examined"),
    "flag": ("OBS_STATUS", "Data_Value_Footnote", "Caveats*", "NFHS-5-note"),
    "measure": ("Measure", "Indicator", "Series Name", "MeasureId"),
}


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in NAMES.items() for name in names])
def test_a_name_tells_its_role(role, name):
    assert header_role(name, role)


@pytest.mark.parametrize(("role", "name"), [
    ("low", "Unter 18-Jährige"), ("low", "Value"), ("high", "High school"), ("area", "Value"),
    ("time", "Times visited"),
    ("denominator", "Decay"), ("flag", "Visited a dentist"), ("area", "Dentists"),
])  # fmt: skip
def test_other_names_do_not(role, name):
    assert not header_role(name, role)


@pytest.mark.parametrize(("text", "unit"), [
    ("Mortality rate, under-5 (per 1,000)", "per 1,000"), ("per 100 000 people", "per 100,000"),
    ("Anteil in %", "percent"),
    ("DENTAL_CrudePrev", "percent"), ("PT_POP", "percent"), ("Population", ""), ("Impfquote_gesamt", "percent"),
])  # fmt: skip
def test_a_unit_is_told_by_words(text, unit):
    assert unit_of(text) == unit


@pytest.mark.parametrize("name", ["Total", "All wards", "England", "South West Total", "Insgesamt", "United States"])
def test_a_total_is_told_by_its_name(name):
    assert is_total(name)
    assert not is_total("Totnes")
    assert not is_total("Allerton")


@pytest.mark.parametrize(("text", "share"), [
    ("Spending per 1,000 people, dollars", False), ("£ per 1,000", False), ("Bed-days per 100,000", False),
    ("km of road per 10,000 people", False), ("GP hours per 1,000", False), ("Deaths within 28 days per 100,000", True),
    ("Births under 2500 grams per 1,000", True), ("Dentists per 100,000", True), ("Smoke every day, per 1,000", True),
])  # fmt: skip
def test_amounts_for_so_many_people_are_no_shares_of_them(text, share):
    assert isfinite(shares_of(unit_of(text))) == share
