"""A name that only one process writes to: the lock ends with the process, however that ends.

The system holds it, on a small hidden file beside the name; a file that a killed process left behind locks nothing.
"""

import errno
import os
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from .errors import EncodeError
from .files import explain
from .unstopped import unstopped

__all__ = ["abandoned", "claimed", "hidden"]

_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
# s between attempts: what draws is a child of what is killed, and ends a moment after it, later on a busy machine
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)


def hidden(path: Path, rest: str) -> Path:
    """
    Return a hidden name beside ``path`` that ends in ``rest``, cut so that it fits wherever ``path`` does.

    >>> hidden(Path("out/wall.png"), ".lock").name
    '.wall-f1365753.lock'
    """
    # The checksum tells names apart that are cut alike.
    return path.with_name(f".{path.stem[:24]}-{zlib.crc32(os.fsencode(path.name)):08x}{rest}")


@contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Hold ``path`` for this process while the block runs; raises EncodeError where another one writes to it."""
    name = hidden(path, ".lock")
    with ExitStack() as held:
        for pause in (*_PAUSES, None):
            with unstopped():
                try:
                    descriptor = _open(name)
                except OSError as error:
                    raise explain(path, error) from error
                if descriptor is not None:
                    held.callback(_give_back, name, descriptor)
                    break
            if pause is None:
                raise EncodeError(
                    f"{path} is being written by another Chorus: wait until it is done, or choose another name."
                )
            time.sleep(pause)
        yield


def abandoned(name: Path, *, surely: bool = False) -> bool:
    """Return whether no process holds the lock file ``name``; ``surely`` : not where its disk knows no locks."""
    try:
        descriptor = os.open(name, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False
    try:
        return _lock(descriptor, unknown=not surely)
    finally:
        os.close(descriptor)


def _give_back(name: Path, descriptor: int) -> None:
    """Remove the locked file ``name``, which is open as ``descriptor``."""
    if sys.platform == "win32":  # which removes no open file, and none that another has open
        os.close(descriptor)
    with suppress(OSError):
        name.unlink()
    if sys.platform != "win32":
        os.close(descriptor)


def _open(name: Path) -> int | None:
    """Return the open, locked file ``name``; None where another process has it."""
    while True:
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        if not _lock(descriptor):
            os.close(descriptor)
            return None
        # Whoever had it may have removed the name since: then this file is nobody's name any more.
        with suppress(FileNotFoundError):
            if sys.platform == "win32" or os.path.samestat(os.fstat(descriptor), name.stat()):
                return descriptor
        os.close(descriptor)


def _lock(descriptor: int, *, unknown: bool = True) -> bool:
    """Take the lock on an open file; False where another process has it, ``unknown`` on a disk that knows no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return unknown and error.errno not in _TAKEN  # a disk that knows no locks is written to without
    return True
