"""A label as plain text, and its table as one that spreadsheets read."""

import csv
import io
import re
import textwrap
from collections.abc import Iterator

from .label import Label

__all__ = ["csv_text", "plain_text"]

WIDTH = 100  # columns of a line
# With which a cell begins that a spreadsheet takes for a formula, and runs; the wide forms, too, where those are typed.
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FIGURE = re.compile(r"-[\d.,]+[\w %.,/]*(\(-?[\d.,]+[-\w %.,/]*\))?")  # below nothing; a unit is somebody's words, too


def plain_text(label: Label, *, figures: bool = True) -> str:
    """Return all that ``label`` says, in levels: the plate, what it is, its marks, its figures; the table last."""
    lines = [label.title, *textwrap.wrap(label.plate, WIDTH), ""]
    for head, sentences in label.told:
        lines += [head, *(line for one in sentences for line in _wrapped(one)), ""]
    if figures and label.rows:
        lines += list(_table(label))
    return "\n".join(lines).rstrip() + "\n"


def csv_text(label: Label) -> str:
    """
    Return the table as CSV, a row an area.

    What somebody else wrote, names of areas and measures, never runs in a spreadsheet; a figure stays the number it is.
    """
    out = io.StringIO()
    rows = ([_as_text(name), *(cell if _FIGURE.fullmatch(cell) else _as_text(cell) for cell in cells)]
            for name, *cells in label.rows)  # fmt: skip
    csv.writer(out, lineterminator="\n").writerows([[_as_text(str(head)) for head in label.heads], *rows])
    return out.getvalue()


def _as_text(cell: str) -> str:
    """Return ``cell`` so that a spreadsheet takes it for text: behind an apostrophe where it would run it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_RUN) else cell


def _wrapped(text: str) -> list[str]:
    """Return ``text`` in lines that are set in."""
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _table(label: Label) -> Iterator[str]:
    """Yield a line for each figure: in columns side by side nobody can listen to it."""
    yield "The figures"
    for row in label.rows:
        yield f"  {row[0]}"
        yield from (f"    {head}: {cell}" for head, cell in zip(label.heads[1:], row[1:], strict=True))
