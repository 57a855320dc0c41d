"""The analyser: a record of every frame of a picture's flashes, and whether it stays inside the limits."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .limits import DESK, KINDS, Geometry, Limits
from .measure import Measured, measure
from .patterns import Search
from .stripes import Stripes
from .watch import GRID, Watch

__all__ = ["Analyser", "Record"]


@dataclass(frozen=True, slots=True)
class Record:
    """
    What one frame came to.

    frame : its number; time : s; luminance : mean, 1 is white
    general, red : flashes a second over a larger area than allowed; 3 are allowed
    area : largest area that fails in any 10-degree field, as a share of what is allowed; above 1 fails
    flags : kinds that fail in this frame, of renderer.flash.limits.KINDS
    tiles : [rows, columns], cells of 5 x 5 grid px that take part in a failure
    """

    frame: int
    time: float
    luminance: float
    general: float
    red: float
    area: float
    flags: frozenset[str]
    tiles: NDArray[np.bool_]

    @property
    def passes(self) -> bool:
        """Whether the frame is inside the limits."""
        return not self.flags


class Analyser:
    """Counts the flashes of frame after frame, as the nearest viewer of ``geometry`` sees them."""

    def __init__(
        self,
        fps: float | Fraction,
        geometry: Geometry = DESK,
        grid: tuple[int, int] = GRID,
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> None:
        """``fps`` : frames a second, unless ``feed`` is given times; grid : columns and rows, multiples of 5."""
        self.grid, self.limits = grid, limits
        self._step = 1 / Fraction(fps)
        self._watch = Watch(geometry, limits, grid)
        self._search = Search(geometry, limits, grid)
        self._stripes = Stripes(limits, grid)
        self._frame = 0

    def feed(self, frame: NDArray[np.uint8], time: float | None = None) -> Record:
        """
        Return the record of ``frame``, sRGB codes [height, width, 3] of any size; ``time`` in s where fps varies.

        What is finer than the grid is looked for in the frame itself: it must be no smaller than it is shown.
        """
        return self.judge(measure(frame, self.grid), time)

    def judge(self, seen: Measured, time: float | None = None) -> Record:
        """Return the record of a picture that was measured on the analyser's grid."""
        number, watch = self._frame, self._watch
        at = float(number * self._step) if time is None else time
        patterns = self._search.look(seen, at)
        look = watch.look(seen, patterns, at)
        watch.take(look)
        pattern = self._stripes.look(patterns)
        self._frame += 1
        general, red = look.general, look.red
        fails = (general.fails, red.fails, general.lasts or red.lasts, pattern.fails)
        area = max(general.area, red.area, general.extended, red.extended) / watch.area
        tiles = general.tiles | red.tiles
        return Record(
            number,
            look.time,
            float(look.luminance.mean()),
            watch.general.rate(),
            watch.red.rate(),
            max(area, pattern.share),
            frozenset(kind for kind, failed in zip(KINDS, fails, strict=True) if failed),
            tiles | pattern.cells if pattern.fails else tiles,
        )
