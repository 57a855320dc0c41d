"""The words of the NOHSS file, and ours for them."""

from typing import Any

__all__ = ["BREAKS", "DESCRIBED", "INDICATORS"]

INDICATORS = {"ADT1_1": "dental_visit", "ADT1_4": "teeth_lost_6", "ADT1_3": "teeth_lost_all"}

# (Break_Out_Category, Break_Out) -> stratum, in the source's own order
BREAKS = {
    ("Income", "Less than $15,000"): "under_15k",
    ("Income", "$15,000-$24,999"): "15k_to_25k",
    ("Income", "$25,000-$34,999"): "25k_to_35k",
    ("Income", "$35,000-$49,999"): "35k_to_50k",
    ("Income", "$50,000+"): "50k_and_over",
    ("Education", "Less than H.S."): "less_than_high_school",
    ("Education", "H.S. or G.E.D."): "high_school",
    ("Education", "Some post H.S."): "some_college",
    ("Education", "College graduate"): "college_graduate",
    ("Race", "White"): "white",
    ("Race", "Black"): "black",
    ("Race", "Hispanic"): "hispanic",
    ("Race", "Other"): "other",
    ("Race", "MultiRacial"): "multiracial",
    ("Gender", "Female"): "female",
    ("Gender", "Male"): "male",
    ("Age", "18-24"): "18_to_24",
    ("Age", "25-34"): "25_to_34",
    ("Age", "35-44"): "35_to_44",
    ("Age", "45-54"): "45_to_54",
    ("Age", "55-64"): "55_to_64",
    ("Age", "65+"): "65_and_over",
}

_GROUPS = {"Income": "household income", "Education": "education", "Race": "race or ethnicity",
           "Gender": "gender", "Age": "age"}  # fmt: skip


def _measure(label: str) -> dict[str, Any]:
    return {"label": label, "unit": "percent", "minimum": 0, "maximum": 100}


DESCRIBED: dict[str, Any] = {
    "title": "Oral health of US states",
    "licenses": [
        {
            "name": "other-pd",
            "title": "US federal work, public domain (17 USC 105)",
            "path": "https://www.usa.gov/government-copyright",
        }
    ],
    "sources": [
        {
            "title": "CDC, National Oral Health Surveillance System (NOHSS), from the BRFSS survey",
            "path": "https://www.cdc.gov/oralhealthdata/",
        }
    ],
    "measures": {
        "dental_visit": _measure("Adults who visited a dentist in the past year"),
        "teeth_lost_6": _measure("Adults aged 65+ who have lost six or more teeth"),
        "teeth_lost_all": _measure("Adults aged 65+ who have lost all their teeth"),
    },
    "strata": {
        category.lower(): {
            "label": label,
            "values": {stratum: text for (kind, text), stratum in BREAKS.items() if kind == category},
        }
        for category, label in _GROUPS.items()
    },
}
