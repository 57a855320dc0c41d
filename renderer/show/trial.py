"""The window's side of the trial process: asks it, waits so long, and starts another when it dies."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import renderer
from renderer.core.doing import last_doing
from renderer.core.errors import RendererError
from renderer.core.python_stack import ask_place
from renderer.scene.catalogue import find

from .computing import ComputingTime

__all__ = ["CHILD", "TrialProcess", "TrialResult"]

TIMEOUT = 12.0  # s of computing for compile and first frame; drivers of the stage give up after 2
START = 20.0  # s of computing for Python, driver and context
LOOK = 0.25  # s between two looks at how long it has computed
CHILD = (sys.executable, "-P", "-m", "renderer.show.trial_child")


@dataclass(frozen=True, slots=True)
class TrialResult:
    """
    What came of a trial.

    error : "" where the scene drew its first frame; else what an artist needs to read
    files : what the picture was made of; ms : how long the trial took
    fatal : whether the process died or stalled, so that nobody else should try
    late : whether its time was over
    at : the file that was compiled when it did, as an artist knows it, or the line of the scene that it never left; ""
        where none was, or nobody can tell
    """

    error: str = ""
    files: tuple[Path, ...] = ()
    ms: float = 0.0
    fatal: bool = False
    at: str = ""
    late: bool = False


class TrialProcess:
    """
    One warm trial process. All methods belong to one thread, but ``close``.

    ``usable`` is False where no such process can draw here; then the window must compile unguarded.
    """

    def __init__(self, command: Sequence[str] = CHILD, timeout: float = TIMEOUT) -> None:
        """Start it; ``command`` and ``timeout`` are others in tests."""
        self._command, self._timeout = tuple(command), timeout
        self._closed = False
        self._told = os.memfd_create("chorus-trial") if hasattr(os, "memfd_create") else None
        self._answers: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.usable, self.why = True, ""
        self.starts = 0
        self._process = self._start()
        self._ready = False

    def check(self, request: dict[str, Any]) -> TrialResult:
        """Return what came of the trial of ``request``; blocks while it computes, at most for start and timeout."""
        if not self._await_ready():
            return TrialResult(error="" if not self.usable else self.why, fatal=self.usable)
        began = time.monotonic()
        try:
            assert self._process.stdin is not None
            self._process.stdin.write((json.dumps(request) + "\n").encode())
            self._process.stdin.flush()
            answer = self._line(self._timeout)
        except (BrokenPipeError, OSError):
            answer = None
        if answer is None:
            return self._lost(time.monotonic() - began, request)
        files = tuple(Path(name) for name in answer["files"])
        return TrialResult(answer["error"], files, answer["ms"])

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._end()
        if self._told is not None:
            os.close(self._told)
            self._told = None

    def _await_ready(self) -> bool:
        """Return whether the process can try scenes; notes why where it cannot."""
        if not self.usable or self._ready:
            return self._ready
        answer = self._line(START)
        if answer is None:
            self.usable = self.starts > 1  # it never started: trials are impossible on this machine
            self.why = "the trial process did not start"
            self._restart()
        elif not answer["ready"]:
            self.usable, self.why = False, answer["error"]
        else:
            self._ready = True
        return self._ready

    def _lost(self, seconds: float, request: dict[str, Any]) -> TrialResult:
        """Say how the process ended, or where it is that does not, and start another."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.2)
        code, at = self._process.poll(), "" if self._told is None else last_doing(self._told)
        if code is None:
            at = self._place(request) or at
            words = f"its first frame was not drawn within {self._timeout:g} s of computing in a trial"
        elif code < 0:
            words = f"it ends the graphics driver ({signal.Signals(-code).name}) in a trial"
        else:
            words = f"its trial ended with exit status {code}"
        self._restart()
        return TrialResult(f"{words}; it was not let into this window", ms=seconds * 1e3, fatal=True, at=at,
                           late=code is None)  # fmt: skip

    def _place(self, request: dict[str, Any]) -> str:
        """Return file and line of the scene's own code that the process is in, "" where it is in none."""
        try:
            module = find(request["setup"]["scene"])
        except (RendererError, KeyError):
            return ""
        return "" if self._told is None else ask_place(self._process.pid, self._told, module.parent)

    def _restart(self) -> None:
        self._end()
        if not self._closed:
            self._process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        self._ready, self._answers = False, queue.Queue()
        self.starts += 1
        home = str(Path(renderer.__file__).resolve().parent.parent)
        # The library must be found though the artist's own folder, with -P, is not searched.
        path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
        told = () if self._told is None else (self._told,)
        if self._told is not None:
            os.ftruncate(self._told, 0)  # what the one before was at
        process = subprocess.Popen((*self._command, *map(str, told)), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path},
                                   pass_fds=told)  # fmt: skip
        # A thread reads, because no select() works on the pipes of Windows.
        reader = threading.Thread(target=_read, args=(process.stdout, self._answers), daemon=True)
        reader.start()
        return process

    def _end(self) -> None:
        """End the process and let its pipes go."""
        process = self._process
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _line(self, seconds: float) -> dict[str, Any] | None:
        """Return the next answer; None where the process ended or has computed for ``seconds``."""
        computing = ComputingTime(self._process.pid)
        while (left := seconds - computing.spent()) > 0.0:
            with contextlib.suppress(queue.Empty):
                return self._answers.get(timeout=min(left, LOOK))
        return None


def _read(pipe: IO[bytes], answers: "queue.Queue[dict[str, Any] | None]") -> None:
    """Put each line of ``pipe`` into ``answers``, and None when it ends."""
    with contextlib.suppress(OSError, ValueError):  # closed under us, or cut in the middle of a line
        for line in pipe:
            answers.put(json.loads(line))
    answers.put(None)
