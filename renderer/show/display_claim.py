"""One display, one show: who shows on a display has it to itself, and another show is refused before its window opens.

Two shows that both bring themselves to the front of one display flash there, which no audience may be shown. Under X11,
where windows can be brought back so, the claim lies on the desktop itself: whoever shows there is found, whatever
account, folder or kind of start it has, and it is gone with the process, or with the last of those that watch it.
"""

import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from renderer.core.errors import DisplayError

from .life import Life
from .monitors import Display
from .x11_marks import ShowMark, mark_of, marks, opened, take_place

__all__ = ["DisplayClaim", "holder_of", "refusal"]

PATIENCE = 3.0  # s for which a first life waits: a show that was just told to end needs a moment
AGAIN = 0.25  # s between two tries


class DisplayClaim:
    """The claim of one show to the display that it is on."""

    def __init__(self, scene: str, life: Life) -> None:
        """Claim nothing yet; ``scene`` is told to whoever is refused."""
        self._scene, self._life, self._window = scene, life, 0

    def take(self, display: Display) -> str:
        """Claim ``display`` in the place of the one before; return who holds it, in words, "" where that is us now."""
        if (native := _connection()) is None:
            return ""
        self._window, other = take_place(native, mark_of(self._scene, display, self._life.watcher), self._window)
        return "" if other is None else refusal(display, other)

    def release(self) -> None:
        """Claim nothing while no display is shown on: two shows whose displays change places would wait for ever."""
        if self._window and (native := _connection()) is not None:
            nowhere = Display("", 0, 0, 0, 0)
            take_place(native, mark_of(self._scene, nowhere, self._life.watcher), self._window)

    def begin(self, display: Display, around: Iterable[Display]) -> None:
        """
        Claim ``display``, one of those ``around``; raises DisplayError where another show holds it.

        A life that follows another waits for as long as that takes: its display was its own, and is somebody else's
        only where that one hangs on another connector now.
        """
        until, told = time.monotonic() + PATIENCE, False
        while words := self.take(display):
            if not self._life.follows and time.monotonic() > until:
                raise DisplayError(f"{words}{_free(around)}")
            if self._life.follows and not told:
                self._life.say(f"{words}; it is waited for")
                told = True
            self._life.wait()
            time.sleep(AGAIN)


def holder_of(display: Display) -> ShowMark | None:
    """Return what a running show says that shows on a part of ``display``, None where none does."""
    return next((mark for mark in _held() if mark.meets(display.area)), None)


def refusal(display: Display, other: ShowMark) -> str:
    """Return the sentence that names who has ``display``, and how it ends."""
    holder = other.watcher or other.show
    end = f"kill {holder.number}" if holder.here else f"`kill {holder.number}` on {holder.host}"
    under = "" if other.name == display.name else f" as {other.name}"
    return (f"{display.name} is taken: process {holder.number} shows '{other.scene}' there{under}, and two shows on "
            f"one display would flash. End that one first (Esc twice in it, or {end})")  # fmt: skip


def _free(around: Iterable[Display]) -> str:
    """Return the way on that needs no end: another display that nobody holds."""
    held = _held()
    free = [one for one in around if not any(mark.meets(one.area) for mark in held)]
    if not free:
        return "; there is no other display that is free"
    return f", or name one that is free: --display {free[0].name}"


def _held() -> list[ShowMark]:
    """Return what running shows say of themselves."""
    with suppress(OSError), opened() as (x11, display):
        return [mark for _, mark in marks(x11, display) if mark.holds]
    return []


def _connection() -> Any:  # noqa: ANN401
    """Return pyglet's connection to the X server, None where there is none."""
    from .window import toolkit

    return getattr(toolkit().display.get_display(), "_display", None) if sys.platform.startswith("linux") else None
