"""Which columns of a map hold its areas' codes and names: those that join best, else those that are called so."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.core.suggest import nearest

from .area_codes import code_key, name_key, short_name_key

if TYPE_CHECKING:
    from renderer.data.table import Area

__all__ = ["check_column", "code_column", "joined_by", "name_column"]

Columns = Mapping[str, Sequence[str]]
_CODES = (r"geoid\d*|fips|ags|gss(code)?|[a-z]{2,8}\d\dcd|nuts_?id|lsoa|zcta\d*|iso_?a[23]|iso", r"id|code|key",
          r"(.*[a-z])?[ _-]?(id|uid|code|cd|fips|nr|no)", r".*(code|fips).*")  # fmt: skip
_NAMES = (r"name|gen|label|title", r"[a-z]{2,8}\d\dnm", r"name[ _-]?(canonical|long|en|1)|.*[ _-]name",
          r".*(name|nm\b|label|stadtteil|bezirk|gemeinde|neighbou?rhood|commune|district|ward).*")  # fmt: skip
_FIRST = 200  # cells that show what a column holds
_NEITHER = re.compile(r"objectid.*|objid|ogc_?fid|fid|gid|shape.*|globalid|affgeoid|geo_id|.*ns$|(st|start|end|z)_.*")


def code_column(columns: Columns, areas: "Collection[Area]" = ()) -> str:
    """
    Return the column with the areas' codes, "" where there is none.

    areas : those of a table; the column is then the one in which most of their codes are found. Where more of their
        names are found than codes, the codes are of other things: then it is the one of the names, if several features
        are of one name and parts of it, else the one that is called so
    """
    filled = [name for name, cells in columns.items() if any(cells)]
    scores = {one: _codes_in(columns[one], areas) for one in filled if areas}
    most = max(scores.values(), default=(0,))[0]
    named = name_column(columns, areas) if areas else ""
    if named and _names_in(columns[named], areas) > most:
        return named if len(set(columns[named])) < len(columns[named]) else _called(columns, _CODES, filled)
    return max(filled, key=lambda one: scores[one]) if most else _called(columns, _CODES, filled)


def name_column(columns: Columns, areas: "Collection[Area]" = ()) -> str:
    """Return the column with the areas' names, "" where there is none."""
    worded = [name for name, cells in columns.items() if _are_words([one for one in cells if one][:_FIRST])]
    # Names that look like codes ("N0") are known by what their column is called.
    called = _called(columns, _NAMES[:2], [name for name, cells in columns.items() if any(cells)])
    able = dict.fromkeys((*worded, called)) if called else worded
    scores = {one: (_names_in(columns[one], areas), len(set(columns[one]))) for one in able if areas}
    if scores and max(scores.values())[0] > 0:
        return max(able, key=lambda one: scores[one])
    # What several areas share is what they are part of.
    return _called(columns, _NAMES, [one for one in worded if len(set(columns[one])) > len(columns[one]) / 2]) or called


def joined_by(columns: Columns, areas: "Collection[Area]") -> int:
    """Return how many of ``areas`` the best of ``columns`` has, by code or by name."""
    return max((max(_codes_in(cells, areas)[0], _names_in(cells, areas)) for cells in columns.values()), default=0)


def _codes_in(cells: Sequence[str], areas: "Collection[Area]") -> tuple[int, int, int]:
    """Return how many of ``areas`` a column has by code or short name, how many as written, minus all it has."""
    here, written = {code_key(one) for one in cells}, set(cells)
    found = sum(code_key(one.code) in here or (bool(one.abbr) and code_key(one.abbr) in here) for one in areas)
    return found, sum(one.code in written for one in areas), -len(here)


def _names_in(cells: Sequence[str], areas: "Collection[Area]") -> int:
    words = {key for one in set(cells) for key in (name_key(one), short_name_key(one))}
    return sum(name_key(one.name) in words or short_name_key(one.name) in words for one in areas)


def check_column(columns: Columns, name: str, where: str) -> str:
    """Return the column that somebody named; raise DataError where there is none."""
    alike = [one for one in columns if one.casefold() == name.casefold()]
    if not alike:
        hint = nearest(name, columns, f"it has {', '.join(columns)}")
        raise DataError(f"{where} has no column '{name}'{hint}")
    return name if name in columns else alike[0]


def _called(columns: Columns, patterns: Sequence[str], among: Sequence[str]) -> str:
    """Return the column whose name says most that it is the one; of several the one with the most different texts."""
    able = [one for one in among if not _NEITHER.fullmatch(one.casefold())]
    for pattern in patterns:
        found = [one for one in able if re.fullmatch(pattern, one.casefold())]
        if found:
            return max(found, key=lambda one: len(set(columns[one])))
    return ""


def _are_words(cells: Sequence[str]) -> bool:
    """Return whether most of the cells hold words, none code or number."""
    return sum(map(_is_words, cells)) > len(cells) / 2


def _is_words(text: str) -> bool:
    return any(map(str.isalpha, text)) and not re.fullmatch(r"[A-Z]{0,3}\d[\w.-]*", text)
