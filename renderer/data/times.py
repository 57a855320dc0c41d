"""Times of a table, ISO 8601 text: their form, the day on which they end, and how people say them."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from renderer.core.errors import DataError

__all__ = ["day_of", "days_of", "form_of", "time_words"]

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def form_of(time: str) -> str:
    """
    Return the form of ``time``: times of one form sort as text.

    >>> form_of("2014-Q2"), form_of("2014-05") == form_of("1999-12")
    ('0000-Q0', True)
    """
    return re.sub(r"\d", "0", time)


def days_of(time: str) -> tuple[float, float]:
    """
    Return the first and the last day of ``time``, counted from the year 1; raises as ``day_of`` does.

    >>> [int(last - first) + 1 for first, last in map(days_of, ("2014", "2014-Q1", "2014-02", "2014-W21"))]
    [365, 90, 28, 7]
    """
    last = day_of(time)
    first, _, _ = time.rpartition("/")
    if first:
        return days_of(first)[0], last
    end = date.fromordinal(int(last))
    if "W" in time:
        return last - 6.0, last
    month = end.month - 2 if "Q" in time else end.month if len(time) > 4 else 1
    return (last if len(time) == 10 else float(date(end.year, month, 1).toordinal())), last


@lru_cache(maxsize=4096)  # tables have few times, and ask for them with each frame
def day_of(time: str) -> float:
    """
    Return the day on which ``time`` ends, counted from the year 1; all forms of a tidy file's times.

    Raises DataError for what no calendar has, and for a period that ends before it begins.

    >>> day_of("2014-12-31") == day_of("2014") == day_of("2014-12") == day_of("2014-Q4") == day_of("2013/2014")
    True
    """
    first, _, last = time.rpartition("/")
    try:
        day = _last_day(last)
        if first and not _last_day(first) <= day:
            raise DataError(f"'{time}' ends before it begins; write the earlier one first")
        return day
    except ValueError:
        raise DataError(f"'{time}' is no date; write 2014, 2014-05, 2014-W21, 2014-Q2 or 2014-05-31") from None


def time_words(time: str) -> str:
    """
    Return ``time`` as people say it.

    >>> [time_words(one) for one in ("2014", "2014-05", "2014-Q2", "2014-W02", "2014-05-31")]
    ['2014', 'May 2014', 'Q2 2014', 'week 2 of 2014', '31 May 2014']
    >>> time_words("2013/2014"), time_words("2010/2014"), time_words("2014-01/2014-06")
    ('2013/14', '2010 to 2014', 'January 2014 to June 2014')
    """
    first, _, last = time.rpartition("/")
    if first:
        if re.fullmatch(r"\d{4}/\d{4}", time) and int(last) == int(first) + 1:
            return f"{first}/{last[2:]}"
        return f"{time_words(first)} to {time_words(last)}"
    year, _, part = time.partition("-")
    if part.startswith("W"):
        return f"week {int(part[1:])} of {year}"
    if part.startswith("Q"):
        return f"{part} {year}"
    month, _, day = part.partition("-")
    return " ".join(filter(None, (day.lstrip("0"), _MONTHS[int(month) - 1] if month else "", year)))


def _last_day(time: str) -> float:
    """Return the day on which ``time``, no period, ends; raises ValueError where there is none."""
    if len(time) == 10:
        return float(date.fromisoformat(time).toordinal())
    year, _, part = time.partition("-")
    if part.startswith("W"):
        return float(date.fromisocalendar(int(year), int(part[1:]), 7).toordinal())
    month = 3 * int(part[1:]) if part.startswith("Q") else int(part or 12)
    return float(date(int(year), month, monthrange(int(year), month)[1]).toordinal())
