"""What happened in a community, day by day: events.csv beside a table, read with its figures.

    date,kind,place,words
    2013-05-04,workshop,Harbour,First open evening at the school
    2014,setback,,The clinic closed for a year

A date is any time of a table; a kind is one of ``KINDS``; a place is an area's code, short name or name, or a larger
area that areas are part of; blank for all.
"""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from renderer.core.errors import DataError
from renderer.core.escape import escape
from renderer.core.small_file import read_bytes
from renderer.core.suggest import nearest

from .parts import parents_in
from .schema import TIME
from .table import Table
from .times import days_of, time_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EVENTS", "KINDS", "DatedEvent", "event_at", "event_texels", "event_words", "with_events"]

EVENTS = "events.csv"
KINDS = ("workshop", "setback", "repair")
_ABLE = f"write {', '.join(KINDS)}"
_HEAD = ("date", "kind", "place", "words")
_MOST, _LONGEST, _FILE, _HEADS = 200, 160, 1 << 20, 4096  # events; characters of a line's words; bytes; of a head
_NAMED = 12  # events that a caption tells by their words
_WIDE = 1024  # px: a larger area's event stands in each of its parts, and together they outgrow one row of a texture


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """
    One line: its date as a time of a table, its kind, its place, and what was written.

    place : the code of its area, the name of a larger one where no area is called so, "" for all
    """

    date: str
    kind: str
    place: str
    words: str


def with_events(table: Table, path: Path) -> Table:
    """
    Return ``table``, read from ``path``, with the events beside it; as it is where there are none.

    A file of that name without a date and a kind in its head, however they are parted, is another's, and left alone.
    Raises DataError for a line that is no event, with what to write.
    """
    beside = path.parent / EVENTS
    if beside == path or not beside.is_file():
        return table
    if not {"date", "kind"} <= _head(beside):
        return table
    try:
        content = read_bytes(beside, _FILE)
    except ValueError as error:
        raise DataError(f"{beside} cannot be read: {error}; keep those events that matter most") from None
    events = _events(table, beside, content)
    if not events:
        return table
    release = hashlib.sha256(table.release.encode() + content).hexdigest()
    return replace(table, events=events, release=release)


def event_at(times: Sequence[str], date: str) -> tuple[int, float]:
    """
    Return the time in which the middle of ``date`` lies, or after which, and how far along that it is.

    0 .. 1 from the first day of that time to its last, 1 .. 2 from there to the first of the next; -0.5 before the
    first time, 1.5 after the last one.

    >>> event_at(("2012", "2014"), "2012"), event_at(("2012", "2014"), "2013"), event_at(("2012", "2014"), "2011-03")
    ((0, 0.5), (0, 1.5), (0, -0.5))
    """
    first, last = days_of(date)
    day, ends = (first + last + 1.0) / 2.0, [days_of(time) for time in times]
    time = max((n for n, (begin, _) in enumerate(ends) if begin <= day), default=-1)
    if time < 0:
        return 0, -0.5
    begin, end = ends[time][0], ends[time][1] + 1.0
    if day <= end:
        return time, (day - begin) / (end - begin)
    if time == len(times) - 1:
        return time, 1.5
    return time, 1.0 + (day - end) / max(ends[time + 1][0] - end, 1e-9)


def event_texels(table: Table) -> "NDArray[np.float32]":
    """
    Return the events of ``table`` as an input's pixels, float32 [rows, up to 1024, 4]; a clear pixel is no event.

    Of each the time and how far along that it is, as ``event_at`` has them, its kind's place in ``KINDS`` and 1, and
    the row of its area, -1 for all; of a larger area whose parts are shown, one for each of these.
    """
    marks = [[*map(float, event_at(table.times, one.date)), KINDS.index(one.kind) + 1.0, float(row)]
             for one, rows, _ in _placed(table) for row in rows]  # fmt: skip
    wide = min(max(len(marks), 1), _WIDE)
    marks += [[0.0, 0.0, 0.0, -1.0]] * (-len(marks) % wide if marks else 1)
    return np.array(marks, np.float32).reshape(-1, wide, 4)


def event_words(table: Table) -> str:
    """Return the events of ``table`` in words, in the order of the file, "" where there are none."""
    told = [_told(one, where) for one, _, where in _placed(table)]
    more = f"; and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return "; ".join(told[:_NAMED]) + more


def _told(event: DatedEvent, where: str) -> str:
    where = f", {where}" if where else ""
    return f"{time_words(event.date)}{where}, {event.kind}" + (f" (“{event.words}”)" if event.words else "")


def _placed(table: Table) -> list[tuple[DatedEvent, list[int], str]]:
    """Return each event whose place is shown, alone, in a larger area or by its parts, its rows (-1: all) and name."""
    rows, parts = {area.code: row for row, area in enumerate(table.areas)}, dict[str, list[int]]()
    for row, area in enumerate(table.areas):
        parts.setdefault(area.parent, []).append(row)
    larger = {area.code: area.parent for area in table.finer.areas if area.parent} if table.finer else {}
    placed: list[tuple[DatedEvent, list[int], str]] = []
    for one in table.events:
        place = larger.get(one.place, one.place)
        if not place:
            placed.append((one, [-1], ""))
        elif place in rows:
            placed.append((one, [rows[place]], table.areas[rows[place]].name))
        elif place == table.inside or place in parts:
            placed.append((one, parts.get(place, [-1]), place))
    return placed


def _head(path: Path) -> set[str]:
    """Return the words of the first line of ``path``, whatever it holds and however much."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        line = file.readline(_HEADS).replace("\0", "").replace("\ufffd", "")  # UTF-16 is known, to be told of
        return {name.strip(' "\r\n') for name in re.split("[,;\t]", line.lower())}


def _events(table: Table, path: Path, content: bytes) -> tuple[DatedEvent, ...]:
    """Return what the lines of ``content`` say."""
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is no CSV file in UTF-8 ({error}); save it as such") from None
    try:
        lines = [*reader]
    except csv.Error:
        raise DataError(f"{path}, line {max(reader.line_num, 1)}: a quote is open, and ends nowhere or in the midst of "
                        "a cell; write two for one in words") from None  # fmt: skip
    head = tuple(name.strip() for name in lines[0]) if lines else ()
    if head != _HEAD:
        raise DataError(f"{path}, line 1: the columns are {', '.join(head)}; write {','.join(_HEAD)}")
    rows = [(number, line) for number, line in enumerate(lines[1:], 2) if any(map(str.strip, line))]
    if len(rows) > _MOST:
        raise DataError(f"{path} has {len(rows)} events, and a frieze holds {_MOST}; keep those that matter most")
    return tuple(_event(table, f"{path}, line {number}", line) for number, line in rows)


def _event(table: Table, where: str, line: Sequence[str]) -> DatedEvent:
    """Return what one line says; raises DataError."""
    if len(line) != len(_HEAD):
        raise DataError(f"{where}: {len(line)} columns in place of {len(_HEAD)}; put words with a comma into quotes")
    date, kind, place, words = (cell.strip() for cell in line)
    if kind not in KINDS:
        raise DataError(f"{where}: no kind '{kind}'{nearest(kind, KINDS, _ABLE)}")
    try:
        if not TIME.fullmatch(date):
            raise DataError(f"'{date}' is no date; write 2014, 2014-05, 2014-W21, 2014-Q2 or 2014-05-31")
        days_of(date)
    except DataError as error:
        raise DataError(f"{where}: {error}") from None
    if len(words) > _LONGEST:
        raise DataError(f"{where}: {len(words)} characters of words; one line holds {_LONGEST}")
    known = {name: name for name in parents_in(table)}
    known |= {name: area.code for area in table.areas for name in (area.name, area.abbr, area.code) if name}
    if place and place not in known:
        hint = nearest(place, known, "leave it blank for all")
        raise DataError(f"{where}: the figures have no place '{place}'{hint}")
    return DatedEvent(date, kind, known.get(place, ""), escape(words))
