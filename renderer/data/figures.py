"""A column of figures in a publisher's sheet: its numbers, its marks, and what was decided about both."""

from collections import Counter
from dataclasses import dataclass, field

from renderer.data.marks import meaning
from renderer.data.names import short
from renderer.data.notation import decide
from renderer.data.numerals import NumberKind, Written, take_apart
from renderer.data.sheet import Sheet
from renderer.data.state import State

__all__ = ["FigureColumn", "figure_column"]

_GROUPERS = {",": "commas", ".": "points", " ": "blanks", "'": "apostrophes"}


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """
    One column of a sheet, to be read cell by cell.

    decimal : the column's decimal mark, "." or ","
    counted : what was met in the cells that were read: a mark, with what it means
    examples : for each other way of writing, one cell and how it was read
    read : numbers that were read, by their cell; most stand in many
    """

    sheet: Sheet
    column: str
    kind: NumberKind
    decimal: str
    counted: Counter[tuple[str, State]] = field(default_factory=Counter)
    examples: dict[str, tuple[str, str]] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the file calls the column."""
        return self.sheet.names.get(self.column, self.column)

    def text(self, row: int) -> str:
        """Return the number in a cell as a tidy file writes it; "" where it is blank or holds a mark."""
        raw = self.sheet.cells[self.column][row]
        if (plain := self.read.get(raw)) is not None:
            return plain
        written = take_apart(raw)
        if written is None:
            if (state := meaning(raw)) is None:
                remedy = "correct it, or leave it blank"
                raise self.sheet.error(row, self.column, f"'{short(raw)}' is no number; {remedy}")
            if raw:
                self.counted[raw, state] += 1
            return ""
        plain = written.plain(self.decimal, self.kind)
        if not plain:
            raise self.sheet.error(row, self.column, written.unfit(raw, self.kind))
        for words in self._ways(written):
            self.examples.setdefault(words, (raw, plain))
        self.read[raw] = plain
        return plain

    def known(self, row: int) -> bool:
        """Return whether a cell holds a number."""
        return take_apart(self.sheet.cells[self.column][row]) is not None

    def silence(self, row: int) -> State | None:
        """Return what a cell's mark means, MISSING or SUPPRESSED; None where it is blank or holds a number."""
        raw = self.sheet.cells[self.column][row]
        return None if not raw or take_apart(raw) is not None else meaning(raw)

    def report(self) -> tuple[str, ...]:
        """Return what was met in the cells that were read, a sentence each; nothing for blanks and plain numbers."""
        marks = [f"{number:,} {'figure' if number == 1 else 'figures'} of {self.name} written {raw}: {state.word}"
                 for (raw, state), number in sorted(self.counted.items())]  # fmt: skip
        return (*marks, *self.ways())

    def ways(self) -> tuple[str, ...]:
        """Return in which other ways numbers were written, a sentence each."""
        return tuple(f"{self.name}: {words}, {raw} is {plain}" for words, (raw, plain) in self.examples.items())

    def _ways(self, written: Written) -> list[str]:
        """Return in which ways a number is not written as a tidy file would."""
        found = [f"{word} group thousands" for mark, word in _GROUPERS.items()
                 if mark in written.body and mark != self.decimal]  # fmt: skip
        if self.decimal == "," and "," in written.body:
            found.append("a comma is the decimal mark")
        if written.footnote:
            found.append("the mark of a footnote is taken off")
        return found


def figure_column(sheet: Sheet, column: str, kind: NumberKind) -> FigureColumn:
    """Return ``column`` of ``sheet`` as figures; raise DataError where it writes numbers in two ways at once."""
    cells = sheet.cells[column]
    notation = decide(cells, kind)
    if notation.clash:
        row, before = notation.clash
        if before < 0:
            text = cells[row]
            either = f"{text.partition('.')[0]} or {text.replace('.', '')}"
            raise sheet.error(row, column, f"'{text}' may be {either}; write it without a point")
        other = f"'{cells[before]}' on line {sheet.line(before)}"
        remedy = "in one column a comma or a point is the decimal mark, not both; write all its numbers alike"
        raise sheet.error(row, column, f"'{cells[row]}' beside {other}: {remedy}")
    return FigureColumn(sheet, column, kind, notation.decimal)
