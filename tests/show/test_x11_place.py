"""A window of a show comes up where it belongs, and what was there stays until something is drawn into it."""

import ctypes
from types import SimpleNamespace

import pytest

from renderer.show.monitors import Display
from renderer.show.x11_place import aim, ground

WALL = Display("HDMI-1", 40, 30, 320, 200)
WHITE = 0xFFFFFF


@pytest.fixture
def bright(server):
    """Return a connection to a desktop that is white meanwhile: others tell by its black that nothing is shown yet."""
    from pyglet.libs.x11 import xlib

    def paint(colour):
        root = xlib.XDefaultRootWindow(display)
        xlib.XSetWindowBackground(display, root, colour)
        xlib.XClearWindow(display, root)
        xlib.XSync(display, False)

    display = xlib.XOpenDisplay(server.name.encode())
    paint(WHITE)
    yield display
    paint(0)
    xlib.XCloseDisplay(display)


def test_a_manager_is_told_the_place_and_nothing_is_painted(server, bright):
    from pyglet.libs.x11 import xlib

    display, asked = bright, []
    around = xlib.XDefaultRootWindow(display)
    window, view = (xlib.XCreateSimpleWindow(display, around, 0, 0, 9, 9, 0, 0, 0) for _ in range(2))
    native = SimpleNamespace(_x_display=display, _window=window, _view=view, _set_wm_state=asked.append)
    aim(native, WALL)
    ground(native, black=False)
    hints, given = xlib.XAllocSizeHints(), ctypes.c_long()
    assert xlib.XGetWMNormalHints(display, window, hints, ctypes.byref(given))
    told = hints.contents
    assert told.flags == xlib.USPosition | xlib.USSize
    assert (told.x, told.y, told.width, told.height) == (40, 30, 320, 200)
    assert asked == ["_NET_WM_STATE_FULLSCREEN"]
    xlib.XFree(hints)
    for one in (window, view):
        xlib.XMapWindow(display, one)
    xlib.XSync(display, False)
    seen = xlib.XWindowAttributes()
    xlib.XGetWindowAttributes(display, window, ctypes.byref(seen))
    assert (seen.x, seen.y, seen.width, seen.height) == (40, 30, 320, 200)
    assert server.screen().all()  # white, as the desktop below
    ground(native, black=True)
    xlib.XClearWindow(display, window)
    xlib.XSync(display, False)
    shown = server.screen()
    assert shown[-1, -1].all()
    assert not shown[30:230, 40:360].any()
