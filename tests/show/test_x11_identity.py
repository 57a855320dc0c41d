"""A window says whose it is: its process, on which machine, and of what program."""

import ctypes
import os
import socket
from types import SimpleNamespace

from renderer.show.x11_identity import x11_identity


def test_a_window_is_known_by_its_process_and_its_program(server):
    from pyglet.libs.x11 import xlib

    display, classes = xlib.XOpenDisplay(server.name.encode()), []
    window = xlib.XCreateSimpleWindow(display, xlib.XDefaultRootWindow(display), 0, 0, 9, 9, 0, 0, 0)
    x11_identity(SimpleNamespace(_x_display=display, _window=window, set_wm_class=classes.append))
    xlib.XMapWindow(display, window)
    xlib.XSync(display, False)
    assert server.run("xdotool", "getwindowpid", str(window)) == f"{os.getpid()}\n".encode()
    machine = xlib.XTextProperty()
    assert xlib.XGetWMClientMachine(display, window, ctypes.byref(machine))
    assert ctypes.string_at(machine.value) == socket.gethostname().encode()
    assert classes == ["Chorus"]  # whatever its title is
    xlib.XCloseDisplay(display)


def test_where_there_is_no_x11_nothing_is_done():
    native = SimpleNamespace()
    x11_identity(native)
    assert vars(native) == {}
