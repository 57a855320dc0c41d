"""What stands between two cells of a text file, and around them."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from renderer.data.names import clean
from renderer.data.readers.header_rows import LOOK
from renderer.data.scan import MAX_LINE

__all__ = ["WORDS", "Delimiters", "find_delimiters", "first_lines", "split_rows"]

WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "^": "carets", "~": "tildes", ":": "colons"}
# Where two fit alike, the one that is rarer in running text.
_TRIED = ("\t", ";", "|", ",", "^", "~", ":")
_HEAD = 4 * MAX_LINE  # bytes in which a header is looked for
_SHORT = 3  # rows: a table that was cut behind its header, perhaps
_SHARE = 0.4  # of the first rows that are alike, at least, or it is prose
_HINT = re.compile(r"\s*\"?sep=(.)\"?\s*\r?\n", re.IGNORECASE)  # a first line that tells Excel the delimiter


@dataclass(frozen=True, slots=True)
class Delimiters:
    """What parts two cells, and what stands around a cell that holds it; ``hint`` lines at the top say the former."""

    cell: str
    quote: str = '"'
    hint: int = 0


def first_lines(path: Path) -> str:
    """Return the beginning of a file in UTF-8, whole lines of it; what is none of UTF-8 is replaced."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1]
    return whole.decode("utf-8-sig", errors="replace")


def find_delimiters(text: str) -> Delimiters | None:
    """
    Return what parts the cells of ``text``, the beginning of a file in whole lines; None where nothing does.

    It is what splits most rows, the header too, into one and the same number of cells, blank ones at their ends aside;
    of two or three rows it splits one at least.

    >>> find_delimiters("a;b;c\\n1,5;2,5;3\\n1,5;2,5;4\\n")
    Delimiters(cell=';', quote='"', hint=0)
    """
    if found := _HINT.match(text):
        return Delimiters(found[1], _quote(text, found[1]), 1)
    best, most = None, 0
    for cell in _TRIED:
        mark = Delimiters(cell, _quote(text, cell))
        rows = [cells for _, cells in split_rows(text, mark) if any(cells)]
        least = 1 if len(rows) <= _SHORT else max(2, _SHARE * len(rows))
        fit = max(_alike(map(len, rows)), _alike(map(_filled, rows)))
        if fit >= least and fit > most:
            best, most = mark, fit
    return best


def _alike(widths: Iterable[int]) -> int:
    """Return how many rows are of the width, above one cell, that most are of."""
    return max((count for width, count in Counter(widths).items() if width > 1), default=0)


def _filled(cells: Sequence[str]) -> int:
    return max(index + 1 for index, cell in enumerate(cells) if cell)


def split_rows(text: str, mark: Delimiters) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each of the first rows begins, and its cells, without blanks around them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark.cell, quotechar=mark.quote)
    try:
        for _ in range(LOOK):
            began = reader.line_num + 1
            cells = [clean(cell) for cell in next(reader)]
            if began > mark.hint:
                yield began, cells
    except (csv.Error, StopIteration):
        return


def _quote(text: str, cell: str) -> str:
    """Return what stands around cells: an apostrophe only where no quote does, and both ends of cells have one."""
    if '"' in text or "'" not in text:
        return '"'
    edge = re.escape(cell)
    around = re.findall(rf"(?:^|(?<={edge}))'[^'\n]*'(?={edge}|\r?$)", text, re.MULTILINE)
    return "'" if len(around) > 2 and 2 * len(around) >= text.count("'") - len(around) else '"'
