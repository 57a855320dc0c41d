"""A table of one's own in Chorus' form, as a spreadsheet leaves it: other spellings, numbers and marks.

The column ``state`` may be left out: a figure, a zero, NA and * say what they are.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data.adapters.imported import Imported, Traced, count, figure_state, gather, once
from renderer.data.descriptor import BOUNDS
from renderer.data.figures import FigureColumn, figure_column
from renderer.data.names import canonical
from renderer.data.numerals import NumberKind
from renderer.data.origin import Origin
from renderer.data.readers.named_columns import named_columns
from renderer.data.readers.source import Source
from renderer.data.schema import FIELDS, OPTIONAL, OVERALL, STRATUM, Row
from renderer.data.schema import NAME as MACHINE_NAME
from renderer.data.sheet import Sheet
from renderer.data.source_name import OWN_TABLE
from renderer.data.state import State
from renderer.data.tidy import read_tidy

__all__ = ["COLUMNS", "NAME", "adapt", "tidy_already"]

NAME = "Chorus' own form"
COLUMNS = ("area", "time", "measure", "value", "unit")
_FIGURES = {"value": NumberKind(), "low": NumberKind(), "high": NumberKind(), "sample": NumberKind(whole=True),
            "lon": NumberKind(most=180), "lat": NumberKind(most=90)}  # fmt: skip
_UNITS = {"%": "percent", "per cent": "percent", "percent": "percent", "ratio": "ratio"}
# Units of counts, which have no fraction: 1,234 is no 1.234 of a person.
_COUNTED = {"people", "persons", "adults", "children", "patients", "cases", "deaths", "visits", "admissions", "count"}
_KEY = ("area", "time", "measure", "stratum_kind", "stratum")
_DESCRIBED: dict[str, Any] = {"licenses": [{"name": "not-stated", "title": "not stated"}],
                              "sources": [{"title": OWN_TABLE}]}  # fmt: skip


def tidy_already(source: Source) -> bool:
    """Return whether the file can be used as it is."""
    try:
        read_tidy(source.path, None)
    except DataError:
        return False
    return True


def adapt(source: Source) -> Imported:
    """Read the table; raise DataError for a line that it cannot understand."""
    keys = {canonical(own) for own in source.header}
    names = tuple(name for name in FIELDS + OPTIONAL if name in COLUMNS or canonical(name) in keys)
    sheet = named_columns(source, names)
    notes: Counter[str] = Counter()
    measures: dict[str, dict[str, Any]] = {}
    columns = {name: figure_column(sheet, name, _kind(sheet, name)) for name in _FIGURES if name in sheet.cells}
    traced = list(_rows(sheet, columns, measures, notes))
    report = [line for name, one in columns.items() for line in (one.report() if name == "value" else one.ways())]
    known = {canonical(name) for name in FIELDS + OPTIONAL}
    if spare := [f"'{own}'{nearest(own, FIELDS)}" for own in source.header if canonical(own) not in known]:
        report.append(f"passed over columns that the form has not: {', '.join(spare)}")
    if notes["named"]:
        report.append(f"{count(notes['named'], 'name')} of measures or strata written in small letters, blanks as _")
    return gather(sheet, traced, report, {"title": source.path.stem, **_DESCRIBED, "measures": measures})


def _kind(sheet: Sheet, name: str) -> NumberKind:
    """Return what a column of figures can hold: shares group no thousands where all are in percent or ratio."""
    units = {_UNITS.get(unit.casefold(), unit) for unit in sheet.cells["unit"]}
    if name in ("value", "low", "high"):
        most = max(BOUNDS[unit][1] for unit in units) if units <= set(BOUNDS) else float("inf")
        counted = name == "value" and {unit.casefold() for unit in units} <= _COUNTED
        return NumberKind(whole=counted, most=most, percent=units == {"percent"})
    return _FIGURES[name]


def _rows(
    sheet: Sheet, columns: dict[str, FigureColumn], measures: dict[str, dict[str, Any]], notes: Counter[str]
) -> Iterator[Traced]:
    seen: dict[tuple[str, ...], int] = {}
    origin = {name: name for name in sheet.cells}
    for row in range(len(sheet)):
        cell = {name: sheet.cells[name][row] if name in sheet.cells else "" for name in FIELDS + OPTIONAL}
        label = cell["measure"]
        cell["unit"] = _UNITS.get(cell["unit"].casefold(), cell["unit"])
        for name, pattern in (("measure", MACHINE_NAME), ("stratum_kind", MACHINE_NAME), ("stratum", STRATUM)):
            cell[name] = _named(cell[name], pattern, notes)
        for name in ("stratum_kind", "stratum"):
            cell[name] = cell[name] or OVERALL
        once(sheet, seen, tuple(cell[name] for name in _KEY), row, "area")
        cell |= {name: one.text(row) for name, one in columns.items()}
        cell["state"] = _state(sheet, row, cell, columns["value"])
        low, high = BOUNDS.get(cell["unit"], (None, None))
        bounds = {} if low is None else {"minimum": low, "maximum": high}
        measures.setdefault(cell["measure"], {"label": label.replace("_", " "), "unit": cell["unit"], **bounds})
        yield Traced(Row(**cell), Origin(sheet, row, origin))


def _named(text: str, pattern: re.Pattern[str], notes: Counter[str]) -> str:
    """Return ``text`` as the machine's name, if it can be made one."""
    if not text or pattern.fullmatch(text):
        return text
    name = re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")
    if not pattern.fullmatch(name):
        return text  # told by the rules, with its line
    notes["named"] += 1
    return name


def _state(sheet: Sheet, row: int, cell: dict[str, str], value: FigureColumn) -> str:
    """Return what the row's figure is: as its column ``state`` says, or else as the cell itself does."""
    said = cell["state"].casefold()
    if not said:
        return figure_state(cell["value"]) if cell["value"] else (value.silence(row) or State.MISSING).word
    if said not in State.words():
        known = f"it is one of {', '.join(State.words())}"
        raise sheet.error(row, "state", f"no state '{said[:40]}'{nearest(said, State.words(), known)}")
    return said


