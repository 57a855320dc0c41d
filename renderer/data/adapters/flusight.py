"""CDC FluSight hub, target data: weekly hospital admissions with influenza by US state, newest first.

A snapshot is the whole series as it was known on its date, so two of them tell how the past was revised.
The line "US" among the FIPS codes is the total of the others and is left out.
"""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renderer.core.suggest import nearest
from renderer.data.adapters.imported import Imported, count, figure, figure_state, once
from renderer.data.schema import OVERALL, Row
from renderer.data.sheet import Sheet, read_sheet
from renderer.data.state import State
from renderer.data.us_states import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COLUMNS", "NAME", "adapt"]

NAME = "CDC FluSight target data"
COLUMNS = ("date", "location", "location_name", "value", "weekly_rate")
_MEASURES = {"flu_admissions": ("value", "people"), "flu_rate": ("weekly_rate", "per 100k people")}
# FIPS code -> abbreviation, name
_PLACES = {code: (abbr, name) for abbr, (code, name) in STATES.items()} | {"72": ("PR", "Puerto Rico")}
_TOTAL = "US"
_UNKNOWN = ("", "NA", "NaN", "nan")

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
        },
        "flu_rate": {
            "label": "Admissions to hospital with influenza in the week, for each 100,000 people",
            "unit": "per 100k people",
            "minimum": 0,
            "maximum": 100,
        },
    },
}


def adapt(path: Path) -> Imported:
    """Read the snapshot at ``path``; raise DataError for a line that it cannot understand."""
    sheet = read_sheet(path, COLUMNS)
    notes: Counter[str] = Counter()
    rows = sorted(_rows(sheet, notes), key=lambda row: (row.measure, row.time, row.area))
    report = (
        f"left out {_TOTAL}, the total of the others: {count(notes['total'], 'row')}",
        f"{count(notes['missing'], 'figure')} written NA are missing",
        f"{count(notes['padded'], 'row')} with a FIPS code that had lost its leading zero",
        "rates are written with four digits; newest first is now oldest first",
    )
    return Imported(tuple(rows), report, DESCRIBED)


def _rows(sheet: Sheet, notes: Counter[str]) -> "Iterator[Row]":
    seen: dict[tuple[str, ...], int] = {}
    for row, (time, place) in enumerate(zip(sheet.cells["date"], sheet.cells["location"], strict=True)):
        code = place if place == _TOTAL else place.zfill(2)
        once(sheet, seen, (code, time), row, "location")
        if code == _TOTAL:
            notes["total"] += 1
            continue
        if code not in _PLACES:
            hint = nearest(sheet.cells["location_name"][row], [name for _, name in _PLACES.values()])
            raise sheet.error(row, "location", f"'{place}' is no FIPS code of a state{hint}; correct or remove it")
        notes["padded"] += code != place
        abbr, name = _PLACES[code]
        for measure, (column, unit) in _MEASURES.items():
            value = _figure(sheet, row, column)
            notes["missing"] += not value
            state = figure_state(value) if value else State.MISSING.word
            yield Row(code, name, abbr, "", "", time, measure, OVERALL, OVERALL, value, "", "", "", state, unit)


def _figure(sheet: Sheet, row: int, column: str) -> str:
    """Return the figure as text, a share with four digits; "" where the source says NA."""
    if sheet.cells[column][row].strip() in _UNKNOWN:
        return ""
    text = figure(sheet, row, column)
    return text if text.isdigit() else f"{float(text):.4g}"
