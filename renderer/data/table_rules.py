"""What every line of a tidy file must satisfy; each broken rule names its line, column and remedy."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from renderer.core.errors import DataError
from renderer.core.suggest import nearest

from .coded_text import combined, first_rows
from .descriptor import Measure
from .names import short
from .numerals import take_apart
from .schema import NAME, STRATUM, TIME, parse_number
from .state import State
from .times import day_of, form_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .sheet import CodedSheet

    Floats = NDArray[np.float64]

__all__ = ["check_area", "check_figures", "check_names", "check_unique", "numbers", "states"]

_KEY = ("area", "time", "measure", "stratum_kind", "stratum")


def check_names(sheet: "CodedSheet") -> None:
    """Check that codes are not blank, and that names and times are written as the schema says."""
    _every(sheet, "area", lambda text: bool(text.strip()) and text == text.strip(), "is no area code")
    _every(sheet, "time", TIME.fullmatch, "is no time; write 2014, 2014-05, 2014-W21, 2014-Q2, 2014-05-31 or 2013/2014")
    _every(sheet, "time", _is_dated, "is in no calendar, or ends before it begins; correct it")
    _every(sheet, "measure", NAME.fullmatch, "is no name; use a-z, 0-9 and _, and begin with a letter")
    _every(sheet, "unit", lambda text: bool(text.strip()), "is no unit; write percent, ratio, people ...")
    for column, pattern in (("stratum_kind", NAME), ("stratum", STRATUM)):
        _every(sheet, column, pattern.fullmatch, "is no name; use a-z, 0-9 and _")
    times = sheet.cells["time"]
    other = times.each(lambda text: form_of(text) != form_of(times[0]), bool)
    _none(sheet, "time", other, f"'{{}}' beside '{times[0]}'; write all times alike")


def check_unique(sheet: "CodedSheet") -> None:
    """Check that no two lines are about the same cell."""
    first, key = combined([sheet.cells[name] for name in _KEY])
    if len(first) == len(key):
        return
    row = int((first[key] != np.arange(len(key))).argmax())
    words = " ".join(word for name in _KEY if (word := sheet.cells[name][row]))
    before = sheet.mention(int(first[key[row]]), row)
    raise sheet.error(row, "area", f"says again what {before} says ({words}); remove one")


def check_area(sheet: "CodedSheet", lon: "Floats", lat: "Floats") -> None:
    """Check that every area has one name, one place on Earth and one parent, wherever it is mentioned."""
    for column, figures, most in (("lon", lon, 180.0), ("lat", lat, 90.0)):
        _none(sheet, column, np.abs(figures) > most, f"'{{}}' lies outside -{most:g}..{most:g} degrees")
    half = np.isnan(lon) != np.isnan(lat)
    _none(sheet, "lon", half, "has '{}', but lon and lat only mean a place together; give both or neither")
    area = sheet.cells["area"]
    first = first_rows(area)[area.codes]
    for column in ("area_name", "abbr", "lon", "lat", "parent"):
        cells = sheet.cells[column]
        other = cells.codes != cells.codes[first]
        if other.any():
            found = int(other.argmax())
            before, row = sheet.in_order(int(first[found]), found)
            told = f"'{cells[row]}' for area {area[found]}, but {sheet.mention(before, row)} says '{cells[before]}'"
            raise sheet.error(row, column, f"{told}; make them agree")


def numbers(sheet: "CodedSheet", column: str) -> "Floats":
    """Return the figures of ``column``, float64 [rows]; NaN where blank. Text that is no number raises."""
    cells = sheet.cells[column]
    figures: Floats = cells.each(parse_number, float)
    wrong = np.isnan(figures) & cells.each(bool, bool)
    if wrong.any():
        other = wrong & cells.each(lambda text: take_apart(text) is not None, bool)
        _none(sheet, column, other, "'{}' is no number as this form writes it, 61.5; `chorus data import` reads it")
        _none(sheet, column, wrong, "'{}' is no number; write 61.5, or leave it blank with state missing")
    return figures


def states(sheet: "CodedSheet") -> "NDArray[np.uint8]":
    """Return the state code of each row, uint8 [rows]; an unknown word raises."""
    words = State.words()
    cells = sheet.cells["state"]
    for word in cells.texts:
        if word not in words:
            known = ", ".join(words)
            row = int(first_rows(cells)[cells.texts.index(word)])
            raise sheet.error(row, "state", f"no state '{short(word)}'{nearest(word, words, f'it is one of {known}')}")
    return cells.each(State.of, np.uint8)


def check_figures(
    sheet: "CodedSheet",
    state: "NDArray[np.uint8]",
    figures: Mapping[str, "Floats"],
    measures: Mapping[str, Measure],
) -> None:
    """
    Check figures (value, low, high, sample: float64 [rows]) against state, bounds and each other.

    measures : what each measure is; NaN bounds are open
    """
    _check_states(sheet, state, figures)
    _check_people(sheet, figures["sample"])
    _check_bounds(sheet, figures, measures)
    _check_intervals(sheet, figures["value"], figures["low"], figures["high"])


def _check_states(sheet: "CodedSheet", state: "NDArray[np.uint8]", figures: "Mapping[str, Floats]") -> None:
    """Check that figures are there, or none, or 0 as their state says, and that intervals have both ends."""
    value, low, high = (figures[name] for name in ("value", "low", "high"))
    known = (state == State.VALUE) | (state == State.ZERO)
    remedy = "although the state says there is none; clear it, or set state value"
    if sheet.origins:  # a publisher's sheet has no column of states
        remedy = "although the figure that it belongs to is not there; clear it, or give the figure"
    for name in ("value", "low", "high", "sample"):
        _none(sheet, name, ~known & ~np.isnan(figures[name]), f"has '{{}}' {remedy}")
    for column, wrong, complaint in (
        ("value", known & np.isnan(value), "is blank although the state says value; set state missing"),
        ("state", (state == State.ZERO) & (value != 0), "says '{}', but the value is not 0; set state value"),
        ("state", (state == State.VALUE) & (value == 0), "says '{}', but the value is 0; set state zero"),
        ("low", np.isnan(low) != np.isnan(high), "has '{}', but an interval needs low and high; give both"),
    ):
        _none(sheet, column, wrong, complaint)


def _check_people(sheet: "CodedSheet", sample: "Floats") -> None:
    """Check that numbers of people asked are whole."""
    whole = np.isnan(sample) | ((sample >= 0) & (sample == np.floor(sample)) & (sample < 2**53))
    _none(sheet, "sample", ~whole, "'{}' is no count of people; write a whole number or leave it blank")


def _check_intervals(sheet: "CodedSheet", value: "Floats", low: "Floats", high: "Floats") -> None:
    """Check that intervals are not turned round, and hold their value."""
    _none(sheet, "low", low > high, "'{}' is above the upper end of its interval; swap low and high")
    outside = (value < low) | (value > high)
    _none(sheet, "value", outside, "'{}' lies outside its interval low..high; correct one")


def _check_bounds(sheet: "CodedSheet", figures: "Mapping[str, Floats]", measures: Mapping[str, Measure]) -> None:
    """Check that figures lie where their measure allows."""
    least = sheet.cells["measure"].each(lambda name: measures[name].low, float)
    most = sheet.cells["measure"].each(lambda name: measures[name].high, float)
    for name in ("value", "low", "high"):
        outside = (figures[name] < least) | (figures[name] > most)
        if outside.any():
            row = int(outside.argmax())
            text, unit = short(sheet.text(row, name)), sheet.cells["unit"][row]
            raise sheet.error(
                row, name, f"'{text}' lies outside {_span(least[row], most[row])} {unit}; check figure and unit"
            )


def _every(sheet: "CodedSheet", column: str, test: Callable[[str], object], complaint: str) -> None:
    """Raise for the first cell of ``column`` that fails ``test``."""
    _none(sheet, column, sheet.cells[column].each(lambda text: not test(text), bool), f"'{{}}' {complaint}")


def _none(sheet: "CodedSheet", column: str, wrong: "NDArray[np.bool_]", complaint: str) -> None:
    """Raise for the first row where ``wrong`` holds; ``{}`` in the complaint is the cell's text."""
    if wrong.any():
        row = int(wrong.argmax())
        raise sheet.error(row, column, complaint.format(short(sheet.text(row, column))))


def _span(least: float, most: float) -> str:
    """Return the bounds in words; a NaN bound is open."""
    if np.isnan(most):
        return f"{least:g} and more"
    return f"{most:g} and less" if np.isnan(least) else f"{least:g}..{most:g}"


def _is_dated(time: str) -> bool:
    """Return whether a calendar has ``time``."""
    try:
        day_of(time)
    except DataError:
        return False
    return True
