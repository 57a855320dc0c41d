"""The last picture of a show that was killed stays on the wall under X11, until another one shows the next.

The server keeps the windows of a program that asked for it (XSetCloseDownMode) though it is gone. Each such program
has a window of its own beside, never shown, that names its machine and process; whoever comes next takes away
what is left of those that run no more.
"""

import ctypes
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

__all__ = ["let_go", "retain", "sweep_retained"]

_MARK = b"_CHORUS_SHOW"
_DESTROY, _RETAIN = 0, 1  # close-down modes
_STRING, _REPLACE, _ANY = 31, 0, 0


def retain(native: Any) -> None:  # noqa: ANN401
    """Let the windows of ``native``'s program stay where it is killed; elsewhere than under X11 nothing is done."""
    if (display := getattr(native, "_x_display", None)) is None:
        return
    x11 = _library()
    address = ctypes.cast(display, ctypes.c_void_p)
    root = x11.XDefaultRootWindow(address)
    mark = x11.XCreateSimpleWindow(address, root, -1, -1, 1, 1, 0, 0, 0)
    said = _name(os.getpid())
    x11.XChangeProperty(address, mark, x11.XInternAtom(address, _MARK, 0), _STRING, 8, _REPLACE, said, len(said))
    x11.XSetCloseDownMode(address, _RETAIN)
    x11.XFlush(address)


def let_go(native: Any) -> None:  # noqa: ANN401
    """Let the windows of ``native``'s program go with it again."""
    if (display := getattr(native, "_x_display", None)) is not None:
        _library().XSetCloseDownMode(ctypes.cast(display, ctypes.c_void_p), _DESTROY)


def sweep_retained() -> int:
    """Take away what shows that run no more left on this desktop; return of how many."""
    swept = 0
    with suppress(OSError), _opened() as (x11, display):
        mark = x11.XInternAtom(display, _MARK, 0)
        for window in _tops(x11, display):
            if (said := _property(x11, display, window, mark)) and _is_gone(said):
                x11.XKillClient(display, window)
                swept += 1
        x11.XSync(display, 0)
    return swept


def _name(process: int) -> bytes:
    return f"{socket.gethostname()} {process}".encode()


def _is_gone(said: bytes) -> bool:
    """Return whether the program that said its ``_name`` was one of this machine, and runs no more."""
    word = said.rpartition(b" ")[2]
    if not word.isdigit() or said != _name(int(word)):
        return False
    try:
        os.kill(int(word), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


@contextmanager
def _opened() -> Iterator[tuple[Any, Any]]:
    """Give the library and a connection to the desktop of DISPLAY; raises OSError without one."""
    x11 = _library()
    display = x11.XOpenDisplay(None) if os.environ.get("DISPLAY") else None
    if not display:
        raise OSError("no display")
    display = ctypes.c_void_p(display)
    quiet = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
    before = x11.XSetErrorHandler(ctypes.cast(quiet, ctypes.c_void_p))  # a window may go while it is looked at
    try:
        yield x11, display
    finally:
        x11.XSync(display, 0)
        x11.XSetErrorHandler(before)
        x11.XCloseDisplay(display)


def _tops(x11: Any, display: Any) -> list[int]:  # noqa: ANN401
    """Return the windows on the desktop itself; no window manager moves one that was never shown."""
    root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
    found = ctypes.POINTER(ctypes.c_ulong)()
    x11.XQueryTree(display, x11.XDefaultRootWindow(display), *map(ctypes.byref, (root, parent, found, count)))
    windows = [int(found[at]) for at in range(count.value)]
    if found:
        x11.XFree(ctypes.cast(found, ctypes.c_void_p))
    return windows


def _property(x11: Any, display: Any, window: int, name: int) -> bytes:  # noqa: ANN401
    """Return what ``window`` says under ``name``, b"" for nothing."""
    kind, form, count, left = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
    content = ctypes.c_void_p()
    x11.XGetWindowProperty(display, window, name, 0, 64, 0, _ANY,
                           *map(ctypes.byref, (kind, form, count, left, content)))  # fmt: skip
    said = ctypes.string_at(content, count.value) if content.value and form.value == 8 else b""
    if content.value:
        x11.XFree(content)
    return said


def _library() -> Any:  # noqa: ANN401
    """Return libX11 with the types of what is called here; raises OSError where it is missing."""
    x11 = ctypes.CDLL("libX11.so.6")
    pointer, number, integer = ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int
    types = {
        "XChangeProperty": (integer, pointer, number, number, number, integer, integer, ctypes.c_char_p, integer),
        "XCloseDisplay": (integer, pointer),
        "XCreateSimpleWindow": (number, pointer, number, *(integer,) * 2, *(ctypes.c_uint,) * 3, number, number),
        "XDefaultRootWindow": (number, pointer),
        "XFlush": (integer, pointer),
        "XFree": (integer, pointer),
        "XGetWindowProperty": (integer, pointer, number, number, ctypes.c_long, ctypes.c_long, integer, number,
                               *(pointer,) * 5),
        "XInternAtom": (number, pointer, ctypes.c_char_p, integer),
        "XKillClient": (integer, pointer, number),
        "XOpenDisplay": (pointer, ctypes.c_char_p),
        "XQueryTree": (integer, pointer, number, *(pointer,) * 4),
        "XSetCloseDownMode": (integer, pointer, integer),
        "XSetErrorHandler": (pointer, pointer),
        "XSync": (integer, pointer, integer),
    }  # fmt: skip
    for name, (result, *arguments) in types.items():
        function = getattr(x11, name)
        function.restype, function.argtypes = result, arguments
    return x11
