"""What a test needs of Xlib: a window that pops up over others, and whether the pointer can be seen."""

import ctypes
from contextlib import contextmanager


class _Cursor(ctypes.Structure):
    """XFixesCursorImage."""

    _fields_ = (("x", ctypes.c_short), ("y", ctypes.c_short), ("width", ctypes.c_ushort), ("height", ctypes.c_ushort),
                ("xhot", ctypes.c_ushort), ("yhot", ctypes.c_ushort), ("serial", ctypes.c_ulong),
                ("pixels", ctypes.POINTER(ctypes.c_ulong)))  # fmt: skip


@contextmanager
def connection(name):
    """Give libX11 and a connection to the server that ``name`` names."""
    x11, pointer = ctypes.CDLL("libX11.so.6"), ctypes.c_void_p
    x11.XOpenDisplay.restype, x11.XOpenDisplay.argtypes = pointer, [ctypes.c_char_p]
    x11.XDefaultRootWindow.restype, x11.XDefaultRootWindow.argtypes = ctypes.c_ulong, [pointer]
    x11.XCreateSimpleWindow.restype = ctypes.c_ulong
    x11.XCreateSimpleWindow.argtypes = [pointer, ctypes.c_ulong, *(ctypes.c_int,) * 2, *(ctypes.c_uint,) * 3,
                                        *(ctypes.c_ulong,) * 2]  # fmt: skip
    x11.XChangeWindowAttributes.argtypes = [pointer, *(ctypes.c_ulong,) * 2, pointer]
    x11.XMapRaised.argtypes = [pointer, ctypes.c_ulong]
    x11.XSync.argtypes = [pointer, ctypes.c_int]
    x11.XCloseDisplay.argtypes = x11.XFree.argtypes = [pointer]
    display = x11.XOpenDisplay(name.encode())
    try:
        yield x11, display
    finally:
        x11.XCloseDisplay(display)


class _Attributes(ctypes.Structure):
    """XSetWindowAttributes, of which one is set here."""

    _fields_ = (("before", ctypes.c_long * 11), ("override_redirect", ctypes.c_int), ("after", ctypes.c_ulong * 2))


@contextmanager
def popup(name, x, y, width, height, *, managed=True):
    """Show a white window of so many px over all others, while this lasts; not ``managed``: as a notice is."""
    with connection(name) as (x11, display):
        root = x11.XDefaultRootWindow(display)
        window = x11.XCreateSimpleWindow(display, root, x, y, width, height, 0, 0, 0xFFFFFF)
        if not managed:
            x11.XChangeWindowAttributes(display, window, 1 << 9, ctypes.byref(_Attributes(override_redirect=1)))
        x11.XMapRaised(display, window)
        x11.XSync(display, 0)
        yield


def pointer_hidden(name):
    """Return whether no pixel of the pointer is seen, wherever it is now."""
    fixes = ctypes.CDLL("libXfixes.so.3")
    fixes.XFixesGetCursorImage.restype = ctypes.POINTER(_Cursor)
    fixes.XFixesGetCursorImage.argtypes = [ctypes.c_void_p]
    with connection(name) as (x11, display):
        image = fixes.XFixesGetCursorImage(display)
        count = image.contents.width * image.contents.height
        hidden = not any(image.contents.pixels[at] >> 24 & 0xFF for at in range(count))
        x11.XFree(image)
    return hidden


class _Message(ctypes.Structure):
    """XClientMessageEvent, as long as any XEvent."""

    _fields_ = (("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("sent", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("kind", ctypes.c_ulong),
                ("format", ctypes.c_int), ("words", ctypes.c_long * 5), ("rest", ctypes.c_long * 12))  # fmt: skip


def ask_manager(name, window, kind, *values):
    """Send the window manager the message ``kind`` about ``window``; a value that is text names an atom."""
    with connection(name) as (x11, display):
        x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        x11.XInternAtom.restype = ctypes.c_ulong
        x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]

        def atom(word):
            return x11.XInternAtom(display, word.encode(), 0)

        words = (ctypes.c_long * 5)(*(atom(one) if isinstance(one, str) else one for one in values))
        message = _Message(type=33, window=window, kind=atom(kind), format=32, words=words)
        redirect_and_notify = 3 << 19
        x11.XSendEvent(display, x11.XDefaultRootWindow(display), 0, redirect_and_notify, ctypes.byref(message))
        x11.XSync(display, 0)
