"""CDC NOHSS: oral-health indicators of US states from the BRFSS survey, 23 columns.

The file gives each share twice, as Response Yes and as Response No, with the number of people who
answered so. The number asked is therefore the sum of both; in the 2012 and 2014 figures it is never
below 50 where a value is published, which is the source's own rule.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data.adapters.imported import Imported, Traced, figure_state, gather, once, place
from renderer.data.adapters.nohss_words import BREAKS, DESCRIBED, INDICATORS, report
from renderer.data.figures import FigureColumn, figure_column
from renderer.data.marks import footnote_meaning, meaning
from renderer.data.numerals import NumberKind
from renderer.data.origin import Origin
from renderer.data.readers.named_columns import named_columns
from renderer.data.schema import OVERALL, Row
from renderer.data.sheet import Sheet
from renderer.data.state import State
from renderer.data.us_states import OUTSIDE, STATES, find_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from renderer.data.readers.source import Source

__all__ = ["COLUMNS", "NAME", "adapt"]

NAME = "CDC NOHSS oral-health indicators"
COLUMNS = (
    "Year", "LocationAbbr", "LocationDesc", "IndicatorID", "Response", "Data_Value_Unit", "Data_Value",
    "Data_Value_Footnote", "High_Confidence_Interval", "Low_Confidence_Interval", "SampleSize", "Break_Out",
    "LocationID", "GeoLocation", "Break_Out_Category",
)  # fmt: skip
_POINT = re.compile(r"\(\s*([^\s,()]+|\S+(?=,\s))\s*,\s*([^\s()]+)\s*\)")
_EATEN = re.compile(r"denominator was 30%")

_SHARE, _COUNT = NumberKind(most=100, percent=True), NumberKind(whole=True)
_ORIGIN = {"area": "LocationAbbr", "area_name": "LocationAbbr", "abbr": "LocationAbbr", "lon": "GeoLocation",
           "lat": "GeoLocation", "time": "Year", "measure": "IndicatorID", "stratum_kind": "Break_Out_Category",
           "stratum": "Break_Out", "value": "Data_Value", "low": "Low_Confidence_Interval",
           "high": "High_Confidence_Interval", "sample": "SampleSize", "unit": "Data_Value_Unit"}  # fmt: skip

# (time, abbreviation, indicator, category, break-out): what the Yes and the No row have in common
_Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class _File:
    """The sheet with its columns of figures, and the row of each cell for Response Yes and for Response No."""

    sheet: Sheet
    value: FigureColumn
    low: FigureColumn
    high: FigureColumn
    sample: FigureColumn
    yes: dict[_Key, int]
    no: dict[_Key, int]


def adapt(source: "Source") -> Imported:
    """Read the NOHSS file; raise DataError for a line that it cannot understand."""
    sheet = named_columns(source, COLUMNS)
    notes: Counter[str] = Counter()
    yes, no = _pairs(sheet, notes)
    if not yes:
        raise _nothing(sheet, notes)
    names = ("Data_Value", "Low_Confidence_Interval", "High_Confidence_Interval")
    value, low, high = (figure_column(sheet, name, _SHARE) for name in names)
    file = _File(sheet, value, low, high, figure_column(sheet, "SampleSize", _COUNT), yes, no)
    traced = sorted(_rows(file, notes), key=lambda one: _order(one.row))
    said = [*file.value.report(), *file.low.ways(), *file.high.ways(), *file.sample.ways()]
    return gather(sheet, traced, [*report(sheet, notes), *said], _described([one.row for one in traced]))


def _pairs(sheet: Sheet, notes: Counter[str]) -> tuple[dict[_Key, int], dict[_Key, int]]:
    """Return the sheet's row of each cell, for Response Yes and for Response No."""
    found: dict[str, dict[_Key, int]] = {"Yes": {}, "No": {}}
    seen: dict[tuple[str, ...], int] = {}
    names = ("Year", "LocationAbbr", "IndicatorID", "Break_Out_Category", "Break_Out")
    for row, (time, given, indicator, category, label, answer) in enumerate(_zipped(sheet, (*names, "Response"))):
        if answer not in found:
            raise sheet.error(row, "Response", f"'{answer}' is neither Yes nor No{nearest(answer, found)}")
        abbr = _abbr(sheet, row, given, notes)
        # A statistics program writes NA where the source leaves the break-out of the total blank.
        key = (time, abbr, indicator, category, "" if meaning(label) is State.MISSING else label)
        once(sheet, seen, (*key, answer), row, "Year")
        if abbr not in STATES:
            notes[f"left out {abbr} ({sheet.cells['LocationDesc'][row] or OUTSIDE[abbr][1]})"] += 1
        elif key[2] not in INDICATORS:
            notes[f"left out indicator {key[2]}"] += 1
        else:
            found[answer][key] = row
    notes["no"] = len(found["No"])
    return found["Yes"], found["No"]


def _abbr(sheet: Sheet, row: int, given: str, notes: Counter[str]) -> str:
    """Return the two letters of the state that a row is about."""
    if (abbr := find_state(given)) is None:
        hint = nearest(given, [*STATES, *(name for _, name in STATES.values())],
                       "correct it, or remove the line")
        raise sheet.error(row, "LocationAbbr", f"'{given}' is no US state{hint}")
    notes["state"] += given != abbr
    return abbr


def _nothing(sheet: Sheet, notes: Counter[str]) -> DataError:
    """Return why no row is left, at the first one."""
    left = ", ".join(sorted(name.removeprefix("left out ") for name in notes if name.startswith("left out")))
    if left:
        message = f"only {left} here; the 50 states and DC are known, with the indicators {', '.join(INDICATORS)}"
        return sheet.error(0, "IndicatorID" if left.startswith("indicator") else "LocationAbbr", message)
    return sheet.error(0, "Response", "every row is of the answer No; the rows of the answer Yes carry the shares")


def _zipped(sheet: Sheet, names: tuple[str, ...]) -> "Iterator[Any]":
    return zip(*(sheet.cells[name] for name in names), strict=True)


def _rows(file: _File, notes: Counter[str]) -> "Iterator[Traced]":
    sheet = file.sheet
    totals = {key[:3] for key, row in file.yes.items() if not key[4] and file.value.known(row)}
    padded: set[str] = set()
    for key, row in file.yes.items():
        time, abbr, indicator, category, label = key
        kind, stratum = _stratum(sheet, row, category, label, notes)
        code, name = STATES[abbr]
        _check_place(sheet, row, abbr, padded)
        value, low, high = (one.text(row) for one in (file.value, file.low, file.high))
        state = figure_state(value) if value else _silence(file.value, row, key[:3] in totals, notes)
        other = file.no.get(key)
        if not value and other is not None and file.value.known(other):
            notes["recoverable"] += 1
        lon, lat = _lonlat(sheet, row)
        sample = _asked(file.sample, row, other) if value else ""
        notes["sample"] += bool(sample)
        yield Traced(Row(code, name, abbr, lon, lat, time, INDICATORS[indicator], kind, stratum,
                         value, low, high, sample, state, "percent"), Origin(sheet, row, _ORIGIN))  # fmt: skip
    notes["padded"] = len(padded)


def _stratum(sheet: Sheet, row: int, category: str, label: str, notes: Counter[str]) -> tuple[str, str]:
    """Return our names for a break-out; a blank one is the total."""
    if not label:
        notes["total"] += 1
        return OVERALL, OVERALL
    if (category, label) not in BREAKS:
        hint = nearest(label, [one for _, one in BREAKS])
        raise sheet.error(row, "Break_Out", f"unknown break-out '{label}' of '{category}'{hint}")
    return category.lower(), BREAKS[category, label]


def _check_place(sheet: Sheet, row: int, abbr: str, padded: set[str]) -> None:
    """Check that the row's FIPS code is its state's; note which codes had lost their leading zero."""
    code, given = STATES[abbr][0], sheet.cells["LocationID"][row].strip()
    if given.zfill(2) != code:
        raise sheet.error(
            row, "LocationID", f"'{given}' is not the FIPS code of {abbr}, {code}; correct one of them"
        )
    if given != code:
        padded.add(code)
    if (unit := sheet.cells["Data_Value_Unit"][row]) != "%":
        raise sheet.error(
            row, "Data_Value_Unit", f"'{unit}' instead of '%'; only shares in percent are known here"
        )


def _silence(values: FigureColumn, row: int, collected: bool, notes: Counter[str]) -> str:
    """
    Return why a value is absent.

    The footnote names three reasons: fewer than 50 asked, a relative standard error above 30 %, or
    nothing collected. Where the state's total of that year is published something was collected, so
    one of the first two holds: suppressed. Without a total nobody can tell, so it is missing. A mark
    in a row without that footnote speaks for itself.
    """
    footnote, mark = values.sheet.cells["Data_Value_Footnote"][row], values.silence(row)
    eaten = bool(_EATEN.search(footnote))
    if mark is not None and not eaten and footnote_meaning(footnote) is not State.SUPPRESSED:
        notes[f"marked {mark.word}"] += 1
        return mark.word
    if footnote:
        notes["eaten" if eaten else "whole footnote"] += 1
    state = State.SUPPRESSED if collected or mark is State.SUPPRESSED else State.MISSING
    notes[state.word] += 1
    return state.word


def _lonlat(sheet: Sheet, row: int) -> tuple[str, str]:
    text = sheet.cells["GeoLocation"][row]
    if meaning(text) is State.MISSING:
        return "", ""
    if not (found := _POINT.fullmatch(text)):
        raise sheet.error(row, "GeoLocation", f"'{text[:40]}' is not written as (lat, lon)")
    return place(sheet, row, "GeoLocation", lon=found[2], lat=found[1])


def _asked(sample: FigureColumn, yes: int, no: int | None) -> str:
    """Return how many people were asked; "" where one of the two answers is not published."""
    parts = [sample.text(row) if row is not None else "" for row in (yes, no)]
    return str(sum(int(part) for part in parts)) if all(part.isdigit() for part in parts) else ""


def _order(row: Row) -> tuple[int, int, str, str]:
    strata = [(OVERALL, OVERALL), *((category.lower(), stratum) for (category, _), stratum in BREAKS.items())]
    measure = list(INDICATORS.values()).index(row.measure)
    return measure, strata.index((row.stratum_kind, row.stratum)), row.time, row.area


def _described(rows: list[Row]) -> dict[str, Any]:
    """Return the descriptor's words, only for the measures that the file has."""
    used = {row.measure for row in rows}
    return {
        **DESCRIBED,
        "measures": {name: one for name, one in DESCRIBED["measures"].items() if name in used},
    }
