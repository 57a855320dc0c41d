"""Whose a window is under X11: its process and machine, for what watches, places or ends windows by them.

pyglet says neither, and calls each window by its title. Of the conventions, EWMH: _NET_WM_PID, which counts only beside
WM_CLIENT_MACHINE; ICCCM 4.1.2.5: WM_CLASS, an instance and a class that stay the same whatever is shown.
"""

import ctypes
import os
import socket
from typing import Any

__all__ = ["identified"]

_CARDINAL, _STRING, _REPLACE = 6, 31, 0


def identified(kind: Any) -> Any:  # noqa: ANN401
    """
    Return ``kind``, pyglet's class of windows, whose windows say whose they are; elsewhere than under X11 as it was.

    Before each is mapped: a change of fullscreen makes another one, and managers look at a window once.
    """
    if not hasattr(kind, "set_wm_class"):
        return kind

    class Window(kind):  # type: ignore[misc]
        """A window that is known by its process and its program."""

        def set_wm_class(self, name: str) -> None:  # noqa: ARG002
            super().set_wm_class("Chorus")
            _tell(self)

    return Window


def _tell(native: Any) -> None:  # noqa: ANN401
    """Write the process and its machine to the window ``native``."""
    from pyglet.libs.x11 import xlib

    def say(name: bytes, kind: int, form: int, content: bytes, count: int) -> None:
        atom = xlib.XInternAtom(native._x_display, name, 0)
        said = (ctypes.c_ubyte * len(content)).from_buffer_copy(content)
        xlib.XChangeProperty(native._x_display, native._window, atom, kind, form, _REPLACE, said, count)

    machine = socket.gethostname().encode("ascii", "replace")
    say(b"WM_CLIENT_MACHINE", _STRING, 8, machine, len(machine))
    # Numbers of 32 bits travel as C's long.
    say(b"_NET_WM_PID", _CARDINAL, 32, bytes(ctypes.c_ulong(os.getpid())), 1)
