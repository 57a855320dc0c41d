"""The figures of a label as a table of its page: each cell is told with its area and measure, and none is cut off."""

from collections.abc import Iterator

from renderer.data.state import State

from .figure_rows import CELL_WORDS, Row
from .label import Label
from .unbroken import on_page

__all__ = ["page_table"]

_BESIDE = 5  # columns that large print has room for; of more, each area has lines of its own
_NONE = CELL_WORDS[State.MISSING]


def page_table(label: Label) -> str:
    """
    Return the figures of ``label`` as a table that scrolls by keyboard, too.

    A row is an area, a column a measure; where those are too many for large print, as with many releases or groups,
    an area has a line for each release and group, and a column is what was measured.
    """
    many = len(label.heads) > _BESIDE
    named, form = 'aria-labelledby="figures"', "lines" if many else "rows"
    rows = "\n".join(_lines(label) if many else _rows(label))
    return (f'<div class="wide" role="region" {named} tabindex="0">\n'
            f'<table {named} class="{form}">\n'
            f"<caption>Every figure, with the interval of its survey where it has one</caption>\n{rows}\n"
            "</table>\n</div>")  # fmt: skip


def _rows(label: Label) -> Iterator[str]:
    """Yield the table with a row an area."""
    yield _over([str(head) for head in label.heads])
    yield "<tbody>"
    for first, *cells in label.rows:
        yield f'<tr><th scope="row">{on_page(first)}</th>{_cells(cells)}</tr>'
    yield "</tbody>"


def _lines(label: Label) -> Iterator[str]:
    """Yield the table with a part an area, in which a row is a release or group."""
    area, *heads = label.heads
    measures = list(dict.fromkeys(head.measure for head in heads))
    places = {(head.part, head.measure): place for place, head in enumerate(heads, start=1)}
    yield _over([str(area), *measures])
    for row in label.rows:
        yield f'<tbody>\n<tr><th scope="rowgroup" colspan="{len(measures) + 1}">{on_page(row[0])}</th></tr>'
        for part in dict.fromkeys(head.part for head in heads):
            cells = [_cell(row, places.get((part, measure))) for measure in measures]
            yield f'<tr><th scope="row">{on_page(part)}</th>{_cells(cells)}</tr>'
        yield "</tbody>"


def _cell(row: Row, place: int | None) -> str:
    """Return what ``row`` has at ``place``, which a measure that was not released then lacks."""
    return _NONE if place is None else row[place]


def _over(heads: list[str]) -> str:
    """Return the row of ``heads``."""
    cells = "".join(f'<th scope="col">{on_page(head)}</th>' for head in heads)
    return f"<thead><tr>{cells}</tr></thead>"


def _cells(cells: list[str]) -> str:
    """Return ``cells`` of one row."""
    return "".join(f"<td>{on_page(cell)}</td>" for cell in cells)
