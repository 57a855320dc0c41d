"""What a process is at, told to the one that watches it: where a driver ends it, it says no last word itself."""

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress

__all__ = ["doing", "last_doing", "tell_done", "told_done", "watched_by"]

_VARIABLE = "CHORUS_DOING"  # process id and descriptor: children of a watched process find their own id not in it
_LONGEST = 4096  # bytes
_DONE = struct.Struct("<??i")  # comes first: an account with no room may write a byte, and that says that all is done
_WORDS = _DONE.size  # where they begin


def watched_by(descriptor: int) -> None:
    """Tell what this process is at in the file ``descriptor`` from now on."""
    os.environ[_VARIABLE] = f"{os.getpid()} {descriptor}"


@contextmanager
def doing(what: object) -> Iterator[None]:
    """Tell the watcher, where there is one, that this process is at ``what`` until the block ends."""
    process, _, descriptor = os.environ.get(_VARIABLE, "").partition(" ")
    if process != str(os.getpid()):
        yield
        return
    before = last_doing(int(descriptor))
    _tell(int(descriptor), str(what))
    try:
        yield
    finally:
        _tell(int(descriptor), before)


def last_doing(descriptor: int) -> str:
    """Return what the process that tells in ``descriptor`` is, or was last, at; "" where it never said."""
    with suppress(OSError):  # it is closed: nobody waits any more
        return os.pread(descriptor, _LONGEST, _WORDS).rstrip(b"\0").decode("utf-8", "replace")
    return ""


def tell_done(descriptor: int, status: int | None) -> None:
    """Tell in ``descriptor`` that this process comes to its own end, with what exit ``status``; None: it stops."""
    os.pwrite(descriptor, _DONE.pack(True, status is not None, status or 0), 0)


def told_done(descriptor: int) -> tuple[bool, int | None]:
    """Return whether the process that tells in ``descriptor`` came to its own end, and its exit status or None."""
    done, known, status = _DONE.unpack(os.pread(descriptor, _DONE.size, 0).ljust(_DONE.size, b"\0"))
    return done, status if known else None


def _tell(descriptor: int, what: str) -> None:
    os.pwrite(descriptor, what.encode("utf-8", "replace")[:_LONGEST].ljust(_LONGEST, b"\0"), _WORDS)
