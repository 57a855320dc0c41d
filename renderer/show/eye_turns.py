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

__all__ = ["EyeTurns", "begin_turns", "flip", "show_between"]

QUIET = 60.0  # s between two words about pictures that were skipped
FIRST = 2.0  # s from the first picture to the first of these words: how many a start costs is known then
EARLY = 0.9  # times of a picture's own time that it stands at least; the display's own pace sees to the rest
LATE = 0.5  # times of a picture's own time; what comes later has left one out


class EyeTurns:
    """
    Counts pictures that were due and not shown; ``rate`` of them are to be shown a second, as ``name`` asks.

    wait : sleeps until a time (s)
    """

    def __init__(
        self, name: str, rate: Fraction, say: Callable[[str], None], wait: Callable[[float], object] = wait_until
    ) -> None:
        """Say at which rate glasses and display must run."""
        self.period, self.skipped = 1.0 / float(rate), 0
        self._name, self._say, self._wait = name, say, wait
        self._last = self._late = float("-inf")  # when a picture was shown; times of a picture that the next is late
        self._pictures, self._since = 0, 0.0  # shown since it was told of any, and in how many s
        self._quiet = FIRST
        self._asked: Any = None  # what the picture before was presented with
        say(f"{name}: the eyes take turns with each picture, {float(rate):g} a second; "
            f"set display and glasses to {float(rate):g} Hz, or choose --fps as half of theirs")  # fmt: skip

    def turn(self, stage: "Stage", *asked: Any) -> None:  # noqa: ANN401
        """Let the other eye's picture be shown where this one's was; ``asked`` is what ``Stage.present`` was given."""
        self._asked = asked
        if stage.device is not None and stage.device.take():
            stage.show(max(time.perf_counter(), self._until))  # the guard judges it as it is seen

    @property
    def _until(self) -> float:
        """Until when the picture that is shown stands (s)."""
        return self._last + EARLY * self.period

    def wait(self) -> None:
        """Sleep until the picture that is shown has stood for its time: replaced at once, it would be seen by none."""
        self._wait(self._until)

    def shown(self, now: float) -> None:
        """Note that a picture was shown at ``now`` (s)."""
        gap, self._last = now - self._last, now
        if gap == float("inf"):
            self._late = 0.0
            return
        self._late = max(-LATE, self._late + gap / self.period - 1.0)  # a little each time comes to one, too
        if self._late > LATE:
            self.skipped += round(self._late)
            self._late -= round(self._late)
        self._pictures, self._since = self._pictures + 1, self._since + gap
        if self._since > self._quiet:
            self.tell()

    def tell(self) -> None:
        """Say how many were skipped since that was said last, where any were."""
        if self.skipped:
            of = f"{self.skipped} of {self.skipped + self._pictures} pictures"
            self._say(f"{self._name}: {of} skipped in {self._since:.3g} s; each time an eye saw the other's. "
                      "A smaller --size or a lower --fps is held")  # fmt: skip
        self.skipped, self._pictures, self._since, self._quiet = 0, 0, 0.0, QUIET

    def release(self) -> None:
        """Say what was not said yet: no picture comes any more."""
        self.tell()

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


def flip(stage: "Stage") -> float:
    """
    Bring what was drawn to the screen; where eyes take turns, when the picture before has stood for its time.

    Returns when it was ready for that (s).
    """
    if stage.turns is None:
        stage.window.show()
        return time.perf_counter()
    stage.window.gl.finish()
    ready = time.perf_counter()
    stage.turns.wait()
    stage.window.show()
    stage.turns.shown(time.perf_counter())
    return ready


def show_between(stage: "Stage", over: Callable[[], None] = lambda: None) -> None:
    """
    Show the other eye's picture after the one that was shown last has stood for its time, where eyes take turns.

    over : draws what lies over the picture
    """
    if stage.turns is not None:
        stage.turns.again(stage)
        over()
        flip(stage)
