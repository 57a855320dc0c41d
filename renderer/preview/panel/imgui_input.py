"""Tells Dear ImGui what mouse and keyboard did in a pyglet window."""

from collections.abc import Callable
from functools import partial
from typing import Any

from imgui_bundle import imgui

__all__ = ["handlers"]

# Only what editing a number or a name needs; shortcuts are ours, not the panel's.
_KEYS = {
    "TAB": "tab", "BACKSPACE": "backspace", "DELETE": "delete", "RETURN": "enter", "NUM_ENTER": "keypad_enter",
    "ESCAPE": "escape", "LEFT": "left_arrow", "RIGHT": "right_arrow", "UP": "up_arrow", "DOWN": "down_arrow",
    "HOME": "home", "END": "end", "A": "a", "C": "c", "V": "v", "X": "x", "Z": "z", "Y": "y",
}  # fmt: skip
_MODIFIERS = {"CTRL": "mod_ctrl", "SHIFT": "mod_shift", "ALT": "mod_alt", "COMMAND": "mod_super"}


Hear = Callable[[Callable[[], None], bool], None]


def _at_once(tell: Callable[[], None], tab: bool) -> None:  # noqa: ARG001
    tell()


def handlers(
    native: Any, scale: float = 1.0, hear: Hear = _at_once  # noqa: ANN401
) -> dict[str, Callable[..., None]]:
    """
    Return handlers of the pyglet window ``native``, by event; a Dear ImGui context must be current.

    scale : units of the window per unit of the panel's layout
    hear : calls what tells the panel of a key or a letter, in their order, once it is known whether a field is open;
        the second word says whether it is Tab, which is asked then
    """
    io = imgui.get_io()
    modified = _modifiers(io)
    return {**_keyboard(io, modified, hear), **_mouse(io, native, scale, modified)}


def _modifiers(io: imgui.IO) -> Callable[..., None]:
    """Return what tells which modifiers are ``held`` at an event; ``symbol`` is the key that it is of."""
    from pyglet.window import key

    own = {getattr(key, f"{side}{name}"): getattr(imgui.Key, its)
           for name, its in _MODIFIERS.items() for side in ("L", "R")}  # fmt: skip
    flags = {getattr(key, f"MOD_{name}"): getattr(imgui.Key, its) for name, its in _MODIFIERS.items()}

    def modified(held: int, symbol: int = 0, *, down: bool = False) -> None:
        for flag, its in flags.items():
            # X says what was held before the event: a modifier's own press and release are said by their key.
            io.add_key_event(its, down if its == own.get(symbol) else bool(held & flag))

    return modified


def _keyboard(io: imgui.IO, modified: Callable[..., None], hear: Hear) -> dict[str, Callable[..., None]]:
    """Return handlers of keys and text."""
    from pyglet.window import key

    keys = {getattr(key, own): getattr(imgui.Key, its) for own, its in _KEYS.items()}

    def turned(symbol: int, held: int, *, down: bool) -> None:
        modified(held, symbol, down=down)
        # Tab goes from field to field, and by itself nowhere: it hides the panel.
        if symbol in keys and (symbol != key.TAB or io.want_text_input or not down):
            io.add_key_event(keys[symbol], down)

    def typed(text: str) -> None:
        for letter in filter(str.isprintable, text):
            io.add_input_character(ord(letter))

    def key_handler(*, down: bool) -> Callable[[int, int], None]:
        return lambda symbol, held: hear(partial(turned, symbol, held, down=down), down and symbol == key.TAB)

    return {
        "on_key_press": key_handler(down=True), "on_key_release": key_handler(down=False),
        "on_text": lambda text: hear(partial(typed, text), False),
    }  # fmt: skip


def _mouse(
    io: imgui.IO, native: Any, scale: float, modified: Callable[..., None]  # noqa: ANN401
) -> dict[str, Callable[..., None]]:
    """Return handlers of the mouse."""
    from pyglet.window import mouse

    buttons = {mouse.LEFT: 0, mouse.RIGHT: 1, mouse.MIDDLE: 2}

    def moved(x: float, y: float, *_: object) -> None:
        io.add_mouse_pos_event(x / scale, (native.get_size()[1] - y) / scale)

    def pressed(x: float, y: float, button: int, held: int = 0, *_: object, down: bool) -> None:
        modified(held)
        moved(x, y)
        # Of a finger Dear ImGui lets a frame pass between a way and its end, of a mouse it does not: where a frame is
        # slow, press, drag and release come within two, and a slider would never hear of the way between.
        io.add_mouse_source_event(imgui.MouseSource.mouse if down else imgui.MouseSource.touch_screen)
        io.add_mouse_button_event(buttons.get(button, 0), down)
        io.add_mouse_source_event(imgui.MouseSource.mouse)

    return {
        "on_mouse_motion": moved,
        "on_mouse_drag": moved,
        "on_mouse_press": lambda *at: pressed(*at, down=True),
        "on_mouse_release": lambda *at: pressed(*at, down=False),
        "on_mouse_scroll": lambda _x, _y, across, along: io.add_mouse_wheel_event(across, along),
        "on_mouse_leave": lambda *_: io.add_mouse_pos_event(-1e30, -1e30),
    }
