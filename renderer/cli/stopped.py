"""Who stops a command: Ctrl-C, the system's end (SIGTERM) and a terminal that closes (SIGHUP) end it alike."""

import signal
import time
import weakref
from types import FrameType

__all__ = ["Stopped", "end_at_once", "status_of", "stop_by_signals", "unanswered"]

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_TWICE = 1.0  # s; what a whole group of processes is sent comes twice, and may not disturb the tidying up
_HANGS = 10  # s that the interpreter's end may take in a command that was stopped
_LOST = 0.2  # s between two looks at whether a Stopped was lost
_raised: list[weakref.ref["Stopped"]] = []  # those that nobody has answered yet
_heard = [0]  # the last signal


class Stopped(KeyboardInterrupt):
    """Somebody stops this command; ``number`` is that of the signal."""

    def __init__(self, number: int) -> None:
        """Remember the signal."""
        super().__init__()
        self.number = number
        _raised.append(weakref.ref(self))  # in a frame that its traceback does not hold: else it would never be gone


def stop_by_signals() -> None:
    """
    Raise ``Stopped`` in the main thread where a signal asks for an end; one that nohup had ignored stays so.

    It may be raised where some library drops what is raised (numpy does while it asks an object for attributes). Then
    nobody holds it any more, and it is raised again, until somebody answers it.
    """
    last = float("-inf")

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal last
        before, last, _heard[0] = last, time.monotonic(), number
        if last - before > _TWICE:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, _LOST, _LOST)
            raise Stopped(number)

    def stop_again(_number: int, _frame: FrameType | None) -> None:
        if _raised and all(one() is None for one in _raised):
            raise Stopped(_heard[0])

    for number in _numbers():
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, stop_again)


def unanswered() -> Stopped | None:
    """Return what nobody has answered yet, None for nothing: a library may have made an error of its own of it."""
    return Stopped(_heard[0]) if _raised else None


def end_at_once() -> None:
    """
    Let a signal end this process in the system's own way: all is done, and nobody would hear an exception.

    One that was stopped ends already, with the status of that: what a group is sent again changes nothing. Should its
    end hang, the alarm ends it.
    """
    _answer()
    stopped = bool(_heard[0]) and hasattr(signal, "SIGALRM")
    for number in _numbers():
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.SIG_IGN if stopped else signal.SIG_DFL)
    if stopped:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _HANGS)


def status_of(error: BaseException) -> int:
    """Return the exit status of a command that ``error``, or what click made of it, stopped: it is answered by that."""
    _answer()
    found = error if isinstance(error, Stopped) else error.__cause__
    return 128 + (found.number if isinstance(found, Stopped) else signal.SIGINT)


def _answer() -> None:
    """Raise nothing again."""
    _raised.clear()
    if hasattr(signal, "setitimer"):  # the interpreter's end gives the alarm back to the system, which would kill us
        signal.setitimer(signal.ITIMER_REAL, 0.0)


def _numbers() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
