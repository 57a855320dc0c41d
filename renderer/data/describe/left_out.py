"""Rows that must not stand among the areas: totals, and all geographies but one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from renderer.core.listed import listed
from renderer.data.names import clean

from .answers import Answers, lines_of
from .column_profile import LOOK, ColumnProfile
from .find_totals import block_of_sums, heading_sums, named_totals, numbers_of, summed_totals, total_names
from .header_words import unit_of
from .key_columns import chosen_level, nested_codes
from .role_guess import Guess
from .table_facts import TableFacts

__all__ = ["LeftOut", "find_left_out"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """
    What is left out.

    totals : areas or "line 12"; why : of each; only : column -> texts of the level that is kept
    levels : level -> its areas, where there are several; digits : characters of the codes of the level that is kept
    notes : one sentence each
    """

    totals: tuple[str, ...]
    why: dict[str, str] = field(default_factory=dict)
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    guess: Guess = field(default_factory=Guess)
    digits: int = 0

    def keep(self, profiles: Sequence[ColumnProfile]) -> list[bool]:
        """Return of each row that was looked at whether it is kept."""
        areas, names = profiles[self.guess.area], profiles[self.guess.name]
        out = {clean(one).casefold() for one in self.totals}
        spans = [*filter(None, map(lines_of, self.totals))]
        levels = profiles[self.guess.level].cells if self.guess.level >= 0 else ("",) * len(areas.cells)
        kept = next(iter(self.only.values()), ())
        return [
            not ({area.casefold(), name.casefold()} & out) and not any(line in span for span in spans)
            and (not kept or level in kept)
            and bool(area or name) and (not self.digits or len(area) == self.digits)
            for area, name, line, level in zip(areas.cells, names.cells, areas.lines, levels, strict=True)
        ]  # fmt: skip


def find_left_out(profiles: Sequence[ColumnProfile], guess: Guess, facts: TableFacts, answers: Answers) -> LeftOut:
    """Return totals and levels that are left out, as ``answers`` say or as the file shows."""
    named = {} if answers.totals else named_totals([one for one in facts.areas if any(one)])
    kept = {clean(one).casefold() for one in answers.keep}
    named = {one: why for one, why in named.items() if not {part.casefold() for part in one} & kept}
    why = dict(zip(total_names(named), named.values(), strict=False))
    notes = []
    for how in dict.fromkeys(why.values()):
        names = [name for name in why if why[name] == how]
        notes.append(f"a total {how}: {listed(names, 6)}")
    only: dict[str, tuple[str, ...]] = {}
    levels: dict[str, int] = {}
    if guess.level >= 0 and profiles[guess.level].name not in answers.only:
        levels, chosen = chosen_level(facts, set(named))
        if chosen:
            only[profiles[guess.level].name] = chosen
            other = ", ".join(f"{level} ({count:,})" for level, count in levels.items() if level not in chosen)
            notes.append(f"several geographies lie within each other and are never added up: kept {chosen[0]} "
                         f"({levels[chosen[0]]:,} areas), left out {other}")  # fmt: skip
    digits = 0 if levels or answers.area or profiles[guess.area].name in answers.only else nested_codes(
        [area[0] for area in facts.areas if area[0] and area not in named])  # fmt: skip
    if digits:
        notes.append("several geographies lie within each other, by their codes, and are never added up: kept those of "
                     f"{digits} characters")  # fmt: skip
    found = LeftOut(tuple(why), why, only, levels, tuple(notes), guess, digits)
    return found if answers.totals or facts.rows > LOOK else _by_sums(profiles, guess, found)


def _by_sums(profiles: Sequence[ColumnProfile], guess: Guess, found: LeftOut) -> LeftOut:
    """Return ``found`` with the totals that only sums tell."""
    counts = [profiles[index] for index in guess.value if profiles[index].whole and not unit_of(profiles[index].name)][
        :3
    ]
    if not counts:
        return found
    keep = found.keep(profiles)
    rows = [row for row, kept in enumerate(keep) if kept]
    names = [profiles[guess.name].cells[row] or profiles[guess.area].cells[row] for row in rows]
    beside = [*guess.time, *guess.measure]
    summed: list[str] = []
    for one in counts:
        values = numbers_of([one.cells[row] for row in rows])
        groups = [tuple(profiles[index].cells[row] for index in beside) for row in rows]
        summed += summed_totals(names, groups, values)
    sure = [name for name in dict.fromkeys(summed) if summed.count(name) > len(counts) / 2]
    notes = [f"a total by its sum, which the others add up to: {name}" for name in sure]
    lines: tuple[str, ...] = ()
    whole = (*found.totals, *sure)
    if not beside and (headings := _headings(profiles, guess, whole, counts[0])):
        lines = headings
        notes.append(f"left out {len(lines)} areas, such as {_at(profiles, guess, lines[0])}, for each is the sum of "
                     "those below it: a coarser geography")  # fmt: skip
    elif not beside and whole:
        lines = _blocks(profiles, guess, whole, counts[0])
        notes += [f"left out {one}: these rows add up to {whole[0]}, as all others do: a coarser geography"
                  for one in lines]  # fmt: skip
    why = found.why | dict.fromkeys(sure, "by its sum") | dict.fromkeys(lines, "by their sum")
    return LeftOut(
        (*found.totals, *sure, *lines), why, found.only, found.levels, (*found.notes, *notes), guess, found.digits
    )


def _headings(
    profiles: Sequence[ColumnProfile], guess: Guess, totals: Sequence[str], one: ColumnProfile
) -> tuple[str, ...]:
    """Return the rows that are the sums of those below them, as "line a"; ``totals`` of all are passed over."""
    names = profiles[guess.name].cells
    rows = [row for row, name in enumerate(names) if name and name not in totals]
    values = numbers_of(one.cells)
    return tuple(f"line {one.lines[rows[at]]}" for at in heading_sums([values[row] for row in rows]))


def _at(profiles: Sequence[ColumnProfile], guess: Guess, line: str) -> str:
    """Return the name of the area on a line."""
    one = profiles[guess.name]
    return one.cells[one.lines.index(lines_of(line)[0])]


def _blocks(
    profiles: Sequence[ColumnProfile], guess: Guess, totals: Sequence[str], one: ColumnProfile
) -> tuple[str, ...]:
    """Return rows that add up to a total as all others do, as "lines a-b"."""
    names = profiles[guess.name].cells
    values = numbers_of(one.cells)
    total = next((value for name, value in zip(names, values, strict=True) if name in totals and value), None)
    rows = [row for row, name in enumerate(names) if name and name not in totals]
    block = block_of_sums([values[row] for row in rows], total) if total else None
    if block is None:
        return ()
    lines = [profiles[guess.name].lines[row] for row in rows[block[0] : block[1] + 1]]
    runs = [[line for _, line in run] for _, run in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0])]
    return tuple(f"lines {run[0]}-{run[-1]}" for run in runs)
