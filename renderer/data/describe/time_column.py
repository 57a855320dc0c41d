"""A whole column of times: one form for all, and what only a person can say of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .time_forms import ORDERS, iso_forms

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["TimeColumn", "likely_time", "read_times"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2}(?:[/\u2013-]\d{2}(?!\d))?)(?!\d)")


@dataclass(frozen=True, slots=True)
class TimeColumn:
    """
    What the times of a column are.

    iso : text as written -> ISO text, for each that is a time in the form that all have
    wrong : texts that are no time, or one of another form
    asked : a text that may be two times, "" where none may; forms : the two ways to read it
    """

    iso: dict[str, str]
    wrong: tuple[str, ...] = ()
    asked: str = ""
    forms: tuple[str, ...] = ()


def read_times(texts: Iterable[str], form: str = "") -> TimeColumn:
    """
    Return what each of ``texts`` is, by the form that all of them can have.

    form : how to read what may be two times: dmy, mdy, month or years; "" where nobody said

    >>> read_times(["03/04/2024", "13/04/2024"]).iso["03/04/2024"]
    '2024-04-03'
    >>> read_times(["03/04/2024"]).asked, read_times(["2010-11", "2011-12"]).iso["2011-12"]
    ('03/04/2024', '2011/2012')
    """
    read = {text: iso_forms(text) for text in dict.fromkeys(texts)}
    known = {text: forms for text, forms in read.items() if forms}
    wrong = tuple(text for text, forms in read.items() if not forms)
    if not known:
        return TimeColumn({}, wrong)
    two = {text: forms for text, forms in known.items() if len(forms) > 1}
    ruled = _ruled(known, two)
    if form and two:
        ruled = [form] if form in next(iter(two.values())) else ruled
    if len(ruled) > 1:
        text = next(iter(two))
        return TimeColumn({}, wrong, text, tuple(two[text]))
    choice = ruled[0] if ruled else ""
    iso = {text: forms.get(choice) or next(iter(forms.values())) for text, forms in known.items()}
    if choice in ORDERS:  # 13/04/2024 among mdy dates is a mistake that must be seen
        other = [text for text, forms in known.items() if choice not in forms and set(forms) & set(ORDERS)]
        return TimeColumn({text: one for text, one in iso.items() if text not in other}, (*wrong, *other))
    return TimeColumn(iso, wrong)


def likely_time(source: "Source") -> str:
    """Return the one time, as ISO text, that titles, sheet or name of a file speak of; "" for none or several."""
    years = _YEAR.findall(" ".join((*source.above, source.sheet, source.path.stem)))
    found = list(dict.fromkeys(next(iter(forms.values())) for year in years if (forms := iso_forms(year))))
    return found[0] if len(found) == 1 else ""


def _ruled(known: dict[str, dict[str, str]], two: dict[str, dict[str, str]]) -> list[str]:
    """Return the ways in which what may be two times is to be read: one where the column itself says it."""
    if not two:
        return []
    ways = list(next(iter(two.values())))
    sure = {form for forms in known.values() if len(forms) == 1 for form in forms}
    if told := [way for way in ways if way in sure]:
        return told
    # 2010-11, 2011-12, 2012-13 in a row: the second half always follows the first, which no months do.
    if "years" in ways and len(two) > 1 and len(two) == len(known):
        return ["years"]
    return ways
