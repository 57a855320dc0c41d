"""Whether a window still covers its display under X11, and how to bring it back where it does not.

A window manager is asked by the messages of the Extended Window Manager Hints, as its own taskbar would:
https://specifications.freedesktop.org/wm-spec/latest. Where there is none, the server itself is told.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

from .monitors import Display

__all__ = ["fault", "restore"]

_REMOVE, _ADD = 0, 1  # what is done to a state
_PAGER = 2  # who asks: a taskbar, which may take the focus
_SHAPE_INPUT = 2
_LIMIT = 1024  # words of one property
_UNWANTED = ("_NET_WM_STATE_BELOW", "_NET_WM_STATE_SHADED")
_FULL = "_NET_WM_STATE_FULLSCREEN"


def fault(native: Any, display: Display) -> str:  # noqa: ANN401
    """Return what keeps ``native``, a pyglet window, from covering ``display``, in words; "" where it covers it."""
    x = _X(native)
    seen = x.attributes(native._window)
    if seen.map_state != x.lib.IsViewable:
        return "was minimised"
    if x.managed and _FULL not in x.states():
        return "was taken out of fullscreen"
    if (seen.width, seen.height) != (display.width, display.height):
        return "was given another size"
    if tuple(native.get_location()) != (display.x, display.y):
        return "was moved"
    return "was covered by another window" if any(x.above(display)) else ""


def restore(native: Any, display: Display) -> None:  # noqa: ANN401
    """Have ``native`` cover ``display`` again; whether it does is seen at the next look."""
    x, window = _X(native), native._window
    here = (display.x, display.y, display.width, display.height)
    now = x.attributes(window)
    off = (*native.get_location(), now.width, now.height) != here
    x.lib.XMapRaised(x.display, window)
    if x.managed:
        for state in set(_UNWANTED) & x.states():
            x.message("_NET_WM_STATE", _REMOVE, x.atom(state))
        if off and _FULL in x.states():  # a manager that let it be moved takes it for right
            x.message("_NET_WM_STATE", _REMOVE, x.atom(_FULL))
        if off:
            x.lib.XMoveResizeWindow(x.display, window, *here)
        x.message("_NET_WM_STATE", _ADD, x.atom(_FULL), 0, 1)
        desktop = x.words(x.root, "_NET_CURRENT_DESKTOP")
        if desktop and desktop != x.words(window, "_NET_WM_DESKTOP"):
            x.message("_NET_WM_DESKTOP", desktop[0], _PAGER)
        x.message("_NET_ACTIVE_WINDOW", _PAGER)
        x.lib.XRaiseWindow(x.display, x.top(window))
        for other in list(x.above(display)):
            x.lower(other)
    else:
        x.lib.XMoveResizeWindow(x.display, window, *here)
        native.activate()
    native.set_mouse_visible(False)
    x.lib.XFlush(x.display)


class _X:
    """A look at the server through the connection of ``native``; errors about windows that are gone are no news."""

    def __init__(self, native: Any) -> None:  # noqa: ANN401
        from pyglet.libs.x11 import xlib

        self.lib, self.native, self.display = xlib, native, native._x_display
        self.root = native._get_root()
        manager = self.words(self.root, "_NET_SUPPORTING_WM_CHECK")
        # One that is gone leaves its name on the desktop, but not the window that proves it.
        self.managed = bool(manager) and self.words(manager[0], "_NET_SUPPORTING_WM_CHECK") == manager

    def atom(self, name: str) -> int:
        return int(self.lib.XInternAtom(self.display, name.encode(), False))

    def attributes(self, window: int) -> Any:  # noqa: ANN401
        found = self.lib.XWindowAttributes()
        self.lib.XGetWindowAttributes(self.display, window, ctypes.byref(found))
        return found

    def words(self, window: int, name: str) -> list[int]:
        """Return what ``window`` says under ``name``, numbers; none where it says nothing."""
        lib, kind, form = self.lib, ctypes.c_ulong(), ctypes.c_int()
        count, left, content = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ubyte)()
        lib.XGetWindowProperty(self.display, window, self.atom(name), 0, _LIMIT, 0, 0,
                               *map(ctypes.byref, (kind, form, count, left, content)))  # fmt: skip
        if not content:
            return []
        longs = ctypes.cast(content, ctypes.POINTER(ctypes.c_ulong))
        found = [int(longs[at]) for at in range(count.value)] if form.value == 32 else []
        lib.XFree(content)
        return found

    def states(self) -> set[str]:
        """Return which of the states that matter here the window has."""
        found = self.words(self.native._window, "_NET_WM_STATE")
        return {name for name in (_FULL, *_UNWANTED) if self.atom(name) in found}

    def message(self, name: str, *values: int) -> None:
        """Ask the window manager for ``name`` of our window."""
        lib, event = self.lib, self.lib.XEvent()
        event.xclient.type, event.xclient.message_type = lib.ClientMessage, self.atom(name)
        event.xclient.display = ctypes.cast(self.display, ctypes.POINTER(lib.Display))
        event.xclient.window, event.xclient.format = self.native._window, 32
        for at, value in enumerate(values):
            event.xclient.data.l[at] = value
        mask = lib.SubstructureRedirectMask | lib.SubstructureNotifyMask
        lib.XSendEvent(self.display, self.root, False, mask, ctypes.byref(event))

    def tree(self, window: int) -> tuple[int, list[int]]:
        """Return the parent of ``window`` and its children, the lowest first."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        found = ctypes.POINTER(ctypes.c_ulong)()
        self.lib.XQueryTree(self.display, window, *map(ctypes.byref, (root, parent, found, count)))
        children = [int(found[at]) for at in range(count.value)]
        if found:
            self.lib.XFree(found)
        return parent.value, children

    def top(self, window: int) -> int:
        """Return the window on the desktop itself that holds ``window``: a manager's frame, or itself."""
        while (parent := self.tree(window)[0]) not in (self.root, 0):
            window = parent
        return window

    def above(self, display: Display) -> Iterator[int]:
        """Yield the windows that hide a part of ``display`` from ours."""
        _, order = self.tree(self.root)
        own = self.top(self.native._window)
        for window in order[order.index(own) + 1 :] if own in order else ():
            one = self.attributes(window)
            if one.map_state != self.lib.IsViewable or getattr(one, "class") != self.lib.InputOutput:
                continue
            across = min(one.x + one.width, display.x + display.width) - max(one.x, display.x)
            down = min(one.y + one.height, display.y + display.height) - max(one.y, display.y)
            if across > 0 and down > 0 and (self._touched(window) or not self._over_all(one)):
                yield window

    def lower(self, window: int) -> None:
        """Put ``window`` right below ours where no manager knows of it, as of notices and menus.

        A manager is asked whenever ours is to be raised, and leaves such windows above all that it knows.
        """
        if not self.attributes(window).override_redirect:
            return
        changes = self.lib.XWindowChanges()
        changes.sibling, changes.stack_mode = self.top(self.native._window), self.lib.Below
        self.lib.XConfigureWindow(self.display, window, self.lib.CWSibling | self.lib.CWStackMode,
                                  ctypes.byref(changes))  # fmt: skip

    def _over_all(self, one: Any) -> bool:  # noqa: ANN401
        """Return whether a window of these attributes lies over the whole desktop."""
        desktop = self.attributes(self.root)
        right, lower = one.x + one.width, one.y + one.height
        return bool(max(one.x, one.y) <= 0 and right >= desktop.width and lower >= desktop.height)

    def _touched(self, window: int) -> bool:
        """Return whether ``window`` takes the mouse: a compositor's sheet over all does not, nor do many notices."""
        try:
            shapes = ctypes.CDLL("libXext.so.6")
        except OSError:
            return True
        shapes.XShapeGetRectangles.restype = ctypes.c_void_p
        shapes.XShapeGetRectangles.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, *(ctypes.c_void_p,) * 2]
        count, order = ctypes.c_int(1), ctypes.c_int()
        found = shapes.XShapeGetRectangles(ctypes.cast(self.display, ctypes.c_void_p), window, _SHAPE_INPUT,
                                           ctypes.byref(count), ctypes.byref(order))  # fmt: skip
        if found:
            self.lib.XFree(ctypes.c_void_p(found))
        return count.value > 0
