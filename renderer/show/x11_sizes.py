"""The true size of a fullscreen window under X11, where pyglet 2.1 takes that of the screen for it, whatever it is.

A window manager, a remote desktop or a hand may give it another; the picture is to be fitted to what it has.
"""

from typing import Any

__all__ = ["x11_sizes"]


def x11_sizes(native: Any) -> None:  # noqa: ANN401
    """Mend ``native``, a pyglet window; elsewhere than under X11 nothing is done."""
    if getattr(native, "_x_display", None) is None:
        return
    from pyglet.libs.x11 import xlib

    original = native._event_handlers[xlib.ConfigureNotify]

    def configured(event: Any) -> None:  # noqa: ANN401
        size = max(1, event.xconfigure.width), max(1, event.xconfigure.height)
        if native._fullscreen and size != (native._width, native._height):
            native._width, native._height = size
            native._update_view_size()
            native.dispatch_event("_on_internal_resize", *size)
        original(event)

    native._event_handlers[xlib.ConfigureNotify] = configured
