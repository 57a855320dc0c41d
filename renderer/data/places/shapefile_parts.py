"""Whether the parts of a Shapefile are whole and belong together: GDAL passes over what is not, in silence."""

import os
import struct
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from renderer.core.listed import listed

__all__ = ["ShapefileParts", "check_parts"]

_HEAD = 100  # bytes of a .shp and of a .shx before their first shape (ESRI's description of 1998)
_TABLE_HEAD = 32  # of a .dbf, before its columns
_DELETED = ord("*")  # at the beginning of a row
_NAMED = 5


class ShapefileParts(NamedTuple):
    """What is wrong with a Shapefile, the end of a sentence that begins with its file, "" for nothing; and notes."""

    error: str = ""
    notes: tuple[str, ...] = ()


def check_parts(folder: Path, layer: str) -> ShapefileParts:
    """
    Check the parts of the Shapefile ``layer`` in ``folder``; an index that does not fit the shapes is removed.

    The index alone says which shape is which: editors append a shape that grew, and leave the old one where it was.

    Each shape has its row of the table, by its place alone: where there are fewer rows, nobody can say which area is
    which. GDAL makes a new index where there is none.
    """
    shapes, table, index = (folder / f"{layer}{suffix}" for suffix in (".shp", ".dbf", ".shx"))
    rows, cut = _rows(table)
    if cut:
        return ShapefileParts(cut)
    if index.is_file() and not _fits(shapes, index):
        index.unlink()
    size, told = shapes.stat().st_size, 2 * _number(shapes, 24, ">I")
    count = (index.stat().st_size - _HEAD) // 8 if index.is_file() else -1
    if size < told or count != rows:
        walked, whole = _walked(shapes, min(size, told) if told > _HEAD else size)
        if not whole or (size < told and walked < rows):
            where = f"{'before' if whole else 'in'} its shape {walked + 1:,} of {max(rows, walked + 1):,}"
            return ShapefileParts(f": '{shapes.name}' is cut short: it breaks off {where}; copy it again")
        if walked == rows:
            index.unlink(missing_ok=True)
        count = walked if walked == rows or count < 0 else count
    both = f"'{table.name}' has {_counted(rows, 'row')} for {_counted(count, 'shape')}"
    if rows < count:
        return ShapefileParts(f": {both}, so that from feature {rows + 1:,} on nothing says which area is which; copy "
                              "the Shapefile again, all its parts of one version")  # fmt: skip
    gone = _deleted(table, count)
    if rows > count:
        return ShapefileParts("", (f"{both}: rows from {count + 1:,} on are of no shape; if its parts are of two "
                                   "versions, areas have wrong names", *gone))  # fmt: skip
    return ShapefileParts("", gone)


def _deleted(table: Path, rows: int) -> tuple[str, ...]:
    """Return a sentence on the rows of a .dbf that are marked as deleted: GDAL passes over them and their shapes."""
    if not rows:
        return ()
    head, row = _number(table, 8, "<H"), _number(table, 10, "<H")
    with table.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        marks = content[head : head + rows * row : row]
    found = [f"{n:,}" for n, mark in enumerate(marks, 1) if mark == _DELETED]
    if not found:
        return ()
    which, it = ("row", "its area is") if len(found) == 1 else ("rows", "their areas are")
    return (f"'{table.name}' has {which} {listed(found, _NAMED)} marked as deleted: {it} left out; save the Shapefile "
            "anew from the program that it comes from if that is not meant",)  # fmt: skip


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _rows(table: Path) -> tuple[int, str]:
    """Return how many rows of a .dbf are there and meant to be, and what is wrong with it."""
    size = table.stat().st_size
    what = f": '{table.name}', the table that says which area is which, is"
    if size <= _TABLE_HEAD:
        return 0, f"{what} {'empty' if not size else 'cut short'}; copy the Shapefile again, all its parts"
    told, head, row = (_number(table, at, kind) for at, kind in ((4, "<I"), (8, "<H"), (10, "<H")))
    there = (size - head) // row if row and size >= head else 0
    # Some programs write a count of rows that is too high, and all the rows that there are shapes.
    return min(told, there), ""


def _fits(shapes: Path, index: Path) -> bool:
    """Return whether each entry of an index is a shape of that length, and no shape is there twice."""
    content, size = index.read_bytes()[_HEAD:], shapes.stat().st_size
    entries = list(struct.iter_unpack(">II", content[: len(content) // 8 * 8]))
    with shapes.open("rb") as file:
        for at, length in entries:
            file.seek(2 * at + 4)
            if 2 * at < _HEAD or 2 * (at + length) + 8 > size or file.read(4) != struct.pack(">I", length):
                return False
    return len(content) % 8 == 0 and len({at for at, _ in entries}) == len(entries)


def _walked(path: Path, size: int) -> tuple[int, bool]:
    """Return how many whole shapes lie one behind the other up to ``size``, and whether the last ends there."""
    count, at = 0, _HEAD
    with path.open("rb") as file:
        while at + 8 <= size:
            file.seek(at + 4)
            after = at + 8 + 2 * int.from_bytes(file.read(4), "big")
            if after > size:
                return count, False
            count, at = count + 1, after
    return count, at == size


def _number(path: Path, at: int, kind: str) -> int:
    """Return the number of ``kind``, as struct has it, at a place of a file; 0 where that ends before."""
    with path.open("rb") as file:
        file.seek(at, os.SEEK_SET)
        content = file.read(struct.calcsize(kind))
    return int(struct.unpack(kind, content)[0]) if len(content) == struct.calcsize(kind) else 0
