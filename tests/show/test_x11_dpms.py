"""A display that powers itself down stays on while it is held, and is lit by a show that somebody begins alone."""

import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from dpms import monitor, powered, until, wanting

HOLD = """
import sys
from renderer.show.x11_idle import X11Idle
held = X11Idle()
print(held.timeouts()[1], held.hold(wake=sys.argv[1] == "wake"), flush=True)
input()
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Return an X server that powers its display down after a second without a hand."""
    if why := wanting():
        pytest.skip(why)
    made = powered(tmp_path_factory.mktemp("dpms"))
    if made is None:
        pytest.skip("no display here can be powered down: Xorg does not start with a driver of one's own")
    made.run("xset", "s", "off")
    made.run("xset", "dpms", "1", "1", "1")
    yield made
    made.close()


@contextmanager
def held(server, how):
    """Hold the display, in a process of its own that is killed at the end."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, how], env=server.env, text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
    try:
        assert holder.stdout.readline() == "1 True\n"
        yield
    finally:
        holder.kill()
        holder.communicate()


def test_a_show_that_begins_lights_a_dark_display_it_stays_lit_and_is_dark_again_after_a_kill(server):
    until(server, "Off")
    with held(server, "wake"):
        assert monitor(server) == "On"
        for _ in range(4):
            time.sleep(0.7)
            assert monitor(server) == "On"
        server.run("xset", "dpms", "force", "off")  # by a hand
        time.sleep(0.5)
        assert monitor(server) == "Off"
        server.run("xset", "dpms", "force", "on")
        assert monitor(server) == "On"
    until(server, "Off")


def test_a_life_that_follows_another_leaves_what_a_hand_made_dark(server):
    server.run("xset", "dpms", "force", "off")
    with held(server, "leave"):
        time.sleep(0.5)
        assert monitor(server) == "Off"
