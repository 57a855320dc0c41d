"""Who stops a command: Ctrl-C, the system's end (SIGTERM) and a terminal that closes (SIGHUP) end it alike."""

import signal
import time
from types import FrameType

__all__ = ["Stopped", "end_at_once", "status_of", "stop_by_signals"]

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_TWICE = 1.0  # s; what a whole group of processes is sent comes twice, and may not disturb the tidying up


class Stopped(KeyboardInterrupt):
    """Somebody stops this command; ``number`` is that of the signal."""

    def __init__(self, number: int) -> None:
        """Remember the signal."""
        super().__init__()
        self.number = number


def stop_by_signals() -> None:
    """Raise ``Stopped`` in the main thread where a signal asks for an end; one that nohup had ignored stays so."""
    heard = [float("-inf")]

    def stop(number: int, _frame: FrameType | None) -> None:
        before, heard[0] = heard[0], time.monotonic()
        if heard[0] - before > _TWICE:
            raise Stopped(number)

    for number in _numbers():
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)


def end_at_once() -> None:
    """Let a signal end this process in the system's own way: all is done, and nobody would hear an exception."""
    for number in _numbers():
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def status_of(error: BaseException) -> int:
    """Return the exit status of a command that ``error``, or what click made of it, stopped; as shells have it."""
    found = error if isinstance(error, Stopped) else error.__cause__
    return 128 + (found.number if isinstance(found, Stopped) else signal.SIGINT)


def _numbers() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
