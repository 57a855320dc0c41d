"""The keys of a preview; while something is typed into the panel they are letters."""

from functools import partial
from typing import Any

from imgui_bundle import imgui

from renderer.show.input.keyboard import COMBINED
from renderer.show.key_places import KeyPlaces
from renderer.show.window import Window

from .actions import PreviewState, act
from .typed_keys import TypedKeys

__all__ = ["bind_keys", "commands", "unless_typed"]

GROW, STRONGER = 1.15, 0.1  # what one press turns a brush by

_PLAIN = {"SPACE": "pause", "PERIOD": "step", "S": "still", "L": "like", "R": "reseed",
          "TAB": "panel", "B": "brush", "F2": "keys", "F5": "record", "F11": "full", "ESCAPE": "leave"}  # fmt: skip


def unless_typed(handlers: dict[str, Any], typed: TypedKeys) -> dict[str, Any]:
    """Return ``handlers`` that leave a key alone while something is typed into the panel."""
    press = handlers["on_key_press"]

    def pressed(symbol: int, held: int) -> bool | None:
        return None if typed.typing else press(symbol, held)

    return {**handlers, "on_key_press": pressed}


def commands(keys: KeyPlaces) -> str:
    """Return what the window's keys do, as they are written, in a layout without a to z; "" where the panel says it."""
    still, like, seed, brush = found = [*map(keys.command, "slrb")]
    if found == [*"SLRB"]:
        return ""
    return (f"keys: Space pause, . step, {still} still, {like} like, {seed} new seed, {brush} brush, 1 to 9 presets, 0 "
            "begin anew, Tab panel, F2 letters play, F5 record, F11 full, Esc leave")  # fmt: skip


def bind_keys(window: Window, state: PreviewState, typed: TypedKeys) -> None:
    """Let the window's keys act on ``state``, but for those that are ``typed``."""
    from pyglet.window import key

    table: dict[int, tuple[Any, ...]] = {getattr(key, name): (action,) for name, action in _PLAIN.items()}
    table[key.NUM_DECIMAL] = ("step",)
    digits: dict[str, tuple[Any, ...]] = {"0": ("restart",), **{str(n): ("number", n) for n in range(1, 10)}}
    control = key.MOD_CTRL | key.MOD_COMMAND
    kinds = {"D": "drag", "P": "pull", "I": "push", "C": "carve", "M": "smooth"}
    brush: dict[int, tuple[Any, ...]] = {
        **{getattr(key, name): ("sculpt", "kind", kind) for name, kind in kinds.items()},
        key.X: ("sculpt", "flip"), key.BRACKETRIGHT: ("sculpt", "grow", GROW),
        key.BRACKETLEFT: ("sculpt", "grow", 1 / GROW), key.EQUAL: ("sculpt", "press", STRONGER),
        key.MINUS: ("sculpt", "press", -STRONGER), key.NUM_ADD: ("sculpt", "press", STRONGER),
        key.NUM_SUBTRACT: ("sculpt", "press", -STRONGER),  # a French `-` is the key of 6
    }  # fmt: skip

    def pressed(symbol: int, held: int) -> None:
        sculpts = state.sculptor is not None and state.sculptor.on
        action: tuple[Any, ...] | None = None
        if held & control:
            first = ("sculpt",) if sculpts else ()  # undo is that of what the hand is at
            if symbol in (key.Z, key.Y):
                action = (*first, "redo" if symbol == key.Y or held & key.MOD_SHIFT else "undo")
        elif held & COMBINED:
            return  # a window manager's, or nobody's
        elif sculpts and symbol in brush:
            action = brush[symbol]
        else:
            action = table.get(symbol) or digits.get(window.keys.of(symbol))
        if action is not None and not (symbol == key.ESCAPE and _popup()):  # it closes the list that is open
            typed.let(partial(act, state, action))

    window.listen({"on_key_press": pressed})


def _popup() -> bool:
    """Return whether a list of the panel is open."""
    return bool(imgui.is_popup_open("", imgui.PopupFlags_.any_popup))
