"""Keeps a show on its display: over it, away with it, and back with it, and never on another one."""

import time
from collections.abc import Callable
from contextlib import suppress

from renderer.core.errors import DisplayError

from .cover import Cover
from .display_watch import DisplayWatch
from .fullscreen import place
from .life import Life
from .monitors import Display, Placed, again, choose, displays
from .window import Window

__all__ = ["DisplayKeeper", "find_display"]

WAIT = 0.5  # s between two looks for a display that is away


def find_display(wanted: str | None, life: Life) -> tuple[tuple[Display, ...], Display]:
    """
    Return the displays that are on, and the one that ``wanted`` means; raises DisplayError where there is no such.

    The display that the show was on in the life before is waited for, and known on whatever connector it comes back:
    without it, another would be somebody else's.
    """
    before, told = life.placed(), False
    while before is not None:
        with suppress(DisplayError):
            around = displays()
            if (found := again(before.display, around, before.others)) is not None:
                if told or found.name != before.display.name:
                    life.say(f"showing on {found}")
                return around, found
        if not told:
            life.say(f"{before.display.name} is gone; the show waits for it")
        told = True
        life.wait()
        time.sleep(WAIT)
    around = displays()
    return around, choose(around, wanted)


class DisplayKeeper:
    """
    Follows one display.

    at : where the show is, None while its display is away: then nothing of it is shown anywhere
    """

    def __init__(
        self, window: Window, chosen: Display, around: tuple[Display, ...], say: Callable[[str], None],
        moved: Callable[[Display, tuple[Display, ...]], None] = lambda *_: None,
    ) -> None:  # fmt: skip
        """
        Keep ``window`` on ``chosen``; ``around`` are the displays there are, which belong to somebody else.

        moved : called with the display that it is on now, and those around, wherever it went to one
        """
        self.window, self._say, self._moved = window, say, moved
        self.at: Display | None = chosen
        self._lost = chosen
        self._others = tuple(one for one in around if one.name != chosen.name)
        self._watch, self._cover = DisplayWatch(), Cover(window, say)

    @property
    def placed(self) -> Placed:
        """Where it is, or was last, as another life needs to know."""
        return Placed(self._lost, self._others)

    def appear(self) -> None:
        """Show the window, over its display."""
        place(self.window, self._lost)

    def follow(self) -> None:
        """Notice that the display is gone or back, or not covered any more, and do what is to be done."""
        found = self._watch.found
        if found is not None and (now := again(self._lost, found, self._others)) != self.at:
            self._go(now, found)
        if self.at is not None and self._cover.work(self.at):
            self._watch.hurry()  # a display that goes leaves its windows to a manager, who puts them on another one

    def close(self) -> None:
        """Follow no more."""
        self._watch.close()

    def _go(self, now: Display | None, found: tuple[Display, ...]) -> None:
        self.at = now
        if now is None:
            self._say(f"{self._lost.name} is gone; the show runs on, hidden, and returns with it")
            self._others = tuple({one.name: one for one in (*self._others, *found)}.values())
            self.window.native.set_visible(False)  # a window manager would move it to what display is left
        else:
            self._say(f"showing on {now}")
            self._lost = now
            place(self.window, now)
            self._moved(now, found)
