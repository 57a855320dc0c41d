"""Waits for the next frame; where that is seconds away, hands and displays are heard meanwhile."""

import time
from collections.abc import Callable

from renderer.frames.clock import wait_until

from .slow_frame import Left

__all__ = ["LONG", "wait_heard"]

LONG = 0.5  # s that a wait may last in which nothing is heard


def wait_heard(due: float, fail: Callable[[str], None], *acts: Callable[[], None]) -> None:
    """
    Wait until ``due``, s of ``time.perf_counter``, and of a long wait do ``acts`` a few times a second.

    It ends with a ``Left`` of one of them; ``fail`` is told what else one raises, and the show goes on.
    """
    while due - time.perf_counter() > LONG:
        time.sleep(LONG / 2)
        for act in acts:
            try:
                act()
            except Left:
                return
            except Exception as error:  # of a display or a handler: the picture stays
                fail(f"{type(error).__name__}: {error}")
    wait_until(due)
