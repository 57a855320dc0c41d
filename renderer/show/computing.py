"""How long another process has been at it: what it waited for a core on a busy machine is not counted."""

import os
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["ComputingTime"]

_RUNNABLE = "R"


class ComputingTime:
    """
    Counts the seconds since it was made in which a process ran, or slept; on Linux without those it waited for a core.

    A second on several cores is one second: a machine of sixteen has no less patience than one of two.
    """

    def __init__(self, process: int) -> None:
        """Begin to count the time of ``process``."""
        self._process = Path(f"/proc/{process}")
        self._at, self._used, self._spent = time.monotonic(), 0.0, 0.0
        self._used = self._cpu()[0]

    def spent(self) -> float:
        """Return the seconds so far; to be asked some times a second."""
        now, (used, waits) = time.monotonic(), self._cpu()
        passed, ran = now - self._at, used - self._used
        self._at, self._used = now, used
        self._spent += max(0.0, min(passed, ran)) if waits or ran > 0.0 else passed
        return self._spent

    def _cpu(self) -> tuple[float, bool]:
        """Return the seconds of CPU that it has used, and whether a thread of it wants a core now."""
        try:
            ticks = sum(map(int, _stat(self._process)[11:13]))
        except OSError:  # it has ended, or this system tells nobody
            return self._used, False
        waits = False
        with suppress(OSError):  # a thread ends while it is looked at
            waits = any(_stat(task)[0] == _RUNNABLE for task in (self._process / "task").iterdir())
        return ticks / os.sysconf("SC_CLK_TCK"), waits


def _stat(place: Path) -> list[str]:
    """Return what the system says of a process or a thread, from its state on."""
    return (place / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
