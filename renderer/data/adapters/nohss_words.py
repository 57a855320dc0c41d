"""The words of the NOHSS file, and ours for them."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from renderer.data.adapters.imported import count

if TYPE_CHECKING:
    from renderer.data.sheet import Sheet

__all__ = ["BREAKS", "DESCRIBED", "INDICATORS", "report"]

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


def _measure(label: str, good: str, people: str, clause: str, other: str) -> dict[str, Any]:
    return {"label": label, "unit": "percent", "minimum": 0, "maximum": 100,
            "good": good, "people": people, "clause": clause, "other": other}  # fmt: skip


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
        "dental_visit": _measure("Adults who visited a dentist in the past year", "more", "adults",
                                 "saw a dentist in the past year", "did not see a dentist in the past year"),
        "teeth_lost_6": _measure("Adults aged 65+ who have lost six or more teeth", "less", "adults over 65",
                                 "have lost six or more teeth", "have lost five teeth or fewer"),
        "teeth_lost_all": _measure("Adults aged 65+ who have lost all their teeth", "less", "adults over 65",
                                   "have lost all their teeth", "have kept some of their teeth"),
    },
    "area_word": ["state", "states"],
    "strata": {
        category.lower(): {
            "label": label,
            "values": {stratum: text for (kind, text), stratum in BREAKS.items() if kind == category},
        }
        for category, label in _GROUPS.items()
    },
}


def report(sheet: "Sheet", notes: Counter[str]) -> tuple[str, ...]:
    """Return what was done, a sentence each, and nothing that this file gave no cause for."""
    silent = notes["suppressed"] + notes["missing"]
    are = "is" if notes["total"] == 1 else "are"
    spelt = "District Columbia" in sheet.cells["LocationDesc"]
    left = (f"{name}: {count(number, 'row')}" for name, number in sorted(notes.items()) if name.startswith("left out"))
    lines = [
        (notes["no"],
         f"kept the answer Yes; {count(notes['no'], 'row')} of the answer No, its complement, count people"),
        (notes["sample"],
         f"sample is the number of people asked, Yes and No, known for {count(notes['sample'], 'cell')}"),
        (notes["total"], f"{count(notes['total'], 'row')} with a blank Break_Out {are} the total: stratum overall"),
        (notes["padded"],
         f"{count(notes['padded'], 'FIPS code')} had lost the leading zero (1 is 01 again); they are text"),
        (any(sheet.cells["GeoLocation"]), "GeoLocation was (lat, lon); written as lon and lat, to 5 decimals"),
        (spelt, "'District Columbia' is District of Columbia; names and codes agree with the Census Bureau's list"),
        (silent, f"{count(silent, 'cell')} have no value: {notes['suppressed']:,} are suppressed, because the state's "
                 f"total of that year is published, so it did collect; {notes['missing']:,} are missing"),
        (notes["eaten"], f"in {count(notes['eaten'], 'footnote')} HTML stripping ate '<50 or RSE>'; read as the same "
                         f"rule as the {notes['whole footnote']:,} whole ones"),
        (notes["recoverable"], f"{count(notes['recoverable'], 'suppressed cell')} could be worked out from the "
                               "published answer No; they stay suppressed"),
        (notes["state"], f"{count(notes['state'], 'row')} with a state spelt another way than by its two letters"),
    ]  # fmt: skip
    return (*left, *(line for told, line in lines if told))
