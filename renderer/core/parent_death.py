"""A process that does not outlive the one that watches it."""

import ctypes
import os

__all__ = ["die_with"]

_KILL_ON_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG of Linux


def die_with(parent: int, number: int, status: int = 1) -> None:
    """Let the signal ``number`` reach this process when ``parent`` is gone; exit with ``status`` where it is."""
    ctypes.CDLL(None).prctl(_KILL_ON_PARENTS_DEATH, number)
    if os.getppid() != parent:
        os._exit(status)
