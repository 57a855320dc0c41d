"""A first look at a file's bytes, in bounded memory, before any parser sees them."""

import codecs
import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from renderer.core.errors import DataError

__all__ = ["MAX_LINE", "Scan", "check_unchanged", "scan"]

# No real line comes near it (the longest known adapter's is under 700 bytes), and a parser's
# buffers grow with it.
MAX_LINE = 1 << 18
_CHUNK = 1 << 18
_LF, _CR, _QUOTE = b'\n\r"'
_BOMS = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"),
         (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scan:
    """
    What the bytes of a text file say.

    sha256 : of the whole file, hexadecimal
    size : bytes
    records : lines that are not blank, header included; a line break inside quotes ends none
    stamp : size and time of change, to notice a file that changes while it is read
    lines : all lines, blank ones and those within quotes too
    ended : whether the last line has a line end
    """

    sha256: str
    size: int
    records: int
    stamp: tuple[int, int]
    lines: int = 0
    ended: bool = True


def scan(path: Path, *, told: Path | None = None, whole: bool = True) -> Scan:
    """
    Read ``path`` once and return its ``Scan``.

    told : the file to name in errors, where ``path`` is a copy in UTF-8; whole : refuse a last line without an end
    Raises DataError for what is no readable UTF-8 text file: a folder, device, binary file, another
    encoding, nothing at all, or a line longer than ``MAX_LINE`` bytes. Never holds more than a chunk.
    """
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise DataError(f"{path} is a folder; name the CSV file inside it")
        if not stat.S_ISREG(info.st_mode):
            raise DataError(f"{path} is a device or pipe, not a file; save the figures to a .csv first")
        return _walk(path, (info.st_size, info.st_mtime_ns), told or path, whole)
    except FileNotFoundError:
        raise DataError(f"{path} does not exist; check the name, or see `chorus data show`") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError(f"{path} cannot be read: {reason}; check its permissions") from error


def check_unchanged(path: Path, seen: Scan) -> None:
    """Raise DataError where ``path`` is no longer the file that was ``seen``."""
    try:
        info = path.stat()
    except OSError:
        info = None
    if info is None or (info.st_size, info.st_mtime_ns) != seen.stamp:
        raise DataError(f"{path} changed while it was read; try again once it is written")


def _walk(read: Path, stamp: tuple[int, int], path: Path, whole: bool) -> Scan:
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    size, count = 0, _Count()
    with read.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if size == 0:
                _check_start(path, chunk)
            _check_text(path, chunk, decoder, count.lines)
            count.add(chunk)
            if count.longest > MAX_LINE:
                raise DataError(
                    f"{path}, line {count.longest_line} is longer than {MAX_LINE:,} bytes: a quote may "
                    "never close, or this is no table; open it in a text editor at that line"
                )
            digest.update(chunk)
            size += len(chunk)
    if size == 0:
        raise DataError(f"{path} is empty (0 bytes); export or copy it again")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise DataError(
            f"{path} ends in the middle of a character: it was cut short; copy it again"
        ) from None
    if count.quoted:
        raise DataError(
            f"{path}: a quote opens on line {count.opened} and never closes: it was cut short; copy it again"
        )
    ended = not count.length
    if not ended and count.last == _CR and not count.lines:
        raise DataError(f"{path} ends its lines with CR alone; save it again as CSV UTF-8")
    if not ended and whole:
        # RFC 4180 lets the last line go without; but nothing else tells a figure cut after a digit.
        raise DataError(
            f"{path}, line {count.lines + 1} ends the file without a line end: it may have been cut short; "
            "copy it again, or add a line end if it is whole"
        )
    # A carriage return alone is blank, and so no record.
    last = not ended and (count.length > 1 or count.last != _CR)
    return Scan(digest.hexdigest(), size, count.records + last, stamp, count.lines + last, ended)


class _Count:
    """Counts records over chunks: a quote toggles, and a line break outside quotes ends a record."""

    def __init__(self) -> None:
        self.lines = self.records = self.length = self.longest = self.longest_line = self.opened = 0
        self.quoted, self.last = False, 0

    def add(self, chunk: bytes) -> None:
        """Take the next bytes of the file."""
        data = np.frombuffer(chunk, np.uint8)
        quotes = np.flatnonzero(data == _QUOTE)
        breaks = np.flatnonzero(data == _LF)
        inside = (np.searchsorted(quotes, breaks) + self.quoted) % 2 == 1
        ends = breaks[~inside]
        # A blank line ends where it began; a carriage return alone counts as blank too.
        starts = np.concatenate(([-self.length], ends[:-1] + 1)) if len(ends) else np.empty(0, np.intp)
        lengths = ends - starts
        before = np.where(ends > 0, data[ends - 1], self.last)
        bare = (lengths == 1) & (before == _CR)
        self.records += int(np.count_nonzero((lengths > 0) & ~bare))
        tail = len(chunk) - int(ends[-1]) - 1 if len(ends) else self.length + len(chunk)
        worst = int(lengths.argmax()) if len(ends) else -1
        if len(ends) and lengths[worst] > self.longest:
            self.longest = int(lengths[worst])
            self.longest_line = self.lines + int(np.searchsorted(breaks, ends[worst])) + 1
        if tail > self.longest:
            self.longest, self.longest_line = tail, self.lines + len(breaks) + 1
        if len(quotes) and (len(quotes) + self.quoted) % 2:
            self.opened = self.lines + int(np.searchsorted(breaks, quotes[-1])) + 1
        self.quoted = (len(quotes) + self.quoted) % 2 == 1
        self.length, self.last = tail, chunk[-1]
        self.lines += len(breaks)


def _check_start(path: Path, chunk: bytes) -> None:
    for bom, name in _BOMS:
        if chunk.startswith(bom):
            raise DataError(f"{path} is written in {name}; save it again as CSV UTF-8")
    head = chunk[:64]
    if len(head) // 3 < head.count(0) < len(head) and b"\0\0" not in head:
        raise DataError(f"{path} looks like UTF-16 without its mark; save it again as CSV UTF-8")
    if not chunk.strip(b" \t\r\n" + codecs.BOM_UTF8) and len(chunk) < _CHUNK:
        raise DataError(f"{path} holds only blank lines; export or copy it again")


def _check_text(path: Path, chunk: bytes, decoder: codecs.IncrementalDecoder, lines: int) -> None:
    """Raise DataError unless ``chunk`` goes on as UTF-8 text; ``lines`` ended before it."""
    if (where := chunk.find(b"\0")) >= 0:
        line = lines + chunk.count(b"\n", 0, where) + 1
        raise DataError(
            f"{path}, line {line} has a zero byte: this is a binary file, not a CSV; export it as CSV"
        )
    if chunk.isascii() and not decoder.getstate()[0]:
        return
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError as error:
        start = max(0, error.start)
        before = error.object[:start]
        line, column = lines + before.count(b"\n") + 1, start - (before.rfind(b"\n") + 1) + 1
        raise DataError(
            f"{path}, line {line}, byte {column}: 0x{error.object[start]:02x} is not UTF-8 (Latin-1 or "
            "Windows-1252, perhaps); save it again as CSV UTF-8"
        ) from None
