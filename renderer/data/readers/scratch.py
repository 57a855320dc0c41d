"""Where copies of a file's rows lie while they are read: a folder that goes by itself."""

import csv
import errno
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.name_lock import claimed
from renderer.core.units import size_words

__all__ = ["MAX_BYTES", "Given", "Scratch", "room_in", "write_rows"]

MAX_BYTES = 1 << 31  # of a copy: no published table comes near it


class Scratch:
    """
    A folder for copies; it goes when nothing holds this any more, or at ``close``.

    Its name tells the process and a lock within is held: what a killed one left is found by ``output.leftovers``.
    """

    def __init__(self, kind: str = "read") -> None:
        """``kind`` : what the copies are for, as ``output.leftovers`` knows it."""
        self.folder = Path(tempfile.mkdtemp(prefix=f"chorus-{kind}-{os.getpid()}-"))
        held = ExitStack()
        held.enter_context(claimed(self.folder / "copies"))
        self._gone = weakref.finalize(self, _remove, self.folder, held)

    def close(self) -> None:
        """Remove the folder."""
        self._gone()


def _remove(folder: Path, held: ExitStack) -> None:
    """Remove ``folder``, then let go of its lock: no other process finds it unlocked on the way."""
    shutil.rmtree(folder, ignore_errors=True)
    held.close()
    shutil.rmtree(folder, ignore_errors=True)  # where an open file, the lock, cannot be removed


@dataclass(frozen=True, slots=True)
class Given:
    """
    A file that a reader is given.

    told : the file that a person named, for errors; path : where its bytes lie, unpacked
    sheet : which of its sheets, tables or layers is wanted; None for the one it has
    notes : what is to be told of it already
    """

    told: Path
    path: Path
    scratch: Scratch
    sheet: str | None = None
    notes: tuple[str, ...] = ()


@contextmanager
def room_in(folder: Path, told: Path | None = None) -> Iterator[None]:
    """Raise DataError, of the file ``told`` where it is given, where the disk of the scratch ``folder`` is full."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        whose = f"{told}: " if told else ""
        raise DataError(f"{whose}the disk of {folder.parent} is full, where copies of it lie while it is read; free "
                        "some room there, or name another folder in TMPDIR") from None  # fmt: skip


def write_rows(folder: Path, rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Path, int]:
    """
    Write rows, each with its line, as a plain CSV file, and return where it lies and how many there are.

    Raises DataError, without a file's name, where they come to more than 2 GiB.
    """
    path, count = folder / "rows.csv", 0
    with room_in(folder), path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")  # both, so that either within a cell has quotes around it
        for line, cells in rows:
            if not count:
                # DuckDB takes the first line break that it meets, within a cell too, for the end of all lines.
                writer.writerow((*["-"] * len(cells), 0))
            writer.writerow((*cells, line))
            count += 1
            if not count % 4096 and file.tell() > MAX_BYTES:
                raise DataError(f"the table is larger than {size_words(MAX_BYTES)}; export less of it")
    return path, count
