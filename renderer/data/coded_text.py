"""A column of text whose different texts are few: each is held once, and asked about once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CodedText", "combined", "first_rows"]


@dataclass(frozen=True, slots=True, eq=False)
class CodedText(Sequence[str]):
    """
    A column of text.

    texts : the different texts, in the order in which they first stand in the column
    codes : int32 [rows], which of them each cell holds
    """

    texts: tuple[str, ...]
    codes: "NDArray[np.int32]"

    @classmethod
    def of(cls, cells: Iterable[str]) -> "CodedText":
        """
        Return the column of ``cells``.

        >>> CodedText.of(["b", "a", "b"]).texts
        ('b', 'a')
        """
        cells = cells if isinstance(cells, Sequence) else tuple(cells)
        number = {text: index for index, text in enumerate(dict.fromkeys(cells))}
        return cls(tuple(number), np.fromiter(map(number.__getitem__, cells), np.int32, len(cells)))

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.codes)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        """Return the text of a row, or those of several."""
        if isinstance(row, slice):
            return [self.texts[code] for code in self.codes[row].tolist()]
        return self.texts[int(self.codes[row])]

    def __iter__(self) -> Iterator[str]:
        """Yield the text of each row."""
        return map(self.texts.__getitem__, self.codes.tolist())

    def each(self, ask: Callable[[str], Any], kind: type) -> "NDArray[Any]":
        """Return what ``ask`` says of each row's text, [rows] of ``kind``; it is asked once for each different text."""
        return np.array([ask(text) for text in self.texts], kind)[self.codes]

    def renamed(self, name: Callable[[str], str]) -> "CodedText":
        """Return the column with ``name(text)`` in the place of each text."""
        other = CodedText.of([name(text) for text in self.texts])
        return CodedText(other.texts, other.codes[self.codes])


def combined(columns: Sequence[CodedText]) -> tuple["NDArray[np.intp]", "NDArray[np.intp]"]:
    """
    Return the different rows that ``columns`` have together: the first row of each, in that order, and each row's code.

    >>> combined([CodedText.of("aabb"), CodedText.of("xyyy")])[1].tolist()
    [0, 1, 2, 2]
    """
    codes = np.zeros(len(columns[0]), np.int64)
    for one in columns:
        if int(codes.max(initial=0) + 1) * len(one.texts) >= 2**62:
            codes = np.unique(codes, return_inverse=True)[1].astype(np.int64)
        codes = codes * len(one.texts) + one.codes
    _, first, own = np.unique(codes, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return first[order], place[own]


def first_rows(column: CodedText) -> "NDArray[np.intp]":
    """Return the first row of each different text."""
    rows = np.empty(len(column.texts), np.intp)
    rows[column.codes[::-1]] = np.arange(len(column) - 1, -1, -1)
    return rows
