"""A few lines that nobody may stop in the middle: between a thing that is made and the note of how it goes again."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["unstopped"]

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def unstopped() -> Iterator[None]:
    """Let what would stop this thread wait until the block is done; on Windows nothing waits."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {getattr(signal, name) for name in _SIGNALS})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
