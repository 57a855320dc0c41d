"""Cells and column names without what nobody means by them: blanks, case, underscores, notes' marks."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

__all__ = ["canonical", "clean", "is_note", "shares", "short"]

_MOST = 40  # letters of a cell in a message

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_NOTE = re.compile(r"[*†‡§¶#©\[(]|notes?\b|sources?\b|footnotes?\b|data\b|last updated|updated\b|https?:|n\.?b\.?\b",
                   re.IGNORECASE)  # fmt: skip


@lru_cache(maxsize=4096)  # where a header is looked for, the names of all forms are asked for in each of many lines
def canonical(name: str) -> str:
    """
    Return a column's name by its letters and digits alone, small, without the mark of a footnote.

    >>> canonical(" Data-Value* "), canonical("DATA_VALUE")
    ('datavalue', 'datavalue')
    """
    return "".join(char for char in name.casefold() if char.isalnum() and char not in "ªº⁰¹²³⁴⁵⁶⁷⁸⁹")


def clean(text: str) -> str:
    """Return a cell in one line, without blanks around it, of whatever width, and without characters nobody sees."""
    text = text.strip()
    if text.isascii() and text.isprintable():
        return text  # nearly every cell; what follows costs ten times as much
    return re.sub(r"[\t\r\n\v\f]+", " ", text.translate(_UNSEEN).strip())


def short(text: str) -> str:
    """Return as much of a cell as a message can hold."""
    return text if len(text) <= _MOST else f"{text[:_MOST]}..."


def shares(header: Collection[str], names: Collection[str]) -> float:
    """Return which part of ``names`` the header has, 0..1."""
    keys = {canonical(own) for own in header}
    return sum(canonical(name) in keys for name in names) / len(names)


def is_note(record: Sequence[str], apart: bool) -> bool:
    """
    Return whether a record below a table is a note and no row that was cut.

    apart : whether a blank line, or another note, stands before it
    """
    first = next((cell for cell in record if cell), "")
    if not re.search(r"[^\W\d]{2}", first):
        return False  # a number or date begins a row
    return apart or bool(_NOTE.match(first)) or ": " in first or first.endswith(".")
