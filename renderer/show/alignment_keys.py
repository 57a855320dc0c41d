"""Mouse and keys at an alignment: arrows that repeat, a drag, and letters by their meaning."""

import time
from collections.abc import Callable
from functools import partial

from renderer.displays.projector.alignment import Alignment, Turn
from renderer.displays.projector.alignment_edits import (
    Place,
    brighter,
    feathered,
    inverted,
    square,
    steeper,
    with_mask,
    with_point,
    without,
)
from renderer.displays.projector.alignment_marks import REACH

from .alignment_editor import AlignmentEditor, Edit
from .input.keyboard import COMBINED

__all__ = ["HELP", "AlignmentKeys"]

HELP = (
    "Arrows move the point by 1 px, with Shift by 10, with Ctrl or Alt by 0.1; the mouse drags it. Tab: next point",
    "{t} test card · {m} new mask · {n} new point, Delete takes it away · {i} inside out · {e} softer edge, Shift less",
    "{l} more light · {g} more gamma, Shift less · {r} all corners back · {z} undo · {h} hides these words",
    "F6 keeps it · Esc leaves it as it was",
)
LATER, AGAIN = 0.4, 0.05  # s until a key that is held moves again, and from then on
COARSE, FINE = 10.0, 0.1  # px
SOFTER, LIGHTER, STEEPER = 0.005, 0.02, 0.02  # of a step: heights, share of the light, exponent
_SHIFT = 1  # pyglet's MOD_SHIFT

Size = tuple[int, int]
PlaceEdit = Callable[[Alignment, Place], Alignment | tuple[Alignment, Place]]


class AlignmentKeys:
    """Hands at ``editor``; each method returns whether it was for it."""

    def __init__(self, editor: AlignmentEditor, turn: Turn, clock: Callable[[], float] = time.perf_counter) -> None:
        """Arrows move as the audience sees it, however the projector hangs."""
        from pyglet.window import key, mouse

        self._editor, self._clock, self._left = editor, clock, mouse.LEFT
        (a, b), (c, d) = turn.matrix()[:2, :2]
        ways = {key.RIGHT: (1, 0), key.LEFT: (-1, 0), key.DOWN: (0, 1), key.UP: (0, -1)}
        self._ways = {symbol: (a * x + b * y, c * x + d * y) for symbol, (x, y) in ways.items()}
        self._held: tuple[int, tuple[float, float], float] | None = None  # key, px, when it moves again
        self._grip: tuple[float, float] | None = None  # from the hand to the point that it drags, parts
        self._dragged = False
        edit, place = editor.edit, self._at
        self._letters: dict[int, Callable[[float], object]] = {
            key.TAB: lambda sign: editor.step(int(sign)),
            key.Z: lambda _: editor.undo(),
            key.M: lambda _: edit(with_mask),
            key.N: lambda _: edit(place(with_point)),
            key.DELETE: lambda _: edit(place(without)),
            key.BACKSPACE: lambda _: edit(place(without)),
            key.I: lambda _: edit(place(inverted)),
            key.R: lambda _: edit(square),
            key.E: lambda sign: edit(place(partial(feathered, by=sign * SOFTER))),
            key.L: lambda sign: edit(partial(brighter, by=sign * LIGHTER)),
            key.G: lambda sign: edit(partial(steeper, by=sign * STEEPER)),
        }

    def press(self, symbol: int, held: int, display: Size) -> bool:
        """Hear a key on a ``display`` of so many px."""
        if symbol in self._ways:
            far = FINE if held & COMBINED else COARSE if held & _SHIFT else 1.0
            way = (self._ways[symbol][0] * far, self._ways[symbol][1] * far)
            self._held = symbol, way, self._clock() + LATER
            self._move(way, display, joined=False)
            return True
        if symbol in self._letters:
            self._letters[symbol](-1.0 if held & _SHIFT else 1.0)
            return True
        return False

    def release(self, symbol: int) -> None:
        """Hear that a key is let go."""
        if self._held is not None and self._held[0] == symbol:
            self._held = None

    def rest(self) -> None:
        """Take every key and button as let go."""
        self._held = self._grip = None

    def work(self, display: Size) -> None:
        """Move on while an arrow is held."""
        if self._held is not None and (now := self._clock()) >= self._held[2]:
            self._held = *self._held[:2], now + AGAIN
            self._move(self._held[1], display, joined=True)

    def grasp(self, x: float, y: float, button: int, display: Size) -> None:
        """Take the point near ``x``, ``y``, px from the upper left, where there is one."""
        at = x / display[0], y / display[1]
        if button == self._left and self._editor.choose(at, display, REACH * max(1.0, min(display) / 720)):
            point = self._editor.point
            self._grip, self._dragged = (point[0] - at[0], point[1] - at[1]), False

    def drag(self, x: float, y: float, display: Size) -> None:
        """Draw the point along that a hand has."""
        if self._grip is not None:
            to = x / display[0] + self._grip[0], y / display[1] + self._grip[1]
            self._dragged |= self._editor.move(to, joined=self._dragged)

    def _move(self, px: tuple[float, float], display: Size, *, joined: bool) -> None:
        x, y = self._editor.point
        self._editor.move((x + px[0] / display[0], y + px[1] / display[1]), joined=joined)

    def _at(self, edit: PlaceEdit) -> Edit:
        """Return ``edit`` at the place that is chosen when it is done."""
        return lambda before: edit(before, self._editor.chosen)
