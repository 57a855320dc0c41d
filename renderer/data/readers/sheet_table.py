"""The table of a workbook's sheet: its header found, groups' labels carried down, what is around it passed over."""

from collections.abc import Sequence
from dataclasses import dataclass

from renderer.data.names import clean
from renderer.data.readers.body_rows import Body, Shape
from renderer.data.readers.column_names import join_rows, make_unique
from renderer.data.readers.group_labels import carry_down, unroll
from renderer.data.readers.header_rows import LOOK, find_header_rows
from renderer.data.readers.sheet_cells import Merge

__all__ = ["SheetTable", "find_table"]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """
    A table within a sheet.

    header : names of its columns; line : row of the header, from 1; rows : row (from 1) and cells of each
    figures : how many columns hold figures; above, below, notes : as of a `Source`
    """

    header: tuple[str, ...]
    line: int
    rows: list[tuple[int, list[str]]]
    figures: int
    above: tuple[str, ...]
    below: tuple[str, ...]
    notes: tuple[str, ...]


def find_table(cells: list[list[str]], merges: Sequence[Merge]) -> SheetTable | None:
    """Return the table in a sheet's ``cells``; None where no row names columns that have rows below them."""
    head = [[clean(cell) for cell in row] for row in cells[:LOOK]]
    header = find_header_rows(head)
    if header is None or header.last + 1 >= len(cells):
        return None
    filled = unroll(cells, merges, header.last + 1)
    width = max(map(len, cells))
    body = Body(Shape("", width, head[header.main], header.figures, ragged=True))
    rows = [(line, own if isinstance(own, list) else list(own))
            for line, own in body.rows(enumerate(cells[header.last + 1 :], header.last + 2))]  # fmt: skip
    if not rows:
        return None
    names = join_rows(head[header.first : header.last + 1], width)
    kept = [column for column in range(width) if names[column] or any(clean(own[column]) for _, own in rows)]
    carried = carry_down([own for _, own in rows], [column for column in kept if column not in header.figures])
    unique, odd = make_unique([names[column] for column in kept])
    above = tuple(" ".join(filter(None, row)) for row in head[: header.first] if any(row))
    said = [f"merged cells: {filled} cells of rows that share a label have it now"] if filled else []
    said += [f"column '{names[column]}' has its label on the first row of each group; {number} cells below have it now"
             for column, number in carried.items()]  # fmt: skip
    if above:
        said.append(f"passed over {len(above)} row{'' if len(above) == 1 else 's'} above the header, which is row "
                    f"{header.main + 1}")  # fmt: skip
    if len(kept) < width:
        rows = [(line, [own[column] for column in kept]) for line, own in rows]
    return SheetTable(unique, header.main + 1, rows, len(header.figures), above, tuple(body.below),
                      (*said, *body.notes, *odd))  # fmt: skip
