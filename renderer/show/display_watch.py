"""Asks once a second which displays there are, beside the frame loop: no toolkit says that one is gone."""

import threading
from collections.abc import Callable

from renderer.core.errors import RendererError

from .monitors import Display, displays

__all__ = ["DisplayWatch"]

PERIOD = 1.0  # s


class DisplayWatch:
    """A thread that keeps the newest list."""

    def __init__(self, ask: Callable[[], tuple[Display, ...]] = displays, period: float = PERIOD) -> None:
        """Begin to ask ``ask`` every ``period`` s."""
        self._ask, self._period = ask, period
        self._stop = threading.Event()
        self._found: tuple[Display, ...] | None = None
        self._thread = threading.Thread(target=self._run, name="displays", daemon=True)
        self._thread.start()

    @property
    def found(self) -> tuple[Display, ...] | None:
        """The displays as last seen; None until they were asked for once."""
        return self._found

    def close(self) -> None:
        """Stop asking."""
        self._stop.set()
        self._thread.join(2.0)

    def _run(self) -> None:
        while not self._stop.wait(self._period):
            try:
                self._found = self._ask()
            except RendererError:
                self._found = ()  # not one is on
            except (OSError, ValueError):
                continue  # an odd answer: what was known stands
