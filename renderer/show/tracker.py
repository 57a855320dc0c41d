"""A window that one viewer's eye looks through: it is where the mouse, or a head tracker by OSC, says.

    /chorus/head x y z      mm before the middle of the window: right, up, towards the viewer
"""

import math
from collections.abc import Callable

from renderer.core.view import View, head
from renderer.core.volume import Volume

from .osc import Branch
from .window import Window

__all__ = ["ROOT", "Tracker"]

ROOT = "/chorus/head"
SWING = 0.8  # of the viewing distance that the mouse leads the eye to either side, edge to edge
NEAR = 50.0  # mm: no eye comes nearer


class Tracker:
    """Follows one eye; ``eye`` is what a tracker said last, None while only the mouse leads."""

    def __init__(self, window: Window, heard: Branch | None) -> None:
        """Follow the mouse over ``window``, and whoever speaks to ``heard``."""
        self._window, self._heard = window, heard
        self._mouse = (0.5, 0.5)
        self.eye: tuple[float, float, float] | None = None

    @classmethod
    def over(cls, window: Window, heard: Branch | None) -> "Tracker":
        """Return one that hears of the mouse from ``window`` from now on."""
        tracker = cls(window, heard)
        window.listen(tracker.handlers())
        return tracker

    def handlers(self) -> dict[str, Callable[..., None]]:
        """Return handlers for the window's events."""
        return {"on_mouse_motion": self._moved, "on_mouse_drag": self._moved}

    def work(self) -> None:
        """Hear what came since the last frame; what is no place is refused."""
        for _, message in self._heard.drain() if self._heard else ():
            numbers = [float(one) for one in message.values if isinstance(one, (int, float))]
            if message.address == ROOT and len(numbers) == len(message.values) == 3 and numbers[2] >= NEAR:
                self.eye = (numbers[0], numbers[1], numbers[2])
            elif self._heard:
                self._heard.refused += 1

    def newest(self, volume: Volume | None, size: tuple[int, int]) -> View | None:
        """Return what the eye sees of ``volume`` now, on ``size`` px; None of a flat scene, which has none."""
        if volume is None:
            return None
        self.work()
        return self.view(volume, size[0] / size[1])

    def view(self, volume: Volume, aspect: float) -> View:
        """Return what the eye sees of ``volume`` through the window, off-axis (Kooima, 2008)."""
        if self.eye is not None and all(map(math.isfinite, self.eye)):
            return head(volume, aspect, self.eye)
        across, up = (SWING * volume.distance * (part - 0.5) for part in self._mouse)
        return head(volume, aspect, (across, up / aspect, volume.distance))

    def _moved(self, x: float, y: float, *_: object) -> None:
        width, height = (side / self._window.ratio for side in self._window.size)
        self._mouse = (min(1.0, max(0.0, x / width)), min(1.0, max(0.0, y / height)))
