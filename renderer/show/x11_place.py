"""Where a window comes up under X11: over its display from the first moment, and painted by nobody before it draws.

pyglet says where a fullscreen window is to be, but not that somebody chose that place, so that a window manager puts it
on a display of its own choice: the operator's. And the server paints a new window with its ground, before anything
is drawn into it; one without a ground leaves there what was, such as the last picture of a show that was killed.
"""

from typing import Any

from .monitors import Display

__all__ = ["aim", "ground"]

_NO_GROUND = 0


def aim(native: Any, display: Display) -> None:  # noqa: ANN401
    """
    Have ``native``, a pyglet window that is not shown, come up over ``display``.

    Of the conventions, ICCCM 4.1.2.3: USPosition and USSize say that a user chose place and size, and a manager obeys.
    """
    from pyglet.libs.x11 import xlib

    hints = xlib.XAllocSizeHints()
    hints.contents.flags = xlib.USPosition | xlib.USSize
    hints.contents.x, hints.contents.y = display.x, display.y
    hints.contents.width, hints.contents.height = display.width, display.height
    xlib.XSetWMNormalHints(native._x_display, native._window, hints)
    xlib.XFree(hints)
    xlib.XMoveResizeWindow(native._x_display, native._window, display.x, display.y, display.width, display.height)
    native._set_wm_state("_NET_WM_STATE_FULLSCREEN")  # a manager takes it from a window that was hidden


def ground(native: Any, *, black: bool) -> None:  # noqa: ANN401
    """Give ``native`` a black ground, as pyglet does, or none: for the moment until it is drawn into."""
    if getattr(native, "_x_display", None) is None:
        return
    from pyglet.libs.x11 import xlib

    for window in (native._window, native._view):
        if black:
            xlib.XSetWindowBackground(native._x_display, window, 0)
        else:
            xlib.XSetWindowBackgroundPixmap(native._x_display, window, _NO_GROUND)
