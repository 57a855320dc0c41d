"""Parts that a target is drawn in where somebody waits beside it: bands, each drawn in about the same time."""

import time
from collections import deque
from collections.abc import Callable, Iterator

__all__ = ["Parts", "at_once"]

_FIRST = 16  # parts of a target of which nothing is known yet
_LEAST = 8  # px of height; a band costs a set-up, too


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
        self._cost: dict[str, float] = {}  # s a pixel, by pass

    def bands(self, name: str, size: tuple[int, int]) -> Iterator[tuple[int, int, int, int]]:
        """
        Yield (x, y, width, height) px, each once, of the target of ``size`` px of pass ``name``.

        What happens until the next is asked for is what the band cost: finish it before.
        """
        width, height = size
        row = 0
        while row < height:
            cost = self._cost.get(name)
            rows = -(-height // _FIRST) if cost is None else int(self.aim / max(cost * width, 1e-9))
            if row == 0 and self.seam is not None:
                rows = min(rows, -(-height // _FIRST))  # a hand may have made it a hundred times slower since
            rows = min(height - row, max(_LEAST, rows))
            began = time.perf_counter()
            yield 0, row, width, rows
            self._cost[name] = (time.perf_counter() - began) / (width * rows)
            row += rows
            self.pause()

    def pause(self) -> None:
        """Let whoever waits be heard: a part is finished."""
        if self.seam is not None:
            self.seam()


def at_once(parts: Iterator[None]) -> None:
    """Draw all ``parts`` at once."""
    deque(parts, 0)
