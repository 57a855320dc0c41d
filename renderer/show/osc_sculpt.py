"""Hands that sculpt by OSC: each sender is a sculptor of its own, with its own brush and its own undo.

    /chorus/sculpt/grab x y z       close the hand at a place, mm
    /chorus/sculpt/move dx dy dz    hold it so far from there, mm: the whole way, so that a lost packet is no harm
    /chorus/sculpt/release          open it
    /chorus/sculpt/kind s           drag, push, pull, carve, smooth
    /chorus/sculpt/radius mm        /chorus/sculpt/strength 0..1        /chorus/sculpt/symmetric 0|1
    /chorus/sculpt/undo             /chorus/sculpt/redo                 /chorus/sculpt/name s
"""

import secrets
from typing import Any

from renderer.core.errors import RendererError
from renderer.frames.engine import Engine

from .osc import Branch, Listener, OscMessage, Sender
from .picking import normal_at, pixel_of, seen
from .sculpture import Hand, LiveSculpture

__all__ = ["OscHands"]

MOST_HANDS = 32
FORGOTTEN = 5.0  # s after which a hand that went silent lets go
ROOT = "/chorus/sculpt/"
LONGEST_NAME = 40

Vec = tuple[float, float, float]
# What each address takes: a number of numbers, a text or a switch.
_TAKES: dict[str, int | type] = {
    "grab": 3, "move": 3, "release": 0, "kind": str, "radius": 1, "strength": 1, "symmetric": bool, "undo": 0,
    "redo": 0, "name": str,
}  # fmt: skip
_ADDRESSES = {ROOT + name: (name, takes) for name, takes in _TAKES.items()}


class OscHands:
    """The hands of all senders."""

    def __init__(self, live: LiveSculpture, listener: Listener | Branch) -> None:
        """Hear ``listener`` for ``live``."""
        self.live, self.listener = live, listener
        self._hands: dict[Sender, Hand] = {}
        self._engine: Engine | None = None
        self._doers: dict[str, Any] = {
            "grab": self._grab, "move": self._move, "release": lambda hand: hand.let_go(),
            "undo": lambda hand: self.live.undo(hand.author), "redo": lambda hand: self.live.redo(hand.author),
            "name": _named,
        }  # fmt: skip

    @property
    def hands(self) -> tuple[Hand, ...]:
        """All hands that were heard."""
        return tuple(self._hands.values())

    def work(self, now: float, engine: Engine | None) -> None:
        """Do what came since the last frame, at time ``now`` (s); ``engine`` tells how the form lies."""
        self._engine = engine
        for sender, message in self.listener.drain():
            if not self._heard(sender, message, now):
                self.listener.refused += 1
        for hand in self._hands.values():
            if hand.grip is not None and now - hand.moved > FORGOTTEN:
                hand.let_go()

    def said(self) -> str:
        """Return one line on what is heard."""
        listener = self.listener
        hands = "no hand" if not self._hands else f"{len(self._hands)} hand{'s' if len(self._hands) > 1 else ''}"
        refused = f", {listener.refused:,} refused" if listener.refused else ""
        return f"OSC {listener.port}: {hands}, {listener.heard:,} messages{refused}"

    def close(self) -> None:
        """Make what is under way, and let go of the port."""
        for hand in self._hands.values():
            hand.let_go()
        self.listener.close()

    def _heard(self, sender: Sender, message: OscMessage, now: float) -> bool:
        """Do what one message asks for; return whether it could be meant."""
        name, takes = _ADDRESSES.get(message.address, ("", None))
        values = _taken(message.values, takes)
        if values is None or (sender not in self._hands and len(self._hands) >= MOST_HANDS):
            return False
        hand = self._hands.get(sender)
        if hand is None:
            hand = self._hands[sender] = Hand(self.live, f"osc.{sender[0]}:{sender[1]}-{secrets.token_hex(4)}")
        hand.moved = now
        try:
            if name in self._doers:
                return self._doers[name](hand, *values) is not False
            hand.brush = hand.brush.turned(name, *values)
        except RendererError:
            return False
        return True

    def _grab(self, hand: Hand, x: float, y: float, z: float) -> None:
        hand.grab((x, y, z), self._normal((x, y, z), hand.brush.reach))

    def _move(self, hand: Hand, x: float, y: float, z: float) -> bool:
        """Pull what is held, or dab along the way."""
        grip = hand.grip
        if grip is None:
            return False
        if grip.brush.kind == "drag":
            hand.pull((x, y, z))
            return True
        to = (grip.place[0] + x, grip.place[1] + y, grip.place[2] + z)
        for point in grip.along(to):
            hand.dab(point, self._normal(point, grip.brush.reach))
        return True

    def _normal(self, place: Vec, radius: float) -> Vec:
        """Return the outward normal of the form near ``place``, towards the viewer where it is not seen."""
        engine = self._engine
        spot = pixel_of(engine.view, place) if engine is not None and engine.view is not None else None
        if engine is None or spot is None or not all(0.0 <= part < 1.0 for part in spot):
            return 0.0, 0.0, 1.0
        there = seen(engine, spot)
        if there is None or sum((a - b) ** 2 for a, b in zip(there, place, strict=True)) > 4.0 * radius**2:
            return 0.0, 0.0, 1.0
        return normal_at(engine, spot, radius)


def _taken(values: tuple[Any, ...], takes: int | type | None) -> tuple[Any, ...] | None:
    """Return ``values`` as an address takes them, None where they are others."""
    if takes is None:
        return None
    if takes is str:
        return values if len(values) == 1 and isinstance(values[0], str) else None
    if takes is bool:
        return (bool(values[0]),) if len(values) == 1 and isinstance(values[0], (bool, int, float)) else None
    numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
    return tuple(map(float, values)) if len(values) == takes and numbers else None


def _named(hand: Hand, name: str) -> bool:
    """Sign with ``name`` from now on, so that undo reaches back over sessions."""
    if not name.isprintable() or not 0 < len(name.strip()) <= LONGEST_NAME:
        return False
    hand.let_go()
    hand.author = f"osc.{name.strip()}-{secrets.token_hex(4)}"
    return True
