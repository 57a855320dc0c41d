"""CDC PLACES, long form: model-based estimates for US counties, places, tracts or ZIP code areas."""

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from renderer.core.suggest import nearest
from renderer.data.adapters.imported import Imported, Traced, count, figure_state, gather, once, place
from renderer.data.cdc_measures import direction
from renderer.data.figures import FigureColumn, figure_column
from renderer.data.marks import footnote_meaning, meaning
from renderer.data.numerals import NumberKind
from renderer.data.origin import Origin
from renderer.data.readers.named_columns import named_columns
from renderer.data.schema import OVERALL, Row
from renderer.data.sheet import Sheet
from renderer.data.state import State
from renderer.data.us_states import STATES, find_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from renderer.data.readers.source import Source

__all__ = ["COLUMNS", "NAME", "adapt"]

NAME = "CDC PLACES, long form"
COLUMNS = (
    "Year", "StateAbbr", "LocationName", "Measure", "Data_Value_Unit", "Data_Value", "Data_Value_Footnote",
    "Low_Confidence_Limit", "High_Confidence_Limit", "TotalPopulation", "LocationID", "MeasureId",
    "DataValueTypeID", "Short_Question_Text", "Geolocation",
)  # fmt: skip
_POINT = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+?)\s*\)", re.IGNORECASE)
# One file mixes shares of the people as they are with shares adjusted to a standard age: two columns.
_TYPES = {
    "CrdPrv": ("crude", "share of people"),
    "AgeAdjPrv": ("adjusted", "adjusted to the 2000 standard age"),
}
# What a plate says of the measures that are about teeth.
_SAID = {
    "DENTAL": {"good": "more", "people": "adults", "clause": "visited a dentist in the past year"},
    "TEETHLOST": {"good": "less", "people": "adults aged 65 and over", "clause": "have lost all their teeth"},
}
_WIDTHS = (5, 7, 11)  # digits of a county or ZCTA, a place, a census tract
_WORDS = {7: ("place", "places"), 11: ("census tract", "census tracts")}
_ZIP, _COUNTY = ("ZIP code area", "ZIP code areas"), ("county", "counties")
_LIMITS = ("Low_Confidence_Limit", "High_Confidence_Limit")
_SHARE, _COUNT = NumberKind(most=100, percent=True), NumberKind(whole=True)
_ORIGIN = {"area": "LocationID", "area_name": "LocationName", "lon": "Geolocation", "lat": "Geolocation",
           "time": "Year", "measure": "MeasureId", "unit": "Data_Value_Unit"}  # fmt: skip
_OF_SHARE = _ORIGIN | {"value": "Data_Value", "low": _LIMITS[0], "high": _LIMITS[1]}
_OF_POPULATION = _ORIGIN | {"value": "TotalPopulation", "measure": "TotalPopulation", "unit": "TotalPopulation"}


def adapt(source: "Source") -> Imported:
    """Read the PLACES file; raise DataError for a line that it cannot understand."""
    sheet = named_columns(source, COLUMNS)
    notes: Counter[str] = Counter()
    measures: dict[str, dict[str, Any]] = {}
    shares = [figure_column(sheet, name, _SHARE) for name in ("Data_Value", *_LIMITS)]
    people = figure_column(sheet, "TotalPopulation", _COUNT)
    traced = [*_rows(sheet, shares, notes, measures), *_population(sheet, people, notes, measures)]
    if not traced:
        raise sheet.error(0, "StateAbbr", "only national rows, no area; export counties, places or tracts")
    measures = dict(sorted(measures.items(), key=lambda one: _rank(one[0])))
    order = {name: index for index, name in enumerate(measures)}
    traced.sort(key=lambda one: (order[one.row.measure], one.row.time, one.row.area))
    said = [*shares[0].report(), *(line for one in shares[1:] for line in one.ways()), *people.report()]
    report = [*_report(sheet, notes), *said]
    words = {"area_word": word} if (word := _area_word(traced)) else {}
    return gather(sheet, traced, report, {**_DESCRIBED, **words, "measures": measures})


def _rank(name: str) -> tuple[bool, bool, str]:
    """Return where a measure stands: shares of people before those adjusted to an age, and teeth first."""
    return name.endswith("_adjusted"), not name.startswith(("dental_", "teethlost_")), name


def _area_word(traced: list[Traced]) -> tuple[str, str] | None:
    """Return what the areas are called, by the length of their codes; a ZIP code area has no name but its code."""
    kinds = {(len(one.row.area), one.row.area_name.startswith(one.row.area)) for one in traced}
    found = {_WORDS.get(kind[0]) or (_ZIP if kind[1] else _COUNTY) for kind in kinds}
    return found.pop() if len(found) == 1 else None


def _rows(
    sheet: Sheet, shares: list[FigureColumn], notes: Counter[str], measures: dict[str, dict[str, Any]]
) -> "Iterator[Traced]":
    seen: dict[tuple[str, ...], int] = {}
    for row in range(len(sheet)):
        cell = {name: sheet.cells[name][row] for name in COLUMNS}
        if (area := _area(sheet, row, notes)) is None:
            notes["national"] += 1
            continue
        measure = _measure(sheet, row, cell, measures)
        once(sheet, seen, (cell["Year"], area[0], measure), row, "MeasureId")
        value, low, high = (one.text(row) for one in shares)
        lon, lat = _lonlat(sheet, row)
        state = figure_state(value) if value else _silence(shares[0], row, notes)
        notes[cell["DataValueTypeID"]] += 1
        yield Traced(Row(*area, "", lon, lat, cell["Year"], measure, OVERALL, OVERALL,
                         value, low, high, "", state, "percent"), Origin(sheet, row, _OF_SHARE))  # fmt: skip


def _area(sheet: Sheet, row: int, notes: Counter[str]) -> tuple[str, str] | None:
    """Return an area's code and name; None for the whole country."""
    given, name, code = (sheet.cells[one][row] for one in ("StateAbbr", "LocationName", "LocationID"))
    abbr = find_state(given)
    if abbr == "US" or (not given and code in ("", "59")):
        return None
    if given and abbr is None:
        hint = nearest(given, [*STATES, *(name for _, name in STATES.values())], "correct it")
        raise sheet.error(row, "StateAbbr", f"'{given}' is no US state{hint}")
    notes["state"] += given != (abbr or "")
    return _code(sheet, row, code, notes), f"{name}, {abbr}" if abbr else name


def _measure(sheet: Sheet, row: int, cell: dict[str, str], measures: dict[str, dict[str, Any]]) -> str:
    kind = cell["DataValueTypeID"]
    if kind not in _TYPES:
        raise sheet.error(row, "DataValueTypeID", f"unknown type '{kind}'{nearest(kind, _TYPES)}")
    if cell["Data_Value_Unit"] != "%":
        raise sheet.error(row, "Data_Value_Unit", f"'{cell['Data_Value_Unit']}' instead of '%'")
    short, words = _TYPES[kind]
    name = re.sub(r"[^a-z0-9]+", "_", f"{cell['MeasureId']}_{short}".lower())
    label = f"{cell['Measure']} ({words})"
    key = cell["MeasureId"].upper()
    said = _SAID.get(key) or ({"good": good} if (good := direction(key)) else {})
    measures.setdefault(name, {"label": label, "unit": "percent", "minimum": 0, "maximum": 100, **said})
    return name


def _code(sheet: Sheet, row: int, given: str, notes: Counter[str]) -> str:
    """Return a location id with its leading zero, if a spreadsheet took it."""
    if (
        not given.isascii()
        or not given.isdigit()
        or len(given) not in (*_WIDTHS, *(one - 1 for one in _WIDTHS))
    ):
        raise sheet.error(row, "LocationID", f"'{given}' is no FIPS code; it has 5, 7 or 11 digits")
    if len(given) not in _WIDTHS:
        notes["padded"] += 1
        return f"0{given}"
    return given


def _silence(values: FigureColumn, row: int, notes: Counter[str]) -> str:
    """Return why a value is absent: its footnote says so ('Estimates suppressed for ...'), or else its mark."""
    state = footnote_meaning(values.sheet.cells["Data_Value_Footnote"][row])
    if state is not None and values.silence(row) not in (None, state):
        notes["overruled"] += 1
    if state is None:
        state = values.silence(row) or State.MISSING
        notes["marked"] += state is State.SUPPRESSED
    notes[state.word] += 1
    return state.word


def _lonlat(sheet: Sheet, row: int) -> tuple[str, str]:
    text = sheet.cells["Geolocation"][row]
    if meaning(text) is State.MISSING:
        return "", ""
    if not (found := _POINT.fullmatch(text)):
        raise sheet.error(row, "Geolocation", f"'{text[:40]}' is not written as POINT (lon lat)")
    return place(sheet, row, "Geolocation", lon=found[1], lat=found[2])


def _population(
    sheet: Sheet, people: FigureColumn, notes: Counter[str], measures: dict[str, dict[str, Any]]
) -> "Iterator[Traced]":
    """Yield each area's population once for each year; left out where the file contradicts itself."""
    said: dict[tuple[str, str], set[str]] = {}
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for row in range(len(sheet)):
        if (area := _area(sheet, row, Counter())) is None:
            continue
        if not (text := people.text(row)) and people.silence(row) is not State.SUPPRESSED:
            continue
        key = (sheet.cells["Year"][row], area[0])
        said.setdefault(key, set()).add(text)
        first.setdefault(key, (row, area[1]))
        notes["commas"] += "," in sheet.cells["TotalPopulation"][row]
    if said:
        measures["population"] = {"label": "Population", "unit": "people", "minimum": 0}
    for (time, code), every in said.items():
        texts = {text for text in every if text} or {""}
        if len(texts) > 1:
            notes["contradicted"] += 1
            continue
        (row, name), text = first[time, code], next(iter(texts))
        state = figure_state(text) if text else State.SUPPRESSED.word
        yield Traced(Row(code, name, "", *_lonlat(sheet, row), time, "population", OVERALL, OVERALL,
                         text, "", "", "", state, "people"), Origin(sheet, row, _OF_POPULATION))  # fmt: skip


def _report(sheet: Sheet, notes: Counter[str]) -> tuple[str, ...]:
    """Return what was done, a sentence each, and nothing that this file gave no cause for."""
    silent = notes["suppressed"] + notes["missing"]
    crude, adjusted = count(notes["CrdPrv"], "crude row"), count(notes["AgeAdjPrv"], "age-adjusted row")
    mixed = notes["CrdPrv"] and notes["AgeAdjPrv"]
    by = "the source's footnote" + (" or mark" if notes["marked"] else "")
    padded = f"; {count(notes['padded'], 'row')} had lost the leading zero" if notes["padded"] else ""
    lines = [
        (mixed, f"{crude} and {adjusted} were mixed; they are separate measures now, ending in _crude and _adjusted"),
        (not mixed and notes["CrdPrv"], f"{crude} and no age-adjusted one; the measures end in _crude"),
        (not mixed and notes["AgeAdjPrv"], f"{adjusted} and no crude one; the measures end in _adjusted"),
        (notes["commas"],
         f'{count(notes["commas"], "population")} written like "4,585,871" are numbers; it is a measure'),
        (True, f"FIPS codes are text{padded}"),
        (any(sheet.cells["Geolocation"]), "Geolocation was POINT (lon lat); written as lon and lat, to 5 decimals"),
        (silent, f"no value in {count(silent, 'row')}: {notes['suppressed']:,} suppressed by {by}, "
                 f"{notes['missing']:,} missing"),
        (True, "the source estimates by a model, so no cell has a sample size"),
        (notes["state"], f"{count(notes['state'], 'row')} with a state spelt another way than by its two letters"),
        (notes["overruled"], f"in {count(notes['overruled'], 'row')} the footnote says another cause than the mark; "
                             "the footnote holds"),
        (notes["national"], f"left out {count(notes['national'], 'national row')}, which would count every area twice"),
        (notes["contradicted"],
         f"left out the population of {count(notes['contradicted'], 'area')} that has two in one year"),
    ]  # fmt: skip
    return tuple(line for told, line in lines if told)


_DESCRIBED: dict[str, Any] = {
    "title": "CDC PLACES local estimates",
    "licenses": [
        {
            "name": "other-pd",
            "title": "US federal work, public domain (17 USC 105)",
            "path": "https://www.usa.gov/government-copyright",
        }
    ],
    "sources": [
        {"title": "CDC, PLACES: Local Data for Better Health", "path": "https://www.cdc.gov/places/"}
    ],
}
