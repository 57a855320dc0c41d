"""The keys of a preview; while something is typed into the panel they are letters."""

from typing import Any

from imgui_bundle import imgui

from renderer.show.window import Window

from .actions import PreviewState, act

__all__ = ["bind_keys", "unless_typed"]

GROW, STRONGER = 1.15, 0.1  # what one press turns a brush by

_PLAIN = {"SPACE": "pause", "PERIOD": "step", "S": "still", "L": "like", "R": "reseed",
          "TAB": "panel", "B": "brush", "F2": "keys", "F5": "record", "F11": "full", "ESCAPE": "leave"}  # fmt: skip


def unless_typed(handlers: dict[str, Any], state: PreviewState) -> dict[str, Any]:
    """Return ``handlers`` that leave a key alone while something is typed into the panel."""
    press = handlers["on_key_press"]

    def pressed(symbol: int, held: int) -> bool | None:
        return None if state.panel and imgui.get_io().want_text_input else press(symbol, held)

    return {**handlers, "on_key_press": pressed}


def bind_keys(window: Window, state: PreviewState) -> None:
    """Let the window's keys act on ``state``."""
    from pyglet.window import key

    plain = {getattr(key, name): (action,) for name, action in _PLAIN.items()}
    numbers: dict[int, tuple[Any, ...]] = {getattr(key, f"_{n}"): ("number", n) for n in range(1, 10)}
    plain.update({key.NUM_DECIMAL: ("step",), key._0: ("restart",), key.NUM_0: ("restart",)})
    table: dict[int, tuple[Any, ...]] = {**plain, **numbers}
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
        if state.panel and imgui.get_io().want_text_input:
            return
        if symbol == key.ESCAPE and imgui.is_popup_open("", imgui.PopupFlags_.any_popup):
            return  # it closes the list that is open, not the window
        sculpts = state.sculptor is not None and state.sculptor.on
        if held & control:
            first = ("sculpt",) if sculpts else ()  # undo is that of what the hand is at
            if symbol == key.Z:
                act(state, (*first, "redo" if held & key.MOD_SHIFT else "undo"))
            elif symbol == key.Y:
                act(state, (*first, "redo"))
        elif sculpts and symbol in brush and not held & key.MOD_ALT:
            act(state, brush[symbol])
        elif symbol in table and not held & key.MOD_ALT:
            act(state, table[symbol])

    window.listen({"on_key_press": pressed})
