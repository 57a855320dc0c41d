"""Where a table's header lies among the first rows of a file or sheet, and what its columns are called."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from renderer.data.readers.cell_kinds import is_figure, is_label_row, is_mark

__all__ = ["LOOK", "Header", "find_header_rows"]

LOOK = 200  # rows in which a header is looked for
_BELOW = 60  # rows below a header by which its columns are judged
_DEEP = 4  # rows that a header has at most
_NARROW = 2  # a table up to this column (from 0) has no groups of names

_KEY = re.compile(r".*:|source|title|table|publisher|report|date|updated|download(ed)?|year|period|notes?|"
                  r"quelle|stand|titel", re.IGNORECASE)  # fmt: skip

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Header:
    """
    Which rows (from 0) name the columns.

    first, last : the header's rows; main : that of them which names most columns
    figures : the columns (from 0) that hold figures below it
    """

    first: int
    last: int
    main: int
    figures: frozenset[int]


def find_header_rows(rows: Rows) -> Header | None:
    """
    Return the header of the table that most of ``rows`` belong to; None where no row names columns.

    rows : cells without blanks around them; a blank row is one without a filled cell
    A header is told by what is below it: names over columns of figures. Where there are no figures it is the first
    row that fills as many columns as most.
    """
    figures = _figures_below(rows)
    score = [sum(column < len(row) and bool(row[column]) and not is_mark(row[column]) for column in figures[index])
             if is_label_row(row) else 0 for index, row in enumerate(rows)]  # fmt: skip
    best = max(score, default=0)
    if best == 0:
        return _one_year(rows, figures) or _all_text(rows)
    likely = [index for index, value in enumerate(score) if value >= max(1, 0.6 * best)]
    if len(likely) > max(_DEEP, len(rows) / 2):
        likely = likely[:1]  # rows of text and years: the first of them names the columns
    starts = [index for index in likely if _begins(rows, index, likely)]
    ends = [*starts[1:], len(rows)]
    start, _ = max(zip(starts, ends, strict=True), key=lambda pair: sum(_filled(row) > 0 for row in rows[slice(*pair)]))
    start = _top(rows, start)
    last = _downwards(rows, start, likely)
    main = max(range(start, last + 1), key=lambda index: (_filled(rows[index]), -index))
    return Header(_upwards(rows, start, main), last, main, figures[last])


def _begins(rows: Rows, index: int, likely: Sequence[int]) -> bool:
    """
    Return whether a table may begin at a row that looks like names.

    A row whose figures are words, "k.A.", looks so too; but it fills the columns of the names above it.
    """
    first = likely[0]
    return index == first or (index - 1 not in likely and _columns(rows[index]) != _columns(rows[first]))


def _top(rows: Rows, start: int) -> int:
    """Return the first row of names among those as full as row ``start`` that stand right above it."""
    top, least = start, max(2, 0.8 * _filled(rows[start]))
    while top > 0 and _filled(rows[top - 1]) >= least:
        top -= 1
    return next((index for index in range(top, start) if is_label_row(rows[index]) and not _is_key(rows[index])), start)


def _is_key(row: Sequence[str]) -> bool:
    """Return whether a row is a key and its value, "Source: CDC", and no names of columns."""
    first = next(cell for cell in row if cell)
    return _filled(row) <= 2 and bool(_KEY.fullmatch(first))


def _downwards(rows: Rows, start: int, likely: Sequence[int]) -> int:
    """Return the last row of the header: units and the like stand below the names, and nothing where an area would."""
    last = start
    left = min(_columns(rows[start]))
    while last + 1 in likely and last + 1 - start < _DEEP:
        below = _columns(rows[last + 1])
        fills = len(below) > _filled(rows[last]) and last == start  # the row above names groups
        if left in below and not fills and left == min(_body(rows, last + 2)):
            break
        last += 1
    return last


def _body(rows: Rows, first: int) -> list[int]:
    """Return the columns that are filled in the rows from ``first`` on."""
    return sorted({column for row in rows[first : first + _BELOW] for column in _columns(row)}) or [0]


def _figures_below(rows: Rows) -> list[frozenset[int]]:
    """Return, for each row, the columns in which most of what is filled in the rows below it are figures."""
    kinds = [[(column, is_figure(cell)) for column, cell in enumerate(row) if cell and not is_mark(cell)]
             for row in rows]  # fmt: skip
    seen: Counter[int] = Counter()
    numbers: Counter[int] = Counter()
    found = []
    for index in reversed(range(len(rows))):
        found.append(frozenset(column for column in seen if seen[column] and numbers[column] >= 0.6 * seen[column]))
        for sign, at in ((1, index), (-1, index + _BELOW)):
            for column, figure in kinds[at] if at < len(rows) else ():
                seen[column] += sign
                numbers[column] += sign * figure
    return found[::-1]


def _one_year(rows: Rows, figures: Sequence[frozenset[int]]) -> Header | None:
    """Return the first row that names columns, one of them by a year alone: "Neighbourhood, 2023"."""
    for index, row in enumerate(rows):
        if _filled(row) > 1 and is_label_row(row, 1) and any(column in figures[index] for column in _columns(row)):
            return Header(index, index, index, figures[index])
    return None


def _all_text(rows: Rows) -> Header | None:
    widths = Counter(_filled(row) for row in rows if _filled(row) > 1)
    if not widths:
        return None
    usual = max(widths, key=lambda width: (widths[width], width))
    for index, row in enumerate(rows):
        if _filled(row) >= 0.8 * usual:
            return Header(index, index, index, frozenset()) if is_label_row(row) else None
    return None


def _upwards(rows: Rows, start: int, main: int) -> int:
    """Return the first row of the header: labels of groups stand right above the names, and reach far to the right."""
    first, corner, right = start, min(_columns(rows[main])), max(_columns(rows[main]))
    while first > 0 and main - first + 1 < _DEEP:
        row = rows[first - 1]
        columns = _columns(row)
        beyond = bool(columns) and max(columns) > corner
        leads = beyond and (min(columns) < corner or corner not in columns
                            or (right > _NARROW and 2 * max(columns) > right))  # fmt: skip
        if not (leads and is_label_row(row, 1)):
            break
        first -= 1
    return first


def _columns(row: Sequence[str]) -> list[int]:
    return [column for column, cell in enumerate(row) if cell]


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell) for cell in row)
