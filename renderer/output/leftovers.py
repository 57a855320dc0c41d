"""What Chorus keeps besides an artist's work: caches, logs, and parts of files whose process was killed."""

import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from renderer.core.name_lock import abandoned
from renderer.core.paths import state_dir
from renderer.flash.viewer import LOG

__all__ = ["DECISIONS", "Leftover", "left_by_killed", "leftovers"]

DECISIONS = "decisions against the flash guard"

# As ``core.files`` and ``core.name_lock`` call them.
_PART = re.compile(r"(?P<name>\..{0,24}-[0-9a-f]{8})\.(?P<process>\d+)(\.\d+)?\.part(\.\w+)?\Z", re.DOTALL)
_MURAL = re.compile(r"(?P<name>\..{0,24}-[0-9a-f]{8})\.mural"
                    r"(\.tiff?(\.journal)?|\.(pdf|dzi|png|exr|pyramid)|_files\.\d+\.tif(\.journal)?)\Z",
                    re.DOTALL | re.IGNORECASE)  # fmt: skip
_FOLDERS = re.compile(r"(?P<name>\..{0,24}-[0-9a-f]{8})\.(film|mural_files(\.old)?)\Z",
                      re.DOTALL)  # ``film_parts``, ``zoom_job``
_DRAWN = re.compile(r"(?P<name>\..{0,24}-[0-9a-f]{8})\.drawn\Z", re.DOTALL)  # ``frame_sums``
_COPIES = re.compile(r"chorus-(?P<kind>read|cost)-((?P<process>\d+)-)?[a-z0-9_]{8}\Z")  # ``data.readers.scratch``
_KINDS = {"read": "copy of rows", "cost": "trial export"}
_LOCK = re.compile(r"\..{0,24}-[0-9a-f]{8}\.lock\Z", re.DOTALL)
# Of the state's folder, which may be one of the artist's own that holds other files: as ``keep_newest`` and
# ``write_private`` call them, where ``session``, ``show`` and ``data`` keep theirs.
_PARTS = "part of a file"
_STATE = (
    ("cache", ("cache/tables", "cache/maps"), re.compile(r"[0-9a-f]{64}\.[a-z]+(\.\d+\.part)?\Z")),
    (_PARTS, ("scenes", "shows"), re.compile(r".+\.json\.\d+\.part\Z", re.DOTALL)),
    (_PARTS, (".",), re.compile(r"known-scenes\.json\.\d+\.part\Z")),
)
_JUST_NOW, _LONG_AGO = 600.0, 86400.0  # s; another machine may write to this folder


@dataclass(frozen=True, slots=True)
class Leftover:
    """One file that may go, or folder of copies: what it is, for people, and its bytes."""

    path: Path
    what: str
    size: int

    def remove(self) -> None:
        """Remove it; raises OSError. A link in its place is not followed."""
        if self.path.is_dir() and not self.path.is_symlink():
            shutil.rmtree(self.path)
        else:
            self.path.unlink(missing_ok=True)


def leftovers(folder: Path) -> tuple[Leftover, ...]:
    """Return caches and logs of this account, then what killed runs left, in ``folder`` too; no link is followed."""
    state = state_dir()
    found = [(path, what) for what, folders, called in _STATE for path in _called(state, folders, called)
             if what != _PARTS or _age(path) > _JUST_NOW]  # fmt: skip
    found.append((state / LOG, DECISIONS))
    known = [one for one in (state / "displays",) if _is_ours(one, state)]  # their files are written by ``core.files``
    found += [(path, _PARTS) for one in (*known, folder) for path in _abandoned(one)]
    found += [(path, "part of a mural, which the same export would finish") for path in _begun(folder, _MURAL)]
    found += [(path, "list of a sequence's frames, by which it knows them again") for path in _begun(folder, _DRAWN)]
    files = [Leftover(path, what, path.stat().st_size) for path, what in found
             if path.is_file() and not path.is_symlink()]  # fmt: skip
    folders = [Leftover(path, _of_folder(path), _inside(path)) for path in _begun(folder, _FOLDERS)
               if path.is_dir() and not path.is_symlink()]  # fmt: skip
    return (*files, *folders, *_copies())


def left_by_killed(*folders: Path) -> tuple[Leftover, ...]:
    """Return the copies of rows, and in ``folders`` the parts of files, that processes left which run no more."""
    found = [path for folder in dict.fromkeys(folders) if folder.is_dir() for path in _abandoned(folder)
             if path.is_file() and not path.is_symlink()]  # fmt: skip
    return (*_copies(), *(Leftover(path, _PARTS, path.stat().st_size) for path in found))


def _called(state: Path, folders: Iterable[str], called: re.Pattern[str]) -> Iterator[Path]:
    """Yield the files in ``folders`` of ``state`` that are ``called`` so; no folder that is a link is looked at."""
    for folder in (state / name for name in folders):
        if _is_ours(folder, state):
            yield from (path for path in sorted(folder.iterdir()) if called.match(path.name))


def _is_ours(folder: Path, state: Path) -> bool:
    """Return whether ``folder`` of ``state`` is there, and reached by no link."""
    return folder.is_dir() and not any(one.is_symlink() for one in (folder, *folder.parents) if state in one.parents)


def _copies() -> Iterator[Leftover]:
    """Yield the folders of copies of rows and of estimates, this account's, that a killed process left."""
    for folder in sorted(Path(tempfile.gettempdir()).glob("chorus-*")):
        with suppress(OSError):
            found, seen = _COPIES.match(folder.name), folder.lstat()
            if not found or not stat.S_ISDIR(seen.st_mode) or (hasattr(os, "getuid") and seen.st_uid != os.getuid()):
                continue
            locks = [path for path in folder.iterdir() if _LOCK.match(path.name)]
            if found["process"] is None or not locks:  # an earlier Chorus's, or one killed before it held its lock
                gone = _age(folder) > _LONG_AGO
            else:  # the lock too is asked: a process of another container has a number that says nothing here
                gone = (sys.platform == "win32" or not _runs(int(found["process"]))) and all(map(abandoned, locks))
            if gone:
                yield Leftover(folder, _KINDS[found["kind"]], _inside(folder))


def _abandoned(folder: Path) -> Iterator[Path]:
    """Yield the hidden files in ``folder`` that a killed process left."""
    for path in sorted(folder.iterdir()):
        if part := _PART.match(path.name):
            process, lock = part["process"], path.with_name(f"{part['name']}.lock")
            if _held(lock):  # whatever the clock says: it may have jumped since
                continue
            gone = sys.platform != "win32" and not _runs(int(process))  # there nothing may be asked of a process
            # On another machine, or in another container, its writer's number says nothing here; the lock does.
            unlocked = gone and abandoned(lock, surely=True)
            if unlocked or _age(path) > (_JUST_NOW if gone else _LONG_AGO):
                yield path
        elif _LOCK.match(path.name) and _empty(path) and abandoned(path):  # ours hold nothing
            yield path


def _empty(path: Path) -> bool:
    """Return whether ``path`` is there, and holds nothing."""
    try:
        return path.lstat().st_size == 0
    except OSError:
        return False


def _of_folder(path: Path) -> str:
    if path.suffix == ".film":
        return "segments of a film, which the same export would finish"
    if path.suffix == ".old":
        return "tiles of a Deep Zoom that the same export was about to replace"
    return "tiles of a Deep Zoom, which the same export makes anew"


def _inside(folder: Path) -> int:
    """Return the bytes of all that is in ``folder``."""
    return sum(path.lstat().st_size for path in folder.rglob("*"))


def _begun(folder: Path, called: re.Pattern[str]) -> Iterator[Path]:
    """Yield what there is in ``folder`` of exports that nobody draws now; no run sweeps it, for another may go on."""
    for path in sorted(folder.iterdir()):
        if found := called.match(path.name):
            lock = path.with_name(f"{found['name']}.lock")
            if not _held(lock) and (not lock.exists() or abandoned(lock, surely=True) or _age(path) > _LONG_AGO):
                yield path


def _held(lock: Path) -> bool:
    """Return whether a process holds ``lock``, a part's or a folder's, now."""
    return lock.exists() and not abandoned(lock)


def _age(path: Path) -> float:
    """Return how long ago ``path`` was written, s; 0 where it is gone."""
    with suppress(OSError):
        return time.time() - path.stat().st_mtime
    return 0.0


def _runs(process: int) -> bool:
    """Return whether a process of this number runs on this machine."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
