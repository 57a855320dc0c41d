"""The areas of a file: each code and name read once, totals and other geographies left out, larger areas told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from renderer.core.errors import DataError
from renderer.core.listed import listed
from renderer.data.marks import meaning
from renderer.data.names import clean
from renderer.data.readers.about_people import names_people, refuse_contacts
from renderer.data.table import Area

from .answers import lines_of
from .description import DataField, Description
from .rows import Rows

__all__ = ["Areas", "read_areas"]


@dataclass(frozen=True, slots=True)
class Areas:
    """
    The areas of a file.

    areas : in the order of their codes; join : the SQL that gives a row its ``a.id``
    left : areas left out -> their rows; notes : one sentence each
    """

    areas: tuple[Area, ...]
    join: str
    left: dict[str, int]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """
    The rows of a file, sorted by what their areas are.

    areas : by code; mapping : (text of the code, text of the name, code) of each; left : totals -> their rows
    passed : rows without an area ("blank"), and of other geographies ("other")
    named : areas without a code of their own; torn : codes of those in several larger areas
    absent : totals that no row is about
    """

    areas: dict[str, Area] = field(default_factory=dict)
    mapping: list[tuple[str, str, str]] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)
    passed: Counter[str] = field(default_factory=Counter)
    named: set[str] = field(default_factory=set)
    torn: set[str] = field(default_factory=set)
    absent: list[str] = field(default_factory=list)


def read_areas(rows: Rows, description: Description) -> Areas:
    """Return the areas of the rows; raise DataError where no row has one."""
    codes, name = description.having("area") or description.having("area_name"), _first(description, "area_name")
    if not codes:
        raise DataError(f"{rows.source.where}: no column of areas; name it with --area COLUMN")
    area = _filled(rows, codes)
    label = rows.said(name) if name else area
    found = _query(rows, description, area, label)
    kept = _sorted(found, description, codes[0].pad)
    if not kept.areas:
        raise DataError(f"{rows.source.where}: no row is about an area; name the column with --area COLUMN")
    refuse_contacts(rows.source.where, [one.name for one in kept.areas.values()])
    order = sorted(kept.areas)
    ids = {one: index for index, one in enumerate(order)}
    table = rows.keep("area", "a varchar, n varchar, id integer", [(a, n, ids[own]) for a, n, own in kept.mapping])
    alone = label == area or len({row[0] for row in found}) == len(found)  # every code has one name
    second = "" if alone else f" and a.n = {label}"
    join = f"join {table} a on a.a = {area}{second}"
    areas = tuple(replace(kept.areas[one], parent="") if one in kept.torn else kept.areas[one] for one in order)
    return Areas(areas, join, kept.left, tuple(_notes(kept, description, (*codes, *([name] if name else [])))))


def _query(rows: Rows, description: Description, area: str, label: str) -> list[tuple[Any, ...]]:
    """Return each code and name in the file's order, with its rows, place, short name, first and last larger area."""
    places = _places(rows, description)
    parents = _parent(rows, description, area)
    picks = ", ".join([f"{area} a", f"{label} n", *places, *([f"{parents} p"] if parents else [])])
    larger = "min(p), max(p)" if parents else "'', ''"
    own = ", ".join("''" if one.startswith("''") else f"arg_min({one.rpartition(' ')[2]}, line)" for one in places)
    return rows.query(f"select a, n, count(*), {own}, {larger} from (select {picks}, line from "
                      f"{rows.table}) group by a, n order by min(line)")  # fmt: skip


def _sorted(found: Sequence[tuple[Any, ...]], description: Description, pad: int) -> _Sorted:
    """Return what each of the rows ``found`` by ``_query`` is about; codes of digits have ``pad`` of them."""
    totals = {clean(one).casefold(): one for one in description.totals if not lines_of(one)}
    met: set[str] = set()
    parent_pad = next((one.pad for one in description.having("parent")), 0)
    kept = _Sorted()
    for a, n, count, lon, lat, abbr, parent, last in found:
        own, label = _own_code(a, pad), clean(n) or clean(a)
        if not own and not (meaning(label) is None and label):
            kept.passed["blank"] += count
            continue
        if total := {own.casefold(), label.casefold()} & totals.keys():
            met |= total
            kept.left[label] = kept.left.get(label, 0) + count
            continue
        if description.digits and len(own) != description.digits:
            kept.passed["other"] += count
            continue
        if not own:
            kept.named.add(own := label)
        within, other = (_own_code(text or "", parent_pad) for text in (parent, last))
        first = kept.areas.setdefault(own, Area(own, label, _degrees(lon), _degrees(lat), clean(abbr or ""), within))
        if {within, other} != {first.parent}:
            kept.torn.add(own)
        kept.mapping.append((a, n, own))
    kept.absent.extend(one for said, one in totals.items() if said not in met)
    return kept


def _notes(kept: _Sorted, description: Description, fields: Sequence[DataField]) -> list[str]:
    """Return what is told of rows that are passed over, and of areas; ``fields`` are the columns that name them."""
    notes = [f"passed over {_counted(kept.passed['blank'], 'row')} without an area"] if kept.passed["blank"] else []
    if kept.absent:
        notes.append(f"no row is about {listed(kept.absent, 3)}, which was to be left out as a total")
    if called := [one.name for one in fields if names_people(one.name)]:
        notes.append(f"column '{called[0]}' is called as people are: figures about persons are not for a wall; count "
                     "them by area, withhold small counts, and import that")  # fmt: skip
    if kept.passed["other"]:
        notes.append(f"left out {_counted(kept.passed['other'], 'row')} of other geographies: their codes have not "
                     f"{description.digits} characters")  # fmt: skip
    if kept.named:
        some = listed(sorted(kept.named), 3)
        notes.append(f"{some} has no code, and is known by its name" if len(kept.named) == 1 else
                     f"{len(kept.named):,} areas without a code are known by their names: {some}")  # fmt: skip
    if kept.torn:
        notes.append(f"{_counted(len(kept.torn), 'area')} in several {description.parent_word[1]}, such as "
                     f"{kept.areas[min(kept.torn)].name}: none is taken")  # fmt: skip
    return notes


def _filled(rows: Rows, fields: "Sequence[DataField]") -> str:
    """Return the text of the first of ``fields`` that is filled, in SQL."""
    if len(fields) == 1:
        return rows.said(fields[0])
    return f"coalesce({', '.join(f'nullif(trim({rows.column(one)}), {chr(39) * 2})' for one in fields)}, '')"


def _parent(rows: Rows, description: Description, area: str) -> str:
    """Return the text that names the larger area of a row's area, in SQL; "" where no column does."""
    larger = (*description.having("parent"), *description.having("area")[1:])
    texts = [f"nullif(nullif(trim({rows.column(one)}), ''), {area})" for one in larger]
    return f"coalesce({', '.join(texts)}, '')" if texts else ""


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _own_code(text: str, pad: int) -> str:
    """Return an area's code; "" where the cell is blank or holds a mark."""
    own = clean(text)
    if own.isdigit():
        return own.zfill(pad)  # nearly every one; no mark is made of digits alone
    if not own or meaning(own) is not None:
        return ""
    return own


def _places(rows: Rows, description: Description) -> list[str]:
    """Return the expressions of longitude, latitude and short name."""
    point = _first(description, "place")
    found = {role: _first(description, role) for role in ("lon", "lat", "abbr")}
    picks = {role: rows.said(one) if one else "''" for role, one in found.items()}
    if point:  # POINT (lon lat); the pattern may turn it round
        text, number = rows.said(point), r"(-?\d+\.?\d*)"
        for group, role in ((1, "lon"), (2, "lat")):
            picks[role] = f"regexp_extract({text}, '{number}[ ,]+{number}', {group})"
    return [f"{expression} {role}" for role, expression in picks.items()]


def _degrees(text: str | None) -> float:
    try:
        return float(text or "nan")
    except ValueError:
        return float("nan")


def _first(description: Description, role: str) -> DataField | None:
    return next(iter(description.having(role)), None)
