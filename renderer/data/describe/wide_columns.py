"""Columns that are each about one time, and say so in their names: 2019, visits_2019, 2019 / %, visits (Nov 2013)."""

import re
from collections.abc import Mapping

from .time_forms import iso_forms

__all__ = ["wide_columns"]

_YEAR = r"(?:19|20)\d{2}"
_TIME = rf"(?:[^\W\d_]{{3,9}}\.? )?{_YEAR}(?:[/_\u2013-]\d{{2}}(?:\d{{2}})?|[ _-]?[QqWwMm]\d{{1,2}})?"
_BETWEEN = r"[ _/:,;|(\[-]+"
_PARTED = tuple(re.compile(pattern) for pattern in (
    rf"(?P<time>{_TIME}){_BETWEEN}(?P<stem>\D.*?)[)\]]?", rf"(?P<stem>.*?\D){_BETWEEN}(?P<time>{_TIME})[)\]]?",
))  # fmt: skip


def wide_columns(names: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """
    Return of each column that is about one time what it measures, "" where its name says the time alone, and the time.

    names : index -> name. A time within a name counts where another column has the same name for another time.

    >>> wide_columns({0: "area", 1: "pop_2019_07", 2: "pop_2020_07", 3: "dentists (Nov 2013)"})
    {1: ('pop', '2019-07'), 2: ('pop', '2020-07')}
    >>> wide_columns({1: "2019 / n", 2: "2019 / %", 3: "2020 / n", 4: "2020 / %"})[4], wide_columns({1: "2013/14"})
    (('%', '2020'), {1: ('', '2013/2014')})
    """
    found = {index: ("", _iso(name)) for index, name in names.items() if iso_forms(name)}
    parted = {index: one for index, name in names.items() if index not in found and (one := _part(name))}
    times: dict[str, set[str]] = {}
    for stem, iso in parted.values():
        times.setdefault(stem, set()).add(iso)
    several = {index: one for index, one in parted.items() if len(times[one[0]]) > 1}
    if len(set(several.values())) < len(several):
        return found  # two columns of one name and time: something else tells them apart
    return found | several


def _part(name: str) -> tuple[str, str] | None:
    for pattern in _PARTED:
        if (match := pattern.fullmatch(name)) and (iso := _iso(match["time"].replace("_", "-"))):
            return match["stem"].strip(" _/:,;|([-"), iso
    return None


def _iso(text: str) -> str:
    forms = iso_forms(text)
    return forms.get("years") or next(iter(forms.values()), "")
