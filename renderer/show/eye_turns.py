"""Eyes that take turns on one display: another eye with each picture that is shown, whatever the clock says.

A pair has two pictures, so that twice as many are shown as frames are drawn: the second one halfway to the next
frame. What comes too late leaves one eye before the other's picture for a moment; that is counted, and told.
"""

import time
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from renderer.frames.clock import wait_until

if TYPE_CHECKING:
    from .stage import Stage

__all__ = ["EyeTurns", "begin_turns", "show_between"]

QUIET = 60.0  # s between two words about pictures that were skipped
LATE = 1.5  # times of a picture's own time; what takes longer has left one out
_START = 2.0  # s in which a show finds its pace


class EyeTurns:
    """Counts pictures that were due and not shown; ``rate`` of them are to be shown a second, as ``name`` asks."""

    def __init__(self, name: str, rate: Fraction, say: Callable[[str], None]) -> None:
        """Say at which rate glasses and display must run."""
        self.period, self.skipped = 1.0 / float(rate), 0
        self._name, self._rate, self._say = name, f"{float(rate):g}", say
        self._begun = self._last = self._told = float("-inf")
        self._asked: Any = None  # what the picture before was presented with
        say(f"{name}: the eyes take turns with each picture, {self._rate} a second; "
            f"set display and glasses to {self._rate} Hz, or choose --fps as half of theirs")  # fmt: skip

    def turn(self, stage: "Stage", *asked: Any) -> None:  # noqa: ANN401
        """Let the other eye's picture be shown where this one's was; ``asked`` is what ``Stage.present`` was given."""
        self._asked = asked
        if stage.device is not None and stage.device.take():
            stage.show(time.perf_counter())

    def shown(self, now: float) -> None:
        """Note that a picture was shown at ``now`` (s)."""
        gap, self._last = (now - self._last) / self.period, now
        if gap == float("inf"):
            self._begun = now
        elif gap > LATE and now - self._begun > _START:
            self.skipped += round(gap) - 1
        if self.skipped and now - self._told > QUIET:
            self._say(f"{self._name}: of {self._rate} pictures a second {self.skipped} were skipped, and an eye saw "
                      "the other's; a smaller --size or a lower --fps is held")  # fmt: skip
            self.skipped, self._told = 0, now

    def rest(self) -> None:
        """Take no turns for now: what comes next begins anew, and nothing was skipped."""
        self._last = float("-inf")

    def again(self, stage: "Stage") -> None:
        """Present as before."""
        if self._asked is not None:
            stage.present(*self._asked)


def begin_turns(stage: "Stage") -> EyeTurns | None:
    """
    Let eyes take turns where the device of ``stage`` has more than one picture; return them, or None.

    The window follows the display's own pace from then on (vsync), and the flash guard is told of twice the rate.
    """
    device = stage.device
    if device is None or device.pictures < 2:
        return None
    stage.guard.fps = stage.fps * device.pictures
    stage.window.vsync()
    return EyeTurns(device.recipe.name, stage.guard.fps, stage.note)


def show_between(stage: "Stage", due: float, over: Callable[[], None] = lambda: None) -> None:
    """
    Show the other eye's picture halfway to the next frame, which is due at ``due`` (s), where eyes take turns.

    over : draws what lies over the picture
    """
    if stage.turns is None or time.perf_counter() >= due:
        return
    wait_until(due - stage.turns.period)
    stage.turns.again(stage)
    over()
    stage.window.show()
    stage.turns.shown(time.perf_counter())
