"""What a column of a source holds, as far as a first look tells: its different texts, and what they could be."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from renderer.data.marks import meaning
from renderer.data.names import clean
from renderer.data.numerals import take_apart

from .time_column import read_times

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["INTERVAL", "LOOK", "ColumnProfile", "before_brackets", "is_interval", "profile_columns", "whole_number"]

_PAIR = re.compile(r"-?\d[\d.,]* ?%? ?([(\[]) ?-?\d[\d.,]*[^()\[\]]*[)\]]")
_WHOLE = re.compile(r"\d+|\d{1,3}([., ']\d{3})+", re.ASCII)
_MOSTLY = 0.85
LOOK = 20_000


# Two numbers and what stands between them: 30.1-38.3, 30,1 bis 38,3, 30 % to 38 %.
INTERVAL = (r"(-?[0-9]+(?:[.,][0-9]+)?)[ %]*(?:,|;|\bto\b|\bbis\b|-|\x{2013})[ ]*"
            r"(-?[0-9]+(?:[.,][0-9]+)?)")  # fmt: skip


def before_brackets(text: str) -> str:
    """Return what stands before a bracket in a cell: the first of its numbers."""
    return re.split(r"[(\[]", text, maxsplit=1)[0]


def is_interval(text: str) -> bool:
    """
    Return whether the brackets in a cell hold an interval.

    >>> is_interval("34.2 (30.1\u201338.3)"), is_interval("79 (100)")
    (True, False)
    """
    inside = text.removeprefix(before_brackets(text))
    return bool(re.search(INTERVAL.replace(r"\x{2013}", "\u2013"), inside))


def whole_number(text: str) -> int | None:
    """
    Return the whole number in a cell, None where there is none.

    >>> whole_number("1,234"), whole_number("910.5"), whole_number("1e3"), whole_number("-4")
    (1234, None, None, None)
    """
    written = take_apart(text)
    if not written or written.sign or written.exponent or not _WHOLE.fullmatch(written.body):
        return None
    return int(re.sub(r"\D", "", written.body))


@dataclass(frozen=True)
class ColumnProfile:
    """
    What a column holds in the rows that were looked at.

    texts : each different text, without blanks around it, -> its rows, in the order of the file
    cells : the text of each row that was looked at; lines : their lines in the file
    """

    name: str
    index: int
    texts: dict[str, int]
    cells: tuple[str, ...] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)

    @property
    def blank(self) -> int:
        """Rows without a text."""
        return self.texts.get("", 0)

    @property
    def said(self) -> list[str]:
        """The different texts that are neither blank nor a mark of absence."""
        return self._said

    @cached_property
    def _said(self) -> list[str]:
        return [text for text in self.texts if text and meaning(text) is None]

    @cached_property
    def numbers(self) -> float:
        """Which part of the rows that say something hold a number, 0..1."""
        said = sum(self.texts[text] for text in self._said)
        return sum(self.texts[text] for text in self._said if take_apart(text)) / said if said else 0.0

    @cached_property
    def paired(self) -> bool:
        """Whether most cells hold a number and others in brackets behind it: 79 (100), 34.2 (30.1-38.3)."""
        said = [text for text in self._said if not text.startswith("[")]
        return bool(said) and sum(map(bool, map(_PAIR.fullmatch, said))) > 0.7 * len(said)

    @cached_property
    def figures(self) -> bool:
        """Whether a column can hold figures: nearly all are numbers, or a few short words stand among them as marks."""
        words = [text for text in self._said if take_apart(text) is None]
        few = len(words) <= 5 and all(len(word) <= 20 for word in words)
        return self.paired or self.numbers >= _MOSTLY or (few and self.numbers >= 0.3)

    @cached_property
    def whole(self) -> bool:
        """Whether every number is written without a fraction."""
        numbers = [one.body for text in self._said if (one := take_apart(text))]
        return bool(numbers) and all(map(_WHOLE.fullmatch, numbers))

    @cached_property
    def times(self) -> float:
        """Which part of the different texts are times, 0..1."""
        if not self._said:
            return 0.0
        column = read_times(self._said)
        return 1.0 if column.asked and not column.wrong else len(column.iso) / len(self._said)

    @cached_property
    def marks(self) -> dict[str, int]:
        """Marks of absence, with their rows."""
        return {text: count for text, count in self.texts.items() if text and meaning(text) is not None}


def profile_columns(source: "Source") -> tuple[ColumnProfile, ...]:
    """
    Return what each column holds, by the first 20,000 rows.

    A source may be a view that reads its file anew for each question: it is asked once.
    """
    found = source.connection.execute(f"select * from {source.table} limit {LOOK}").fetchall()
    lines = tuple(row[-1] for row in found)
    profiles = []
    cleaned: dict[str, str] = {}
    for index, name in enumerate(source.header):
        cells = tuple(cleaned.setdefault(raw, clean(raw)) if (raw := row[index]) else "" for row in found)
        texts: dict[str, int] = {}
        for text in cells:
            texts[text] = texts.get(text, 0) + 1
        profiles.append(ColumnProfile(name, index, texts, cells, lines))
    return tuple(profiles)
