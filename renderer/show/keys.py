"""The keys of a preview; while something is typed into the panel they are letters."""

from typing import Any

from imgui_bundle import imgui

from renderer.output.window import Window

from .desk import Desk, act

__all__ = ["bind_keys"]

_PLAIN = {"SPACE": "pause", "PERIOD": "step", "S": "still", "L": "like", "R": "reseed",
          "TAB": "panel", "F11": "full", "ESCAPE": "leave"}  # fmt: skip


def bind_keys(window: Window, desk: Desk) -> None:
    """Let the window's keys act on ``desk``."""
    from pyglet.window import key

    plain = {getattr(key, name): (action,) for name, action in _PLAIN.items()}
    numbers: dict[int, tuple[Any, ...]] = {getattr(key, f"_{n}"): ("number", n) for n in range(1, 10)}
    plain.update({key.NUM_DECIMAL: ("step",)})
    table: dict[int, tuple[Any, ...]] = {**plain, **numbers}
    control = key.MOD_CTRL | key.MOD_COMMAND

    def pressed(symbol: int, held: int) -> None:
        if desk.panel and imgui.get_io().want_text_input:
            return
        if held & control:
            if symbol == key.Z:
                act(desk, ("redo",) if held & key.MOD_SHIFT else ("undo",))
            elif symbol == key.Y:
                act(desk, ("redo",))
        elif symbol in table and not held & key.MOD_ALT:
            act(desk, table[symbol])

    window.listen({"on_key_press": pressed})
