"""What a person says of a file, on the command line or in the terminal, and what is still to be asked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from renderer.core.errors import DataError
from renderer.core.listed import listed
from renderer.core.suggest import nearest
from renderer.data.names import clean

__all__ = ["UNSAID", "Answers", "Question", "lines_of", "said_word"]

_NAMED = 6
_OF_MEASURES = ("unit", "good", "label", "clause", "people", "other")
UNSAID = "-"  # the answer of one who leaves a word out


@dataclass(frozen=True, slots=True)
class Answers:
    """
    What a person said; "" and empty where nobody said.

    area, name, parent, n, low, high, flag : columns
    time : a column, a time of all rows (2024), or column -> time for columns that are about different times
    value, measure, stratum : columns; count : columns that hold counts over the column n
    unit, good, label, clause, people, other : of one measure by its name, or of every one under ""
    population : a sheet of the people of each area, by which counts become shares
    marks : text of a cell -> missing, suppressed, held or zero; only : column -> texts kept
    totals : areas or "line 12"
    """

    area: str = ""
    name: str = ""
    parent: str = ""
    time: Mapping[str, str] = field(default_factory=dict)
    value: tuple[str, ...] = ()
    count: tuple[str, ...] = ()
    n: str = ""
    population: str = ""
    low: str = ""
    high: str = ""
    flag: str = ""
    measure: tuple[str, ...] = ()
    stratum: tuple[str, ...] = ()
    unit: Mapping[str, str] = field(default_factory=dict)
    good: Mapping[str, str] = field(default_factory=dict)
    label: Mapping[str, str] = field(default_factory=dict)
    clause: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    totals: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: str = ""
    sheet: str = ""
    word: str = ""
    yes: bool = False

    def check_measures(self, measures: Mapping[str, str]) -> None:
        """
        Raise DataError where something is said of a measure that is not among ``measures``, name -> as the file writes
        it; or of all of several that can only be true of each; or whether more is better in other words.
        """
        known = dict.fromkeys((*measures, *filter(None, measures.values())))
        for option in _OF_MEASURES:
            for name in getattr(self, option):
                if name and name not in known:
                    some = f"there is {listed(list(measures), _NAMED)}"
                    raise DataError(f"--{option} {name}: no measure '{name}'{nearest(name, known, some)}")
        if wrong := [one for one in self.good.items() if one[1] not in ("more", "less")]:
            name, said = wrong[0]
            raise DataError(f"--good {name}{name and '='}{said}: write more or less, for which of it is better")
        if (every := self.good.get("")) and len(measures) > 1:
            each = " ".join(f"--good {name}={every}" for name in list(measures)[:_NAMED])
            raise DataError(f"--good {every} would be said of all {len(measures)} measures; say of which it is true: "
                            f"{each}")  # fmt: skip

    def check_areas(self, areas: Iterable[tuple[str, str]]) -> None:
        """Raise DataError where a total, or what is none, is no area of ``areas`` (code, name); totals may be lines."""
        known = {clean(text).casefold(): text for pair in areas for text in pair if text}
        for option, names in (("total", self.totals), ("keep", self.keep)):
            for name in names:
                if clean(name).casefold() not in known and not (option == "total" and lines_of(name)):
                    some = f"there is {listed(list(known.values()), _NAMED)}"
                    raise DataError(f"--{option} {name}: no area '{name}'{nearest(name, known.values(), some)}")


def lines_of(text: str) -> range:
    """
    Return the lines that "line 12" and "lines 12-14" mean, empty for anything else.

    >>> lines_of("lines 12-14"), lines_of("Line")
    (range(12, 15), range(0, 0))
    """
    word, _, numbers = text.partition(" ")
    first, _, last = numbers.partition("-")
    if word not in ("line", "lines") or not re.fullmatch(r"[0-9]{1,12}", first) or not re.fullmatch(
        r"[0-9]{1,12}", last or first
    ):
        return range(0)
    return range(int(first), int(last or first) + 1)


def said_word(answers: Answers) -> tuple[str, str] | None:
    """
    Return what a person calls an area, one and many; None where nobody said.

    >>> said_word(Answers(word="Quartier,Quartiere")), said_word(Answers(word="ward"))
    (('Quartier', 'Quartiere'), ('ward', 'wards'))
    """
    one, _, many = (part.strip() for part in answers.word.partition(","))
    return (one, many or f"{one}s") if one else None


@dataclass(frozen=True, slots=True)
class Question:
    """
    What a description cannot know.

    key : of which answer; about : the measure, mark or area that it asks for, "" for the file
    words : in plain words; say : how to answer on the command line
    choices : possible answers, none where any is; guess : what is taken with --yes, "" where it must be said,
        UNSAID where it may stay open
    """

    key: str
    about: str
    words: str
    say: str
    choices: tuple[str, ...] = ()
    guess: str = ""
