"""A window says whose it is: its process, on which machine, and of what program."""

import ctypes
import os
import socket
import subprocess

from renderer.show.x11_identity import identified


def test_a_window_is_known_by_its_process_and_its_program(server):
    from pyglet.libs.x11 import xlib

    display = xlib.XOpenDisplay(server.name.encode())

    class Native:
        def __init__(self):
            self._x_display, self.classes = display, []
            self._window = xlib.XCreateSimpleWindow(display, xlib.XDefaultRootWindow(display), 0, 0, 9, 9, 0, 0, 0)

        def set_wm_class(self, name):
            self.classes.append(name)

    window = identified(Native)()
    window.set_wm_class("its title")  # as pyglet does before it maps it
    xlib.XMapWindow(display, window._window)
    xlib.XSync(display, False)
    assert server.run("xdotool", "getwindowpid", str(window._window)) == f"{os.getpid()}\n".encode()
    machine = xlib.XTextProperty()
    assert xlib.XGetWMClientMachine(display, window._window, ctypes.byref(machine))
    assert ctypes.string_at(machine.value) == socket.gethostname().encode()
    assert window.classes == ["Chorus"]
    xlib.XCloseDisplay(display)


def test_a_preview_is_known_from_the_first_and_after_f11(chorus, probe, server):
    show = chorus("preview", probe, "--size", "320x180")

    def known():
        try:
            found = server.run("xdotool", "search", "--class", "^Chorus$").decode().split()
            return [one for one in found if server.run("xdotool", "getwindowpid", one)]
        except subprocess.CalledProcessError:  # as it ends where no window is found, or one is gone meanwhile
            return []

    (before,) = show.until(known)
    show.press("F11", lambda: (now := known()) and before not in now)


def test_windows_of_other_systems_stay_as_they_are():
    class Window:
        pass

    assert identified(Window) is Window
