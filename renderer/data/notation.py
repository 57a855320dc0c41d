"""Which mark is the decimal one: a whole column's to say, never a cell's.

A comma groups thousands only where it stands before exactly three digits, everywhere in the column; else it
is the decimal mark. A point is the decimal mark, unless the column shows that it groups (``1.234.567``, or a
decimal comma beside it). Blanks of every width and apostrophes only ever group.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from renderer.data.numerals import NumberKind, take_apart

__all__ = ["Notation", "decide"]


@dataclass(frozen=True, slots=True)
class Notation:
    """
    How a column writes its numbers.

    decimal : the decimal mark, "." or ","
    clash : None, or the first place where the column contradicts itself: (index, earlier index or -1)
    """

    decimal: str = "."
    clash: tuple[int, int] | None = None


def decide(texts: Sequence[str], kind: NumberKind) -> Notation:
    """
    Return how a column writes its numbers, from all its cells; those that hold no number have no say.

    >>> decide(["7,5", "8,125"], NumberKind()).decimal, decide(["1,234", "8,125"], NumberKind()).decimal
    (',', '.')
    >>> decide(["7,5", "8", "7.5"], NumberKind()).clash
    (2, 0)
    """
    possible, unsure = {".", ","}, -1
    ruled: dict[str, int] = {}  # decimal mark -> the first cell that rules it out
    first: dict[str, int] = {}
    for index, text in enumerate(texts):
        first.setdefault(text, index)
    for text, index in first.items():
        written = take_apart(text)
        readings = {} if written is None else {mark: written.plain(mark, kind) for mark in (".", ",")}
        can = {mark for mark, plain in readings.items() if plain}
        if not can:
            continue  # it is no number in any notation: told when it is read
        for mark in possible - can:
            ruled.setdefault(mark, index)
        if not possible & can:
            return Notation(max(can), (index, ruled[min(can)]))
        possible &= can
        if kind.whole and written and re.fullmatch(r"\d{1,3}\.0{3}", written.body) and unsure < 0:
            unsure = index
    if unsure >= 0 and possible == {".", ","}:
        return Notation(".", (unsure, -1))  # 12.000 people: twelve, or twelve thousand
    return Notation("." if "." in possible else ",")

