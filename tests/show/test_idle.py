"""Who keeps displays lit: told once where nobody does, given back at the end."""

import threading

import pytest

from renderer.show import idle
from renderer.show.idle import IdleInhibitor, Inhibition, inhibition_words


class Server:
    """An X server that can, or cannot, suspend its saver; ``log`` hears of all."""

    def __init__(self, log, can=True):
        self.log, self.can = log, can

    def hold(self, *, wake=False):
        self.log.append("wake" if wake else "hold")
        return self.can

    def reset(self):
        self.log.append("reset")

    def timeouts(self):
        return 600, 900

    def release(self):
        self.log.append("release")


@pytest.fixture
def around(monkeypatch):
    """Return ``around(server, desktop, system)``, which puts an inhibitor into such surroundings."""

    def put(server, desktop="", system="", wayland=""):
        monkeypatch.setattr(idle, "_server", lambda: server)
        monkeypatch.setattr(idle.DBusInhibitor, "hold", lambda _: (desktop, system))
        monkeypatch.setenv("WAYLAND_DISPLAY", wayland)

    return put


def ran(said):
    """Return an inhibitor that has asked all, and is closed again."""
    one = IdleInhibitor(said.append)
    while one.inhibition is None:
        assert one._thread.is_alive()
        threading.Event().wait(0.01)
    one.close()
    return one


@pytest.mark.parametrize(("server", "desktop", "wayland", "lit"), [
    (True, "", "", True), (None, "org.freedesktop.ScreenSaver", "", True), (None, "", "", False),
    (True, "", "wayland-0", False), (True, "org.gnome.SessionManager", "wayland-0", True),
])  # fmt: skip
def test_it_is_said_once_where_nothing_keeps_the_displays_lit(around, server, desktop, wayland, lit):
    log, said = [], []
    around(Server(log) if server else None, desktop, wayland=wayland)
    one = ran(said)
    assert one.inhibition.lit is lit
    assert len(said) == (0 if lit else 1)
    assert lit or said[0].startswith("nothing here keeps the displays from going black")
    assert log == (["wake", "release"] if server else [])


def test_a_server_that_only_resets_is_reset_again_and_again(around, monkeypatch):
    log = []
    around(Server(log, can=False))
    monkeypatch.setattr(idle, "RESET", 0.001)
    one = IdleInhibitor(log.append)
    while log.count("reset") < 3:
        assert one._thread.is_alive()
        threading.Event().wait(0.01)
    one.close()
    assert log[0] == "wake"
    assert log[-1] == "release"


def test_what_begins_by_itself_lights_no_display_that_was_powered_down(around):
    log = []
    around(Server(log))
    one = IdleInhibitor(log.append, wake=False)
    while one.inhibition is None:
        assert one._thread.is_alive()
        threading.Event().wait(0.01)
    one.close()
    assert log == ["hold", "release"]


def test_the_doctor_learns_what_a_show_would_hold(around):
    log = []
    around(Server(log), "org.freedesktop.ScreenSaver", "idle:sleep")
    inhibition, timeouts = Inhibition.tried()
    assert log == ["hold", "release"]
    assert timeouts == (600, 900)
    assert inhibition_words(inhibition) == (
        "kept lit by the X server and org.freedesktop.ScreenSaver; the system holds off idle and sleep"
    )
    assert inhibition_words(Inhibition("reset", wayland=True)).startswith("nothing here")
