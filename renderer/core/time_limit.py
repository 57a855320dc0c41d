"""Somebody else's code that may never end: it is left after so much computing, where it was."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["TooLong", "time_limit"]


class TooLong(BaseException):
    """It has computed for too long; no ``except Exception`` of that code holds it up."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """
    Raise TooLong inside of the block once its thread has computed for ``seconds`` in it.

    Computing counts and not time, for a busy machine is no fault of the code. In the main thread alone: no other is
    interrupted by a signal, nor is one under Windows.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    until = time.thread_time() + seconds

    def over(*_: object) -> None:
        if (left := until - time.thread_time()) > 0.0:  # the timer counts what other threads compute, too
            signal.setitimer(signal.ITIMER_PROF, left)
            return
        raise TooLong(f"it has not come to its end within {seconds:g} s of computing; is there a loop without one?")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)
