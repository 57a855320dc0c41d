"""The role of each column by its name and by what it holds: time, codes and per cent safely, the rest to be shown.

Measured on 164 hand-labelled columns of publishers: time by content 7 right of 8, codes by name 25 of 25, per cent by
name 30 of 30, denominators by name 13 of 13; but "mostly numbers" is a value in 66 of 85 only: codes and years are not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from renderer.core.errors import DataError

from .area_kind import holds
from .column_profile import ColumnProfile
from .header_words import header_role, is_code, is_of_shapes, unit_of
from .measure_words import label_of
from .rows import find_column
from .time_forms import iso_forms
from .wide_columns import wide_columns

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

    from .answers import Answers

__all__ = ["Guess", "guess_roles"]

_MOSTLY = 0.85
_FEW, _EACH = 12, 3  # numbers of groups, and the rows that each stands in
_NUMERIC = ("denominator", "sample", "low", "high", "lon", "lat")


@dataclass(frozen=True)
class Guess:
    """
    Which columns have which role, by index.

    paired : columns of which the first of two numbers in a cell is read
    wide : index -> ISO time of the columns that are each about one time; stems : what else their names say
    level : the column that says of which geography a row is, -1 for none
    coarser : columns that name the area of a row in which ``area`` is blank, as known forms have them
    """

    area: int = -1
    name: int = -1
    time: tuple[int, ...] = ()
    measure: tuple[int, ...] = ()
    value: tuple[int, ...] = ()
    unit: int = -1
    level: int = -1
    others: dict[int, str] = field(default_factory=dict)
    wide: dict[int, str] = field(default_factory=dict)
    stems: dict[int, str] = field(default_factory=dict)
    paired: frozenset[int] = frozenset()
    coarser: tuple[int, ...] = ()

    @property
    def taken(self) -> set[int]:
        """Columns that have a role."""
        return {self.area, self.name, self.unit, self.level, *self.time, *self.measure, *self.value, *self.others} - {
            -1
        }


def guess_roles(source: "Source", profiles: Sequence[ColumnProfile], answers: "Answers") -> Guess:
    """Return the roles of the columns: as ``answers`` say, else by name and content."""
    guess = _said(source, answers)
    free = [one for one in profiles if one.index not in guess.taken and one.said]
    others = dict(guess.others)
    for one in free:
        role = _beside(one)
        if role and role not in guess.others.values():
            others[one.index] = role
    guess = replace(guess, others=others)
    if not guess.time and not guess.wide:
        wide = _with_wide(free, guess)
        times = () if len(wide.wide) > 1 else _times(free, guess)  # a date of the last change is no time of figures
        guess = replace(guess, time=times) if times else wide
    guess = _places(free, guess, profiles)
    free = [one for one in free if one.index not in guess.taken]
    if not guess.measure:
        guess = replace(guess, measure=_measures(free))
    if guess.unit < 0:
        words = [one for one in free if one.index not in guess.taken and one.numbers < 0.5]
        units = [one for one in words if _holds_units(one)] or [one for one in words if header_role(one.name, "unit")]
        guess = replace(guess, unit=units[0].index if units else -1)
    guess = guess if guess.value else replace(guess, value=_values(free, guess))
    return replace(guess, paired=frozenset(index for index in guess.value if profiles[index].paired))


def _said(source: "Source", answers: "Answers") -> Guess:
    def at(name: str) -> int:
        return find_column(source, name) if name else -1

    times = [name for name, time in answers.time.items() if not time and not _is_time(source, name)]
    wide = {at(name): _iso(name, time) for name, time in answers.time.items() if time}
    others = {at(name): role for name, role in (
        (answers.n, "denominator" if answers.count else "sample"), (answers.low, "low"), (answers.high, "high"),
        (answers.flag, "flag"), (answers.parent, "parent"), *((one, "stratum") for one in answers.stratum),
    ) if name}  # fmt: skip
    if answers.n and not answers.count and header_role(answers.n, "denominator"):
        others[at(answers.n)] = "denominator"
    value = tuple(at(one) for one in (*answers.value, *answers.count)) or tuple(wide)
    return Guess(at(answers.area), at(answers.name), tuple(map(at, times)), tuple(map(at, answers.measure)), value,
                 others=others, wide=wide)  # fmt: skip


def _is_time(source: "Source", name: str) -> bool:
    """Return whether ``--time`` gives a time and no column."""
    return name not in source.header and bool(iso_forms(name))


def _iso(name: str, text: str) -> str:
    forms = iso_forms(text)
    if not forms:
        raise DataError(f"--time {name}={text}: '{text}' is no time; write 2014, 2014-05, 2014-Q2 or 2013/14")
    return forms.get("years") or next(iter(forms.values()))


def _beside(one: ColumnProfile) -> str:
    """Return the role of a column that stands beside areas and values; "" for none."""
    if header_role(one.name, "place") and any("(" in text for text in one.said[:50]):
        return "place"
    ends = any(re.search(r"\d.*[,;\u2013-].*\d", text) for text in one.said[:50])
    if header_role(one.name, "interval") and one.numbers < 0.5 and not one.paired and ends:
        return "interval"
    if header_role(one.name, "flag") and one.numbers < 0.5:
        return "flag"
    if one.numbers >= _MOSTLY:
        for role in _NUMERIC:
            if header_role(one.name, role) and not (role in ("denominator", "sample") and not one.whole):
                return role
    return ""


def _times(free: Sequence[ColumnProfile], guess: Guess) -> tuple[int, ...]:
    open_ = [one for one in free if one.index not in guess.taken]
    named = [one for one in open_ if one.times >= 0.9 and header_role(one.name, "time")]
    if named:  # the finest of several, a date before its year
        return (max(named, key=lambda one: (len(one.said), -one.index)).index,)
    sure = [one for one in open_ if one.times == 1 and not iso_forms(one.name) and not one.numbers]
    years = [one for one in open_ if one.times == 1 and one.numbers == 1 and "year" in one.name.casefold()]
    return tuple(one.index for one in (sure or years)[:1])


def _with_wide(free: Sequence[ColumnProfile], guess: Guess) -> Guess:
    """Return ``guess`` with the columns of figures that are each about one time, and what belongs to such."""
    found = wide_columns({one.index: one.name for one in free if one.numbers >= 0.5})
    beside = {index: role for index, (stem, _) in found.items() for role in _NUMERIC[:4] if header_role(stem, role)}
    if len(beside) == len(found):
        beside = {}  # populations by year, say, are what the file is about
    return replace(guess, wide={index: iso for index, (_, iso) in found.items()},
                   stems={index: stem for index, (stem, _) in found.items() if stem and index not in beside},
                   others=guess.others | beside)  # fmt: skip


def _places(free: Sequence[ColumnProfile], guess: Guess, profiles: Sequence[ColumnProfile]) -> Guess:
    """Return ``guess`` with area and its name: the columns of that name that tell the most areas apart."""
    open_ = [one for one in free if one.index not in guess.taken and one.index not in guess.wide]
    most = max((len(one.said) for one in open_ if header_role(one.name, "area")), default=0)
    levels = [one for one in open_ if header_role(one.name, "level") and 2 <= len(one.said) <= min(12, most - 1)]
    level = guess.level if guess.level >= 0 or not levels else levels[0].index
    open_ = [one for one in open_ if one.index != level]
    ids = [one for one in open_ if header_role(one.name, "area") and all(map(is_code, one.said[:200]))
           and not header_role(one.name, "measure")]  # fmt: skip
    names = [one for one in open_ if header_role(one.name, "area_name") and one.numbers < 0.5]
    names = [one for one in names if one not in ids or len(ids) > 1] or names
    area, name = guess.area, guess.name
    if area < 0 and ids:
        gss = [
            one
            for one in ids
            if sum(bool(re.fullmatch(r"[EWSNK]\d{8}", text)) for text in one.said) > 0.9 * len(one.said)
        ]
        area = max(gss or ids, key=lambda one: (len(one.said), -one.index)).index
    if guess.name < 0 and area >= 0:
        names = [one for one in names if one.index == area or not holds(one, profiles[area])]
    if name < 0 and (own := [one for one in names if one.index != area]):
        name = max(own, key=lambda one: (len(one.said), -one.index)).index
    by = {one.index: one for one in free}
    if guess.area < 0 and area in by and name in by and len(by[name].said) > 1.2 * len(by[area].said):
        area = name  # the codes are of something larger than the areas
    if area < 0 and name < 0:
        # A lone column of texts, each of them another, needs no word for it.
        texts = [one for one in open_ if one.numbers == 0 and len(one.said) > 1]
        alone = len(texts) == 1 and (
            len(texts[0].said) == sum(texts[0].texts[text] for text in texts[0].said) or bool(guess.time)
        )
        name = texts[0].index if alone else -1
    return replace(guess, area=area if area >= 0 else name, name=name if name >= 0 else area, level=level)


def _measures(free: Sequence[ColumnProfile]) -> tuple[int, ...]:
    """Return the column that names measures: the one whose words, not codes, tell the most apart."""
    named = [one for one in free if header_role(one.name, "measure") and one.numbers < 0.5 and not _holds_units(one)]
    if not named:
        return ()
    most = max(len(one.said) for one in named)
    alike = [one for one in named if len(one.said) == most]
    worded = [one for one in alike if any(" " in text for text in one.said)]
    return ((worded or alike)[0].index,)


def _holds_units(one: ColumnProfile) -> bool:
    """Return whether a column's texts are units."""
    texts = [] if one.paired else one.said[:60]
    short = [text for text in texts if len(text) <= 24]
    return bool(texts) and len(short) == len(texts) and sum(map(_is_unit, texts)) >= 0.5 * len(texts)


def _is_unit(text: str) -> bool:
    """Return whether a text is a unit, and no measure with its unit behind it."""
    label = label_of(text)
    return bool(unit_of(text)) and not (label and not unit_of(label))


def _values(free: Sequence[ColumnProfile], guess: Guess) -> tuple[int, ...]:
    """Return the columns of figures: those called value, else every one that holds numbers and is no code."""
    if guess.wide:
        return tuple(index for index in guess.wide if index not in guess.others)
    numeric = [one for one in free if one.index not in guess.taken and one.figures and not is_of_shapes(one.name)
               and not any(re.fullmatch(r"0\d+", text) for text in one.said) and not _numbers_groups(one)]  # fmt: skip
    called = [one for one in numeric if header_role(one.name, "value")]
    if called and (guess.measure or len(called) == 1 == len(numeric)):
        return tuple(one.index for one in called[:1])
    numeric = [one for one in numeric if unit_of(one.name)
               or not (header_role(one.name, "area") or header_role(one.name, "flag"))]  # fmt: skip
    return tuple(one.index for one in numeric)


def _numbers_groups(one: ColumnProfile) -> bool:
    """Return whether the numbers of a column are those of groups, 1 to 5: few, and each in many rows."""
    rows = len(one.cells) - one.blank
    return header_role(one.name, "stratum") and one.whole and len(one.said) <= _FEW and rows >= _EACH * len(one.said)
