"""What is asked of desktop and system over a real bus, and that a kill gives it back."""

import subprocess
import sys
from ast import literal_eval

import pytest

from renderer.show import dbus_inhibit
from renderer.show.dbus_inhibit import DBusInhibitor

SAVER, GNOME, PORTAL = "org.freedesktop.ScreenSaver", "org.gnome.SessionManager", "org.freedesktop.portal.Desktop"
LOGIN = "org.freedesktop.login1"
WHY = "a show is on the wall"


@pytest.fixture
def holder():
    """Return ``holder()``: a process that holds, and what it said; libdbus looks up its addresses once in a process."""
    code = ("from renderer.show.dbus_inhibit import DBusInhibitor; held = DBusInhibitor()\n"
            "print(held.hold(), flush=True); input()\n"
            "held.release(); print('released', flush=True); input()")  # fmt: skip
    started = []

    def start():
        one = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        started.append(one)
        return one, literal_eval(one.stdout.readline())

    yield start
    for one in started:
        one.kill()
        one.wait()
        one.stdin.close()
        one.stdout.close()


@pytest.mark.parametrize(("there", "asked", "said"), [
    ((SAVER, GNOME), SAVER, f"{SAVER} Chorus {WHY}"),
    ((GNOME, PORTAL), GNOME, f"{GNOME} Chorus 0 {WHY} 12"),
    ((PORTAL,), PORTAL, "org.freedesktop.portal.Inhibit  12 a"),
])  # fmt: skip
def test_the_first_desktop_that_is_there_is_asked_as_it_wants_to_be(bus, holder, there, asked, said):
    service = bus(*there)
    assert holder()[1] == (asked, "")
    assert service.stdout.readline() == f"{said}\n"


def test_the_system_s_hold_goes_with_a_process_that_is_killed(bus, holder):
    service = bus(LOGIN)
    process, held = holder()
    assert held == ("", "idle:sleep")
    assert service.stdout.readline() == f"{LOGIN}.Manager idle:sleep Chorus {WHY} block\n"
    process.kill()
    assert service.stdout.readline() == "gone\n"


def test_it_is_given_back_at_the_end(bus, holder):
    service = bus(LOGIN)
    process, _ = holder()
    assert service.stdout.readline().startswith(LOGIN)
    process.stdin.write("\n")
    assert process.stdout.readline() == "released\n"
    assert service.stdout.readline() == "gone\n"
    assert process.poll() is None


def test_a_bus_without_anybody_holds_nothing(bus, holder):
    bus("org.example.Nobody")
    assert holder()[1] == ("", "")


def test_without_a_bus_nothing_is_held_and_none_is_begun(holder, monkeypatch, tmp_path):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    assert holder()[1] == ("", "")


def test_without_libdbus_nothing_is_held(monkeypatch):
    def missing():
        raise OSError("no such library")

    monkeypatch.setattr(dbus_inhibit, "_library", missing)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/none")
    held = DBusInhibitor()
    assert held.hold() == ("", "")
    held.release()
