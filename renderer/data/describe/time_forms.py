"""Times as publishers write them, each read as ISO 8601 text that sorts."""

import calendar
import re
from collections.abc import Callable
from datetime import date
from functools import cache

__all__ = ["ORDERS", "iso_forms"]

ORDERS = ("dmy", "mdy")  # 03/04/2024: the 3rd of April, or the 4th of March
_MONTHS = {
    word: number
    for number, words in enumerate((
        "jan january januar janvier enero", "feb february februar fevrier février febrero",
        "mar march märz maerz mrz mars marzo", "apr april avril abril", "may mai mayo", "jun june juni juin junio",
        "jul july juli juillet julio", "aug august août aout agosto", "sep sept september septembre septiembre",
        "oct october okt oktober octobre octubre", "nov november novembre noviembre",
        "dec december dez dezember décembre decembre diciembre",
    ), 1) for word in words.split()
}  # fmt: skip
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_YEAR = r"((?:1[89]|2[01])\d{2})"
_WORD = r"([^\W\d_]{3,10})\.?"
_FIRST, _LAST = (1, 4, 7, 10), (3, 6, 9, 12)


def iso_forms(text: str) -> dict[str, str]:
    """
    Return what a time may be: the form that it has -> ISO text; nothing where it is no time.

    More than one where it can be read in two ways: 03/04/2024 as dmy or mdy, 2011-12 as month or split year.

    >>> iso_forms("2013/14"), iso_forms("Q2 2014"), iso_forms("31.05.2014")
    ({'years': '2013/2014'}, {'quarter': '2014-Q2'}, {'day': '2014-05-31'})
    >>> iso_forms("03/04/2024"), iso_forms("2011-12")
    ({'dmy': '2024-04-03', 'mdy': '2024-03-04'}, {'month': '2011-12', 'years': '2011/2012'})
    """
    text = " ".join(text.translate(_DASHES).split())
    text = re.sub(r" ?\[yr\d{4}\]$|\.0$|[ T]00:00(:00(\.0+)?)?Z?$", "", text, flags=re.IGNORECASE).strip("'\"[]*")
    for pattern, read in _FORMS:
        if found := _form(pattern).fullmatch(text):
            forms = {name: iso for name, iso in read(*found.groups()).items() if iso}
            if forms:
                return forms
    for between in (" to ", " bis ", " until ", "/", " - "):
        first, _, last = text.partition(between)
        ends = [iso_forms(one) for one in (first, last)] if last else []
        if all(len(one) == 1 for one in ends) and ends and ends[0].keys() == ends[1].keys():
            (start,), (end,) = (tuple(one.values()) for one in ends)
            if "/" not in start and start < end:
                return {"period": f"{start}/{end}"}
    return {}


@cache
def _form(pattern: str) -> re.Pattern[str]:
    """Return a form's pattern, compiled when a text is first held against it."""
    return re.compile(pattern, re.IGNORECASE | re.ASCII if "[^" not in pattern else re.IGNORECASE)


def _years(first: str, last: str) -> dict[str, str]:
    end = int(last) if len(last) == 4 else int(first) // 100 * 100 + int(last)
    if len(last) == 2 and int(last) == 0:
        end += 100
    return {"years": f"{first}/{end}"} if 0 < end - int(first) <= 12 else {}


def _split(first: str, last: str) -> dict[str, str]:
    """Read 2011-12: December 2011, or the year from 2011 to 2012."""
    consecutive = (int(first) + 1) % 100 == int(last)
    return _month(first, last) | (_years(first, last) if consecutive else {})


def _month(year: str, month: str) -> dict[str, str]:
    return {"month": f"{year}-{int(month):02d}"} if 1 <= int(month) <= 12 else {}


def _named(word: str, year: str) -> dict[str, str]:
    number = _MONTHS.get(word.casefold())
    return {"month": f"{year}-{number:02d}"} if number else {}


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _slashed(one: str, other: str, year: str) -> dict[str, str]:
    dmy, mdy = _day(year, other, one), _day(year, one, other)
    if dmy == mdy:
        return {"day": dmy}
    return {"dmy": dmy, "mdy": mdy} if dmy and mdy else {"dmy": dmy} if dmy else {"mdy": mdy}


def _week(year: str, week: str) -> dict[str, str]:
    last = date(int(year), 12, 28).isocalendar().week
    return {"week": f"{year}-W{int(week):02d}"} if 1 <= int(week) <= last else {}


def _months(first: str, last: str, year: str) -> dict[str, str]:
    """Read Apr-Jun 2013: a quarter where it is one, else a period of months."""
    start, end = _MONTHS.get(first.casefold()), _MONTHS.get(last.casefold())
    if not start or not end or end <= start:
        return {}
    if start in _FIRST and end == _LAST[_FIRST.index(start)]:
        return {"quarter": f"{year}-Q{_FIRST.index(start) + 1}"}
    return {"period": f"{year}-{start:02d}/{year}-{end:02d}"}


def _dated(day: str, word: str, year: str) -> dict[str, str]:
    number = _MONTHS.get(word.casefold())
    return {"day": _day(year, str(number), day)} if number else {}


def _half(year: str, half: str) -> dict[str, str]:
    start = 1 if half == "1" else 7
    return {"period": f"{year}-{start:02d}/{year}-{start + 5:02d}"}


def _ended(day: str, month: str, year: str) -> dict[str, str]:
    return {"day": _day(year, month, day)}


def _compact(year: str, month: str, day: str) -> dict[str, str]:
    last = calendar.monthrange(int(year), int(month))[1] if 1 <= int(month) <= 12 else 0
    return {"day": _day(year, month, day)} if 1 <= int(day) <= last else {}


_FORMS: tuple[tuple[str, Callable[..., dict[str, str]]], ...] = (
    (_YEAR, lambda year: {"year": year}),
    (rf"(?:fy|sy|ay)? ?{_YEAR} ?[/_] ?(\d{{2}}|\d{{4}})", _years),
    (rf"(?:fy|sy|ay) ?{_YEAR}-(\d{{2}}|\d{{4}})", _years),
    (rf"{_YEAR} ?- ?(\d{{4}})", _years),
    (rf"{_YEAR} (?:to|bis|and) (\d{{2}}|\d{{4}})", _years),
    (rf"{_YEAR}-(\d{{2}})", _split),
    (rf"{_YEAR}-?M(\d{{1,2}})", _month),
    (rf"(\d{{1,2}})[/.]{_YEAR}", lambda month, year: _month(year, month)),
    (rf"{_WORD}[ -]{_YEAR}", _named),
    (rf"{_YEAR}[ -]{_WORD}", lambda year, word: _named(word, year)),
    (rf"{_YEAR}[- ]?Q([1-4])", lambda year, part: {"quarter": f"{year}-Q{part}"}),
    (rf"Q([1-4])[ /-]{_YEAR}", lambda part, year: {"quarter": f"{year}-Q{part}"}),
    (rf"([1-4])\. quartal {_YEAR}", lambda part, year: {"quarter": f"{year}-Q{part}"}),
    (rf"{_YEAR}[- ]?[SH]([12])", _half),
    (rf"{_YEAR}[- ]?(?:W|KW|week) ?(\d{{1,2}})", _week),
    (rf"(?:W|KW|week) ?(\d{{1,2}})[ /,-]+{_YEAR}", lambda week, year: _week(year, week)),
    (rf"{_YEAR}[-/.](\d{{1,2}})[-/.](\d{{1,2}})", lambda *ymd: {"day": _day(*ymd)}),
    (rf"{_YEAR}(\d{{2}})(\d{{2}})", _compact),
    (rf"(\d{{1,2}})\.(\d{{1,2}})\.{_YEAR}", _ended),
    (rf"(\d{{1,2}})[/-](\d{{1,2}})[/-]{_YEAR}", _slashed),
    (rf"(\d{{1,2}})\.?[ -]{_WORD}[ -]{_YEAR}", _dated),
    (rf"{_WORD} (\d{{1,2}}),? {_YEAR}", lambda word, day, year: _dated(day, word, year)),
    (rf"{_WORD} ?(?:-|to) ?{_WORD} {_YEAR}", _months),
)  # fmt: skip
