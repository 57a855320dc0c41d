"""A file manager in few lines: it drags a file onto a window and lets go, as XDND (version 5) has it, over X11."""

import ctypes
import os
import select
import time

TYPES = (b"text/uri-list", b"text/plain", b"UTF8_STRING", b"STRING")


def drop(display, window, path, types=1):
    """Drop the file at ``path`` in the middle of ``window`` (an id) on the server ``display``, offering ``types``."""
    from pyglet.libs.x11 import xlib

    shown = xlib.XOpenDisplay(display.encode())
    try:
        _Source(xlib, shown, window, f"file://{path}\r\n".encode(), TYPES[:types]).drop()
    finally:
        xlib.XCloseDisplay(shown)


class _Source:
    def __init__(self, xlib, shown, target, data, types):
        self.x, self.shown, self.target, self.data, self.types = xlib, shown, target, data, types
        self.own = xlib.XCreateSimpleWindow(shown, xlib.XDefaultRootWindow(shown), 0, 0, 1, 1, 0, 0, 0)

    def atom(self, name):
        return self.x.XInternAtom(self.shown, name, False)

    def send(self, kind, *words):
        """Send one message of the protocol to the target."""
        event = self.x.XEvent()
        event.xclient.type, event.xclient.format = self.x.ClientMessage, 32
        event.xclient.window, event.xclient.message_type = self.target, self.atom(kind)
        for index, word in enumerate((self.own, *words)):
            event.xclient.data.l[index] = word
        self.x.XSendEvent(self.shown, self.target, False, 0, ctypes.byref(event))
        self.x.XFlush(self.shown)

    def drop(self):
        selection, atoms = self.atom(b"XdndSelection"), [self.atom(name) for name in self.types]
        self.x.XSetSelectionOwner(self.shown, selection, self.own, 0)
        listed = (ctypes.c_ulong * len(atoms))(*atoms)
        self.x.XChangeProperty(self.shown, self.own, self.atom(b"XdndTypeList"), 4, 32, 0,
                               ctypes.cast(listed, ctypes.POINTER(ctypes.c_ubyte)), len(atoms))  # fmt: skip
        self.send(b"XdndEnter", 5 << 24 | (len(atoms) > 3), *(atoms[:3] if len(atoms) <= 3 else ()))
        self.send(b"XdndPosition", 0, 300 << 16 | 300, 0, self.atom(b"XdndActionCopy"))
        self.send(b"XdndDrop", 0, 0)
        self.answer(selection)

    def answer(self, selection):
        """Hand the data over once it is asked for."""
        end = time.monotonic() + 60.0
        event = self.x.XEvent()
        while time.monotonic() < end:
            while self.x.XPending(self.shown):
                self.x.XNextEvent(self.shown, ctypes.byref(event))
                asked = event.xselectionrequest
                if event.type == self.x.SelectionRequest and asked.selection == selection:
                    data = (ctypes.c_ubyte * len(self.data))(*self.data)
                    self.x.XChangeProperty(self.shown, asked.requestor, asked.property, asked.target, 8, 0, data,
                                           len(self.data))  # fmt: skip
                    reply = self.x.XEvent()
                    reply.xselection.type, reply.xselection.requestor = self.x.SelectionNotify, asked.requestor
                    reply.xselection.selection, reply.xselection.target = asked.selection, asked.target
                    reply.xselection.property = asked.property
                    self.x.XSendEvent(self.shown, asked.requestor, False, 0, ctypes.byref(reply))
                    self.x.XFlush(self.shown)
                    return
            select.select([self.x.XConnectionNumber(self.shown)], [], [], 0.2)
        raise AssertionError(f"nobody asked for the file ({os.getpid()})")
