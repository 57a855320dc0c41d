"""Files dropped onto a window under X11, where pyglet 2.1 hears of them only in an event loop of its own.

Two things are missing there. The answer that says which files were dropped is asked of no queue by
``dispatch_events``. And a program that offers up to three types of them names these in its announcement, to whose
array pyglet adds a number, which raises in the middle of the frame loop.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["x11_drops"]

_MORE = 1  # of the announcement's second word: there is a list of types elsewhere


def x11_drops(native: Any) -> Callable[[], None]:  # noqa: ANN401
    """Mend ``native``, a pyglet window, and return what is to be called after its events; elsewhere nothing is done."""
    atoms = getattr(native, "_xdnd_atoms", None)
    if not isinstance(atoms, dict):
        return lambda: None
    original = native._event_drag_enter

    def entered(event: Any) -> None:  # noqa: ANN401
        words = event.xclient.data.l
        if words[1] & _MORE:
            original(event)
            return
        wanted = atoms["text/uri-list"]
        native._xdnd_source, native._xdnd_version = words[0], words[1] >> 24
        native._xdnd_format = wanted if wanted in words[2:5] else None

    native._event_drag_enter = entered
    return lambda: _answers(native)


def _answers(native: Any) -> None:  # noqa: ANN401
    """Hear which files were dropped."""
    from pyglet.libs.x11 import xlib

    event = xlib.XEvent()
    while xlib.XCheckTypedWindowEvent(native._x_display, native._window, xlib.SelectionNotify, event):
        native.dispatch_platform_event(event)
