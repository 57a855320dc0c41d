"""Which files changed, once per save: editors that rename, truncate or write in pieces included."""

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from renderer.scene.input_file import SUFFIXES as PICTURES

__all__ = ["ABSENT", "QUIET", "Digests", "Stamp", "changes", "folders_of", "matters", "named", "stamp"]

SUFFIXES = {".py", ".frag", ".vert", ".comp", ".glsl", ".geom", ".toml", ".csv", ".json", *PICTURES}
STEP = 3  # ms of silence that end one group of changes
GROUP = 60  # ms, the longest that a group can last
QUIET = 0.003  # s between two looks at a file that is being written
ABSENT = 0.25  # s that a file may be gone or empty while an editor replaces it


class Stamp(NamedTuple):
    """
    What tells a file that was written or put in another's place, though copied with its time and as long as that.

    written, changed : ns; size : bytes; inode : which file of its disk it is
    """

    written: int
    size: int
    changed: int
    inode: int


class Digests:
    """
    Remembers what each file held, so that a save without a change, or told twice, counts as none.

    A file is known by its name: where links on the way to it lead elsewhere, it is changed.
    """

    def __init__(self, files: Iterable[Path] = ()) -> None:
        """Know ``files`` as they are now."""
        self._known = {path.absolute(): _digest(path) for path in files}
        self._stamps: dict[Path, Stamp | None] = {}

    def know(self, files: Iterable[Path]) -> None:
        """Know further ``files`` as they are now; those known already keep what is known of them."""
        for path in files:
            if (whole := path.absolute()) not in self._known:
                self._known[whole] = _digest(whole)

    def stale(self, paths: Iterable[Path]) -> set[Path]:
        """Return those of ``paths`` that were touched since this was last asked; it opens no file."""
        found = set()
        for path in paths:
            if (now := stamp(path)) != self._stamps.get(path):
                self._stamps[path] = now
                found.add(path)
        return found

    def changed(self, paths: Iterable[Path]) -> tuple[Path, ...]:
        """Return those of ``paths`` whose content differs from what was known, and know it."""
        found = []
        for path in sorted({path.absolute() for path in paths}):
            now = _settled(path)
            if now != self._known.get(path, ""):
                self._known[path] = now
                found.append(path)
        return tuple(found)


def changes(folders: Iterable[Path], stop: threading.Event) -> Iterator[set[Path]]:
    """
    Yield the files of ``folders`` (not those below them) that were written, until ``stop`` is set.

    Yields an empty set some times a second, so that the caller can look at other things.
    """
    import watchfiles

    watched = sorted({str(folder.resolve()) for folder in folders if folder.is_dir()})
    found = watchfiles.watch(
        *watched, watch_filter=None, debounce=GROUP, step=STEP, stop_event=stop, rust_timeout=400,
        yield_on_timeout=True, recursive=False, raise_interrupt=False, ignore_permission_denied=True,
    )  # fmt: skip
    for group in found:
        yield {path for _, name in group if matters(path := Path(name))}


def folders_of(names: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """
    Return the folders to be watched for files called ``names``, and which folder each is: disk and inode.

    They are those that the names stand in and those that the files lie in, once links are followed. A folder that
    another was put in the place of is another.
    """
    found = {}
    for folder in {one for _, stands, lies in _led(names) for one in (stands, lies.parent)}:
        with suppress(OSError):  # it is gone, for now or for good
            seen = folder.stat()
            found[folder] = (seen.st_dev, seen.st_ino)
    return found


def named(names: Iterable[Path], written: Iterable[Path]) -> set[Path]:
    """Return ``written``, as ``changes`` tells it, as the ``names`` call these files, or the folders they lie in."""
    led = [*_led(names)]
    files = {lies: name for name, _, lies in led}
    folders = {stands: name.parent for name, stands, _ in led}
    return {files.get(path) or folders.get(path.parent, path.parent) / path.name for path in written}


def _led(names: Iterable[Path]) -> Iterator[tuple[Path, Path, Path]]:
    """Yield each name with the folder that it stands in and the file that it leads to, once links are followed."""
    folders: dict[Path, Path] = {}  # each is asked for once: this is between a save and its picture
    for name in names:
        if (folder := folders.get(name.parent)) is None:
            folder = folders[name.parent] = name.parent.resolve()
        yield name, folder, name.resolve() if name.is_symlink() else folder / name.name


def matters(path: Path) -> bool:
    """
    Return whether a save of ``path`` is one to look at; a hidden file is still being written, or an editor's own.

    >>> matters(Path("a/image.frag")), matters(Path("a/notes.txt")), matters(Path("a/.#image.frag"))
    (True, False, False)
    """
    return path.suffix in SUFFIXES and not path.name.startswith(".")


def stamp(path: Path) -> Stamp | None:
    """Return the stamp of the file that ``path`` leads to; None where it cannot be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ctime_ns, found.st_ino)


def _settled(path: Path) -> str:
    """Return the digest of ``path`` once it is whole; "" where it stays absent."""
    end = time.monotonic() + ABSENT
    last = stamp(path)
    while time.monotonic() < end:
        time.sleep(QUIET)
        now = stamp(path)
        if now == last and now is not None and now[1] > 0:
            break
        last = now
    return _digest(path)


def _digest(path: Path) -> str:
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""
