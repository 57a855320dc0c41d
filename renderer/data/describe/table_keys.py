"""Which time and column each row of a file is about: few different texts, each read once and joined in SQL."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from renderer.core.errors import DataError
from renderer.data.marks import meaning
from renderer.data.names import clean
from renderer.data.schema import OVERALL
from renderer.data.state import State
from renderer.data.stratum_order import in_order
from renderer.data.times import form_of

from .description import DataField, Description
from .rows import Rows
from .time_column import read_times

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Keys", "is_everybody", "machine_name", "read_keys", "read_times_of"]

_EVERYBODY = frozenset(("total", "all", "overall", "_t", "both", "both sexes", "all ages", "persons", "everybody",
                        "gesamt", "insgesamt", "tot", "t", "sex_btsx", "btsx", "all sexes",
                        "total population", "all persons", "none", "everyone", "all people", "all genders", "all races",
                        "all ethnicities", "all groups", "both genders", "alle", "beide", "zusammen", "tous",
                        "all adults", "all children", "ensemble", "todos", "todas", "ambos sexos",
                        OVERALL))  # fmt: skip


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


def is_everybody(text: str) -> bool:
    """Return whether a cell that says of which people a row is names all of them: by a word, or by nothing."""
    return clean(text).casefold() in _EVERYBODY or meaning(clean(text)) is State.MISSING


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
    text = " || ' ' || ".join(rows.said(one) for one in fields)
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
    """
    Return the columns that the table will have: each measure of each stratum.

    They are in the order of the description, and what it lacks as ``in_order`` has it.
    """
    named, strata = description.having("measure"), description.having("stratum")
    by_text = {one.written or name: name for name, one in description.measures.items()}
    texts = [rows.said(one) for one in (*named, *strata)]
    found: list[tuple[str, ...]] = [()]
    if texts:
        picks = ", ".join(f"{text} v{n}" for n, text in enumerate(texts))
        every = ", ".join(f"v{n}" for n in range(len(texts)))
        found = [one[:-1] for one in rows.query(f"select {every}, min(line) first_line from (select {picks}, line from "
                                                f"{rows.table}) group by {every} order by first_line")]  # fmt: skip
    met: list[list[tuple[tuple[str, ...], tuple[str, str, str]]]] = []
    for one in description.having("value", "count"):
        content = []
        for texts_found in found:
            said = " / ".join(filter(None, map(clean, texts_found[: len(named)])))
            measure = by_text.get(said) or one.measure or (machine_name(said) if said else "")
            if one.measure and said and len(description.having("value", "count")) > 1:
                measure = by_text.get(f"{said} / {one.name}") or measure
            if measure not in description.measures:
                continue  # left out of the description: told there
            kind, stratum = _stratum(one, strata, texts_found[len(named) :])
            content.append((texts_found, (measure, kind, stratum)))
        met.append(content)
    every_key = dict.fromkeys(key for content in met for _, key in content)
    keys = {key: index for index, key in enumerate(in_order([*every_key], description.measures, _strata(description)))}
    return Keys(tuple(keys), _joins(rows, texts, [[(*said, keys[key]) for said, key in one] for one in met]))


def _strata(description: Description) -> "list[tuple[str, str]]":
    """Return kind and name of each stratum as they are described, and as columns that are each about one stand."""
    said = [(kind, name) for kind, words in description.strata.items() for name in words if name != "label"]
    return [*said, *(one.strata for one in description.having("value", "count") if any(one.strata))]


def _joins(rows: Rows, texts: "Sequence[str]", met: "Sequence[Sequence[tuple[Any, ...]]]") -> tuple[str, ...]:
    """Return of each field the SQL that gives a row its key: ``met`` are the texts and the key of each."""
    joins = []
    for number, content in enumerate(met):
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
    return tuple(joins)


def _stratum(one: DataField, fields: "Sequence[DataField]", texts: Iterable[str]) -> tuple[str, str]:
    """Return the group that a row is about: of one kind, or of several at once."""
    groups = [one.strata] if any(one.strata) else []
    for field, text in zip(fields, texts, strict=True):
        if not is_everybody(text):
            groups.append((field.kind or machine_name(field.name), machine_name(text, "")))
    if not groups:
        return OVERALL, OVERALL
    return "_by_".join(kind for kind, _ in groups), "_".join(stratum for _, stratum in groups)
