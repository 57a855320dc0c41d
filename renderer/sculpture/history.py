"""A sculpture: every stroke that anybody made, in one defined order, with nothing ever taken out.

Undo is a mark beside the strokes and not a hole in them, so that two sculptures merge as sets do: in any
order, any number of times, with the same result. The order is that of Lamport's logical clock, then the
author, then the author's own count.

The file has one JSON object a line: a header, then a stroke or a mark each as it was made. It is only ever
added to, so a crash or a cut costs no more than the line being written; and two files joined, as ``cat``
does, are the merged sculpture.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from itertools import count
from typing import Any

from renderer.core.errors import DataError
from renderer.core.suggest import continued

from .stroke import Stroke

__all__ = [
    "HEADER", "Mark", "Record", "Sculpture", "hand_of", "line_of", "merged", "parse_lines", "redo_mark", "signed",
    "standing", "undo_mark",
]  # fmt: skip

HEADER = '{"format": "chorus-sculpture", "version": 1, "unit": "mm"}\n'
MOST_CLOCK = 2**53


@dataclass(frozen=True, slots=True)
class Mark:
    """An undo or redo of one gesture: ``target`` is its author and number."""

    undo: bool
    target: tuple[str, int]
    clock: int = 0
    author: str = ""
    number: int = 0


Record = Stroke | Mark


@dataclass(frozen=True, slots=True)
class Sculpture:
    """All records, in their order, each once."""

    records: tuple[Record, ...] = ()

    def add(self, *records: Record) -> "Sculpture":
        """Return the sculpture with ``records`` in their places."""
        own = set(self.records)
        fresh = sorted(set(records) - own, key=_order)
        if not fresh:
            return self
        if not self.records or _order(fresh[0]) > _order(self.records[-1]):
            return Sculpture((*self.records, *fresh))
        return Sculpture(tuple(sorted(own.union(fresh), key=_order)))


def merged(*sculptures: Sculpture) -> Sculpture:
    """Return what all of them hold."""
    return Sculpture().add(*(record for one in sculptures for record in one.records))


def signed(sculpture: Sculpture, record: Record, author: str) -> Record:
    """Return ``record`` as ``author``'s next: after everything that the author can have seen."""
    clock = 1 + max((one.clock for one in sculpture.records), default=0)
    number = 1 + max((one.number for one in sculpture.records if one.author == author), default=0)
    return replace(record, clock=clock, author=author, number=number)


def standing(sculpture: Sculpture) -> tuple[Stroke, ...]:
    """Return the strokes that are not undone, in the order in which they act."""
    gone = {target for target, mark in _last_marks(sculpture).items() if mark.undo}
    return tuple(one for one in sculpture.records if isinstance(one, Stroke) and (one.author, one.gesture) not in gone)


def undo_mark(sculpture: Sculpture, hand: str) -> Mark | None:
    """Return the mark that takes back the last standing gesture of ``hand``, None where none stands."""
    own = [one for one in standing(sculpture) if hand_of(one.author) == hand]
    return Mark(True, (own[-1].author, own[-1].gesture)) if own else None


def redo_mark(sculpture: Sculpture, hand: str) -> Mark | None:
    """Return the mark that brings back what ``hand`` undid last; a stroke made since leaves nothing to redo."""
    strokes = [one for one in sculpture.records if isinstance(one, Stroke) and hand_of(one.author) == hand]
    marks = [mark for mark in _last_marks(sculpture).values() if mark.undo and hand_of(mark.author) == hand]
    last = max(marks, key=_order, default=None)
    if last is None or (strokes and _order(strokes[-1]) > _order(last)):
        return None
    return Mark(False, last.target)


def hand_of(author: str) -> str:
    """
    Return whose hand an author's is: the same one signs anew, after a dash, each time it begins.

    >>> hand_of("mouse-3f9a1c")
    'mouse'
    """
    return author.rpartition("-")[0] or author


def line_of(record: Record) -> str:
    """Return ``record`` as its line of the file; numbers are read back exactly."""
    if isinstance(record, Stroke):
        own = asdict(record)
        content = {"stroke": own.pop("kind"), **own}
    else:
        content = {"undo" if record.undo else "redo": list(record.target)}
        content |= {"clock": record.clock, "author": record.author, "number": record.number}
    return json.dumps(content, allow_nan=False) + "\n"


def parse_lines(lines: Iterable[bytes], name: str, first: int = 2) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """Return the records of ``lines``, and a note for each that cannot be read; the first is line ``first``."""
    records, notes = [], []
    for number, line in zip(count(first), lines):
        if not line.strip() or line == HEADER.encode():  # files that were simply joined are merged
            continue
        try:
            records.append(_record(line))
        except DataError as error:
            notes.append(continued(f"{name}:{number}: {error}", "this line is skipped, and stays in the file"))
        except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
            torn = "it is torn" if not line.endswith(b"\n") else "it is no stroke"
            notes.append(f"{name}:{number}: {torn}; this line is skipped, and stays in the file")
    return tuple(records), tuple(notes)


def _record(line: bytes) -> Record:
    """Return the record of one line; raises ValueError, TypeError or KeyError where it is none."""
    content = json.loads(line.decode("utf-8"))
    if not isinstance(content, dict):
        raise TypeError("no object")
    clock, own, number = _whole(content["clock"]), _text(content["author"]), _whole(content["number"])
    for word in ("undo", "redo"):
        if word in content:
            author, gesture = content[word]
            return Mark(word == "undo", (_text(author), _whole(gesture)), clock, own, number)
    return Stroke(
        _text(content["stroke"]), _vector(content["centre"]), _vector(content["direction"]), _float(content["radius"]),
        _float(content["amount"]), _switch(content.get("symmetric", False)), clock, own, number,
        _whole(content.get("gesture", 0)),
    )  # fmt: skip


def _order(record: Record) -> tuple[Any, ...]:
    """Return what sorts records: the clock, the author, the count; the rest only tells a forged pair apart."""
    if isinstance(record, Mark):
        return record.clock, record.author, record.number, 0, record.undo, record.target
    shape = record.kind, record.centre, record.direction, record.radius, record.amount, record.symmetric
    return record.clock, record.author, record.number, 1, *shape, record.gesture


def _last_marks(sculpture: Sculpture) -> dict[tuple[str, int], Mark]:
    """Return the mark that decides on each gesture that has any."""
    return {one.target: one for one in sculpture.records if isinstance(one, Mark)}


def _float(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("no number")
    return float(value)


def _vector(value: Any) -> tuple[float, float, float]:  # noqa: ANN401
    x, y, z = value
    return _float(x), _float(y), _float(z)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("no whole number")
    if not 0 <= value <= MOST_CLOCK:
        raise DataError(f"a count of {value} is outside 0..{MOST_CLOCK}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value
