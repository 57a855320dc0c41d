"""A process of its own for what parses a file outside Python: it may run out of memory, or fall, and nothing else."""

import gc
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError
from renderer.core.parent_death import die_with
from renderer.data.readers.scratch import Given

__all__ = ["answered", "ask", "serve"]

_MEMORY = 3 << 30  # bytes: a sheet of 65,536 x 256 figures takes 2.3 GB
# What a small XLS may take: a stray cell in the last row and column makes 1.3 GB of blanks. It is not packed, so that
# each figure has 6 bytes of the file at least, and a small one that asks for more is damaged.
_XLS, _XLS_HEAD, _EACH = 3 << 29, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 16
_CPU = 120  # s
_SECONDS = 600  # by the clock, for a machine that is busy
_REMEDY = "save the figures as CSV"
_serving = False  # whether this is such a process


def ask(given: Given, module: str, *words: str, remedy: str = _REMEDY, job: bytes = b"") -> dict[str, Any]:
    """
    Return what ``module`` of this layer answers to the file, the scratch folder and ``words``.

    remedy : what to do with a file that breaks what reads it; job : what the module finds on its standard input
    Within a process that is bounded itself, the module answers there.
    Raises DataError where it answers with an "error", the end of a sentence that begins with the file, and its
    "sheet"; and where it does not answer, for the file asked for more than it may.
    """
    folder = str(given.scratch.folder)
    if _serving:
        own = importlib.import_module(f"renderer.data.{module}")
        return _checked(given, answered(own.answer, given.path.resolve(), Path(folder), *words))
    command = [sys.executable, "-P", "-m", f"renderer.data.{module}", str(given.path.resolve()), folder, *words]
    home = str(Path(__file__).parents[3])  # Chorus itself, whatever folder this is called from
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
    try:
        child = subprocess.run(command, input=job, capture_output=True, check=False, timeout=_SECONDS,
                               env={**os.environ, "PYTHONPATH": path})  # fmt: skip
        answer: dict[str, Any] = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise DataError(f"{given.told} breaks what reads it, or asks for more memory or time than a file can need: it "
                        f"is damaged, or made to do harm; {remedy}") from None  # fmt: skip
    return _checked(given, answer)


def _checked(given: Given, answer: dict[str, Any]) -> dict[str, Any]:
    """Return an ``answer``; raises DataError where it is an error."""
    if "error" in answer:
        where = f"{given.told}, sheet '{answer['sheet']}'" if answer.get("sheet") else f"{given.told}"
        raise DataError(f"{where}{answer['error']}")
    return answer


def serve(
    answer: Callable[..., dict[str, Any]], path: str, folder: str, *words: str, remedy: str = _REMEDY
) -> None:
    """Bound this process, and write the answer to its standard output."""
    global _serving
    _serving = True
    if sys.platform == "linux":
        die_with(os.getppid(), signal.SIGKILL)
    try:
        import resource
    except ImportError:  # Windows: unbounded there
        pass
    else:
        memory = _memory(Path(path))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU, _CPU))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # a sheet is a million small lists, none of which goes before the end
    try:
        said = answered(answer, Path(path), Path(folder), *words)
    except BaseException as error:
        said = {"error": f" cannot be read: {str(error) or type(error).__name__}; {remedy}"}
    sys.stdout.write(json.dumps(said))


def answered(answer: Callable[..., dict[str, Any]], path: Path, folder: Path, *words: str) -> dict[str, Any]:
    """Return what ``answer`` says, and of a DataError its words: the end of a sentence that begins with the file."""
    try:
        return answer(path, folder, *words)
    except DataError as error:
        return {"error": f": {error}"}


def _memory(path: Path) -> int:
    """Return the bytes of memory that reading ``path`` may take."""
    try:
        with path.open("rb") as file:
            packed = file.read(len(_XLS_HEAD)) != _XLS_HEAD
    except OSError:  # told by who reads it
        return _MEMORY
    return _MEMORY if packed else min(_MEMORY, _XLS + _EACH * path.stat().st_size)
