"""Puts a window over a display, and over it again after the display was away."""

from typing import Any

from renderer.core.errors import DisplayError

from .monitors import Display
from .window import Window, toolkit
from .x11_cover import restore
from .x11_place import aim

__all__ = ["off", "place", "screen_of"]


def place(window: Window, display: Display) -> None:
    """Cover ``display`` with ``window``, whatever covered it before."""
    screen = screen_of(display)
    native = window.native
    if native.fullscreen and getattr(native, "_x_display", None) is not None:
        native._screen = screen  # pyglet would make another window of it, which a manager puts where it likes
        if not native._mapped:
            aim(native, display)
        elif off(window, display):
            restore(native, display)
    elif not native.fullscreen or native.screen.get_monitor_name() != display.name or off(window, display):
        native.set_fullscreen(False)
        native.set_location(display.x, display.y)
        native.set_size(display.width, display.height)
        native.set_fullscreen(True, screen=screen)
    native.set_visible(True)  # after it was hidden, for its display was away
    native.set_mouse_visible(False)
    native.switch_to()
    native.activate()


def off(window: Window, display: Display) -> bool:
    """Return whether ``window`` does not cover ``display``."""
    place, size = tuple(window.native.get_location()), tuple(window.native.get_size())
    return place != (display.x, display.y) or size != (display.width, display.height)


def screen_of(display: Display) -> Any:  # noqa: ANN401
    """Return the toolkit's own word for ``display`` as the system has it now; raise DisplayError without."""
    screens = toolkit().display.get_display().get_screens()
    for screen in screens:
        if (screen.x, screen.y, screen.width, screen.height) == (display.x, display.y, display.width, display.height):
            return screen
    raise DisplayError(f"{display} is there, but no window can be put on it")
