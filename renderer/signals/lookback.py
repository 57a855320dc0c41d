"""A table at a frame as binds hear it: a signal now and in the frames before, and the figures that it is one of."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from renderer.core.frame import Frame
from renderer.data.table import Table

from .name import parse_signal
from .values import figures_of, signal

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Lookback"]


@dataclass(frozen=True, slots=True)
class Lookback:
    """The figures of ``table`` at ``frame``."""

    table: Table
    frame: Frame

    def last(self, name: str, count: int) -> "NDArray[np.float64]":
        """
        Return the signal ``name`` in the last ``count`` frames, [count], this one last; NaN where it has no value.

        The loop has no beginning: before frame 0 lie the last frames of the round before. Raises SceneError.
        """
        frame = self.frame
        indices = np.arange(frame.index - count + 1, frame.index + 1)
        if count == 1 or parse_signal(name).family == "drift":  # which goes on for ever, and repeats nothing
            return np.array([signal(name, self.table, self._at(int(index))) for index in indices])
        known = _kept(self.table).setdefault((name, frame.frames), np.full(frame.frames, np.inf))
        rounds = indices % frame.frames
        for index in np.unique(rounds[np.isinf(known[rounds])]):
            known[index] = signal(name, self.table, self._at(int(index)))
        return known[rounds]

    def figures(self, name: str) -> "NDArray[np.float64]":
        """Return all known figures of those that the signal ``name`` is one of, ascending."""
        kept = _kept(self.table)
        if (name, 0) not in kept:
            kept[name, 0] = figures_of(name, self.table)
        return kept[name, 0]

    def _at(self, index: int) -> Frame:
        return Frame(index, self.frame.fps, self.frame.size, self.frame.seed, self.frame.frames)


@lru_cache(maxsize=2)  # those on the stage, and those that come next
def _kept(table: Table) -> "dict[tuple[str, int], NDArray[np.float64]]":  # noqa: ARG001
    """Return where what ``table`` gives, and always will, is kept: signals by frames of the loop, figures under 0."""
    return {}
