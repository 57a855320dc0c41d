"""What a draft tells besides its questions: what was taken without being told, and what may be no area."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from renderer.core.listed import listed
from renderer.data.marks import meaning
from renderer.data.numerals import take_apart
from renderer.data.state import State

from .answers import Answers
from .column_profile import ColumnProfile, before_brackets, is_interval
from .description import Description
from .header_words import header_role, is_total, unit_of
from .left_out import LeftOut
from .measure_draft import title_of
from .measure_words import label_of
from .population import COLUMN
from .role_guess import Guess
from .rows import find_column
from .table_keys import is_everybody

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["assumed", "grouped", "unsaid"]

_SHOWN = 6  # names in a sentence
_WHOM = {"sample": "people asked", "denominator": "the people that figures are of"}


def assumed(source: "Source", description: Description, answers: Answers, counts: Sequence[str]) -> list[str]:
    """Return what was taken without being told: whom columns count, which are ``counts`` of them, and a name."""
    own = find_column(source, answers.n) if answers.n else -1
    said = []
    for role, whom in _WHOM.items():
        names = [one.name for index, one in enumerate(description.fields) if one.role == role and index != own]
        if names:
            said.append(f"taken as {whom}: {listed(names, 4)}; --n names another column")
    if counts:
        among = description.having("denominator")[0].name
        verb, shown = ("counts", "is shown as a share") if len(counts) == 1 else ("count", "are shown as shares")
        said.append(f"{listed(counts, _SHOWN)} {verb} people among {among}, and {shown} of them, with the interval "
                    f"that their number allows (95 %, Wilson); --value '{counts[0]}' shows the count "
                    "itself")  # fmt: skip
    if answers.population and not (counts or answers.count):
        values = [one.name for one in description.fields if one.role == "value"]
        said.append(f"nothing is shown as a share of {COLUMN}: counts are whole numbers, nowhere more than the people, "
                    f"and called so; --count '{values[0]}' says on which line they are not")
    if not answers.unit:
        said += [f"{words.label}: its figures lie between 0 and 1, and are read as parts of 1; --unit {name}=UNIT says "
                 "otherwise" for name, words in description.measures.items()
                 if words.unit == "ratio" and not unit_of(words.written)]  # fmt: skip
    if not (answers.label or any(line.strip() for line in source.above)):
        what = "sheet" if source.sheet else "file"
        said += [f"the measure is called '{words.label}', as the {what} is; --label TEXT names it"
                 for words in description.measures.values()
                 if words.written == title_of(source) or not label_of(words.written)]  # fmt: skip
    return said


def grouped(
    profiles: Sequence[ColumnProfile], guess: Guess, shared: Mapping[str, str], labels: Sequence[str]
) -> list[str]:
    """Return whose figures the rows are: those of several groups, or all of one, which ``shared`` names."""
    said = [f"all rows are about {name} {text}{': the label says so' if all(text in one for one in labels) else ''}"
            for name, text in shared.items()]  # fmt: skip
    for one in (profiles[index] for index, role in guess.others.items() if role == "stratum"):
        texts = [text for text in one.texts if not is_everybody(text)]
        whole = "" if len(texts) < len(one.texts) else ", and no row is about everybody"
        said.append(f"{one.name} says whose figures a row has: {listed(texts, _SHOWN)}{whole}")
    return said


def unsaid(
    profiles: Sequence[ColumnProfile], guess: Guess, left: LeftOut, known: tuple[Mapping[str, str], Mapping[str, str]]
) -> list[str]:
    """
    Return what may be no area, and what is not used.

    known : what marks mean; the groups that all rows are of
    """
    marks, shared = known
    said = [_paired(one) for one in profiles if one.index in guess.paired]
    if totals := _group_totals(profiles, guess):
        rows, are = ("1 row", "is a total") if len(totals) == 1 else (f"{len(totals):,} rows", "are totals")
        said.append(f"{rows} without an area {are} of a group, such as '{totals[0]}'")
    twice = _codes_twice(profiles, guess)
    said += twice.values()
    unused = [one.name for one in profiles if one.index not in {*guess.taken, *twice} and one.said
              and one.name not in shared]  # fmt: skip
    if unused:
        said.append(f"not used: {listed(unused, _SHOWN)}; take one with --value, --stratum or --measure")
    return [*said, *_silent(profiles, guess, left, marks)]


def _codes_twice(profiles: Sequence[ColumnProfile], guess: Guess) -> dict[int, str]:
    """Return by column what is said of codes that are not used, for a few of them are those of two areas."""
    found = {}
    for one in profiles:
        if one.index in guess.taken or guess.area < 0 or not header_role(one.name, "area"):
            continue
        areas: dict[str, list[str]] = {}
        for code, area in zip(one.cells, profiles[guess.area].cells, strict=True):
            if code and area and area not in areas.setdefault(code, []):
                areas[code].append(area)
        several = [code for code, named in areas.items() if len(named) > 1]
        if several and len(several) < len(areas) / 2:
            code = several[0]
            more = f", and {len(several) - 1:,} other codes alike" if len(several) > 1 else ""
            found[one.index] = (f"{one.name} is not used: '{code}' is the code of {listed(areas[code], _SHOWN)}{more}; "
                                "if it is a code of each area, correct it in the sheet")  # fmt: skip
    return found


def _paired(one: ColumnProfile) -> str:
    """Return which of the numbers in a cell is read."""
    if is_interval(one.said[0]):
        return (f"{one.name}: of the numbers in a cell, as in {one.said[0]}, the first is the figure, and those in "
                "brackets are its interval")  # fmt: skip
    return f"{one.name}: of two numbers in a cell, as in {one.said[0]}, the first is read"


def _group_totals(profiles: Sequence[ColumnProfile], guess: Guess) -> list[str]:
    """Return what the rows without an area are called that are totals of a group."""
    area, name = profiles[guess.area], profiles[guess.name]
    texts = [one for one in profiles if one.numbers < 0.5]
    found = (next((one.cells[row] for one in texts if is_total(one.cells[row])), "") for row in range(len(area.cells))
             if not area.cells[row] and not name.cells[row])  # fmt: skip
    return [text for text in found if text]


def _silent(
    profiles: Sequence[ColumnProfile], guess: Guess, left: LeftOut, marks: Mapping[str, str]
) -> list[str]:
    """Return what has no figure in most of its cells: a heading, perhaps. What is withheld is a place's."""
    if len(guess.value) < 3:
        return []
    area, name = profiles[guess.area], profiles[guess.name]
    cells: Counter[str] = Counter()
    absent: Counter[str] = Counter()
    for row, kept in enumerate(left.keep(profiles)):
        if kept:
            own = name.cells[row] or area.cells[row]
            cells[own] += len(guess.value)
            absent[own] += sum(_is_absent(profiles[index].cells[row], marks, index in guess.paired)
                               for index in guess.value)  # fmt: skip
    odd = [own for own, count in absent.items() if count > cells[own] / 2]
    return [f"{own} has no figure in {absent[own]:,} of {cells[own]:,} cells; if it is no place, leave it out with "
            f"--total '{own}'" for own in odd[:3]]  # fmt: skip


def _is_absent(text: str, marks: Mapping[str, str], paired: bool) -> bool:
    """Return whether a cell holds neither a figure nor a mark of one that is withheld, or zero."""
    if text in marks:
        return State.of(marks[text]) is State.MISSING
    if take_apart(before_brackets(text) if paired else text) is not None:
        return False
    return meaning(text) in (None, State.MISSING)
