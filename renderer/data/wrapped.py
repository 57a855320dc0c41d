"""A publisher's sheet as columns of text: its table alone, with what stands around it passed over and told."""

import csv
from collections.abc import Sequence
from pathlib import Path

from renderer.core.errors import DataError
from renderer.data.names import clean, is_note
from renderer.data.scan import Scan, check_unchanged, scan
from renderer.data.sheet import Sheet
from renderer.data.wrapping import Wrapping, find_header

__all__ = ["read_wrapped"]


def read_wrapped(path: Path, names: Sequence[str]) -> Sheet:
    """
    Read the columns ``names`` of the sheet at ``path``, whatever lies around its table.

    Cells have no blanks around them. Raises DataError for anything that is no complete table of UTF-8 text.
    """
    path = Path(path)
    seen = scan(path)
    wrapping = find_header(path, [names])
    found = wrapping.pick(names)
    body = _Body(wrapping, found)
    _read(wrapping, seen, body)
    check_unchanged(path, seen)
    if not body.lines:
        raise DataError(f"{path}, line {wrapping.line}: a header but no rows; export or copy it again")
    own = {name: wrapping.header[index] for name, index in found.items() if wrapping.header[index] != name}
    cells = {name: tuple(column) for name, column in body.columns.items()}
    return Sheet(path, cells, seen, own, tuple(body.lines), _notes(wrapping, own, body))


def _read(wrapping: Wrapping, seen: Scan, body: "_Body") -> None:
    path = wrapping.path
    records = 0
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        reader = csv.reader(file, delimiter=wrapping.delimiter, strict=True)
        try:
            began = 1
            for record in reader:
                records += bool(record)
                if began == wrapping.line:
                    body.width = max(index + 1 for index, name in enumerate(record) if clean(name))
                elif began > wrapping.line:
                    body.add(record, reader.line_num)
                began = reader.line_num + 1
        except csv.Error as error:
            reason = str(error).replace("'\"'", "a quote")
            raise DataError(
                f"{path}, line {reader.line_num}: {reason}; mend the quotes of that line, or export it again"
            ) from None
    body.end()
    # The scan counts by quotes alone: where it finds other rows, a quote or a line end means two things.
    if records != seen.records:
        raise DataError(
            f"{path} has {seen.records:,} lines that are not blank, but {records:,} can be read: a quote inside a "
            "field or mixed line ends, perhaps; save it again as CSV UTF-8"
        )


class _Body:
    """Gathers the rows below a header, and tells notes below them from rows that were cut."""

    def __init__(self, wrapping: Wrapping, found: dict[str, int]) -> None:
        self.path, self.width, self.found = wrapping.path, 0, found
        self.columns: dict[str, list[str]] = {name: [] for name in found}
        self.lines: list[int] = []
        self.blank = 0
        self.notes: list[int] = []
        self._odd: list[tuple[int, list[str], bool]] = []
        self._apart = False
        self._texts: dict[str, str] = {}

    def add(self, record: list[str], line: int) -> None:
        """Take the next record, which ends on ``line``."""
        cells = [clean(cell) for cell in record]
        if not any(cells):
            self.blank += bool(record)
            self._apart = True
            return
        while len(cells) > self.width and not cells[-1]:
            cells.pop()
        alone = self.width > 1 and not any(cells[1:]) and is_note(cells, self._apart)
        if len(cells) != self.width or alone:
            self._odd.append((line, cells, self._apart))
            self._apart = self._apart or alone
            return
        if self._odd:
            self._refuse(*self._odd[0][:2])  # the table goes on below it
        self.lines.append(line)
        self._apart = False
        for name, index in self.found.items():
            text = cells[index]
            self.columns[name].append(self._texts.setdefault(text, text))

    def end(self) -> None:
        """Say that the file is over: what is left must be notes."""
        before = False
        for line, cells, apart in self._odd:
            if not is_note(cells, apart or before):
                self._refuse(line, cells)
            before = True
        self.notes = [line for line, _, _ in self._odd]

    def _refuse(self, line: int, cells: list[str]) -> None:
        if len(cells) == self.width:
            raise DataError(f"{self.path}, line {line} holds nothing but '{cells[0][:40]}' between two rows; remove it")
        raise DataError(
            f"{self.path}, line {line} has {len(cells)} columns instead of {self.width}; the file may have been cut "
            "short, or a cell holds the mark between two cells: copy it again"
        )


def _notes(wrapping: Wrapping, own: dict[str, str], body: _Body) -> tuple[str, ...]:
    """Return what was passed over or read another way; nothing for a plain CSV file."""
    said = []
    if wrapping.delimiter != ",":
        said.append(f"columns are parted by {wrapping.between}, not commas")
    if wrapping.above:
        said.append(f"passed over {_lines(wrapping.above)} above the header, which is line {wrapping.line}")
    if own:
        name, written = next(iter(own.items()))
        said.append(f"column names in another spelling: {written} is read as {name}" + (", and so on" * (len(own) > 1)))
    if body.blank:
        said.append(f"passed over {body.blank:,} blank row{'' if body.blank == 1 else 's'}")
    if body.notes:
        said.append(f"passed over {_lines(len(body.notes))} of notes below the table, from line {body.notes[0]} on")
    return tuple(said)


def _lines(number: int) -> str:
    return f"{number:,} line{'' if number == 1 else 's'}"
