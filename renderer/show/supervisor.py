"""Keeps a show on its wall: a small process that imports no GL, and begins the show anew where it ends by itself.

Each life of the show is a fork of this process, and another fork waits with all that it needs imported. The first
end is followed by a life that goes on where the show was; a second one within a minute of pictures by a fresh start,
for the state may be what ends it; a third one by the safe scene. A show that draws nothing for too long is ended first;
one whose display is away is waited for.
"""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from renderer.core.memory_file import memory_file
from renderer.core.parent_death import die_with
from renderer.core.python_stack import ask_place, tell_stack
from renderer.core.service_notify import notify

from .heartbeat import Heartbeat
from .life import FRESH, RESUMED, SAFE, Life
from .life_process import LifeProcess, end_words, forked
from .operator_file import OperatorFile
from .x11_retained import sweep_retained

__all__ = ["HANG", "supervise"]

HANG = 30.0  # s without a picture that end a show
START = 180.0  # s, the same before its first one: figures are read and shaders compiled
SOON = 60.0  # s of pictures within which another end is a second one; those without do not count
WORRY = 5.0  # s without a picture that are told
POLL = 0.1  # s between two looks
ASLEEP = 3.0  # s between two looks in which this process itself stood still
LAST = 10.0  # s that a show may take to end when it is asked to
WARM = 1.0  # s after a first picture until the next life is made ready: the show has the machine to itself
SPEAK = 1.0  # s between two words to a service manager while this process pauses: it takes silence for death
PAUSES = (0.0, 0.0, 0.0, 2.0, 5.0, 15.0, 60.0)  # s before a life, by the ends within ``SOON`` or since the safe scene
_ORDERLY = {128 + signal.SIGINT, 128 + signal.SIGTERM, 128 + signal.SIGHUP}  # 0 a library, or a scene, may say, too
_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_HOW = {FRESH: b"f", RESUMED: b"r", SAFE: b"s"}


def supervise(
    show: Callable[[Life], int | None], say: Callable[[str], None], warm: Callable[[], None], hang: float = HANG,
    folder: Path | None = None,
) -> int | None:  # fmt: skip
    """
    Run ``show``, life after life, until somebody ends it; return its exit status.

    In each life's own process it returns what ``show`` does, to be handed on to the end. ``warm`` imports what a
    show needs; ``hang`` : s without a picture, or a word that none is due, that end a life; ``folder``: the scene's,
    whose line is told where it hangs in one. One that never showed anything ends all.
    """
    one = _Supervisor(say, warm, hang, folder)
    found: Life | int | None = one.begin(FRESH)
    while not isinstance(found, Life):
        if isinstance(found, int):
            one.close()
            return found
        found = one.step()
    status = show(found)
    if not status:
        one.left()
    return status


class _Supervisor:
    """Its ``begin`` and ``step`` return a life in that one's own process, in this one a status at the end of all."""

    def __init__(self, say: Callable[[str], None], warm: Callable[[], None], hang: float, folder: Path | None) -> None:
        self._say, self._warm, self._hang, self._folder = say, warm, hang, folder
        self._stack = memory_file("chorus-stack")
        self._heart, self._operator = Heartbeat(), OperatorFile(sys.argv[1:])
        black, frozen = self._operator.read()
        self._heart.keep_operator(black=black, frozen=frozen)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # some that start us leave it ignored: nobody's end is told then
        # What nohup had ignored stays so; one that is blocked would be heard all the same.
        self._ends = [number for number in _ENDS if signal.getsignal(number) != signal.SIG_IGN]
        self._signals = {*self._ends, signal.SIGCHLD}
        self._mask = signal.pthread_sigmask(signal.SIG_BLOCK, self._signals)
        gc.freeze()  # what is there already stays shared
        self._show: LifeProcess | None = None
        self._standby: LifeProcess | None = None
        self._crashes: list[float] = []
        self._asked = 0.0  # since when it is to end, s; 0 where it is not
        self._looked = self._moved = time.monotonic()  # the last look, and the last new picture or end of a life
        self._waits, self._waited = self._heart.waits, float("-inf")  # times that a life waited, and the last one
        self._seen = self._moved  # the last new picture
        self._since = 0.0  # when this life showed its first one
        self._silent = 0.0  # s that lives showed nothing new before their ends, all together
        self._spare_at, self._refused = 0.0, 0  # when the next life may be made ready, and how often none could be
        self._up = self._shown = self._safe = self._worried = self._hung = False

    def begin(self, how: str) -> Life | int | None:
        """Let a life begin as ``how`` says; return the status of the end where one is asked for before it can."""
        while self._standby is None:
            if (life := self._fork()) is not None:
                return life
            if self._standby is None and self._pause(self._spare_at - time.monotonic()):
                return 128 + signal.SIGTERM
        child, self._standby, self._refused = self._standby, None, 0
        self._show, self._up, self._worried, self._hung = child, False, False, False
        child.beats = self._heart.beats
        with suppress(OSError):  # it has ended meanwhile, which is heard of
            os.write(child.word, _HOW[how])
        os.close(child.word)
        return None

    def step(self) -> Life | int | None:
        """Wait a moment, and do what is due."""
        self._hear(POLL)
        status = self._ended()
        if status is None:
            return self._look()
        if self._heart.left:
            return 0  # however its process ended: systemd would begin a show again that a hand ended
        if self._asked or status in _ORDERLY:
            return status if status >= 0 else 128 - status
        if not self._heart.beats:
            if status <= 0:
                self._say(f"the show {end_words(status)} before its first picture")
            return status or 1 if status >= 0 else 128 - status
        return self._again(status)

    def left(self) -> None:
        """Know, in a life's own process, that a hand ended it: no other is to follow, whatever ends the process."""
        self._heart.leave()

    def close(self) -> None:
        """End what waits, and take the last picture from the wall where a show left it there."""
        notify("STOPPING=1")
        if self._shown:  # one that was refused, or never began, ends nobody's blackout
            self._operator.keep((False, False))
        if self._standby is not None:
            os.kill(self._standby.pid, signal.SIGKILL)
            os.waitpid(self._standby.pid, 0)
        sweep_retained(os.getpid())

    def _fork(self) -> Life | None:
        """Begin a process that waits for its word; in that one return its life, once it has it."""
        us = os.getpid()
        try:
            child, read, word = forked()
        except OSError as error:  # where memory or numbers run out; the show goes on without
            self._no_spare(f"the system gives no room for it, {error.strerror}")
            return None
        if child:
            os.close(read)
            self._standby = LifeProcess(child, word)
            return None
        os.close(word)
        if self._show is not None:
            with suppress(OSError):  # it is closed where that one has its word
                os.close(self._show.word)
        die_with(us, signal.SIGKILL)
        handlers = {number: signal.signal(number, signal.SIG_DFL) for number in self._ends}
        signal.pthread_sigmask(signal.SIG_SETMASK, self._mask)
        os.environ.pop("NOTIFY_SOCKET", None)  # this one's watcher speaks for it
        self._warm()
        how = {said: how for how, said in _HOW.items()}.get(os.read(read, 1))
        os.close(read)
        if how is None:
            os._exit(0)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        tell_stack(self._stack)
        die_with(us, signal.SIGTERM)  # which takes its picture from the wall
        return Life(self._say, self._heart, how)

    def _hear(self, seconds: float) -> None:
        """Wait for a signal, so long; hand on what asks for an end."""
        sent = signal.sigtimedwait(self._signals, seconds)
        # Where this process was stopped and goes on (Ctrl-Z, fg), Python 3.11 returns what no signal wrote.
        if sent is None or sent.si_signo not in self._ends:
            return
        self._asked = self._asked or time.monotonic()
        if sent.si_code <= 0:  # by a process: a terminal tells all of us
            self._kill(sent.si_signo)

    def _kill(self, number: int) -> None:
        if self._show is not None:
            with suppress(ProcessLookupError):
                os.kill(self._show.pid, number)

    def _ended(self) -> int | None:
        """Return what the show ended with, None while it runs."""
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                if self._show is not None and ended[0] == self._show.pid:
                    self._show = None
                    return os.waitstatus_to_exitcode(ended[1])
                if self._standby is not None and ended[0] == self._standby.pid:
                    os.close(self._standby.word)
                    self._standby = None
                    self._no_spare(f"it {end_words(os.waitstatus_to_exitcode(ended[1]))}")
        return None

    def _look(self) -> Life | None:
        """See whether the show draws, and make another life ready."""
        assert self._show is not None
        now, beats = time.monotonic(), self._heart.beats
        if now - self._looked > ASLEEP:
            self._moved = now  # this process stood still itself: nothing can be said of the other one
        self._looked = now
        if beats != self._show.beats:
            self._drawn(now, beats)
        if (waits := self._heart.waits) != self._waits:
            self._waits, self._waited = waits, now  # for its display, which may be away for days
        quiet, limit = now - max(self._moved, self._waited), self._hang if self._up else max(START, self._hang)
        self._operator.keep(self._heart.operator())
        notify("WATCHDOG=1")
        if self._asked:
            if now - self._asked > LAST:
                self._kill(signal.SIGKILL)
        elif quiet > limit and not self._hung:
            self._hung = True
            self._say(f"no picture for {quiet:.0f} s: the show is ended{self._place()}")
            self._kill(signal.SIGKILL)
        elif self._up and quiet > WORRY and not self._worried:
            self._worried = True
            self._say(f"no picture for {quiet:.0f} s; after {limit:g} s the show is ended, and goes on")
        elif self._up and self._standby is None and now > max(self._since + WARM, self._spare_at):
            return self._fork()
        return None

    def _no_spare(self, why: str) -> None:
        """Put off the next try to make a life ready, longer each time; say so once."""
        if not self._refused:
            self._say(f"no life could be made ready ({why}); it is tried again, ever less often")
        self._refused += 1
        self._spare_at = time.monotonic() + PAUSES[min(self._refused + 2, len(PAUSES) - 1)]

    def _place(self) -> str:
        """Return where the show is in its scene's own code, in words; "" where it is in none, or cannot say."""
        assert self._show is not None
        place = ask_place(self._show.pid, self._stack, self._folder) if self._folder else ""
        return f", in the midst of {place}; is there a loop without an end?" if place else ""

    def _drawn(self, now: float, beats: int) -> None:
        """Note a new picture; tell the first one of a life, and one after a long time."""
        assert self._show is not None
        if not self._up:
            self._silent += now - self._moved  # nor did one that begins slowly
            self._since = now
            notify("READY=1")
        if self._worried or (self._shown and not self._up):
            self._say(f"a picture again after {now - self._seen:.1f} s")
        self._show.beats, self._moved, self._seen = beats, now, now
        self._up, self._shown, self._worried = True, True, False

    def _again(self, status: int) -> Life | int | None:
        """Let another life follow one that ended with ``status``, after a pause where that happens again and again."""
        now = time.monotonic()
        self._silent += now - self._moved  # one that hangs, and ends after minutes, did not do well for so long
        self._moved = now
        at = now - self._silent
        self._crashes = [one for one in self._crashes if self._safe or at - one < SOON] + [at]
        count = len(self._crashes)
        self._safe = self._safe or count > 2
        how = SAFE if self._safe else FRESH if count == 2 else RESUMED
        self._say(f"the show {end_words(status)}{_TOLD[how]}")
        return 128 + signal.SIGTERM if self._pause(PAUSES[min(count, len(PAUSES) - 1)]) else self.begin(how)

    def _pause(self, seconds: float) -> bool:
        """Wait so long, and tell a service manager that this process lives; return whether an end was asked for."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0.0 and not self._asked:
            self._hear(min(left, SPEAK))
            notify("WATCHDOG=1")
        self._looked = time.monotonic()  # it did not stand still: it paused
        return bool(self._asked)


_TOLD = {
    RESUMED: "; it goes on where it was",
    FRESH: ", the second time within a minute of pictures: it starts afresh",
    SAFE: ", again within a minute of pictures: the safe scene is shown until somebody ends it and starts the show "
          "again",
}
