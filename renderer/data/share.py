"""Which figures are shares of a whole: parts in a hundred of people, and nothing else that has a unit like theirs."""

import re
from collections.abc import Iterable

from .table import Column

__all__ = ["COUNTED", "how_shares", "share_times", "shares_of", "unit_words"]

# Units of counts, which have no fraction: 1,234 is no 1.234 of a person.
COUNTED = frozenset(("people", "persons", "adults", "children", "patients", "cases", "deaths", "visits", "admissions",
                     "count", "hospitalisations", "teeth", "dentists"))  # fmt: skip
_REMEDY = ("counts become shares of the people that they are among: import the sheet again with a column of those "
           "(--count COLUMN --n COLUMN), or with a second sheet of them (--population FILE)")  # fmt: skip
_WHOLE = 100.0 + 1e-9  # percent, and what rounding adds
# Of so many people: what counts something else ("dollars per 100"), or over something else ("per 100 km"), is no part
# of a whole, nor is a year a whole ("in 2014").
_PER = re.compile(r"(.*?)(?:\b(?:per|in)\s?|/\s?)(10{0,2}(?:[ ,.]000)+|10{1,6}|10{0,2}k)(?![,.]?\d|\w)(.*)")
_COUNTED = frozenset((
    "rate", "rates", "number", "numbers", "count", "cases", "deaths", "births", "people", "persons", "children",
    "adults", "women", "men", "pupils", "students", "patients", "crude", "age", "adjusted", "standardised",
    "standardized", "mortality", "death", "birth", "incidence",
))  # fmt: skip
_OTHER = frozenset((
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes",
    "second", "seconds", "km", "km2", "mile", "miles", "m2", "m3", "ha", "mg", "g", "kg", "ml", "dl", "l", "litre",
    "litres", "liter", "liters", "dollar", "dollars", "euro", "euros", "pound", "pounds", "usd", "eur", "$", "€", "£",
))  # fmt: skip


def shares_of(unit: str) -> float:
    """
    Return by what a figure in ``unit`` is multiplied to be one in a hundred; NaN where it is no share.

    >>> shares_of("percent"), shares_of("ratio"), shares_of("per 1,000"), shares_of("dollars in 2014")
    (1.0, 100.0, 0.1, nan)
    """
    word = unit.strip().lower()
    if word in ("percent", "%", "per cent"):
        return 1.0
    if word in ("ratio", "share", "fraction"):
        return 100.0
    found = _PER.fullmatch(word)
    if found and _COUNTED.issuperset(_parts(found[1])) and _OTHER.isdisjoint(_parts(found[3])):
        return 100.0 / float(re.sub(r"[,. ]", "", found[2]).replace("k", "000"))
    return float("nan")


def _parts(words: str) -> list[str]:
    return re.findall(r"\w+|[$€£]", words)


def share_times(column: Column) -> float:
    """
    Return by what the figures of ``column`` are multiplied to be one in a hundred; NaN where they are no shares.

    Visits per 1,000 people may be more than 1,000, and a change less than none: neither is a part of a whole.
    """
    times = shares_of(column.unit)
    return times if not (column.low < 0.0 or column.high * times > _WHOLE) else float("nan")


def how_shares(columns: Iterable[Column]) -> str:
    """Return how counts become shares, after "; ", where one of ``columns`` is of counts; else ""."""
    return f"; {_REMEDY}" if any(column.unit.casefold() in COUNTED for column in columns) else ""


def unit_words(column: Column) -> str:
    """Return the unit of ``column``, and what makes it no share where its unit alone does not."""
    beyond = share_times(column) != share_times(column) and shares_of(column.unit) == shares_of(column.unit)
    return f"{column.unit} from {column.low:g} to {column.high:g}" if beyond else column.unit
