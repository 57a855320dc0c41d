"""CDC PLACES, long form: model-based estimates for US counties, places, tracts or ZIP code areas."""

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renderer.core.suggest import nearest
from renderer.data.adapters.imported import Imported, count, figure, figure_state, once, place
from renderer.data.schema import OVERALL, Row
from renderer.data.sheet import Sheet, read_sheet
from renderer.data.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COLUMNS", "NAME", "adapt"]

NAME = "CDC PLACES, long form"
COLUMNS = (
    "Year", "StateAbbr", "LocationName", "Measure", "Data_Value_Unit", "Data_Value", "Data_Value_Footnote",
    "Low_Confidence_Limit", "High_Confidence_Limit", "TotalPopulation", "LocationID", "MeasureId",
    "DataValueTypeID", "Short_Question_Text", "Geolocation",
)  # fmt: skip
_POINT = re.compile(r"POINT\s*\(\s*([-\d.]+)\s+([-\d.]+)\s*\)")
# One file mixes shares of the people as they are with shares adjusted to a standard age: two columns.
_TYPES = {
    "CrdPrv": ("crude", "share of people"),
    "AgeAdjPrv": ("adjusted", "adjusted to the 2000 standard age"),
}
_WIDTHS = (5, 7, 11)  # digits of a county or ZCTA, a place, a census tract


def adapt(path: Path) -> Imported:
    """Read the PLACES file at ``path``; raise DataError for a line that it cannot understand."""
    sheet = read_sheet(path, COLUMNS)
    notes: Counter[str] = Counter()
    measures: dict[str, dict[str, Any]] = {}
    rows = [*_rows(sheet, notes, measures), *_population(sheet, notes, measures)]
    if not rows:
        raise sheet.error(0, "StateAbbr", "only national rows, no area; export counties, places or tracts")
    rows.sort(key=lambda row: (sorted(measures).index(row.measure), row.time, row.area))
    return Imported(tuple(rows), _report(notes), {**_DESCRIBED, "measures": dict(sorted(measures.items()))})


def _rows(sheet: Sheet, notes: Counter[str], measures: dict[str, dict[str, Any]]) -> "Iterator[Row]":
    seen: dict[tuple[str, ...], int] = {}
    for row in range(len(sheet)):
        cell = {name: sheet.cells[name][row].strip() for name in COLUMNS}
        if cell["StateAbbr"] in ("US", ""):
            notes["national"] += 1
            continue
        measure = _measure(sheet, row, cell, measures)
        code = _code(sheet, row, cell["LocationID"], notes)
        once(sheet, seen, (cell["Year"], code, measure), row, "MeasureId")
        value, low, high = (figure(sheet, row, one) for one in ("Data_Value", *_LIMITS))
        lon, lat = _lonlat(sheet, row)
        state = figure_state(value) if value else _silence(cell["Data_Value_Footnote"], notes)
        notes[cell["DataValueTypeID"]] += 1
        name = f"{cell['LocationName']}, {cell['StateAbbr']}"
        yield Row(code, name, "", lon, lat, cell["Year"], measure, OVERALL, OVERALL,
                  value, low, high, "", state, "percent")  # fmt: skip


_LIMITS = ("Low_Confidence_Limit", "High_Confidence_Limit")


def _measure(sheet: Sheet, row: int, cell: dict[str, str], measures: dict[str, dict[str, Any]]) -> str:
    kind = cell["DataValueTypeID"]
    if kind not in _TYPES:
        raise sheet.error(row, "DataValueTypeID", f"unknown type '{kind}'{nearest(kind, _TYPES)}")
    if cell["Data_Value_Unit"] != "%":
        raise sheet.error(row, "Data_Value_Unit", f"'{cell['Data_Value_Unit']}' instead of '%'")
    short, words = _TYPES[kind]
    name = re.sub(r"[^a-z0-9]+", "_", f"{cell['MeasureId']}_{short}".lower())
    label = f"{cell['Measure']} ({words})"
    measures.setdefault(name, {"label": label, "unit": "percent", "minimum": 0, "maximum": 100})
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


def _silence(footnote: str, notes: Counter[str]) -> str:
    """Return why a value is absent: PLACES says 'Estimates suppressed for population less than 50'."""
    state = State.SUPPRESSED if "suppress" in footnote.lower() else State.MISSING
    notes[state.word] += 1
    return state.word


def _lonlat(sheet: Sheet, row: int) -> tuple[str, str]:
    text = sheet.cells["Geolocation"][row].strip()
    if not text:
        return "", ""
    if not (found := _POINT.fullmatch(text)):
        raise sheet.error(row, "Geolocation", f"'{text[:40]}' is not written as POINT (lon lat)")
    return place(sheet, row, "Geolocation", lon=found[1], lat=found[2])


def _population(sheet: Sheet, notes: Counter[str], measures: dict[str, dict[str, Any]]) -> "Iterator[Row]":
    """Yield each area's population once for each year; left out where the file contradicts itself."""
    said: dict[tuple[str, str], set[str]] = {}
    first: dict[tuple[str, str], int] = {}
    for row in range(len(sheet)):
        if (
            sheet.cells["StateAbbr"][row].strip() in ("US", "")
            or not sheet.cells["TotalPopulation"][row].strip()
        ):
            continue
        key = (
            sheet.cells["Year"][row].strip(),
            _code(sheet, row, sheet.cells["LocationID"][row].strip(), Counter()),
        )
        said.setdefault(key, set()).add(figure(sheet, row, "TotalPopulation"))
        first.setdefault(key, row)
        notes["commas"] += "," in sheet.cells["TotalPopulation"][row]
    if said:
        measures["population"] = {"label": "Population", "unit": "people", "minimum": 0}
    for (time, code), texts in said.items():
        if len(texts) > 1:
            notes["contradicted"] += 1
            continue
        row, text = first[time, code], next(iter(texts))
        name = f"{sheet.cells['LocationName'][row].strip()}, {sheet.cells['StateAbbr'][row].strip()}"
        yield Row(code, name, "", *_lonlat(sheet, row), time, "population", OVERALL, OVERALL,
                  text, "", "", "", figure_state(text), "people")  # fmt: skip


def _report(notes: Counter[str]) -> tuple[str, ...]:
    silent = notes["suppressed"] + notes["missing"]
    crude, adjusted = count(notes["CrdPrv"], "crude row"), count(notes["AgeAdjPrv"], "age-adjusted row")
    lines = [
        f"{crude} and {adjusted} were mixed; they are separate measures now, ending in _crude and _adjusted",
        f'{count(notes["commas"], "population")} written like "4,585,871" are numbers; it is a measure',
        f"FIPS codes are text; {count(notes['padded'], 'row')} had lost the leading zero",
        "Geolocation was POINT (lon lat); written as lon and lat, to 5 decimals",
        f"no value in {count(silent, 'row')}: {notes['suppressed']:,} suppressed by the source's footnote, "
        f"{notes['missing']:,} missing",
        "the source estimates by a model, so no cell has a sample size",
    ]
    if notes["national"]:
        lines.append(
            f"left out {count(notes['national'], 'national row')}, which would count every area twice"
        )
    if notes["contradicted"]:
        lines.append(
            f"left out the population of {count(notes['contradicted'], 'area')} that has two in one year"
        )
    return tuple(lines)


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
