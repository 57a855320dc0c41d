"""Keeps a show on its display: over it, away with it, and back with it, and never on another one."""

import time
from collections.abc import Callable

from renderer.core.errors import DisplayError

from .cover import Cover
from .display_watch import DisplayWatch
from .fullscreen import place
from .life import Life
from .monitors import Display, Placed, choose, displays, find_again
from .window import Window, toolkit

__all__ = ["DisplayKeeper", "await_desktop", "find_display"]

WAIT = 0.5  # s between two looks for a display that is away
PATIENT = 3  # times that a first life asks a busy machine for its displays
ASK = 1.0  # s between two questions whether another show has left


def await_desktop(life: Life) -> None:
    """
    Raise DisplayError where there is no desktop; a life that follows another waits for it.

    A display server that is begun anew, by an update or a session's end, takes the show with it, and no fault of the
    scene: it goes on once there is one again.
    """
    told = False
    while True:
        try:
            toolkit()
        except DisplayError as error:
            if not life.follows:
                raise
            if not told:
                life.say(f"{error}; the show waits for it")
        else:
            return
        told = True
        life.wait()
        time.sleep(WAIT)


def find_display(wanted: str | None, life: Life) -> tuple[tuple[Display, ...], Display]:
    """
    Return the displays that are on, and the one that ``wanted`` means; raises DisplayError where there is no such.

    The display that the show was on in the life before is waited for, and known on whatever connector it comes back:
    without it, another would be somebody else's.
    """
    if (before := life.placed()) is None:
        around = _first_displays(life.say)
        return around, choose(around, wanted)
    told, lost = "", before.display
    while True:
        try:
            around = displays(exact=bool(lost.edid))  # without EDIDs it might be another, and has no corner pin
            if (found := find_again(lost, around, before.others)) is not None:
                if told or found.name != lost.name:
                    life.say(f"showing on {found}")
                return around, found
            words = f"{lost.name} is gone; the show waits for it"
        except DisplayError:
            words = f"{lost.name} is gone; the show waits for it"
        except OSError as error:
            words = f"{error}; the show waits for it, to know {lost.name} again"
        if words != told:
            life.say(words)
        told = words
        life.wait()
        time.sleep(WAIT)


def _first_displays(say: Callable[[str], None]) -> tuple[Display, ...]:
    """Return the displays that are on, as exactly as a busy machine tells them after some tries."""
    for _ in range(PATIENT):
        try:
            return displays(exact=True)
        except OSError as error:
            words = str(error)
    say(f"{words}; displays are known by their connectors only, and a corner pin that was kept for a projector may not "
        "be found until the machine is less busy")  # fmt: skip
    return displays()


class DisplayKeeper:
    """
    Follows one display.

    at : where the show is, None while its display is away: then nothing of it is shown anywhere
    """

    def __init__(
        self, window: Window, chosen: Display, around: tuple[Display, ...], say: Callable[[str], None],
        moved: Callable[[Display, tuple[Display, ...]], None] = lambda *_: None,
        claim: Callable[[Display], str] = lambda _: "", release: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        """
        Keep ``window`` on ``chosen``; ``around`` are the displays there are, which belong to somebody else.

        moved : called with the display that it is on now, and those around, wherever it went to one
        claim : asked before it goes to one; returns, in words, which other show has that, "" where none has
        release : called where it is on none any more, and others may have where it was
        """
        self.window, self._say, self._moved, self._claim, self._release = window, say, moved, claim, release
        self._taken, self._ask = "", float("-inf")  # by whom the display is, and when that is asked again
        self.at: Display | None = chosen
        self._lost = chosen
        self._others = tuple(one for one in around if one.name != chosen.name)
        self._watch, self._cover, self._alone = DisplayWatch(), Cover(window, say), True

    @property
    def placed(self) -> Placed:
        """Where it is, or was last, as another life needs to know."""
        return Placed(self._lost, self._others)

    def appear(self) -> None:
        """Show the window, over its display; what covers it is not looked at until the wall is its own."""
        place(self.window, self._lost)
        self._alone = False

    def alone(self) -> None:
        """Know that what another life of the show left on the wall is gone: whatever covers it now is a stranger."""
        self._alone = True

    def follow(self) -> None:
        """Notice that the display is gone or back, or not covered any more, and do what is to be done."""
        found = self._watch.found
        if found is not None and (now := find_again(self._lost, found, self._others)) != self.at:
            self._go(now if now is None or self._free(now) else None, found)
        if self.at is not None and self._alone and self._cover.work(self.at):
            self._watch.hurry()  # a display that goes leaves its windows to a manager, who puts them on another one

    def close(self) -> None:
        """Follow no more."""
        self._watch.close()

    def _free(self, now: Display) -> bool:
        """Return whether no other show has ``now``, such as one whose display shows the same since a moment."""
        if time.perf_counter() >= self._ask:
            before, self._taken = self._taken, self._claim(now)
            self._ask = time.perf_counter() + ASK if self._taken else float("-inf")
            if self._taken and not before and self.at is None:
                self._say(f"{self._taken}; till then the show stays hidden")
        return not self._taken

    def _go(self, now: Display | None, found: tuple[Display, ...]) -> None:
        before, self.at = self.at, now
        if now is before:
            return
        if now is None:
            why = f"{self._taken}; till then the show runs on, hidden" if self._taken else (
                f"{self._lost.name} is gone; the show runs on, hidden, and returns with it")
            self._say(why)
            known = {one.name: one for one in (*self._others, *found) if one.name != self._lost.name}
            self._others = tuple(known.values())
            self.window.native.set_visible(False)  # a window manager would move it to what display is left
            self._release()
        else:
            self._say(f"showing on {now}")
            self._lost = now
            place(self.window, now)
            self._moved(now, found)
