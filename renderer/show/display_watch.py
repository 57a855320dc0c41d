"""Asks once a second which displays there are, beside the frame loop: no toolkit says that one is gone."""

import threading
from collections.abc import Callable
from functools import partial

from renderer.core.errors import RendererError

from .monitors import Display, displays

__all__ = ["DisplayWatch"]

PERIOD = 1.0  # s


class DisplayWatch:
    """A thread that keeps the newest list."""

    def __init__(self, ask: Callable[[], tuple[Display, ...]] | None = None, period: float = PERIOD) -> None:
        """Begin to ask ``ask``, the system without one, every ``period`` s."""
        self._ask, self._period = ask or partial(displays, exact=True), period
        self._stop, self._due = False, threading.Event()
        self._found: tuple[Display, ...] | None = None
        self._thread = threading.Thread(target=self._run, name="displays", daemon=True)
        self._thread.start()

    @property
    def found(self) -> tuple[Display, ...] | None:
        """The displays as last seen; None until they were asked for once."""
        return self._found

    def hurry(self) -> None:
        """Ask at once: something says that they are others now."""
        self._due.set()

    def close(self) -> None:
        """Stop asking."""
        self._stop = True
        self._due.set()
        self._thread.join(2.0)

    def _run(self) -> None:
        while True:
            self._due.wait(self._period)
            self._due.clear()
            if self._stop:
                return
            try:
                self._found = self._ask()
            except RendererError:
                self._found = ()  # not one is on
            except (OSError, ValueError):
                continue  # an odd answer: what was known stands
