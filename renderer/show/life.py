"""One life of a show: how it begins, its heartbeat, and what the next life will go on from."""

import os
import time
from collections.abc import Callable
from typing import Any

from renderer.core.service_notify import notify

from .heartbeat import Heartbeat
from .monitors import Placed

__all__ = ["FRESH", "RESUMED", "SAFE", "Life", "stamped"]

FRESH, RESUMED, SAFE = "fresh", "resumed", "safe"
SLOW = 2.0  # s that a frame may take before it is told
QUIET = 60.0  # s between two such words
KEEP = 0.2  # s between two states that are kept
ALIVE = 1.0  # s between two words to a service manager


class Life:
    """
    A show as far as it lives on: one that nobody watches tells systemd of its beats, and keeps nothing.

    how : FRESH as it was asked for, RESUMED where the one before was, SAFE with the scene that cannot fail
    follows : whether there was one before that showed something
    """

    def __init__(self, say: Callable[[str], None], heart: Heartbeat | None = None, how: str = FRESH) -> None:
        """Begin; ``heart`` is shared with who watches."""
        self.how, self.say, self._heart = how, say, heart
        self.follows = heart is not None and heart.beats > 0
        self._beat = self._told = self._alive = float("-inf")
        self._kept: tuple[float, object] = (float("-inf"), None)

    @property
    def watched(self) -> bool:
        """Whether somebody begins another life after this one."""
        return self._heart is not None

    @property
    def watcher(self) -> int | None:
        """The process that does, None where nobody does."""
        return os.getppid() if self.watched else None

    def state(self) -> dict[str, Any] | None:
        """Return the state to go on from, None for a fresh start."""
        return self.before() if self.how == RESUMED else None

    def before(self) -> dict[str, Any] | None:
        """Return what the life before kept, however this one begins; None where there was none."""
        return self._heart.kept() if self._heart is not None else None

    def placed(self) -> Placed | None:
        """Return where the life before was, however this one begins; None where there was none."""
        kept = self.before()
        return Placed.read(kept["placed"]) if kept else None

    def keep_operator(self, *, black: bool, frozen: bool) -> None:
        """Keep what an operator did, for every life that follows, whatever that begins with."""
        if self._heart is not None:
            self._heart.keep_operator(black=black, frozen=frozen)

    def operator(self) -> tuple[bool, bool]:
        """Return whether an operator left the wall black, and whether still."""
        return self._heart.operator() if self._heart is not None else (False, False)

    def wait(self) -> None:
        """Say that it lives, though nothing is shown: its display is away, a file cannot be read, or none is due."""
        now = time.perf_counter()
        if self._beat > float("-inf"):
            self._beat = now  # what comes after a wait is no slow picture
        if self._heart is not None:
            self._heart.wait()
        elif now - self._alive >= ALIVE and self._alive > 0.0:
            notify("WATCHDOG=1")
            self._alive = now

    def beat(self, now: float) -> None:
        """Say that a picture was just shown, at ``now`` (s); a slow one is told, once a minute at most."""
        slow, self._beat = now - self._beat, now
        if SLOW < slow < float("inf") and now - self._told > QUIET:
            self._told = now
            self.say(f"a picture took {slow:.1f} s; what is slower than {SLOW:g} s is told once a minute")
        if self._heart is not None:
            self._heart.beat()
        elif now - self._alive >= ALIVE:
            notify("WATCHDOG=1" if self._alive > 0.0 else "READY=1\nWATCHDOG=1")
            self._alive = now

    def keep(self, now: float, key: object, state: Callable[[], dict[str, Any]]) -> None:
        """Keep ``state()`` for the next life where ``key`` is not as it was; a few times a second at most."""
        since, known = self._kept
        if self._heart is not None and key != known and now - since >= KEEP:
            self._kept = (now, key)
            self._heart.keep(state())


def stamped(say: Callable[[str], None]) -> Callable[[str], None]:
    """Return what says its words with the time before them."""
    return lambda words: say(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {words}")
