"""A show leaves the pointer where it is, and to whoever wants it."""

import ctypes

from x_windows import connection

from renderer.show.x11_pointer import free_pointer

FREE = 0  # GrabSuccess


def grabbed(name):
    """Return what the server answers to who asks for the pointer, and give it back."""
    with connection(name) as (x11, display):
        x11.XGrabPointer.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_uint,
                                     *(ctypes.c_int,) * 2, *(ctypes.c_ulong,) * 3]  # fmt: skip
        x11.XUngrabPointer.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        answer = x11.XGrabPointer(display, x11.XDefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0)
        x11.XUngrabPointer(display, 0)
        return answer


def test_a_show_neither_moves_the_pointer_nor_keeps_it(chorus, probe, server):
    server.mouse("mousemove", 333, 222)
    command = chorus("perform", probe, "--size", "320x180")
    command.until(lambda: command.at(200, 360)[0] > 100)
    command.work()
    assert b"x:333 y:222 " in server.run("xdotool", "getmouselocation")
    assert grabbed(server.name) == FREE


def test_windows_of_other_systems_stay_as_they_are():
    class Window:
        pass

    assert free_pointer(Window) is Window
