"""A command in a process of its own, watched by this one: where a driver takes it down, somebody is left to say so.

What a shader does to a driver is known only when it is compiled and drawn, and a trial of it beforehand would cost
each still as much again as it costs. So the process splits before anything is loaded: the new one is the command,
this one waits, hands on what it is sent, and ends as the command did. Where this one is stopped (SIGSTOP), the command
stops too, and goes on with it.
"""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from renderer.core.doing import last_doing, tell_done, told_done, watched_by
from renderer.core.parent_death import die_with

from .tell import clear_line, say

__all__ = ["DRIVER_ENDED", "watched"]

DRIVER_ENDED = 3  # the exit status of a command that its driver, or the system, took down, or that exited in its midst
_PASSED_ON = ("SIGCONT", "SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2")
_FATAL = ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE", "SIGTRAP", "SIGSYS", "SIGKILL")
_SOMETHING = "this command"
_LOOK = 0.2  # s between two looks at whether the watching process is stopped
_AGAIN = 5 * _LOOK  # s after it goes on in which the command may still stop, having looked before


def watched(run: Callable[[], int], killed: str) -> int:
    """
    Return the exit code of ``run``, called in a process of its own where the system can split one.

    One that is taken down, or that a scene or a driver exits in its midst, gives DRIVER_ENDED, and a sentence with what
    it was at; ``killed`` : what to do where the system killed it. One that somebody ended by a signal ends this process
    by the same.
    """
    if not (sys.platform == "linux" and hasattr(os, "memfd_create")):
        return run()
    told = os.memfd_create("chorus-doing")
    signals = {getattr(signal, name) for name in (*_PASSED_ON, "SIGCHLD")}
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # some that start us leave it ignored: then nobody's end is told
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    us = os.getpid()
    gc.freeze()  # what is there already stays shared: no collection writes into it
    try:
        child = os.fork()
    except OSError:  # no room for another process: then without
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return run()
    if child == 0:
        die_with(us, signal.SIGKILL, DRIVER_ENDED)  # nothing goes on that nobody can end
        threading.Thread(target=_stop_with, args=(us,), name="stop", daemon=True).start()
        watched_by(told)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return _to_its_end(run, told)
    status = os.waitstatus_to_exitcode(_end_of(child, signals))
    if (own := _own_status(status, told)) is not None:
        os._exit(own)  # an interpreter's own end has nothing to do here, and costs 20 ms
    clear_line()
    if status >= 0 or -status in _numbers():
        say(_last_words(last_doing(told) or _SOMETHING, status, killed))
        return DRIVER_ENDED
    signal.signal(-status, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    os.kill(us, -status)
    return 128 - status  # where the signal is ignored


def _to_its_end(run: Callable[[], int], told: int) -> int:
    """Return what ``run`` does, and tell in ``told`` that it came to its end."""
    code = None
    try:
        code = run()
    finally:
        tell_done(told, code)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # one that a whole group is sent comes twice, and this is the end
    return code


def _own_status(status: int, told: int) -> int | None:
    """Return the exit status of a command that came to its own end, None of one that did not."""
    done, code = told_done(told)
    # A driver that falls while it is let go of undoes nothing, nor does an end that hangs (``stopped.end_at_once``).
    if code is not None and (status >= 0 or -status in {*_numbers(), signal.SIGALRM}):
        return code
    return status if done and status >= 0 else None


def _numbers() -> set[signal.Signals]:
    """Return the signals by which drivers and the system take a process down."""
    return {getattr(signal, name) for name in _FATAL}


def _end_of(child: int, signals: set[signal.Signals]) -> int:
    """Return the status that ``child`` ended with; hand on what only this process was sent meanwhile."""
    resumed = float("-inf")
    while True:
        changed, status = os.waitpid(child, os.WNOHANG | os.WUNTRACED)
        if changed and not os.WIFSTOPPED(status):
            return status
        if changed and time.monotonic() - resumed < _AGAIN:
            os.kill(child, signal.SIGCONT)
        sent = signal.sigwaitinfo(signals)
        if sent.si_signo == signal.SIGCONT:
            resumed = time.monotonic()
        if sent.si_signo != signal.SIGCHLD and sent.si_code <= 0:  # by a process: a terminal tells both of us
            with suppress(ProcessLookupError):
                os.kill(child, sent.si_signo)


def _stop_with(parent: int) -> None:
    """Stop this process whenever ``parent`` is stopped, which goes on with it."""
    while True:
        time.sleep(_LOOK)
        with suppress(OSError):  # it has ended: so do we
            if Path(f"/proc/{parent}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] == "T":
                os.kill(os.getpid(), signal.SIGSTOP)


def _last_words(what: str, status: int, killed: str) -> str:
    """Return what became of a process that was at ``what`` in the midst of its work."""
    if status >= 0:  # what it loaded may call exit() itself, with nothing done and nothing said
        return f"{what}: it ends with exit status {status} in the midst of its work, by itself"
    number = signal.Signals(-status)
    if number is signal.SIGKILL:
        return f"{what}: it was killed ({number.name}), as systems do where memory runs out; {killed}"
    return f"{what}: it ends the graphics driver ({number.name}), and nothing more could be drawn"
