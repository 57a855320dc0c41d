"""Descriptions that travel with Chorus: forms in which agencies publish, each filled in for the file at hand.

A name with one ``*`` in it stands for every column of that form: ``*_CrudePrev`` for DENTAL_CrudePrev and whatever else
a year's release has; ``*`` in its measure and in what it belongs to is the same text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from renderer.core.paths import ASSETS
from renderer.data.cdc_measures import direction
from renderer.data.names import canonical, clean

from .answers import Answers, Question, said_word
from .description import DataField, Description, MeasureWords, parse_description
from .header_words import unit_of
from .key_columns import chosen_level
from .measure_words import label_of
from .questions import unit_questions
from .role_guess import Guess
from .rows import find_column
from .table_facts import TableFacts, table_facts
from .table_keys import machine_name
from .time_column import likely_time
from .time_forms import iso_forms

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["filled", "find_known", "known_descriptions", "with_answers"]

_OPTIONAL = ("ignored", "parent", "place")


@lru_cache(maxsize=1)
def known_descriptions() -> dict[str, Description]:
    """Return the descriptions that travel with Chorus, by the names of their files."""
    found = {}
    for path in sorted((ASSETS / "descriptions").glob("*.json")):
        found[path.stem] = parse_description(path.read_text("utf-8"), path.name)
    return found


def find_known(source: "Source") -> Description | None:
    """
    Return the known description whose needed columns a file has.

    Of several it is the one whose areas are the most, for a file of tracts names their counties too.
    """
    fitting = [one for one in known_descriptions().values() if all(_has(source.header, own) for own in _needed(one))]
    if len(fitting) < 2:
        return next(iter(fitting), None)
    return max(fitting, key=lambda one: (_count(source, one.having("area")[0]), len(_needed(one))))


def _count(source: "Source", one: DataField) -> int:
    """Return how many different texts a column has."""
    name = f"c{find_column(source, one.name)}"
    return int(source.connection.execute(f"select count(distinct {name}) from {source.table}").fetchall()[0][0])


def _needed(one: Description) -> list[DataField]:
    """Return the fields without which a file has another form: not every release has larger areas, or all figures."""
    several = [field for field in one.fields if "*" in field.name][1:]
    return [field for field in one.fields if field.role not in _OPTIONAL and field not in several]


def _has(header: Sequence[str], field: DataField) -> bool:
    if "*" in field.name:
        return any(map(_pattern(field.name).fullmatch, header))
    return canonical(field.name) in map(canonical, header)


def filled(
    source: "Source", known: Description, answers: Answers
) -> tuple[Description, tuple[Question, ...], tuple[str, ...]]:
    """Return a known description for the file at hand, what is open, and what was decided."""
    fields = tuple(field for one in known.fields for field in _expanded(source, one))
    described = replace(known, path=source.path.name, sheet=source.sheet, fields=fields)
    guess = _guess(source, described)
    facts = table_facts(source, guess)
    described = replace(described, measures=_directed(_measures(described, facts), described.source))
    notes: tuple[str, ...] = ()
    levels, chosen = chosen_level(facts, set()) if guess.level >= 0 else ({}, ())
    column = source.header[guess.level]
    if chosen and column not in (*described.only, *answers.only):
        described = replace(described, only={**described.only, column: chosen})
        other = ", ".join(f"{level} ({count:,})" for level, count in levels.items() if level not in chosen)
        notes = (f"several geographies lie within each other and are never added up: kept {chosen[0]} "
                 f"({levels[chosen[0]]:,} areas), left out {other}",)  # fmt: skip
    single = {one.name for one in described.having("stratum") if len(_texts(source, one)) < 2}
    described = replace(described, fields=tuple(replace(one, role="ignored") if one.name in single else one
                                                for one in described.fields))  # fmt: skip
    described = with_answers(described, answers)
    if answers.yes and not described.time and not described.having("time"):
        described = replace(described, time=likely_time(source))
    return described, _open(source, described), notes


def with_answers(described: Description, answers: Answers) -> Description:
    """Return a description with what a person says beside it: time, marks, totals, rows kept, words of measures."""
    times = [name for name, time in answers.time.items() if not time and iso_forms(name)]
    measures = {}
    for name, words in described.measures.items():
        said = {}
        for key in ("unit", "good", "label", "clause", "people", "other"):
            given = getattr(answers, key)
            if text := given.get(name) or given.get(words.written) or given.get(""):
                said[key] = text
        measures[name] = replace(words, **said)
    forms = iso_forms(times[0]) if times else {}
    time = forms.get("years") or next(iter(forms.values()), described.time)
    word = said_word(answers) or described.area_word
    if answers.parent:
        rest = (one for one in described.fields if one.role != "parent")
        described = replace(described, fields=(*rest, DataField(answers.parent, "parent")))
    return replace(described, measures=measures, marks={**described.marks, **answers.marks}, time=time,
                   totals=(*described.totals, *answers.totals), only={**described.only, **answers.only},
                   form=answers.form or described.form, area_word=word)  # fmt: skip


def _pattern(name: str) -> "re.Pattern[str]":
    return re.compile(re.escape(name).replace(r"\*", "(.+)"), re.IGNORECASE)


def _expanded(source: "Source", one: DataField) -> list[DataField]:
    if "*" not in one.name:
        return [replace(one, name=source.header[find_column(source, one.name)])] if _has(source.header, one) else []
    fields = []
    for name in source.header:
        if found := _pattern(one.name).fullmatch(name):
            whose = one.of.replace("*", found[1]).casefold()
            own = next((column for column in source.header if column.casefold() == whose), "")
            measure = machine_name(one.measure.replace("*", found[1])) if one.measure else ""
            if own or not one.of:
                fields.append(replace(one, name=name, measure=measure, of=own))
    return fields


def _texts(source: "Source", one: DataField) -> list[str]:
    """Return the different texts of a column; a group that all rows are of is none."""
    found = source.connection.execute(
        f"select distinct c{find_column(source, one.name)} from {source.table}"
    ).fetchall()
    return [text for (text,) in found]


def _guess(source: "Source", described: Description) -> Guess:
    """Return where the columns of a description stand."""

    def at(*roles: str) -> tuple[int, ...]:
        return tuple(find_column(source, one.name) for one in described.having(*roles))

    first = [next(iter(at(role)), -1) for role in ("area", "area_name", "unit", "level")]
    area, name, unit, level = first
    values = at("value", "count")[:4]
    return Guess(area, name if name >= 0 else area, measure=at("measure"), value=values, unit=unit, level=level,
                 coarser=at("area")[1:])  # fmt: skip


def _measures(described: Description, facts: TableFacts) -> dict[str, MeasureWords]:
    """Return the measures that the file has: with the words that are known of them, else by their names in it."""
    rest = described.measures.get("*", MeasureWords("", ""))
    known = {name: words for name, words in described.measures.items() if "*" not in name}
    written = {canonical(words.written): name for name, words in known.items() if words.written}
    found: dict[str, MeasureWords] = {}
    if described.having("measure"):
        for named, unit in facts.measures:
            text = " / ".join(filter(None, named))
            name, words = _written(text, described.measures)
            name = written.get(canonical(text)) or name or machine_name(text)
            label = (words.label if words else "") or label_of(text)
            words = known.get(name) or replace(
                words or rest, label=label, unit=unit_of(unit) or (words or rest).unit or unit
            )
            found.setdefault(name, replace(words, written=text))
        return found
    for one in described.having("value", "count"):
        words = known.get(one.measure) or _alike(one.measure, described.measures) or rest
        found[one.measure] = replace(words, label=words.label or label_of(one.name))
    return found


def _directed(measures: dict[str, MeasureWords], publisher: str) -> dict[str, MeasureWords]:
    """Return ``measures`` with which way is good, where that is known of the publisher's own names."""
    if not publisher.startswith("CDC "):
        return measures
    return {name: replace(words, good=words.good or direction(name)) for name, words in measures.items()}


def _alike(measure: str, measures: Mapping[str, MeasureWords]) -> MeasureWords | None:
    """Return the words of the kind of measures, ``*_crude``, that a measure is of."""
    for name, words in measures.items():
        if name != "*" and "*" in name and (found := _pattern(name).fullmatch(measure)):
            return replace(words, label=words.label.replace("*", found[1].upper()))
    return None


def _written(text: str, measures: Mapping[str, MeasureWords]) -> tuple[str, MeasureWords | None]:
    """Return name and words of a measure by how a form writes a whole kind of them, ``* / CrdPrv``."""
    for name, words in measures.items():
        if "*" in words.written and (found := _pattern(words.written).fullmatch(text)):
            return machine_name(name.replace("*", found[1])), replace(words, label=words.label.replace("*", found[1]))
    return "", None


def _open(source: "Source", described: Description) -> tuple[Question, ...]:
    """Return what a known form leaves open: when, where the file does not say."""
    units = tuple(unit_questions(described))
    if described.having("time") or described.time:
        return units
    return (Question("time", "", f"The form has no column of times. Of which year are the figures in "
                     f"{clean(source.path.name)}?", "--time 2023", guess=likely_time(source)), *units)  # fmt: skip
