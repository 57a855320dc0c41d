"""The segments of a film that is being made, in a hidden folder beside it: what is there stays after a kill.

    .loop-0b4c7f1e.film/  journal  00000.mp4  00001.mp4 ...  00001.state  00002.state ...

A film is encoded in segments of a fixed number of pictures, each by an encoder of its own, and joined when all are
there: so it has the same bytes, whether it was made in one go or in ten. ``journal`` says a segment a line, with the
BLAKE2b of its file and of what the scene and the flash guard remembered at its end (``NNNNN.state``, where segment
NNNNN begins). A line stands only when its files are on the disk; whatever a line does not speak for is made anew.
"""

import json
import os
import shutil
import stat
import threading
from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

from renderer.core.errors import EncodeError
from renderer.core.files import check_target, explain, sync_folder
from renderer.core.name_lock import hidden
from renderer.core.plain_file import open_plain

from .film_journal import Segment, digest_of_bytes, ends_in, line_of, lines_of, segment_of

__all__ = ["FilmParts", "forget_parts", "segment_length"]

VERSION = 2
SECONDS = 4  # of a segment: lost at most
ROOM = 1 << 28  # bytes of states that are kept, besides the newest two
SPARSE = 8  # of the older states one of so many is kept: enough, where a segment in the middle is lost
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


class FilmParts:
    """
    What there is of the film ``path``; ``length`` : pictures of a segment, ``count`` : of all, where that is known.

    Nothing is made or given up before ``open``: until then the film may still be refused.

    given_up : segments that were there, and are of another film, damaged, or of another version of Chorus
    kept : how many were there when this run began
    """

    def __init__(self, path: Path, length: int, job: str | None = None, count: int = 0) -> None:
        """
        Go on with the parts of the same ``job``, the hash of all that decides the pictures; without begin anew.

        Raises EncodeError where no file can get that name.
        """
        check_target(path)
        self.path, self.length, self.job, self.count = path, length, job, count
        rest = ".film" if job else f".{os.getpid()}.{threading.get_native_id()}.film"
        self.folder = hidden(path, rest)
        self.segments: dict[int, Segment] = {}
        self._states: dict[int, str] = {0: ""}
        self._ends: tuple[str, ...] = ()
        self.kept = self.given_up = 0
        self._opened = False

    def open(self) -> "FilmParts":
        """Make the folder, or go on with what is in it; return itself. Raises EncodeError where it cannot be made."""
        self._opened = True
        try:
            known = self._open_folder()
            lines = lines_of(self.folder / "journal") if known else []
            head = lines[0] if lines else {}
            if self.job is not None and head == self._head:
                self.segments = {one.number: one for one in map(segment_of, lines[1:]) if one and self._whole(one)}
                self._states |= {one.number + 1: one.state for one in self.segments.values()}
            self._ends = ends_in(lines)
            self.kept, self.given_up = len(self.segments), sum("hash" in line for line in lines) - len(self.segments)
            self._tidy()
            self._write_journal()
        except OSError as error:
            raise explain(self.path, error) from error
        return self

    def file(self, number: int) -> Path:
        """Return where segment ``number`` lies."""
        return self.folder / f"{number:05d}{self.path.suffix.lower()}"

    @property
    def missing(self) -> list[int]:
        """The segments that are to be made, of all ``count`` pictures."""
        return [number for number in range(self.number_of_all) if number not in self.segments]

    @property
    def number_of_all(self) -> int:
        """How many segments ``count`` pictures come to."""
        return -(-self.count // self.length)

    def state(self, most: int, least: int) -> tuple[int, bytes] | None:
        """Return the latest state that is kept of the beginning of a segment ``least`` < number <= ``most``."""
        for number in range(most, least, -1):
            if wanted := self._states.get(number):
                with suppress(OSError, ValueError), open_plain(self._state_file(number)) as file:
                    if _digest(file) == wanted:  # before it is held as a whole
                        file.seek(0)
                        content = file.read()
                        return number, content
        return None

    def remember(self, number: int, content: bytes) -> None:
        """Keep ``content``, what is remembered where segment ``number`` begins, before that is written."""
        self._put(self._state_file(number), content)
        self._states[number] = digest_of_bytes(content)

    def forget(self, number: int) -> None:
        """Keep the state at the beginning of segment ``number`` no longer: it is of no use."""
        del self._states[number]

    def done(self, number: int, made: Path, facts: Mapping[str, Any]) -> None:
        """Take segment ``number``, whole and verified in the file ``made``; ``facts`` : the other fields of it."""
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        segment = Segment(number, hash=_file_digest(made), state=self._states.get(number + 1, ""), **facts)
        made.replace(self.file(number))
        sync_folder(self.folder)
        self._note(line_of(segment))
        self.segments[number] = segment
        self._thin(number + 1)

    def note_end(self, *digests: str) -> None:
        """Note the SHA-256 of the film that is to get its name now, and of what stood there: both are ours."""
        self._ends = digests
        self._note({"ends": digests})

    def clear(self) -> None:
        """Remove all parts, unless they are not open; a folder that somebody else removes is none the less gone."""
        if self._opened:
            _remove(self.folder)

    @property
    def _head(self) -> dict[str, Any]:
        return {"chorus_film": VERSION, "job": self.job, "length": self.length}

    def _open_folder(self) -> bool:
        """Make the folder, or say that it was there; what is no folder of this account is none of ours."""
        with suppress(FileExistsError):
            self.folder.mkdir(mode=0o700)
            return False
        seen = self.folder.lstat()
        if not stat.S_ISDIR(seen.st_mode):  # a link would lead our files elsewhere
            self.folder.unlink()
            self.folder.mkdir(mode=0o700)
            return False
        if hasattr(os, "getuid") and seen.st_uid != os.getuid():
            raise EncodeError(f"{self.folder}, where the parts of {self.path.name} would lie, belongs to another "
                              "account: choose another name or folder, or have it removed.")  # fmt: skip
        self.folder.chmod(0o700)
        return True

    def _whole(self, segment: Segment) -> bool:
        """Return whether the file of ``segment`` is what the journal says."""
        if segment.number < 0 or not 0 < segment.frames <= self.length:
            return False
        try:
            return _file_digest(self.file(segment.number)) == segment.hash
        except (OSError, ValueError):
            return False

    def _write_journal(self) -> None:
        lines = [self._head, *(line_of(one) for _, one in sorted(self.segments.items())), {"ends": self._ends}]
        self._put(self.folder / "journal", "".join(json.dumps(line) + "\n" for line in lines).encode("ascii"))

    def _note(self, line: Mapping[str, object]) -> None:
        """Add a line to the journal, and see it to the disk."""
        with open_plain(self.folder / "journal", "ab") as file:
            file.write((json.dumps(line) + "\n").encode("ascii"))
            file.flush()
            os.fsync(file.fileno())

    def _put(self, target: Path, content: bytes) -> None:
        """Write a file of the folder, whole or not at all."""
        temporary = target.with_name(f"{target.name}.part")
        temporary.unlink(missing_ok=True)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)

    def _state_file(self, number: int) -> Path:
        return self.folder / f"{number:05d}.state"

    def _thin(self, newest: int) -> None:
        """Remove states that no run is likely to need: all but the newest two, and of the older one of ``SPARSE``."""
        room = ROOM
        for number in range(newest - 2, 0, -1):
            file = self._state_file(number)
            with suppress(OSError):
                room -= file.stat().st_size
                if number % SPARSE or room < 0:
                    file.unlink()

    def _tidy(self) -> None:
        """Remove what the journal does not speak for."""
        known = {"journal", *(self.file(number).name for number in self.segments)}  # which is replaced whole
        known |= {self._state_file(number).name for number in self._states}
        for path in self.folder.iterdir():
            if path.name not in known or path.is_symlink() or not path.is_file():
                _remove(path)


def segment_length(fps: Fraction) -> int:
    """
    Return how many pictures a segment of a film of ``fps`` has: four seconds, in reason.

    >>> [segment_length(Fraction(fps)) for fps in (1, 25, 60, 240)]
    [24, 100, 240, 240]
    """
    return min(max(round(SECONDS * fps), 24), 240)


def forget_parts(path: Path) -> None:
    """Remove the parts of the film ``path``, which is finished with all that stands beside it."""
    _remove(hidden(path, ".film"))


def _remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it; where it is gone, that is as well."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _file_digest(path: Path) -> str:
    with open_plain(path) as file:
        return _digest(file)


def _digest(file: IO[bytes]) -> str:
    """Return the BLAKE2b of what ``file`` holds, a part at a time."""
    digest = blake2b(digest_size=16)
    while block := file.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()
