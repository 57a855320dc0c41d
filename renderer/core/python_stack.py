"""Where a process of ours is in its Python code, asked from outside: one that loops without end says nothing itself."""

import faulthandler
import os
import re
import signal
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["ask_place", "tell_stack"]

_AT = 1 << 13  # bytes; what ``doing`` tells in the same file ends before
_MOST = 1 << 16  # bytes of a stack
_FRAME = re.compile(r'^  File "(?!<)(.*)", line (\d+) in ', re.MULTILINE)
_ESCAPE = re.compile(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}")  # faulthandler writes ASCII
_OURS = Path(__file__).absolute().parents[1]
WAIT, STEP = 2.0, 0.02  # s for an answer, and between two looks


def tell_stack(descriptor: int) -> None:
    """Write where this process is into the file ``descriptor`` whenever SIGUSR1 asks, whatever keeps it busy."""
    if hasattr(faulthandler, "register"):
        os.lseek(descriptor, _AT, os.SEEK_SET)
        faulthandler.register(signal.SIGUSR1, file=descriptor, all_threads=False)


def ask_place(process: int, descriptor: int, folder: Path) -> str:
    """
    Return ``file:line`` where ``process``, which told its stack in ``descriptor``, is in the code of ``folder``.

    The innermost line counts; what is installed there, in an environment beside a scene, is not that folder's. "" where
    it is in none, or does not answer. It may be asked again.
    """
    with suppress(OSError, AttributeError):
        os.ftruncate(descriptor, _AT)  # an older answer goes, and the next begins there: both have one position
        os.lseek(descriptor, _AT, os.SEEK_SET)
        os.kill(process, signal.SIGUSR1)
        for file, line in _FRAME.findall(_answer(descriptor)):
            path = Path(_ESCAPE.sub(lambda found: chr(int(found[0][2:], 16)), file)).absolute()
            if _inside(path, folder.absolute()):
                return f"{path}:{line}"
    return ""


def _inside(path: Path, folder: Path) -> bool:
    """Return whether ``path`` is of ``folder``, and not of what is installed below it."""
    ours = path.is_relative_to(_OURS) and not folder.is_relative_to(_OURS)
    return path.is_relative_to(folder) and not ours and "site-packages" not in path.relative_to(folder).parts


def _answer(descriptor: int) -> str:
    """Return what was told once no more of it comes."""
    until, told = time.monotonic() + WAIT, b""
    while time.monotonic() < until:
        time.sleep(STEP)
        before, told = told, os.pread(descriptor, _MOST, _AT)
        if told and told == before:
            break
    return told.decode("ascii", "replace")
