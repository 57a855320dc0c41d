"""The files that a take lies in: one, and as it grows further parts beside it, which are read as one.

``night.take`` goes on in ``night.2.take``, and so on. Each begins with a head of its own, that says how things stood
then: a part that is lost, the first too, costs its own time and no more. The disk is watched, for a show lives on it,
too.
"""

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.units import size_words

from .take import Head
from .take_line import head_line, of_line, take_line

__all__ = [
    "FLUSH",
    "LEAST",
    "LIMIT",
    "LOW",
    "PART",
    "PartWriter",
    "lines_of",
    "parts_and_notes",
    "parts_of",
    "parts_within",
    "take_lines",
]

PART = 16_000_000  # bytes of a part: most of an hour of a show that is played without a rest
FLUSH = 1.0  # s; a crash loses no more
LOOK = 10.0  # s between two looks at the disk
LOW, LEAST = 10**9, 10**8  # free bytes of a disk that are told, and at which a take ends
LIMIT = 1 << 30  # bytes; a longer file is none of ours
_HEAD = 1 << 26  # bytes of a first line
_AFTER = 10.0  # s; before, nobody knows how fast a take grows

Say = Callable[[str], None]


class PartWriter:
    """
    Writes lines into the parts of a take; raises OSError where it cannot.

    path : the first part
    """

    def __init__(self, path: Path, head: Head, say: Say, *, after: bool = False) -> None:
        """
        Begin ``path``, which must not be there; raises DataError. ``say`` is told of sizes and of the disk.

        after : go on with the take of that name, where there is one: a show that was ended goes on
        """
        self.path, self._of, self._say = path, head.began.isoformat(), say
        self._part, self._size, self._before = 1, 0, 0
        self._begun = self._flushed = time.monotonic()
        self._looked, self._low = float("-inf"), False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            parts = parts_of(path) if after else ()
            if parts and (began := _began(parts[0])):
                self._of, self._before = began, sum(part.stat().st_size for part in parts)
                self._part = max(len(parts), *map(_number, parts)) + 1
                self._begin(self._free(), head_line(head, self._part, self._of))
            else:
                self._begin(path, head_line(head))
        except FileExistsError:
            there = "this take" if path.is_file() and _began(path) else "a file that is no take"
            why = f"{there} is there already" if path.exists() else "a file stands where its folder should be"
            raise DataError(f"{path}: {why}; name another file") from None
        except OSError as error:
            raise DataError(f"{path}: no take can be written here ({error.strerror})") from None
        self._found = self._before  # bytes that an earlier life wrote

    @property
    def due(self) -> bool:
        """Whether it is time to flush."""
        return time.monotonic() - self._flushed >= FLUSH

    @property
    def full(self) -> bool:
        """Whether the take should go on in another part."""
        return self._size >= PART

    def write(self, lines: Iterable[str]) -> None:
        """Add ``lines``, which are ASCII."""
        for line in lines:
            self._file.write(line)
            self._size += len(line)

    def flush(self) -> None:
        """Put on the disk what was added; raise OSError where that is nearly full."""
        self._file.flush()
        self._flushed = now = time.monotonic()
        if now - self._looked >= LOOK:
            self._looked = now
            self._watch(shutil.disk_usage(self._file.name).free, now - self._begun)

    def go_on(self, head: Head) -> None:
        """End this part, and begin the next with ``head``."""
        self._part += 1
        path = self._free()
        self.write([take_line({"frame": head.frame, "goes_on": self._part})])
        self._file.close()
        self._before += self._size
        whole = f", {size_words(self._before)} in all" if self._part > 2 else ""
        free = size_words(shutil.disk_usage(path.parent).free)
        self._say(f"{self.path}: the take has grown to {size_words(self._size)}{whole}; it goes on in {path.name}, and "
                  f"{free} are free on the disk")  # fmt: skip
        self._begin(path, head_line(head, self._part, self._of))

    def close(self, last: int) -> None:
        """End the take with the frame ``last``."""
        self.write([take_line({"frame": last})])
        self._file.close()
        if self._part > 1:
            size = size_words(self._before + self._size)
            self._say(f"{self.path}: {self._part} parts, {size}; name it, and all of them are read")

    def drop(self) -> None:
        """Close the file as it is."""
        with suppress(OSError):
            self._file.close()

    def _begin(self, path: Path, line: str) -> None:
        self._file = path.open("x", encoding="ascii", newline="\n")
        self._size = 0
        self.write([line])
        self._file.flush()

    def _free(self) -> Path:
        """Return a name for this part that nothing has yet."""
        number = self._part
        while os.path.lexists(path := _named(self.path, number)):  # a link that leads nowhere, too
            number += 1
        return path

    def _watch(self, free: int, seconds: float) -> None:
        if free < LEAST:
            raise OSError(28, f"{size_words(free)} are left on this disk, and the show needs them", str(self.path))
        if free < LOW and not self._low:
            self._low = True
            rate = (self._before + self._size - self._found) / max(seconds, _AFTER)
            hours = f"{(free - LEAST) / rate / 3600:,.0f} h"
            enough = f", enough for {hours} of it as it grows" if seconds >= _AFTER else ""
            self._say(f"{self.path}: {size_words(free)} are free on this disk{enough}; at {size_words(LEAST)} the "
                      "take ends, and the show goes on")  # fmt: skip


def parts_of(path: Path) -> tuple[Path, ...]:
    """
    Return ``path``, a take, and the further parts of it that lie beside it, in order.

    Where ``path`` is lost, or its head is, they are those that are left of the take that began last under its name.
    """
    return parts_and_notes(path)[0]


def parts_and_notes(path: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Return ``parts_of``, and a sentence for each part that several files say they are: one of them is read."""
    first, began, claims = _claims(path)
    found: dict[int, Path] = {1: path} if first else {}
    for part, files in claims.items():
        found[part] = files[0]
    for before in sorted(found):  # a part whose head alone is lost is read after the one before
        number = before + 1
        while number not in found and _headless(one := _named(path, number), began):
            found[number], number = one, number + 1
    notes = tuple(f"{path.name}: {_named_all(files)} each say that they are part {part} of it; {files[0].name} is "
                  f"read, and {_named_all(files[1:])} left out"
                  for part, files in sorted(claims.items()) if len(files) > 1)  # fmt: skip
    return tuple(found[part] for part in sorted(found)) or (path,), notes


def parts_within(parts: Sequence[Path], before: int | None, last: int) -> tuple[Path, ...]:
    """
    Return those of ``parts`` that say how things stood from after the frame ``before`` to the frame ``last``.

    before : None where all that was before matters, too
    """
    heads = (_head(part).get("frame") for part in parts)
    starts = [frame if type(frame) is int else 0 for frame in heads]
    first = 0 if before is None else max((n for n, frame in enumerate(starts) if frame <= before), default=0)
    return tuple(parts[first : max((n for n, frame in enumerate(starts) if frame <= last), default=first) + 1])


def take_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of the take ``path`` and of its further parts; raises DataError where one cannot be read."""
    yield from lines_of(parts_of(path))


def lines_of(parts: Iterable[Path]) -> Iterator[bytes]:
    """Yield the lines of ``parts``; raises DataError where one cannot be read."""
    for part in parts:
        try:
            if part.exists() and not part.is_file():  # a device or a pipe may have no end
                raise DataError(f"{part}: this is no file, and no take; name another one")
            if part.stat().st_size > LIMIT:
                raise DataError(f"{part}: too long for a take; name another file")
            with part.open("rb") as file:
                yield from file
        except OSError as error:
            raise DataError(f"{part}: this take cannot be read ({error.strerror})") from None


def _claims(path: Path) -> tuple[dict[str, object], datetime | None, dict[int, list[Path]]]:
    """
    Return the head of the take ``path``, when that began, and the files beside it by the part they say they are of it.

    Of several the first is the one that has the part's own number in its name, as it was written.
    """
    name = re.compile(rf"{re.escape(path.stem)}\.\d{{1,9}}{re.escape(path.suffix)}\Z")
    first, found = _head(path), dict[int, list[Path]]()
    try:
        beside = sorted(one for one in path.parent.iterdir() if name.match(one.name))
    except OSError:
        beside = []
    heads = [(one, _head(one)) for one in beside]
    known = [moment for _, head in heads if "of" in head and (moment := _moment(head["of"]))]
    began = _moment(first.get("began")) if first else max(known, default=None)
    for one, head in heads:
        part = head.get("part")
        if began is not None and _moment(head.get("of")) == began and type(part) is int and part > 1:
            found.setdefault(part, []).append(one)
    for part, files in found.items():
        files.sort(key=lambda one: one != _named(path, part))
    return first, began, found


def _named_all(files: Sequence[Path]) -> str:
    return " and ".join(one.name for one in files)


def _head(path: Path) -> dict[str, object]:
    """Return what the first line of ``path`` says, {} where it is none of a take."""
    try:
        if not path.is_file():
            return {}
        with path.open("rb") as file:
            return of_line(file.readline(_HEAD))
    except OSError:
        return {}


def _moment(began: object) -> datetime | None:
    """Return when a take began, as its parts say it; None where they say it of none."""
    try:
        return datetime.fromisoformat(str(began)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _began(path: Path) -> str:
    """Return when the take began that ``path`` is a part of, "" where it is none."""
    head = _head(path)
    return str(head.get("of") or head.get("began") or "")


def _headless(path: Path, began: datetime | None) -> bool:
    """Return whether ``path`` holds lines of a take after a first one that is damaged, not that of another take."""
    try:
        if not path.is_file():  # opening a pipe would wait
            return False
        with path.open("rb") as file:
            head = of_line(file.readline(_HEAD))
            said = _moment(head.get("of") or head.get("began"))
            if said is not None and (said != began or type(head.get("part")) is int):
                return False
            content = json.loads(file.readline(_HEAD))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and type(content.get("frame")) is int


def _number(path: Path) -> int:
    """Return which part of a take ``path`` is."""
    part = _head(path).get("part")
    return part if type(part) is int else 1


def _named(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.{number}{path.suffix}")
