"""People of each area from a second sheet, joined by code or name: what counts without a denominator are among."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError, UsageError
from renderer.core.listed import listed
from renderer.data.names import canonical, clean
from renderer.data.readers.opening import open_source

from .answers import Answers
from .column_profile import profile_columns, whole_number
from .header_words import header_role
from .role_guess import Guess, guess_roles
from .rows import staged
from .time_column import read_times

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["COLUMN", "with_population"]

COLUMN = "Population"
_NAMED = 4  # areas in a sentence
_TABLE = "chorus_with_people"
_THOUSANDS = re.compile(r"thousand|million|tausend|mill?iers|miles\b|\b1[ ,.]?000s?\b|'000|\b000s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _People:
    """
    How many people areas have.

    numbers : of each column that names areas, key of its text -> the different numbers, each with its first line
    column : that of the numbers; time : of when they are, "" where the sheet does not say
    """

    source: "Source"
    column: str
    numbers: tuple[dict[str, dict[str, int]], ...]
    time: str

    def number(self, column: int, text: str) -> str:
        """Return the people of the area ``text``, "" where there is none; raise DataError where there are two."""
        lines = self.numbers[column].get(_key(text), {})
        if len(lines) > 1:
            first, second = sorted(lines.values())[:2]
            raise DataError(f"{self.source.where}, line {second}: another number of people for '{clean(text)}' than "
                            f"on line {first}; keep one row for each area")  # fmt: skip
        return next(iter(lines), "")


def with_population(source: "Source", path: Path) -> "Source":
    """
    Return ``source`` with a column of the people of its areas, from the sheet at ``path``.

    Raises UsageError where it has such a column already, or is that sheet; DataError where that sheet says more than
    one number of an area, or names fewer than half of the areas.
    """
    if COLUMN in source.header:
        raise UsageError(f"{source.path.name} has a column '{COLUMN}' of its own; leave --population out")
    if source.path.exists() and path.exists() and path.samefile(source.path):
        raise UsageError(f"{path} holds the counts themselves; --population names a second sheet, of people by area")
    people, source = _people(staged(open_source(path))), staged(source)
    columns = _places(guess_roles(source, profile_columns(source), Answers()))
    if not columns:
        raise source.error("no column looks like areas, by which people could be found; write their number into a "
                           "column of the same sheet", source.line)  # fmt: skip
    texts = {index: _texts(source, index) for index in columns}
    ways = [(sum(_key(text) in numbers for text in texts[index]), -place, index)
            for index in columns for place, numbers in enumerate(people.numbers)]  # fmt: skip
    known, place, index = max(ways)
    read = [(text, people.number(-place, text)) for text in texts[index]]
    unknown = [clean(text) for text, number in read if not number]
    if known < len(unknown):
        raise DataError(f"{people.source.where} names {known} of the {len(read)} areas of {source.path.name}, and not "
                        f"{listed(unknown, _NAMED)}: write their codes or names alike")  # fmt: skip
    when = f", of {people.time} for all times" if people.time else ""
    lacks = f"; it has none for {listed(unknown, _NAMED)}" if unknown else ""
    told = f"{COLUMN} is taken from {path.name}, column {people.column}{when}{lacks}"
    return replace(_joined(source, index, read), notes=(*source.notes, told))


def _people(source: "Source") -> _People:
    """Return the people that a sheet counts, of its latest time where it has several."""
    profiles = profile_columns(source)
    guess = guess_roles(source, profiles, Answers())
    places = _places(guess)
    wide = sorted((index for index in guess.wide if profiles[index].whole), key=lambda index: guess.wide[index])
    called = [one.index for one in profiles if one.whole and header_role(one.name, "denominator")]
    whole = [index for index in guess.value if profiles[index].whole]
    counting = [*called, *reversed(wide), *(whole if len(whole) == 1 else [])]
    if not places or not counting:
        raise DataError(f"{source.where}: it needs a column of areas and one of how many people live there, in whole "
                        f"numbers, called {COLUMN}")  # fmt: skip
    column = source.header[counting[0]]
    if said := _THOUSANDS.search(column):
        raise DataError(f"{source.where}, column {column}: it counts in '{said[0]}'; write how many "
                        "people there are")  # fmt: skip
    picks = ", ".join(f"coalesce(c{index}, '')" for index in (*places, counting[0], *guess.time[:1]))
    rows = source.connection.execute(f"select line, {picks} from {source.table} order by line").fetchall()
    time = guess.wide.get(counting[0], "")
    if guess.time:
        iso = read_times([row[-1] for row in rows]).iso
        time = max(iso.values(), default="")
        rows = [row for row in rows if iso.get(row[-1], "") == time]
    found: tuple[dict[str, dict[str, int]], ...] = tuple({} for _ in places)
    for line, *cells in rows:
        if (number := whole_number(cells[len(places)])) is not None:
            for numbers, text in zip(found, cells[: len(places)], strict=True):
                if key := _key(text):
                    numbers.setdefault(key, {}).setdefault(str(number), line)
    return _People(source, column, found, time)


def _joined(source: "Source", index: int, read: Sequence[tuple[str, str]]) -> "Source":
    """Return ``source`` with one more column: the second of a pair of ``read`` where ``index`` has the first."""
    connection, column = source.connection, f"c{len(source.header)}"
    connection.execute("create or replace temp table chorus_people (area varchar, people varchar)")
    connection.execute("insert into chorus_people select unnest(?::varchar[]), unnest(?::varchar[])",
                       [list(one) for one in zip(*read, strict=True)])  # fmt: skip
    connection.execute(
        f"create or replace temp table {_TABLE} as select {', '.join(source.columns)}, people as {column}, line from "
        f"{source.table} s left join chorus_people p on p.area = coalesce(s.c{index}, '') order by line"
    )
    return replace(source, table=_TABLE, header=(*source.header, COLUMN))


def _places(guess: Guess) -> tuple[int, ...]:
    return tuple(index for index in dict.fromkeys((guess.area, guess.name)) if index >= 0)


def _texts(source: "Source", index: int) -> list[str]:
    found = source.connection.execute(f"select coalesce(c{index}, '') t from {source.table} group by t "
                                      "order by min(line)").fetchall()  # fmt: skip
    return [text for (text,) in found if clean(text)]


def _key(text: str) -> str:
    """Return a code or name as both sheets may write it: small letters and digits, a code without leading zeros."""
    key = canonical(text)
    return key.lstrip("0") if key.isdigit() else key
