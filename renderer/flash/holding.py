"""What the limiter holds back, by which rule and where, in one sentence for the artist."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .swing import Bools

__all__ = ["REASONS", "Holding", "place", "told"]

# In the order in which one is named where several hold as large an area.
REASONS = {
    "general": "it flashes more than 3 times a second (general flash)",
    "red": "it turns to and from saturated red more than 3 times a second (red flash)",
    "fine": "detail in it, too coarse to be exempt, flashes more than 3 times a second (fine pattern)",
    "extended": "it has flashed 2 to 3 times a second for too long (extended flash)",
    "pattern": "it repeats like stripes over more than a quarter of the screen (spatial pattern)",
}
_MOST = 0.9  # of what is held lies in a part of the picture that is named for it
_WHOLE = 0.6  # of the picture, held, is the whole of it


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held back: ``reason``, of REASONS, for most of it; ``place`` in the picture; ``share`` of it, 0..1."""

    reason: str
    place: str
    share: float

    def __str__(self) -> str:
        """Say it in a sentence."""
        return f"The flash guard holds back {self.share:.0%} of the picture, {self.place}: {REASONS[self.reason]}."


def told(cells: Mapping[str, Bools], share: float) -> Holding | None:
    """
    Return what is held for most of ``cells``, [rows, columns], top row first, of each reason; None for nothing.

    share : of the picture that is changed, which fades out beyond the cells
    """
    reason = max(REASONS, key=lambda name: int(cells[name].sum()) if name in cells else 0)
    found = cells.get(reason)
    if found is None or not found.any():
        return None
    return Holding(reason, place(found), share)


def place(cells: Bools) -> str:
    """
    Return where in the picture most of ``cells`` [rows, columns], top row first, lie.

    >>> place(np.arange(8) < [[3], [4], [2], [3]])
    'in its left half'
    """
    if cells.mean() >= _WHOLE:
        return "nearly everywhere"
    rows, columns = ((np.arange(n) + 0.5) / n for n in cells.shape)
    top, left = float(cells[rows < 0.5].sum()), float(cells[:, columns < 0.5].sum())
    total = float(cells.sum())
    across = _side(left / total, "left", "right")
    down = _side(top / total, "top", "bottom")
    if across and down:
        return f"at its {down} {across}"
    if across or down:
        return f"in its {across or down} half"
    inner = cells[np.ix_((rows > 0.25) & (rows < 0.75), (columns > 0.25) & (columns < 0.75))]
    return "in its middle" if inner.sum() >= _MOST * total else "in places all over it"


def _side(share: float, first: str, second: str) -> str:
    return first if share >= _MOST else second if share <= 1.0 - _MOST else ""
