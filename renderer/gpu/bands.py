"""Parts that a target is drawn in where somebody waits beside it: bands, each drawn in about the same time."""

import time
from collections import deque
from collections.abc import Callable, Iterator

__all__ = ["Parts", "at_once"]

_LEAST = 8  # px of height; a band costs a set-up, too
_GROWTH = 4  # times the band before that one may be: what is above it may be sky


class Parts:
    """
    Cuts targets into bands that take about ``aim`` s each, by what the last ones took.

    A band is whole rows: drawing is bound by what a pixel costs, and that differs from pass to pass, not from
    column to column.

    seam : called after each part; with it a frame is drawn to its end, states and all, without it somebody may leave
        it half drawn at any time
    """

    def __init__(self, aim: float, seam: Callable[[], None] | None = None) -> None:
        """Know nothing yet of what a pixel costs."""
        self.aim, self.seam = aim, seam
        self.longest = 0.0  # s that a band took, of all
        self._cost: dict[str, float] = {}  # s a pixel, by pass

    def bands(self, name: str, size: tuple[int, int], least: int = _LEAST) -> Iterator[tuple[int, int, int, int]]:
        """
        Yield (x, y, width, height) px, each once, of the target of ``size`` px of pass ``name``.

        What happens until the next is asked for is what the band cost: finish it before. The first one is small, and
        each next no more than some times as high: where nothing is known of it yet, and where somebody waits, for a
        hand may have made it a hundred times slower since.

        least : rows of a band
        """
        width, height = size
        row, most = 0, least
        while row < height:
            cost = self._cost.get(name)
            careful = cost is None or self.seam is not None or most > least
            rows = most if cost is None else int(self.aim / max(cost * width, 1e-9))
            rows = min(height - row, max(least, min(rows, most) if careful else rows))
            most = _GROWTH * rows
            began = time.perf_counter()
            yield 0, row, width, rows
            took = time.perf_counter() - began
            self._cost[name], self.longest = took / (width * rows), max(self.longest, took)
            row += rows
            self.pause()

    def pause(self) -> None:
        """Let whoever waits be heard: a part is finished."""
        if self.seam is not None:
            self.seam()


def at_once(parts: Iterator[None]) -> None:
    """Draw all ``parts`` at once."""
    deque(parts, 0)
