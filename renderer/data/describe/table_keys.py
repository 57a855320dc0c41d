"""Which area, time and column each row of a file is about: few different texts, each read once and joined in SQL."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.data.marks import meaning
from renderer.data.names import clean
from renderer.data.schema import OVERALL
from renderer.data.state import State
from renderer.data.table import Area
from renderer.data.times import form_of

from .description import DataField, Description
from .rows import Rows
from .time_column import read_times

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Areas", "Keys", "machine_name", "read_areas", "read_keys", "read_times_of"]

_EVERYBODY = frozenset(("total", "all", "overall", "_t", "both", "both sexes", "all ages", "persons", "everybody",
                        "gesamt", "insgesamt", "tot", "t", "sex_btsx", "btsx", "all sexes",
                        "total population", "all persons", "none", OVERALL))  # fmt: skip


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
class Keys:
    """
    The columns of a table.

    keys : (measure, kind, stratum) of each; join : the SQL that gives a row of value field ``f`` its ``k{f}.id``
    """

    keys: tuple[tuple[str, str, str], ...]
    joins: tuple[str, ...]


def machine_name(text: str, first: str = "m") -> str:
    """
    Return ``text`` as a name of a column: small letters, digits and _.

    >>> machine_name("DTaP/IPV/Hib %"), machine_name("65+"), machine_name("Zahnärzte (Nov 2013)", "x")
    ('dtap_ipv_hib', 'm_65_plus', 'zahnaerzte_nov_2013')
    """
    for one, other in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("+", " plus"), ("<", " under "),
                       (">", " over "), ("é", "e"), ("è", "e"), ("ñ", "n")):  # fmt: skip
        text = text.casefold().replace(one, other)
    name = re.sub(r"[^a-z0-9]+", "_", text).strip("_")[:60].strip("_")
    return name if name and (name[0].isalpha() or not first) else f"{first}_{name}".strip("_")


def read_areas(rows: Rows, description: Description) -> Areas:
    """Return the areas of the rows; raise DataError where no row has one."""
    codes, name = description.having("area") or description.having("area_name"), _first(description, "area_name")
    if not codes:
        raise DataError(f"{rows.source.where}: no column of areas; name it with --area COLUMN")
    code, area = codes[0], _filled(rows, codes)
    label_text = _text(rows, name) if name else area
    places = _places(rows, description)
    parents = _parent(rows, description, area)
    picks = ", ".join([f"{area} a", f"{label_text} n", *places, *([f"{parents} p"] if parents else [])])
    larger = "min(p), max(p)" if parents else "'', ''"
    own = ", ".join("''" if one.startswith("''") else f"arg_min({one.rpartition(' ')[2]}, line)" for one in places)
    found = rows.query(f"select a, n, min(line), count(*), {own}, {larger} from (select {picks}, line from "
                       f"{rows.table}) group by a, n order by min(line)")  # fmt: skip
    totals = {clean(one).casefold() for one in description.totals}
    areas: dict[str, Area] = {}
    mapping: list[tuple[str, str, str]] = []
    left: dict[str, int] = {}
    blank = named = other = 0
    torn: set[str] = set()
    pad = next((one.pad for one in description.having("parent")), 0)
    for a, n, _, count, lon, lat, abbr, parent, last in found:
        own, label = _own_code(a, code.pad), clean(n) or clean(a)
        if not own and not (meaning(label) is None and label):
            blank += count
            continue
        if {own.casefold(), label.casefold()} & totals:
            left[label] = left.get(label, 0) + count
            continue
        if description.digits and len(own) != description.digits:
            other += count
            continue
        named += not own
        own = own or label
        within, other_one = (_own_code(text or "", pad) for text in (parent, last))
        first = areas.setdefault(own, Area(own, label, _degrees(lon), _degrees(lat), clean(abbr or ""), within))
        if {within, other_one} != {first.parent}:
            torn.add(own)
        mapping.append((a, n, own))
    if not areas:
        raise DataError(f"{rows.source.where}: no row is about an area; name the column with --area COLUMN")
    order = sorted(areas)
    ids = {one: index for index, one in enumerate(order)}
    table = rows.keep("area", "a varchar, n varchar, id integer", [(a, n, ids[own]) for a, n, own in mapping])
    alone = label_text == area or len({row[0] for row in found}) == len(found)  # every code has one name
    second = "" if alone else f" and a.n = {label_text}"
    join = f"join {table} a on a.a = {area}{second}"
    notes = [f"passed over {_counted(blank, 'row')} without an area"] if blank else []
    if other:
        notes.append(f"left out {_counted(other, 'row')} of other geographies: their codes have not "
                     f"{description.digits} characters")  # fmt: skip
    if named:
        notes.append("1 area without a code is known by its name" if named == 1 else
                     f"{named:,} areas without a code are known by their names")
    if torn:
        areas |= {one: replace(areas[one], parent="") for one in torn}
        notes.append(f"{_counted(len(torn), 'area')} in several {description.parent_word[1]}, such as "
                     f"{areas[min(torn)].name}: none is taken")  # fmt: skip
    return Areas(tuple(areas[one] for one in order), join, left, tuple(notes))


def _filled(rows: Rows, fields: "Sequence[DataField]") -> str:
    """Return the text of the first of ``fields`` that is filled, in SQL."""
    if len(fields) == 1:
        return _text(rows, fields[0])
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
    picks = {role: _text(rows, one) if one else "''" for role, one in found.items()}
    if point:  # POINT (lon lat); the pattern may turn it round
        text, number = _text(rows, point), r"(-?\d+\.?\d*)"
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


def _text(rows: Rows, one: DataField) -> str:
    return f"coalesce({rows.column(one)}, '')"


def read_times_of(rows: Rows, description: Description) -> tuple[tuple[str, ...], str]:
    """
    Return the times of the rows, sorted, and the SQL that gives a row its ``t.id``; for value columns with a time
    of their own "".

    Raises DataError for a text that is no time, or that may be two.
    """
    fields = description.having("time")
    if not fields:
        own = sorted({one.time or description.time for one in description.having("value", "count")})
        if "" in own:
            raise DataError(f"{rows.source.where}: no column says when; say it with --time 2024, or --time COLUMN")
        if len({form_of(one) for one in own}) > 1:
            raise DataError(f"{rows.source.where}: columns are about {own[0]} and about {own[-1]}: times of two forms; "
                            "keep those of one kind")  # fmt: skip
        return tuple(own), ""
    text = " || ' ' || ".join(_text(rows, one) for one in fields)
    found = rows.query(f"select v, min(line) from (select {text} v, line from {rows.table}) group by v "
                       "order by min(line)")  # fmt: skip
    given = [one for one, _ in found]
    column = read_times([one for one in given if one.strip()], description.form)
    lines = dict(found)
    if column.asked:
        raise rows.error(lines[column.asked], fields[0].name, f"'{column.asked}' may be {_either(column)}; say which "
                         f"with --form {' or --form '.join(column.forms)}")  # fmt: skip
    if wrong := [one for one in column.wrong if meaning(clean(one)) is None]:
        raise rows.error(lines[wrong[0]], fields[0].name, f"'{wrong[0][:40]}' is no time as the others are; write "
                         "2014, 2014-05, 2014-W21, 2014-Q2, 2014-05-31 or 2013/14")  # fmt: skip
    times = sorted(set(column.iso.values()))
    if len({form_of(one) for one in times}) > 1:
        first = min(times, key=len)
        odd = next(one for one in given if one in column.iso and form_of(column.iso[one]) != form_of(first))
        raise rows.error(lines[odd], fields[0].name, f"'{odd}' beside {first}: times of two forms; keep the rows of "
                         "one kind with --only")  # fmt: skip
    ids = {one: index for index, one in enumerate(times)}
    table = rows.keep("time", "v varchar, id integer", [(one, ids[iso]) for one, iso in column.iso.items()])
    return tuple(times), f"join {table} t on t.v = {text}"


def _either(column: "object") -> str:
    from .time_forms import iso_forms

    forms = iso_forms(column.asked)  # type: ignore[attr-defined]
    return " or ".join(f"{iso} ({form})" for form, iso in forms.items())


def read_keys(rows: Rows, description: Description) -> Keys:
    """Return the columns that the table will have: each measure of each stratum, in the order of the file."""
    named, strata = description.having("measure"), description.having("stratum")
    by_text = {one.written or name: name for name, one in description.measures.items()}
    texts = [_text(rows, one) for one in (*named, *strata)]
    found: list[tuple[str, ...]] = [()]
    if texts:
        picks = ", ".join(f"{text} v{n}" for n, text in enumerate(texts))
        every = ", ".join(f"v{n}" for n in range(len(texts)))
        found = [one[:-1] for one in rows.query(f"select {every}, min(line) first_line from (select {picks}, line from "
                                                f"{rows.table}) group by {every} order by first_line")]  # fmt: skip
    keys: dict[tuple[str, str, str], int] = {}
    joins = []
    for number, one in enumerate(description.having("value", "count")):
        content = []
        for texts_found in found:
            said = " / ".join(filter(None, map(clean, texts_found[: len(named)])))
            measure = by_text.get(said) or one.measure or (machine_name(said) if said else "")
            if one.measure and said and len(description.having("value", "count")) > 1:
                measure = by_text.get(f"{said} / {one.name}") or measure
            if measure not in description.measures:
                continue  # left out of the description: told there
            kind, stratum = _stratum(one, strata, texts_found[len(named) :])
            content.append((*texts_found, keys.setdefault((measure, kind, stratum), len(keys))))
        if not texts:
            joins.append(
                f"cross join (select {content[0][0]} id) k{number}"
                if content
                else f"join (select 0 id) k{number} on false"
            )
            continue
        columns = ", ".join(f"v{n} varchar" for n in range(len(texts)))
        table = rows.keep("key", f"{columns}, id integer", content)
        on = " and ".join(f"k{number}.v{n} = {text}" for n, text in enumerate(texts))
        joins.append(f"join {table} k{number} on {on}")
    return Keys(tuple(keys), tuple(joins))


def _stratum(one: DataField, fields: "Sequence[DataField]", texts: Iterable[str]) -> tuple[str, str]:
    """Return the group that a row is about: of one kind, or of several at once."""
    groups = [one.strata] if any(one.strata) else []
    for field, text in zip(fields, texts, strict=True):
        if clean(text).casefold() not in _EVERYBODY and meaning(clean(text)) is not State.MISSING:
            groups.append((field.kind or machine_name(field.name), machine_name(text, "")))
    if not groups:
        return OVERALL, OVERALL
    return "_by_".join(kind for kind, _ in groups), "_".join(stratum for _, stratum in groups)
