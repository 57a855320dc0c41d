"""CSV, TSV and whatever else parts cells by a mark: a view where the file is plain, else a plain copy of its table."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.data.duck import load_duckdb
from renderer.data.readers.body_rows import Body, Row, Shape
from renderer.data.readers.column_names import join_rows, make_unique
from renderer.data.readers.delimiters import WORDS, Delimiters, find_delimiters, first_lines, split_rows
from renderer.data.readers.encodings import NAMES, OLD, guess_encoding, to_utf8
from renderer.data.readers.header_rows import Header, find_header_rows
from renderer.data.readers.scratch import Given, Scratch, write_rows
from renderer.data.readers.source import Source
from renderer.data.readers.staging import connect, csv_columns, read_csv, text_view
from renderer.data.scan import Scan, check_unchanged, scan

if TYPE_CHECKING:
    import duckdb

__all__ = ["read_delimited"]

_HELD = 64 << 20  # bytes of a file whose rows stay within DuckDB's memory


@dataclass(frozen=True, slots=True)
class _Text:
    """
    A text file and where its table lies.

    told : the file to name; path : the same text in UTF-8
    rows : line and cells of the first records, blank ones too; header : which of these name the columns
    """

    told: Path
    path: Path
    seen: Scan
    mark: Delimiters
    rows: Sequence[Row]
    header: Header

    @property
    def width(self) -> int:
        """How many columns the table has: up to the last name."""
        cells = [row for _, row in self.rows[self.header.first : self.header.last + 1]]
        return max(index + 1 for row in cells for index, cell in enumerate(row) if cell)

    @property
    def skip(self) -> int:
        """How many lines stand above the first row; 0 where the header's cells hold line breaks."""
        last = self.header.last
        span = self.rows[last][0] - self.rows[0][0]
        plain = span == last and len(self.rows) > last + 1 and self.rows[last + 1][0] == self.rows[last][0] + 1
        return self.rows[last][0] if plain else 0


def read_delimited(given: Given) -> Source:
    """Open a text file; raises DataError for what is no complete table of text."""
    told, scratch = given.told, given.scratch
    text, notes = _look(given.path, told, scratch)
    notes = (*given.notes, *notes)
    names, odd = make_unique(join_rows([text.rows[index][1] for index in
                                        range(text.header.first, text.header.last + 1)], text.width))  # fmt: skip
    connection = connect(scratch)
    below: tuple[str, ...] = ()
    if not _plain_view(text, len(names), connection):
        body = Body(Shape(f"{told}", text.width, text.rows[text.header.main][1], text.header.figures))
        rows, count = write_rows(scratch.folder, body.rows(_records(text)))
        if not count:
            raise DataError(f"{told}, line {text.rows[text.header.main][0]}: a header but no rows below it; "
                            "export or copy it again")  # fmt: skip
        text_view(connection, rows, text.width, count)
        below, notes = tuple(body.below), (*notes, *body.notes)
    check_unchanged(text.path, text.seen)
    above = tuple(" ".join(filter(None, cells)) for _, cells in text.rows[: text.header.first] if any(cells))
    if above:
        lines = f"{len(above)} line{'' if len(above) == 1 else 's'}"
        notes = (*notes, f"passed over {lines} above the header, which is line {text.rows[text.header.main][0]}")
    return Source(told, "", names, text.rows[text.header.main][0], above, below, connection, "source",
                  (*notes, *odd), scratch, text.seen.sha256 if text.path == told else "")  # fmt: skip


def _look(path: Path, told: Path, scratch: Scratch) -> tuple[_Text, tuple[str, ...]]:
    """Return the text with its table found, and what is to be told of how it is written."""
    notes = []
    encoding = guess_encoding(path)
    head = first_lines(path) if encoding == "utf-8" else ""
    if encoding != "utf-8" or ("\r" in head and "\n" not in head):
        copy = scratch.folder / "text.csv"
        to_utf8(path, encoding, copy)
        guess = "; that is a guess: see that letters with accents are right" if encoding in OLD else ""
        notes += [f"the text is in {NAMES[encoding]}{guess}"] if encoding != "utf-8" else []
        path = copy
    seen = scan(path, told=told, whole=False)
    head = first_lines(path)
    mark = find_delimiters(head)
    if mark is None:
        raise DataError(f"{told} has one column, or is no table: nothing parts its cells (comma, semicolon, tab, bar); "
                        "save it as CSV")  # fmt: skip
    rows = list(split_rows(head, mark))
    header = find_header_rows([cells for _, cells in rows])
    if header is None:
        first = next((line for line, cells in rows if any(cells)), 1)
        raise DataError(f"{told}, line {first}: no line names the columns; write their names into the first line")
    if mark.cell != ",":
        notes.append(f"columns are parted by {WORDS.get(mark.cell, repr(mark.cell))}, not commas")
    if not seen.ended:
        notes.append("the last line has no line end; if the file was cut there, copy it again")
    return _Text(told, path, seen, mark, rows, header), tuple(notes)


def _plain_view(text: _Text, width: int, connection: "duckdb.DuckDBPyConnection") -> bool:
    """
    Make the file itself a view, where each of its lines below the header is one whole row; say whether it is so.

    A file that fits into memory is read once, into a table: whoever imports it needs all of it anyway.
    A row that holds only its first cell may be a note, and one with a line break within quotes is two lines.
    """
    load_duckdb()
    import duckdb

    if not text.skip:
        return False
    read = read_csv(text.path, csv_columns(width), text.skip, text.mark.cell, text.mark.quote)
    rest = ", ".join(f"c{index}" for index in range(1, width))
    rows = f"select *, row_number() over () + {text.skip} as line from {read}"
    small = text.seen.size <= _HELD
    try:
        if small:
            connection.execute(f"create table source as {rows}")
        counted = "source" if small else read
        found = connection.execute(f"select count(*), count(coalesce({rest})) from {counted}").fetchone()
    except duckdb.Error:
        return False
    # DuckDB 2.0 drops what follows a quote that never closes, and more, without a word: the scan counted too.
    if found is None or found[0] == 0 or found[0] != found[1] or found[0] != text.seen.lines - text.skip:
        if small:
            connection.execute("drop table source")
        return False
    if not small:
        connection.execute(f"create view source as {rows}")
    return True


def _records(text: _Text) -> Iterator[Row]:
    """Yield line and cells of each record below the header, as they are written."""
    below = text.rows[text.header.last][0]
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=text.mark.cell, quotechar=text.mark.quote, strict=True)
        began = 1
        try:
            for record in reader:
                if began > below:
                    yield began, record
                began = reader.line_num + 1
        except csv.Error as error:
            reason = str(error).replace("'\"'", "a quote")
            raise DataError(f"{text.told}, line {reader.line_num}: {reason}; mend the quotes of that line, "
                            "or export it again") from None  # fmt: skip
