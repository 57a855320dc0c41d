"""A description of a file, drafted from its names and texts, with what only a person can say of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from renderer.data.descriptor import AREA_WORD, PARENT_WORD
from renderer.data.marks import meaning
from renderer.data.numerals import take_apart
from renderer.data.stratum_order import natural

from .answers import Answers, Question, said_word
from .column_profile import LOOK, ColumnProfile, profile_columns
from .counted import check_groups, counted_columns
from .description import PAIRED, DataField, Description, MeasureWords
from .draft_notes import assumed, grouped, unsaid
from .flag_words import flag_absence, is_flag_column
from .header_words import area_word
from .key_columns import find_parent, group_columns, shared_groups
from .left_out import LeftOut, find_left_out
from .measure_draft import draft_measures, title_of
from .measure_words import label_of
from .questions import explained_marks, questions_of
from .residents import about_residents, residents_columns, with_residents
from .role_guess import Guess, guess_roles
from .table_facts import TableFacts, table_facts
from .table_keys import machine_name
from .time_column import TimeColumn, likely_time, read_times
from .time_forms import iso_forms
from .unmet import check_lines, check_marks

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["Draft", "draft"]

# Numbers by which statistics programs say that there is none.
_SENTINELS = frozenset(("-1", "-9", "-99", "-999", "-9999", "-99999", "999", "9999", "99999", "999999"))


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A description with what is open.

    questions : what it cannot know; notes : what was decided, one sentence each
    """

    description: Description
    questions: tuple[Question, ...]
    notes: tuple[str, ...]


def draft(source: "Source", answers: Answers) -> Draft:
    """Return a description of the file; raise DataError where no table of communities can be made of it."""
    profiles = profile_columns(source)
    guess = guess_roles(source, profiles, answers)
    if guess.area < 0:
        raise source.error("no column looks like areas (a county, a neighbourhood, a code of one); name it with --area "
                           "COLUMN, or choose another table", source.line)  # fmt: skip
    if not guess.value:
        shapes = any("shapes are left out" in note for note in source.notes)
        raise source.error("no column holds figures; " + ("it is a map: look at it with chorus data places"
                           if shapes else "name it with --value COLUMN"), source.line)  # fmt: skip
    facts = table_facts(source, guess)
    answers.check_areas(facts.areas)
    check_lines(source, answers)
    guess = _with_units(guess, facts)
    left = find_left_out(profiles, guess, facts, answers)
    keep = left.keep(profiles)
    guess = _with_groups(profiles, guess, keep)
    counts = counted_columns(profiles, guess, answers) if facts.rows <= LOOK else ()
    if answers.population and (counts or answers.count):
        check_groups(source, profiles, guess, answers)
    if counts:
        answers, guess = replace(answers, count=counts), _with_denominator(guess)
    used, living = guess, () if counts else residents_columns(source, guess, answers)
    if living:
        guess = replace(guess, others={index: role for index, role in guess.others.items() if index not in living})
    measures, names = draft_measures(source, profiles, (guess, facts), answers)
    shared = shared_groups(profiles, guess, keep)
    measures = _labelled(measures, shared, answers)
    fields = _fields(source, profiles, guess, names, answers)
    if living:
        fields, measures = with_residents(fields, measures, living)
    check_marks(source, fields, answers)
    time = _time(source, guess, answers)
    description = Description(
        source.path.name, fields, measures, _strata(profiles, guess),
        _marks(source, facts, answers) | _sentinels(profiles, guess, answers), _flags(profiles, guess), left.digits,
        (*left.totals, *answers.totals), left.only | dict(answers.only), time, answers.form, source.sheet,
        title_of(source), area_word=said_word(answers) or _area_word(source, guess, left),
        parent_word=_parent_word(source, guess),
    )  # fmt: skip
    description = _without_blanks(description, facts, guess)
    questions = questions_of(source, description, (facts, guess, left, _times(profiles, guess)), answers)
    told = (*source.notes, *left.notes, *grouped(profiles, guess, shared, [words.label for words in measures.values()]),
            *assumed(source, description, answers, counts),
            *(about_residents(fields[one]) for one in living),
            *unsaid(profiles, used, left, (description.marks, shared)))  # fmt: skip
    return Draft(description, questions, told)


def _with_groups(profiles: Sequence[ColumnProfile], guess: Guess, keep: Sequence[bool]) -> Guess:
    """Return ``guess`` with the columns of groups of people, and the one of larger areas."""
    guess = replace(guess, others=guess.others | dict.fromkeys(group_columns(profiles, guess, keep), "stratum"))
    if "parent" not in guess.others.values() and (parent := find_parent(profiles, guess, keep)) >= 0:
        return replace(guess, others={**guess.others, parent: "parent"})
    return guess


def _with_denominator(guess: Guess) -> Guess:
    """Return ``guess`` in which those asked are what counts are among, where nobody else is."""
    if "denominator" in guess.others.values():
        return guess
    among = {index: "denominator" for index, role in guess.others.items() if role == "sample"}
    return replace(guess, others=guess.others | among)


def _labelled(
    measures: dict[str, MeasureWords], shared: dict[str, str], answers: Answers
) -> dict[str, MeasureWords]:
    """Return the measures with the groups that all rows are of in their labels, but for labels that somebody gave."""
    group = ", ".join(f"{name.casefold()}: {text}" for name, text in shared.items())
    if not group:
        return measures
    return {
        name: words if words.label in answers.label.values() else replace(words, label=f"{words.label} ({group})")
        for name, words in measures.items()
    }


def _with_units(guess: Guess, facts: TableFacts) -> Guess:
    """Return ``guess`` with the column of units among those of measures, where a measure comes in several."""
    units: dict[tuple[str, ...], set[str]] = {}
    for named, unit in facts.measures:
        units.setdefault(named, set()).add(unit)
    several = guess.measure and guess.unit >= 0 and any(len(one) > 1 for one in units.values())
    return replace(guess, measure=(*guess.measure, guess.unit)) if several else guess


def _fields(
    source: "Source", profiles: Sequence[ColumnProfile], guess: Guess, names: dict[int, str], answers: Answers
) -> tuple[DataField, ...]:
    """Return every column of the file with its role."""
    roles = {guess.level: "ignored", guess.unit: "unit"}
    if guess.name != guess.area:
        roles[guess.name] = "area_name"
    roles[guess.area] = "area"
    roles |= dict.fromkeys(guess.time, "time") | dict.fromkeys(guess.measure, "measure") | guess.others
    counts = {source.header.index(one) for one in answers.count if one in source.header}
    roles |= {index: "count" if index in counts else "value" for index in guess.value}
    fields = []
    for one in profiles:
        role = roles.get(one.index, "ignored")
        field = DataField(one.name, role)
        if role in ("value", "count"):
            field = replace(field, measure=names.get(one.index, ""), time=guess.wide.get(one.index, ""),
                            pattern=PAIRED if one.index in guess.paired else "")  # fmt: skip
        if role == "stratum":
            field = replace(field, kind=machine_name(one.name))
        if role in ("low", "high", "flag", "interval", "denominator", "sample") and len(guess.value) > 1:
            field = _owned(field, source, guess, one.index)
        if role == "area":
            field = replace(field, pad=_pad(one))
        if role in ("area", "area_name", "measure", "stratum") and _is_grouped(one):
            field = replace(field, fill=True)
        fields.append(field)
    return tuple(fields)


def _owned(field: DataField, source: "Source", guess: Guess, index: int) -> DataField:
    """Return what stands beside values with the one that it belongs to: of its time, where it is about one."""
    if index not in guess.wide:
        return replace(field, of=_owner(field.name, [source.header[value] for value in guess.value], field.role))
    alike = [value for value in guess.value if guess.wide.get(value) == guess.wide[index]]
    return replace(field, of=source.header[alike[0]]) if len(alike) == 1 else DataField(field.name)


def _owner(name: str, values: Sequence[str], role: str) -> str:
    """Return the value column whose name the column's begins with; "" for all of them."""
    owners = [value for value in values if name.casefold().startswith(value.casefold().rstrip("%_ "))]
    return max(owners, key=len) if owners and role != "denominator" else ""


def _pad(one: ColumnProfile) -> int:
    """Return to how many digits codes are padded: a FIPS code that lost its zero; 0 for none."""
    if not re.search(r"fips|geoid|statefp|county ?code", one.name.casefold()):
        return 0
    lengths = {len(text) for text in one.said if text.isdigit()}
    return next((width for width in (2, 5, 11) if lengths == {width - 1, width}), 0)


def _is_grouped(one: ColumnProfile) -> bool:
    """Return whether a text stands only on the first row of its group: blanks between, and none repeats."""
    filled = [text for text in one.cells if text]
    return (
        bool(one.cells)
        and bool(one.cells[0])
        and one.blank > 0.4 * len(one.cells)
        and len(filled) == len(set(filled)) > 1
    )


def _strata(profiles: Sequence[ColumnProfile], guess: Guess) -> dict[str, dict[str, str]]:
    strata = {}
    for index, role in guess.others.items():
        if role == "stratum":
            labels = {machine_name(text, ""): text for text in natural(profiles[index].texts) if text}
            strata[machine_name(profiles[index].name)] = {"label": label_of(profiles[index].name).casefold(), **labels}
    return strata


def _marks(source: "Source", facts: TableFacts, answers: Answers) -> dict[str, str]:
    """Return the marks of the figures and what they mean, as far as that is known; a blank is missing unless said."""
    marks: dict[str, str] = {}
    unknown = []
    for texts in facts.odd.values():
        for text, count in texts.items():
            if not count or (text and take_apart(text) is not None):
                continue
            if (state := meaning(text)) is not None:
                marks[text] = state.word
            else:
                unknown.append(text)
    return marks | explained_marks(source, unknown) | dict(answers.marks)


def _sentinels(profiles: Sequence[ColumnProfile], guess: Guess, answers: Answers) -> dict[str, str]:
    """Return numbers that stand for no figure: -99 where nothing else is below zero, 999 far above all others."""
    found = {}
    for index in guess.value:
        numbers = {text: float(text) for text in profiles[index].said if re.fullmatch(r"-?\d+(\.\d+)?", text)}
        for mark in _SENTINELS & set(numbers) - set(answers.marks):
            rest = [value for text, value in numbers.items() if text not in _SENTINELS]
            low, high = min(rest, default=0.0), max(rest, default=0.0)
            if rest and (low >= 0 > numbers[mark] or high <= 100 < numbers[mark]):
                found[mark] = "missing"
    return found


def _flags(profiles: Sequence[ColumnProfile], guess: Guess) -> dict[str, str]:
    """Return what flags of SDMX mean beside a cell without a figure."""
    columns = [profiles[index] for index, role in guess.others.items() if role == "flag"]
    return {text: state for one in columns if is_flag_column(one.name) for text in one.texts
            if (state := flag_absence(text))}  # fmt: skip


def _times(profiles: Sequence[ColumnProfile], guess: Guess) -> TimeColumn:
    """Return what the times of the rows are; of several columns nothing, they are read together."""
    return read_times(profiles[guess.time[0]].said) if len(guess.time) == 1 else TimeColumn({})


def _time(source: "Source", guess: Guess, answers: Answers) -> str:
    """Return the time of all rows, where no column tells it: as said, else the one that the title or name speaks of."""
    if guess.time or guess.wide:
        return ""
    said = [iso_forms(name) for name, time in answers.time.items() if not time and name not in source.header]
    for forms in said:
        if forms:
            return forms.get("years") or next(iter(forms.values()))
    return likely_time(source) if answers.yes else ""


def _area_word(source: "Source", guess: Guess, left: LeftOut) -> tuple[str, str]:
    """Return what an area is called: as the level that is kept, else as the column of its name."""
    level = next(iter(left.only.values()), ("",))[0]
    found = area_word(level)
    return area_word(source.header[guess.name]) if found == AREA_WORD else found


def _parent_word(source: "Source", guess: Guess) -> tuple[str, str]:
    index = next((index for index, role in guess.others.items() if role == "parent"), -1)
    words = area_word(source.header[index]) if index >= 0 else AREA_WORD
    return PARENT_WORD if words == AREA_WORD else words


def _without_blanks(description: Description, facts: TableFacts, guess: Guess) -> Description:
    """Leave the blank out of the marks where no figure is blank."""
    if any(facts.odd[index][""] for index in guess.value):
        return description
    return replace(description, marks={mark: state for mark, state in description.marks.items() if mark})
