"""Our own form of a file of figures: tidy CSV, one line for each cell.

    area,area_name,abbr,lon,lat,time,measure,stratum_kind,stratum,value,low,high,sample,state,unit
    01,Alabama,AL,-86.63186,32.84057,2014,dental_visit,overall,overall,60,58.5,61.5,8513,value,percent

UTF-8, comma, header first. The key of a line is area, time, measure, stratum_kind, stratum. Only a
cell in state ``value`` or ``zero`` carries figures; ``missing``, ``suppressed`` and ``held`` leave
value, low, high and sample empty. A last column ``parent`` may say which larger area an area is part of.
"""

import re
from typing import NamedTuple

__all__ = ["FIELDS", "OPTIONAL", "OVERALL", "REQUIRED", "Row", "column_name", "parse_number"]

OVERALL = "overall"

# The machine's names become GLSL constants, so they are plain identifiers.
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
STRATUM = re.compile(r"[a-z0-9][a-z0-9_]{0,62}")
# ISO dates sort as text in the order of time; a period has the form of an ISO interval, first/last: 2013/2014.
_POINT = r"\d{4}(-(\d{2}(-\d{2})?|W\d{2}|Q\d))?"
TIME = re.compile(rf"{_POINT}(/{_POINT})?", re.ASCII)
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)


class Row(NamedTuple):
    """One line of a tidy file, every field as text."""

    area: str
    area_name: str
    abbr: str
    lon: str
    lat: str
    time: str
    measure: str
    stratum_kind: str
    stratum: str
    value: str
    low: str
    high: str
    sample: str
    state: str
    unit: str
    parent: str = ""


OPTIONAL = ("parent",)  # stands in a file only where some line has it
FIELDS = Row._fields[: -len(OPTIONAL)]
REQUIRED = ("area", "time", "measure", "value", "state", "unit")


def column_name(measure: str, kind: str, stratum: str) -> str:
    """
    Return the name a scene gives to a measure of a stratum.

    >>> column_name("dental_visit", "income", "under_15k")
    'dental_visit@income=under_15k'
    >>> column_name("dental_visit", OVERALL, OVERALL)
    'dental_visit'
    """
    return measure if kind in ("", OVERALL) else f"{measure}@{kind}={stratum}"


def parse_number(text: str) -> float:
    """
    Return the number written in ``text``; NaN where it is none, or is too large for a float.

    Stricter than ``float``: ``nan``, ``inf``, ``1_000``, blanks and non-Latin digits are no figures.

    >>> parse_number("61.5"), parse_number("inf"), parse_number("1e999")
    (61.5, nan, nan)
    """
    if not NUMBER.fullmatch(text):
        return float("nan")
    number = float(text)
    return number if abs(number) != float("inf") else float("nan")
