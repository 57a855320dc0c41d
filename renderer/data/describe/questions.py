"""What a draft cannot know, asked in plain words: one answer each, in the terminal or on the command line."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from renderer.data.marks import footnote_meaning, meaning
from renderer.data.numerals import take_apart
from renderer.data.state import State

from .answers import Answers, Question
from .column_text import mark_key
from .description import Description
from .left_out import LeftOut
from .role_guess import Guess
from .table_facts import TableFacts
from .time_column import TimeColumn, likely_time
from .time_forms import iso_forms

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["explained_marks", "questions_of", "unit_questions"]

_STATES = (State.MISSING.word, State.SUPPRESSED.word, State.ZERO.word)


def questions_of(
    source: "Source", description: Description, found: tuple[TableFacts, Guess, LeftOut, TimeColumn], answers: Answers
) -> tuple[Question, ...]:
    """Return what is open, the most important first; nothing of what ``answers`` say."""
    facts, guess, left, times = found
    asked = [
        *_areas(source, guess, facts, answers), *_time(source, description, guess), *_form(description, times, answers),
        *_totals(left, answers), *_levels(left), *_unknown(facts, description),
        *_marks(facts, description, answers), *unit_questions(description), *_good(description),
    ]  # fmt: skip
    return tuple(asked)


def _areas(source: "Source", guess: Guess, facts: TableFacts, answers: Answers) -> list[Question]:
    if answers.area:
        return []
    some = ", ".join(name or code for code, name in list(facts.areas)[:4])
    column = source.header[guess.area]
    return [Question("area", "", f"Is '{column}' the column of areas ({some} ...)?", "--area COLUMN", (), column)]


def _time(source: "Source", description: Description, guess: Guess) -> list[Question]:
    if guess.time or guess.wide or description.time:
        return []
    values = [source.header[index] for index in guess.value]
    each = " ".join(f"--time '{name}=2024'" for name in values[:2]) if guess.measure and len(values) > 1 else ""
    say = "--time 2024, or 2023/24, 2024-Q2, or --time COLUMN" + (each and f", or of each column its own: {each}")
    return [Question("time", "", f"No column says when. Of which year or period are the figures in {source.path.name}?",
                     say, guess="" if each else likely_time(source))]  # fmt: skip


def _form(description: Description, times: TimeColumn, answers: Answers) -> list[Question]:
    """Ask for the order of dates that may be two: no guess is better than the other."""
    if not times.asked or answers.form:
        return []
    column = description.having("time")[0].name
    either = " or ".join(f"{iso} ({form})" for form, iso in iso_forms(times.asked).items())
    return [Question("form", "", f"In {column}, is '{times.asked}' {either}?", f"--form {times.forms[0]}, or --form "
                     f"{times.forms[1]}", times.forms)]  # fmt: skip


def _totals(left: LeftOut, answers: Answers) -> list[Question]:
    if answers.totals or not left.totals:
        return []
    names = ", ".join(left.totals[:6]) + (" ..." if len(left.totals) > 6 else "")
    return [Question("totals", "", f"These look like totals of the others, and are left out: {names}. Is that right?",
                     "--total NAME (once for each), or --keep NAME", ("yes",), "yes")]  # fmt: skip


def _levels(left: LeftOut) -> list[Question]:
    if not left.levels:
        return []
    column = next(iter(left.only))
    words = ", ".join(f"{level} ({count:,})" for level, count in left.levels.items())
    return [Question("only", column, f"Several geographies lie within each other: {words}. Which shall be shown?",
                     f"--only '{column}=...'", tuple(left.levels), left.only[column][0])]  # fmt: skip


def _unknown(facts: TableFacts, description: Description) -> list[Question]:
    """Ask for texts among the figures that nobody knows."""
    known = description.marks
    open_ = {text: name for name, texts in _odd(facts, description) for text in texts
             if text and text not in known and meaning(text) is None and take_apart(text) is None}  # fmt: skip
    return [
        Question("marks", text, f"In {name}, what does '{text[:40]}' mean: missing, suppressed or zero?",
                 f"--mark '{text[:40]}=suppressed'", _STATES)
        for text, name in list(open_.items())[:12]
    ]  # fmt: skip


def explained_marks(source: "Source", texts: Iterable[str]) -> dict[str, str]:
    """Return what the lines above and below the table say of marks: text -> missing or suppressed."""
    found = {}
    lines = [" ".join(line.casefold().split()) for line in (*source.above, *source.below)]
    for text in texts:
        mark = mark_key(text)
        said = next(
            (state for line in lines if len(mark) > 1 and mark in line and (state := footnote_meaning(line))), None
        )
        if said is not None:
            found[text] = said.word
    return found


def _marks(facts: TableFacts, description: Description, answers: Answers) -> list[Question]:
    """Ask whether marks mean here what they mean in most files."""
    asked = []
    for mark, state in description.marks.items():
        if mark in answers.marks:
            continue
        seen = [name for name, texts in _odd(facts, description) if texts[mark]]
        words = "a blank cell" if not mark else f"the number {mark}" if take_apart(mark) else f"'{mark}'"
        where = seen[0] if seen else "the figures"
        asked.append(Question("marks", mark, f"In {where}, does {words} mean missing (nobody asked), suppressed "
                              "(known, but withheld) or zero?", f"--mark '{mark}={state}'", _STATES,
                              state))  # fmt: skip
    return asked


def _odd(facts: TableFacts, description: Description) -> list[tuple[str, "dict[str, int]"]]:
    return [(description.fields[index].name, texts) for index, texts in facts.odd.items()]


def unit_questions(description: Description) -> list[Question]:
    """Ask for the units that neither the file nor a person told."""
    open_ = [name for name, words in description.measures.items() if not words.unit]
    return [
        Question("unit", name, f"In which unit is '{description.measures[name].label}': percent, ratio, per 1,000, per "
                 "100,000, people ...?", f"--unit {name}=percent", (), "number")
        for name in open_[:8]
    ]  # fmt: skip


def _good(description: Description) -> list[Question]:
    open_ = [name for name, words in description.measures.items() if not words.good]
    return [
        Question("good", name, f"Of '{description.measures[name].label}', is more better, or less?",
                 f"--good {name}=more", ("more", "less", "neither"), "neither")
        for name in open_[:8]
    ]  # fmt: skip
