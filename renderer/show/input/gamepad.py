"""Gamepads: sticks, triggers and buttons; none there is nothing, one that comes is played, one that goes lets go.

    /pad/a b x y leftshoulder rightshoulder back start leftstick rightstick    1 while pressed
    /pad/up down left right                                                    the cross
    /pad/lefttrigger righttrigger                                              0 .. 1
    /pad/leftx lefty rightx righty                                             0 .. 1, 0.5 at rest, up and right 1
"""

from contextlib import suppress
from typing import Any

from .event import Event, InputSource, Null

__all__ = ["Gamepads", "gamepads", "state_of"]

LOOK = 1.0  # s between two looks at which pads are there
DEAD = 0.12  # of a stick's way that is no move
STEP = 1 / 512  # less is no news
_BUTTONS = ("a", "b", "x", "y", "leftshoulder", "rightshoulder", "back", "start", "leftstick", "rightstick")


def gamepads() -> InputSource:
    """Return the pads of this machine, now and later; a ``Null`` where the system knows of none."""
    try:
        from pyglet.input import ControllerManager

        return Gamepads(ControllerManager())
    except Exception as error:  # no /dev/input, no permission, no display
        why = getattr(error, "filename", None) or str(error) or type(error).__name__
        why = f"there is no {why}" if isinstance(error, FileNotFoundError) else why
        return Null(f"no gamepads on this machine ({why}); the show goes on without them")


class Gamepads:
    """All pads as one: what any of them does is played."""

    def __init__(self, manager: Any) -> None:  # noqa: ANN401
        """Ask ``manager``, as pyglet's, for pads."""
        self._manager = manager
        self._looked = float("-inf")
        self._pads: dict[Any, dict[str, float]] = {}

    def poll(self, now: float) -> list[Event]:
        """Return what moved since the last call."""
        events = []
        if now - self._looked >= LOOK:
            self._looked = now
            events = self._follow(now)
        for pad, before in self._pads.items():
            _pump(pad.device)
            state = state_of(pad)
            moved = {name for name, value in state.items() if _told(value, before[name])}
            events += [Event(now, f"/pad/{name}", state[name]) for name in state if name in moved]
            before.update((name, state[name]) for name in moved)
        return events

    def said(self) -> str:
        """Return which pads play."""
        return f"pad: {', '.join(str(pad.name) for pad in self._pads)}" if self._pads else ""

    def close(self) -> None:
        """Let go of all pads."""
        for pad in self._pads:
            pad.close()
        self._pads = {}

    def _follow(self, now: float) -> list[Event]:
        """Open pads that came; return what those that went held, let go."""
        _pump(self._manager, always=True)
        there = self._manager.get_controllers()
        gone = [pad for pad in self._pads if pad not in there]
        events = [Event(now, f"/pad/{name}", rest) for pad in gone for name, value in self._pads.pop(pad).items()
                  if value != (rest := 0.5 if name[-1] in "xy" and len(name) > 1 else 0.0)]  # fmt: skip
        for pad in gone:
            with suppress(Exception):  # the driver may have closed it already
                pad.close()
        for pad in there:
            if pad not in self._pads:
                try:
                    pad.open()
                    self._pads[pad] = state_of(pad)
                except Exception:  # taken, or gone again: it is tried anew
                    continue
        return events


def state_of(pad: Any) -> dict[str, float]:  # noqa: ANN401
    """Return every control of a pad in 0 .. 1."""
    state = {name: float(bool(getattr(pad, name))) for name in _BUTTONS}
    cross = (("up", pad.dpady), ("down", -pad.dpady), ("left", -pad.dpadx), ("right", pad.dpadx))
    state |= {name: float(way > 0.5) for name, way in cross}
    state |= {name: min(1.0, max(0.0, float(getattr(pad, name)))) for name in ("lefttrigger", "righttrigger")}
    sticks = (("leftx", pad.leftx), ("lefty", -pad.lefty), ("rightx", pad.rightx), ("righty", -pad.righty))
    return state | {name: 0.5 + 0.5 * _alive(float(way)) for name, way in sticks}


def _alive(way: float) -> float:
    """Return a stick's way -1 .. 1 without its dead middle, and without a step at the middle's rim."""
    way = min(1.0, max(-1.0, way))
    return 0.0 if abs(way) <= DEAD else (abs(way) - DEAD) / (1.0 - DEAD) * (1.0 if way > 0.0 else -1.0)


def _told(value: float, before: float) -> bool:
    """Return whether a move is worth telling; the ends always are."""
    return abs(value - before) >= STEP or (value != before and value in (0.0, 0.5, 1.0))


def _pump(device: Any, always: bool = False) -> None:  # noqa: ANN401
    """Let pyglet read what waits on Linux, where only its own event loop would."""
    if hasattr(device, "select") and (always or device.poll()):
        device.select()
