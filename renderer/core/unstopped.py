"""A few lines that nobody may stop in the middle: between a thing that is made and the note of how it goes again."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["unstopped"]

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM")


@contextmanager
def unstopped() -> Iterator[None]:
    """
    Let signals that would stop the main thread wait until the block is done; no other thread is stopped by one.

    Their handlers are changed, for a mask would be this thread's alone: Python calls the main thread's handler
    whichever thread hears.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    own = {number: how for number in numbers if callable(how := signal.getsignal(number))}
    try:
        for number in own:
            signal.signal(number, lambda number, _: came.append(number))
        yield
    finally:
        for number, how in own.items():
            signal.signal(number, how)
        for number in dict.fromkeys(came):
            signal.raise_signal(number)
