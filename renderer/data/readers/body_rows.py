"""The rows below a header: notes under them and blank rows passed over, and a row that was cut refused."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from renderer.core.errors import DataError
from renderer.data.names import clean, is_note
from renderer.data.readers.cell_kinds import is_label_row

__all__ = ["Body", "Shape"]

_FEW = 4  # so many rows, and more, that end early are how their writer leaves blank cells out

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Shape:
    """
    What a row must be like.

    where : file and sheet, for errors
    width : cells of a row; header : the cells of the row that names most columns
    figures : columns (from 0) that hold figures
    ragged : rows may end early, as those of a sheet do
    """

    where: str
    width: int
    header: Sequence[str]
    figures: frozenset[int]
    ragged: bool = False


class Body:
    """Reads the rows below a header; ``notes`` and ``below`` are whole once ``rows`` is read through."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.below: list[str] = []
        self.blank = self.repeated = 0
        self.short: list[int] = []
        self.second = 0
        self._held: list[Row] = []
        self._apart = False

    def rows(self, records: Iterable[Row]) -> Iterator[Row]:
        """Yield line and cells of each row of the table, as many cells as the header has, as they are written."""
        last, width = 0, self.shape.width
        named = [column for column, name in enumerate(self.shape.header) if name][:2]
        one, two = named if len(named) == 2 else (0, 0)
        name = self.shape.header[one] if self.shape.header else ""
        for line, cells in records:
            # Nearly every row: two of its cells are filled, so it is no note, and none of what follows concerns it.
            plain = len(cells) == width and one != two and not self._apart and not self._held
            if plain and cells[one].strip() not in ("", name) and cells[two].strip():
                yield line, cells
                last = line
                continue
            filled = [clean(cell) for cell in cells]
            if not any(filled):
                self.blank += bool(cells)
                self._apart = True
            elif self._is_second(filled):
                self.second = line
                break
            elif self._may_be_note(filled):
                self._held.append((line, cells))
            elif filled[: self.shape.width] == self.shape.header[: self.shape.width]:
                self.repeated += 1
            else:
                for held in (*self._held, (line, cells)):
                    yield self._whole(*held)
                self._held, self._apart = [], False
                last = line
        yield from self._end(last)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was passed over or read another way, one sentence each."""
        said = []
        if self.blank:
            said.append(f"passed over {_count(self.blank, 'blank row')}")
        if self.below:
            said.append(f"passed over {_count(len(self.below), 'line')} of notes below the table, from line "
                        f"{self._held[0][0]} on")  # fmt: skip
        if self.repeated:
            said.append(f"passed over {_count(self.repeated, 'repetition')} of the header")
        if self.second:
            said.append(f"a second table begins on line {self.second}; only the first is read, so copy the other into "
                        "a file or sheet of its own")  # fmt: skip
        if self.short:
            said.append(f"{_count(len(self.short), 'row')} with fewer cells than the header (line {self.short[0]}); "
                        "what lacks is read as blank")  # fmt: skip
        return tuple(said)

    def _may_be_note(self, filled: Sequence[str]) -> bool:
        alone = sum(map(bool, filled)) == 1 and self.shape.width > 1
        beyond = any(filled[self.shape.width :])  # a sentence with the mark between two cells in it
        note = (alone or beyond) and is_note(filled, self._apart or bool(self._held))
        self._apart = self._apart or note
        return note or (sum(map(bool, filled)) == 2 and len(filled) < self.shape.width and is_note(filled, False))

    def _is_second(self, filled: Sequence[str]) -> bool:
        """Return whether, after a blank row, other names stand over the columns of figures."""
        named = [column for column in self.shape.figures if column < len(filled) and filled[column]]
        return self._apart and len(named) > 1 and is_label_row(filled) and list(filled) != list(self.shape.header)

    def _whole(self, line: int, cells: Sequence[str]) -> Row:
        width = self.shape.width
        if len(cells) < width:
            if not self.shape.ragged:
                self.short.append(line)
            return line, (*cells, *[""] * (width - len(cells)))
        if any(clean(cell) for cell in cells[width:]):
            raise DataError(
                f"{self.shape.where}, line {line} has {len(cells)} cells, but the header has {width}: a cell holds the "
                "mark between two cells, perhaps; put that cell into quotes, or export the table again"
            )
        return line, cells[:width]

    def _end(self, last: int) -> Iterator[Row]:
        """Say that the file is over: what is held back are notes, unless rows of one cell are what the table has."""
        self.below = [" ".join(clean(cell) for cell in cells if clean(cell)) for _, cells in self._held]
        if self.short and len(self.short) < _FEW:
            why = "is the last, and the file was cut there, perhaps" if self.short[-1] == last else "lost some, perhaps"
            raise DataError(f"{self.shape.where}, line {self.short[-1]} has fewer cells than the header "
                            f"({self.shape.width}): it {why}; copy or export it again")  # fmt: skip
        yield from ()


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
