"""Labels that stand once for a group of rows: carried down, so that each row says what it belongs to."""

from collections.abc import Sequence

from renderer.data.names import clean
from renderer.data.readers.cell_kinds import is_figure, is_mark
from renderer.data.readers.sheet_cells import Merge

__all__ = ["carry_down", "unroll"]


def unroll(cells: list[list[str]], merges: Sequence[Merge], first: int) -> int:
    """
    Write into the cells of merged rows, from row ``first`` on, the label that only the uppermost has.

    Returns how many were written. What is merged across columns is the label of a total, and stays where it is.
    """
    written = 0
    for top, left, bottom, right in merges:
        if top < first or left != right or bottom <= top or top >= len(cells) or left >= len(cells[top]):
            continue
        label = cells[top][left]
        for row in cells[top + 1 : bottom + 1]:
            if clean(label) and not is_figure(clean(label)) and left < len(row) and not clean(row[left]):
                row[left] = label
                written += 1
    return written


def carry_down(rows: list[list[str]], columns: Sequence[int]) -> dict[int, int]:
    """
    Write a group's label, which stands on the group's first row only, onto the rows below it.

    columns : those that hold no figures, from the left; only one that stands left of a column filled in nearly every
    row can hold labels of groups. Returns how many cells were written, for each column where some were.

    >>> rows = [["North", "a", "1"], ["", "b", "2"], ["South", "c", "3"], ["", "d", "4"]]
    >>> carry_down(rows, [0, 1]), [row[0] for row in rows]
    ({0: 2}, ['North', 'North', 'South', 'South'])
    """
    share = {column: sum(not row[column].isspace() for row in rows if row[column]) / len(rows) for column in columns}
    written = {}
    for column in columns:
        if share[column] > 0.5 or not any(other > column and share[other] > 0.8 for other in columns):
            continue
        labels = [text for row in rows if (text := clean(row[column]))]
        once = len(set(labels)) == len(labels) > 1 and not any(is_figure(text) or is_mark(text) for text in labels)
        if once:
            written[column] = _carry(rows, column)
    return {column: number for column, number in written.items() if number}


def _carry(rows: list[list[str]], column: int) -> int:
    label, number = "", 0
    for row in rows:
        own = clean(row[column])
        if own:
            label = "" if "total" in own.casefold() else row[column]
        elif label and any(map(clean, row)):
            row[column] = label
            number += 1
    return number
