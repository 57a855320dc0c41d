"""A label as plain text, and its table as one that spreadsheets read."""

import csv
import io
import textwrap
from collections.abc import Iterator

from .label import Label

__all__ = ["csv_text", "plain_text"]

WIDTH = 100  # columns of a line


def plain_text(label: Label, *, figures: bool = True) -> str:
    """Return all that ``label`` says, in levels: the plate, what it is, its marks, its figures; the table last."""
    lines = [label.title, *textwrap.wrap(label.plate, WIDTH), ""]
    for head, sentences in label.told:
        lines += [head, *(line for one in sentences for line in _wrapped(one)), ""]
    if figures and label.rows:
        lines += list(_table(label))
    return "\n".join(lines).rstrip() + "\n"


def csv_text(label: Label) -> str:
    """Return the table as CSV, a row an area."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([label.heads, *label.rows])
    return out.getvalue()


def _wrapped(text: str) -> list[str]:
    """Return ``text`` in lines that are set in."""
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _table(label: Label) -> Iterator[str]:
    """Yield a line for each figure: in columns side by side nobody can listen to it."""
    yield "The figures"
    for row in label.rows:
        yield f"  {row[0]}"
        yield from (f"    {head}: {cell}" for head, cell in zip(label.heads[1:], row[1:], strict=True))
