"""An alignment while hands are at it: which point is chosen, what may be undone, and why something was refused."""

import math
from collections.abc import Callable

from renderer.core.errors import DisplayError
from renderer.displays.projector.alignment import Alignment, Point
from renderer.displays.projector.alignment_edits import Place, moved, outlines, places

__all__ = ["AlignmentEditor"]

Edit = Callable[[Alignment], "Alignment | tuple[Alignment, Place]"]

_UNDO = 500  # steps


class AlignmentEditor:
    """
    Holds ``alignment``, and what it was when it ``began``.

    chosen : which outline, the corners are 0, and which point of it
    warning : why the last edit was refused, "" where it was not
    """

    def __init__(self, alignment: Alignment) -> None:
        """Begin with the first corner."""
        self.alignment = self.began = alignment
        self.chosen: Place = (0, 0)
        self.warning = ""
        self._undo: list[tuple[Alignment, Place]] = []

    @property
    def point(self) -> Point:
        """The chosen point, in parts of the display."""
        return outlines(self.alignment)[self.chosen[0]][self.chosen[1]]

    def step(self, by: int) -> None:
        """Choose the point ``by`` places on."""
        every = places(self.alignment)
        self.chosen, self.warning = every[(every.index(self.chosen) + by) % len(every)], ""

    def choose(self, at: Point, display: tuple[int, int], reach: float) -> bool:
        """Choose the point nearest to ``at``; return False where none is within ``reach`` px."""
        def far(place: Place) -> float:
            x, y = outlines(self.alignment)[place[0]][place[1]]
            return math.hypot((x - at[0]) * display[0], (y - at[1]) * display[1])

        nearest = min(places(self.alignment), key=far)
        if far(nearest) > reach:
            return False
        self.chosen, self.warning = nearest, ""
        return True

    def edit(self, edit: Edit, *, joined: bool = False) -> bool:
        """
        Do ``edit``; return False, with a warning, where it is refused.

        joined : whether it goes on with the edit before, so that both are undone at once
        """
        try:
            done = edit(self.alignment)
        except DisplayError as error:
            self.warning = str(error)
            return False
        after, chosen = done if isinstance(done, tuple) else (done, self.chosen)
        self.warning = ""
        if after == self.alignment:
            return True
        if not joined or not self._undo:
            self._undo = [*self._undo[1 - _UNDO :], (self.alignment, self.chosen)]
        self.alignment, self.chosen = after, chosen
        return True

    def move(self, to: Point, *, joined: bool = False) -> bool:
        """Move the chosen point ``to`` there, as ``edit`` does."""
        return self.edit(lambda before: moved(before, self.chosen, to), joined=joined)

    def undo(self) -> None:
        """Take the last edit back."""
        self.warning = ""
        if self._undo:
            self.alignment, self.chosen = self._undo.pop()
