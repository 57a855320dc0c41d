"""The file of a sculpture: read as far as it is whole, and only ever added to."""

import errno
import json
import os
from collections.abc import Iterable
from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.private_file import made_folder, opener

from .history import HEADER, Record, Sculpture, line_of, parse_lines

__all__ = ["Journal", "load_sculpture"]

LIMIT = 1 << 28  # bytes; a longer file is none of ours
_HEAD = HEADER.encode()


def load_sculpture(path: Path) -> tuple[Sculpture, tuple[str, ...]]:
    """Return the sculpture of a file, and a note for each line that could not be read; raises DataError."""
    if not path.is_file():
        raise DataError(f"{path}: no such file; `chorus preview SCENE --sculpture {path}` makes one")
    return Journal(path).read()


class Journal:
    """A sculpture's file, which others may add to at the same time; it is made with its first record."""

    def __init__(self, path: Path) -> None:
        """Begin at the start of ``path``, whether or not it is there."""
        self.path = path
        self._read = 0  # bytes of the lines that are known
        self._line = 1  # number of the next line
        self._torn = b""  # an unfinished line of which was told
        self._unsaved: list[Record] = []

    def read(self) -> tuple[Sculpture, tuple[str, ...]]:
        """Return what the whole file holds, and notes on what cannot be read; raises DataError."""
        content = self._content(0)
        if _HEAD.startswith(content):  # nothing yet, or cut within its first line: writing completes it
            return Sculpture(), ()
        head, _, rest = content.partition(b"\n")
        if not _is_head(head):
            raise DataError(f"{self.path}:1: this is no sculpture of this version of Chorus, "
                            f"whose first line is {HEADER.strip()}; name another file")  # fmt: skip
        lines = rest.splitlines(keepends=True)
        records, notes = parse_lines(lines, str(self.path))
        self._torn = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        self._read, self._line = len(content) - len(self._torn), 2 + len(lines)
        return Sculpture().add(*records), notes

    def news(self) -> tuple[tuple[Record, ...], tuple[str, ...]]:
        """Return the records added since the last call, own ones too, and notes; an unfinished line waits."""
        if not self._read:
            fresh, notes = self.read()
            return fresh.records, notes
        content = self._content(self._read)
        content = content[: content.rfind(b"\n") + 1]
        lines = content.splitlines(keepends=True)
        first = self._line
        self._read, self._line = self._read + len(content), first + len(lines)
        if lines and self._torn and lines[0] == self._torn + b"\n":
            lines, first = lines[1:], first + 1
        return parse_lines(lines, str(self.path), first)

    def append(self, records: Iterable[Record]) -> None:
        """Add ``records`` at the end; raises DataError where the disk refuses, and tries again with the next."""
        self._unsaved += records
        if not self._unsaved:
            return
        try:
            made_folder(self.path.parent)
            descriptor = opener(str(self.path), os.O_RDWR | os.O_CREAT | os.O_APPEND)
            try:
                _write(descriptor, "".join(map(line_of, self._unsaved)).encode())
            finally:
                os.close(descriptor)
        except OSError as error:
            raise DataError(f"{self.path}: {len(self._unsaved)} strokes are not saved yet ({error.strerror}); "
                            "they are kept, and written with the next one once that is mended") from None  # fmt: skip
        self._unsaved = []

    def _content(self, start: int) -> bytes:
        """Return the file's bytes from ``start``, none where there is no file yet."""
        try:
            with self.path.open("rb") as file:
                if os.fstat(file.fileno()).st_size > LIMIT:
                    raise DataError(f"{self.path}: too long for a sculpture; name another file")
                file.seek(start)
                return file.read()
        except (FileNotFoundError, NotADirectoryError):  # nor is there a folder for one
            return b""
        except OSError as error:
            raise DataError(f"{self.path}: cannot be read ({error.strerror})") from None


def _is_head(line: bytes) -> bool:
    """Return whether ``line`` says what the header does."""
    try:
        return bool(json.loads(line) == json.loads(HEADER))
    except (ValueError, RecursionError):
        return False


def _write(descriptor: int, text: bytes) -> None:
    """Write whole lines at the end of a file, in one call: two writers do not mix theirs."""
    size = os.fstat(descriptor).st_size
    if size < len(_HEAD):
        text = _HEAD[size:] + text
    else:
        os.lseek(descriptor, size - 1, os.SEEK_SET)
        if os.read(descriptor, 1) != b"\n":  # the torn line stays, as a line of its own
            text = b"\n" + text
    if os.write(descriptor, text) < len(text):
        raise OSError(errno.ENOSPC, "the disk is full")
