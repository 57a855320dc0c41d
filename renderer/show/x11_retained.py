"""The last picture of a show that was killed stays on the wall under X11, until another one shows the next.

The server keeps the windows of a program that asked for it (XSetCloseDownMode) though it is gone. Each such program
has a mark beside, see ``x11_marks``; whoever comes next takes away what is left of those that run no more.
"""

import ctypes
from contextlib import suppress
from typing import Any

from .x11_marks import ShowMark, library, marks, opened

__all__ = ["let_go", "retain", "sweep_retained"]

_DESTROY, _RETAIN = 0, 1  # close-down modes


def retain(native: Any) -> None:  # noqa: ANN401
    """Let the windows of ``native``'s program stay where it is killed; elsewhere than under X11 nothing is done."""
    _close_down(native, _RETAIN)


def let_go(native: Any) -> None:  # noqa: ANN401
    """Let the windows of ``native``'s program go with it again."""
    _close_down(native, _DESTROY)


def sweep_retained(watcher: int | None = None) -> int:
    """
    Take away what shows that run no more left on this desktop; return of how many.

    watcher : process that watches us: of its lives all are swept that are gone. What another watcher's left stays, for
        its next one comes.
    """
    swept = set[int]()
    with suppress(OSError), opened() as (x11, display):
        # Of a program that the server believes alive the first word closes the connection, and its windows stay.
        for _ in range(2):
            for window, mark in list(marks(x11, display)):
                if _is_over(mark, watcher):
                    x11.XKillClient(display, window)
                    swept.add(window)
            x11.XSync(display, 0)
    return len(swept)


def _is_over(mark: ShowMark, watcher: int | None) -> bool:
    """Return whether nobody comes back to what a show left."""
    if mark.show.runs:
        return False
    return mark.watcher is None or mark.watcher.number == watcher or not mark.watcher.runs


def _close_down(native: Any, mode: int) -> None:  # noqa: ANN401
    if (display := getattr(native, "_x_display", None)) is not None:
        x11, address = library(), ctypes.cast(display, ctypes.c_void_p)
        x11.XSetCloseDownMode(address, mode)
        x11.XSync(address, 0)  # who is killed before the server has heard it is not heard at all
