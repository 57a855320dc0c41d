"""An X server that would blank after a second does not while it is held, and does once the holder is killed."""

import ctypes
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from desktop import CAP, Server

from renderer.show import idle
from renderer.show.x11_idle import X11Idle

HOLD = ("from renderer.show.x11_idle import X11Idle; held = X11Idle()\n"
        "print(held.timeouts(), held.hold(), flush=True); input()")  # fmt: skip


class Info(ctypes.Structure):
    """XScreenSaverInfo."""

    _fields_ = (("window", ctypes.c_ulong), ("state", ctypes.c_int), ("kind", ctypes.c_int),
                ("til", ctypes.c_ulong), ("idle", ctypes.c_ulong), ("mask", ctypes.c_ulong))  # fmt: skip


class Saver:
    """What a server says of its screen saver."""

    def __init__(self, name):
        try:
            self._x11, self._saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
        except OSError as error:
            pytest.skip(f"{error}: apt install libxss1")
        pointer = ctypes.c_void_p
        self._x11.XOpenDisplay.restype, self._x11.XOpenDisplay.argtypes = pointer, [ctypes.c_char_p]
        self._x11.XDefaultRootWindow.restype, self._x11.XDefaultRootWindow.argtypes = ctypes.c_ulong, [pointer]
        self._x11.XCloseDisplay.argtypes = [pointer]
        self._saver.XScreenSaverQueryInfo.argtypes = [pointer, ctypes.c_ulong, pointer]
        self._display = self._x11.XOpenDisplay(name.encode())

    @property
    def now(self):
        """Return whether it is on, and for how many ms nobody has touched a key."""
        info = Info()
        root = self._x11.XDefaultRootWindow(self._display)
        self._saver.XScreenSaverQueryInfo(self._display, root, ctypes.byref(info))
        return info.state == 1, info.idle

    def until(self, check):
        end = time.monotonic() + CAP
        while not check(*self.now):
            assert time.monotonic() < end, self.now
            time.sleep(0.05)

    def close(self):
        self._x11.XCloseDisplay(self._display)


@pytest.fixture
def blanking(monkeypatch):
    """Return a server that blanks after a second without a hand."""
    server = Server(["Xvfb", "-screen", "0", "64x64x24", "-noreset"])
    monkeypatch.setenv("DISPLAY", server.name)
    saver = Saver(server.name)
    server.run("xset", "s", "1", "1")
    server.run("xset", "s", "blank")
    yield saver
    saver.close()
    server.close()


def test_a_server_is_held_as_long_as_its_holder_lives_however_it_ends(blanking):
    blanking.until(lambda on, _: on)
    holder = subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "(1, 0) True\n"
        blanking.until(lambda on, idle: not on and idle > 2500)  # lit at once, and dark at no time since
    finally:
        holder.kill()
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()
    blanking.until(lambda on, _: on)


def test_without_the_extension_s_library_resets_keep_it_lit(blanking, monkeypatch):
    load = ctypes.CDLL

    def without(name, *rest, **options):
        if name and name.startswith("libXss"):
            raise OSError(name)
        return load(name, *rest, **options)

    monkeypatch.setattr("renderer.show.x11_idle.ctypes.CDLL", without)
    monkeypatch.setattr(idle, "RESET", 0.1)
    monkeypatch.setattr(idle.DBusInhibitor, "hold", lambda _: ("", ""))
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    said = []
    inhibitor = idle.IdleInhibitor(said.append)
    seen = []
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        seen.append(blanking.now)
        time.sleep(0.05)
    assert not any(on for on, _ in seen[5:])
    inhibitor.close()
    assert inhibitor.inhibition.server == "reset"
    assert not said
    blanking.until(lambda on, _: on)


@pytest.mark.parametrize(("on", "times", "after"), [
    (1, (0, 900, 600), 600), (1, (0, 0, 0), 0), (0, (300, 300, 300), 0),
])  # fmt: skip
def test_the_first_power_down_counts_where_power_is_managed_at_all(monkeypatch, on, times, after):
    def info(_, level, enabled):
        level._obj.value, enabled._obj.value = 0, on

    def timeouts(_, *found):
        for one, seconds in zip(found, times, strict=True):
            one._obj.value = seconds

    library = SimpleNamespace(DPMSInfo=info, DPMSGetTimeouts=timeouts, DPMSForceLevel=lambda *_: None)
    monkeypatch.setattr("renderer.show.x11_idle.ctypes.CDLL", lambda _: library)
    server = object.__new__(X11Idle)
    server._x11, server._display = SimpleNamespace(XQueryExtension=lambda *_: 1, XGetScreenSaver=lambda *_: 0), 1
    assert server.timeouts() == (0, after)


@pytest.mark.parametrize(("on", "level", "wake", "sent"), [
    (1, 3, True, [0]), (1, 1, True, [0]), (1, 0, True, []), (0, 0, True, []), (1, 3, False, []),
])  # fmt: skip
def test_what_is_powered_down_is_lit_where_somebody_begins_a_show(monkeypatch, on, level, wake, sent):
    """Of levels and settings that the server of test_x11_dpms is not brought to."""
    forced = []

    def info(_, now, enabled):
        now._obj.value, enabled._obj.value = level, on

    def load(name):
        if name.startswith("libXss"):
            raise OSError(name)
        return SimpleNamespace(DPMSInfo=info, DPMSGetTimeouts=lambda *_: None,
                               DPMSForceLevel=lambda _, to: forced.append(to))  # fmt: skip

    monkeypatch.setattr("renderer.show.x11_idle.ctypes.CDLL", load)
    server = object.__new__(X11Idle)
    server._x11 = SimpleNamespace(XQueryExtension=lambda *_: 1, XResetScreenSaver=lambda *_: 0, XSync=lambda *_: 0)
    server._display = 1
    assert not server.hold(wake=wake)
    assert forced == sent
