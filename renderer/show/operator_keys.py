"""What an operator does to a show, whatever it draws: blackout, freeze, and Esc twice to leave."""

import time

from .input.keyboard import COMBINED
from .life import Life
from .projector import STEADY
from .window import Window

__all__ = ["TWICE", "OperatorKeys"]

TWICE = 1.0  # s within which Esc must be pressed again


class OperatorKeys:
    """
    The hands of an operator.

    black, frozen : what they did; every life of a show begins with what they did in the one before, for a wall that
        lights up by itself is a danger
    dark : whether what is on the window is a blackout
    """

    def __init__(self, window: Window, life: Life) -> None:
        """Listen on ``window``; what they did is kept in ``life``."""
        self._window, self._life = window, life
        self.dark = False
        self.black, self.frozen = life.operator()
        self._escape = self._blacked = float("-inf")
        if self.black:
            life.say("the wall stays black, as it was; B ends the blackout")
        if self.frozen:
            life.say("the picture stands still, as it did; F lets it go on")
        window.listen({"on_key_press": self._press})

    def presented(self, now: float) -> None:
        """Note that what they did was put on the window by ``now`` (s): from then on B is heard again, some time on."""
        self._blacked = min(self._blacked, now)

    def _press(self, symbol: int, held: int) -> None:
        from pyglet.window import key

        if held & COMBINED:  # Ctrl+B is another's
            return
        if symbol == key.B and time.perf_counter() - self._blacked > STEADY:
            self.black, self._blacked = not self.black, float("inf")  # until it is shown
        elif symbol == key.F:
            self.frozen = not self.frozen
        elif symbol == key.ESCAPE:
            now = self._window.keys.time()
            if now - self._escape <= TWICE:
                self._window.open = False
            self._escape = now
        self._life.keep_operator(black=self.black, frozen=self.frozen)
