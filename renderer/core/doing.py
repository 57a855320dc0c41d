"""What a process is at, told to the one that watches it: where a driver ends it, it says no last word itself."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

__all__ = ["doing", "last_doing", "tell_done", "told_done", "watched_by"]

_VARIABLE = "CHORUS_DOING"  # process id and descriptor: children of a watched process find their own id not in it
_LONGEST = 4096  # bytes
_WORDS = 1  # where they begin: the first byte says that all is done, which even an account with no room may write


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


def tell_done(descriptor: int) -> None:
    """Tell in ``descriptor`` that this process comes to its own end."""
    os.pwrite(descriptor, b"1", 0)


def told_done(descriptor: int) -> bool:
    """Return whether ``tell_done`` was called before the process that tells in ``descriptor`` ended."""
    return os.pread(descriptor, 1, 0) == b"1"


def _tell(descriptor: int, what: str) -> None:
    os.pwrite(descriptor, what.encode("utf-8", "replace")[:_LONGEST].ljust(_LONGEST, b"\0"), _WORDS)
