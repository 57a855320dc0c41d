"""Sculpting in the preview: the brush under the mouse, and with it the hands that come by OSC."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from imgui_bundle import imgui

from renderer.core.errors import DataError, ParamError
from renderer.sculpture.history import redo_mark, undo_mark
from renderer.show.osc_sculpt import OscHands
from renderer.show.picking import footprint, in_plane, normal_at, pixel_of, seen, touched
from renderer.show.present import Rect
from renderer.show.sculpture import Hand, LiveSculpture
from renderer.show.stage import Stage

from .panel.contents import Ring, Sculpting

__all__ = ["Sculptor"]

MOUSE = "mouse"
WHEEL = 1.15  # the radius grows by, at each notch
_FLAT = "this scene cannot be sculpted: it does not say sculpt=True"
_DEVICE = "sculpt without --as: a device's picture has many eyes"
_LEFT = 1  # pyglet's number of the mouse's first button

Point = tuple[float, float]  # units of the window, from its lower left


class Sculptor:
    """
    The brush of the mouse.

    on : whether the mouse sculpts, and does not read areas
    """

    def __init__(self, stage: Stage, live: LiveSculpture, osc: OscHands | None = None) -> None:
        """Work on ``live`` through ``stage``."""
        self.stage, self.live, self.osc = stage, live, osc
        self.on = False
        self.hand = Hand(live, f"{MOUSE}-{secrets.token_hex(4)}")
        self._events: list[tuple[str, float, float]] = []
        self._at: Point | None = None
        self._rect: Rect = (0, 0, 1, 1)

    def toggle(self) -> str:
        """Take up the brush, or lay it down; return why it cannot be taken up, or ""."""
        engine = self.stage.engine
        if not self.on:
            if engine is None or not engine.loaded.scene.sculpt or engine.loaded.scene.depth is None:
                return _FLAT
            if self.stage.device is not None:
                return _DEVICE
        self.hand.let_go()
        self.on = not self.on
        return ""

    def turn(self, name: str, value: Any = None) -> None:  # noqa: ANN401
        """Turn the brush, or undo and redo; raises ParamError for what cannot be meant."""
        if name in ("undo", "redo"):
            (self.live.undo if name == "undo" else self.live.redo)(self.hand.author)
        elif name == "flip":
            self.hand.brush = self.hand.brush.turned("symmetric", not self.hand.brush.symmetric)
        elif name == "grow":
            self.hand.brush = self.hand.brush.turned("radius", self.hand.brush.radius * value)
        elif name == "press":
            self.hand.brush = self.hand.brush.turned("strength", self.hand.brush.strength + value)
        else:
            self.hand.brush = self.hand.brush.turned(name, value)

    def handlers(self) -> dict[str, Callable[..., Any]]:
        """Return handlers for the window's events; while the brush is on, a press on the picture is the brush's."""
        return {
            "on_mouse_motion": self._hovered,
            "on_mouse_drag": self._dragged,
            "on_mouse_press": self._pressed,
            "on_mouse_release": self._released,
            "on_mouse_scroll": self._scrolled,
            "on_mouse_leave": lambda *_: setattr(self, "_at", None),
        }

    def work(self, now: float, rect: Rect) -> None:
        """Do what the hands did since the last frame, whose picture lay in ``rect``; hand the strokes to the stage."""
        self._rect = rect
        events, self._events = self._events, []
        for event in events:
            with suppress(DataError):  # a place beyond all halls
                self._act(*event)
        if self.osc is not None:
            self.osc.work(now, self.stage.engine)
        self.live.look(now)
        hands = [self.hand, *(self.osc.hands if self.osc else ())]
        self.stage.strokes = self.live.rows(hand.pending for hand in hands if hand.pending)
        self.stage.standing = tuple(self.live.standing)

    def shown(self) -> Sculpting | None:
        """Return what the panel says of it, None for a scene that cannot be sculpted."""
        engine = self.stage.engine
        if engine is None or not engine.loaded.scene.sculpt:
            return None
        made = self.live.sculpture
        return Sculpting(
            self.on, self.hand.brush, len(self.live.standing), undo_mark(made, MOUSE) is not None,
            redo_mark(made, MOUSE) is not None, str(self.live.path), self.osc.said() if self.osc else "",
            self._ring() if self.on else None,
        )  # fmt: skip

    def close(self) -> None:
        """Make what is under way, and let go of the port."""
        self.hand.let_go()
        if self.osc is not None:
            self.osc.close()
        self.live.close()

    def _act(self, what: str, x: float, y: float) -> None:
        """Do one thing that the mouse did."""
        engine, hand, spot = self.stage.engine, self.hand, self._spot((x, y))
        if engine is None or engine.view is None:
            return
        if what == "release":
            hand.let_go()
        elif what == "press" and (place := touched(engine, spot, hand.brush.reach)) is not None:
            hand.grab(place, normal_at(engine, spot, hand.brush.reach))
        elif what == "move" and hand.grip is not None and hand.grip.brush.kind == "drag":
            to, start = in_plane(engine.view, spot, hand.grip.place), hand.grip.place
            hand.pull((to[0] - start[0], to[1] - start[1], to[2] - start[2]))
        elif what == "move" and hand.grip is not None:
            place = touched(engine, spot, hand.brush.reach) or hand.grip.last or hand.grip.place
            for point in hand.grip.along(place):
                at = pixel_of(engine.view, point) or spot
                hand.dab(seen(engine, at) or point, normal_at(engine, at, hand.brush.reach))

    def _ring(self) -> Ring | None:
        """Return the ring around the mouse, in units of the window from its upper left."""
        engine = self.stage.engine
        if self._at is None or engine is None or engine.view is None or not self._inside(self._at):
            return None
        place = touched(engine, self._spot(self._at), self.hand.brush.reach)
        if self.hand.grip is not None:
            place = self.hand.grip.place
        at = place or engine.view.corner
        ratio = self.stage.window.ratio
        pixels = self.hand.brush.reach / footprint(engine.view, engine.size, at)
        high = self.stage.window.size[1] / ratio
        radius = pixels * self._rect[2] / engine.size[0] / ratio
        return Ring((self._at[0], high - self._at[1]), radius, place is not None)

    def _spot(self, at: Point) -> Point:
        """Return a place of the mouse as a part of the picture, from its lower left."""
        x, y, width, height = self._rect
        ratio = self.stage.window.ratio
        return (at[0] * ratio - x) / width, (at[1] * ratio - y) / height

    def _inside(self, at: Point) -> bool:
        return all(0.0 <= part < 1.0 for part in self._spot(at))

    def _hovered(self, x: float, y: float, *_: object) -> None:
        self._at = (x, y)

    def _dragged(self, x: float, y: float, *_: object) -> None:
        self._at = (x, y)
        if self.on:
            if self._events and self._events[-1][0] == "move":
                self._events.pop()  # only the last place before a frame matters
            self._events.append(("move", x, y))

    def _pressed(self, x: float, y: float, button: int = _LEFT, *_: object) -> bool | None:
        self._at = (x, y)
        if not self.on or button != _LEFT or not self._inside((x, y)):
            return None
        if imgui.is_popup_open("", imgui.PopupFlags_.any_popup):
            return None
        self._events.append(("press", x, y))
        return True

    def _released(self, x: float, y: float, *_: object) -> None:
        if self.on:
            self._events.append(("release", x, y))

    def _scrolled(self, x: float, y: float, _across: float, along: float) -> bool | None:
        if not self.on or not self._inside((x, y)):
            return None
        with suppress(ParamError, OverflowError):
            self.turn("grow", WHEEL**along)
        return True
