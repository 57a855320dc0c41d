"""CDC FluSight hub, target data: weekly hospital admissions with influenza by US state, newest first.

A snapshot is the whole series as it was known on its date, so two of them tell how the past was revised.
The line "US" among the FIPS codes is the total of the others and is left out.
"""

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from renderer.core.suggest import nearest
from renderer.data.adapters.imported import Imported, Traced, count, figure_state, gather, once
from renderer.data.figures import FigureColumn, figure_column
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

NAME = "CDC FluSight target data"
COLUMNS = ("date", "location", "location_name", "value", "weekly_rate")
_MEASURES = {"flu_admissions": ("value", "people"), "flu_rate": ("weekly_rate", "per 100k people")}
_KINDS = {"flu_admissions": NumberKind(whole=True), "flu_rate": NumberKind(most=100)}
_PLACES = STATES | {"PR": OUTSIDE["PR"]}
_TOTAL = "US"
_ORIGINS = {
    measure: {"area": "location", "area_name": "location", "abbr": "location", "time": "date", "value": column}
    for measure, (column, _) in _MEASURES.items()
}

DESCRIBED: dict[str, Any] = {
    "title": "Weekly hospital admissions with influenza, US states",
    "licenses": [{"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}],
    "sources": [
        {
            "title": "CDC NHSN hospital admissions, target data of cdcepi/FluSight-forecast-hub",
            "path": "https://github.com/cdcepi/FluSight-forecast-hub",
        }
    ],
    "measures": {
        "flu_admissions": {
            "label": "People admitted to hospital with influenza in the week",
            "unit": "people",
            "minimum": 0,
            "maximum": 20000,
            "good": "less",
            "people": "people",
            "clause": "were admitted to hospital with influenza in the week",
        },
        "flu_rate": {
            "label": "Admissions to hospital with influenza in the week, for each 100,000 people",
            "unit": "per 100k people",
            "minimum": 0,
            "maximum": 100,
            "good": "less",
            "people": "people",
            "clause": "were admitted to hospital with influenza in the week",
        },
    },
    "area_word": ["state", "states"],
}


def adapt(source: "Source") -> Imported:
    """Read the snapshot; raise DataError for a line that it cannot understand."""
    sheet = named_columns(source, COLUMNS)
    notes: Counter[str] = Counter()
    columns = {measure: figure_column(sheet, _MEASURES[measure][0], kind) for measure, kind in _KINDS.items()}
    traced = sorted(_rows(sheet, columns, notes), key=lambda one: (one.row.measure, one.row.time, one.row.area))
    if not traced:
        raise sheet.error(0, "location", f"only {_TOTAL} and territories, no state; export the states")
    dates = sheet.cells["date"]
    newest = dates[0] > dates[-1]
    report = [
        f"left out {_TOTAL}, the total of the others: {count(notes['total'], 'row')}",
        f"{count(notes['missing'], 'figure')} written NA are missing",
        *(f"{count(number, 'row')} with a FIPS code that had lost its leading zero"
          for number in [notes["padded"]] if number),
        "rates are written with four digits" + ("; newest first is now oldest first" if newest else ""),
        *(f"left out {name}: {count(number, 'row')}" for name, number in sorted(notes.items()) if name in _ASIDE),
        *(line for one in columns.values() for line in one.report() if not _TOLD.search(line)),
    ]
    if notes["blank"]:
        report.append(f"{count(notes['blank'], 'figure')} left blank are missing")
    if notes["spelt"]:
        report.append(f"{count(notes['spelt'], 'row')} with a state's name or letters where its FIPS code stands")
    return gather(sheet, traced, report, DESCRIBED)


_TOLD = re.compile(r"written NA: missing$")
_ASIDE = {name for abbr, (_, name) in OUTSIDE.items() if abbr not in (_TOTAL, "PR")}


def _rows(sheet: Sheet, columns: dict[str, FigureColumn], notes: Counter[str]) -> "Iterator[Traced]":
    seen: dict[tuple[str, ...], int] = {}
    for row, (time, place) in enumerate(zip(sheet.cells["date"], sheet.cells["location"], strict=True)):
        if (abbr := find_state(place)) is None:
            names = [name for _, name in _PLACES.values()]
            hint = nearest(sheet.cells["location_name"][row] if place.isdigit() else place, names,
                           "correct or remove it")
            raise sheet.error(row, "location", f"'{place}' is no FIPS code of a state{hint}")
        once(sheet, seen, (abbr, time), row, "location")
        if abbr not in _PLACES:
            notes["total" if abbr == _TOTAL else OUTSIDE[abbr][1]] += 1
            continue
        code, name = _PLACES[abbr]
        notes["padded" if place.isdigit() else "spelt"] += code != place
        for measure, (_, unit) in _MEASURES.items():
            figure = columns[measure]
            value = _four_digits(figure.text(row))
            silence = State.MISSING if value else figure.silence(row) or State.MISSING
            notes["missing"] += sheet.cells[figure.column][row] == "NA"
            notes["blank"] += not sheet.cells[figure.column][row]
            state = figure_state(value) if value else silence.word
            fields = Row(code, name, abbr, "", "", time, measure, OVERALL, OVERALL, value, "", "", "", state, unit)
            yield Traced(fields, Origin(sheet, row, _ORIGINS[measure]))


def _four_digits(text: str) -> str:
    """Return a share with four digits; counts and blanks as they are."""
    return text if text.isdigit() or not text else f"{float(text):.4g}"
