"""Under a window manager: minimised, taken out of fullscreen, put below, left with its desktop, it comes back."""

import shutil
import subprocess

import pytest
from desktop import CAP, Server
from x_windows import ask_manager, popup

REMOVE, ADD = 0, 1


@pytest.fixture
def server():
    """Return a desktop with a window manager."""
    if shutil.which("openbox") is None:
        pytest.skip("a window manager is needed: apt install openbox")
    made = Server(["Xvfb", "-screen", "0", "1280x720x24", "+extension", "GLX", "-noreset"])
    manager = subprocess.Popen(["openbox"], env=made.env, stderr=subprocess.DEVNULL)
    yield made
    manager.terminate()
    manager.wait(CAP)
    made.close()


def covers(show):
    """Return whether the probe's picture, red left, black right, lies over the whole display."""
    picture = show.server.screen()
    return (picture[::40, :400:40, 0] > 180).all() and not picture[:, 900:].any()


def test_a_window_manager_gives_it_back(chorus, probe, server):
    show = chorus("perform", probe, "--size", "640x360")
    show.until(lambda: covers(show))
    window = int(server.run("xdotool", "search", "--class", "^Chorus$").split()[-1])

    def back(said):
        show.until(lambda: said in show.said)
        show.until(lambda: covers(show))

    server.mouse("windowminimize", window)
    back("was minimised")
    ask_manager(server.name, window, "_NET_WM_STATE", REMOVE, "_NET_WM_STATE_FULLSCREEN")
    back("was taken out of fullscreen")
    with popup(server.name, 300, 200, 400, 300):
        ask_manager(server.name, window, "_NET_WM_STATE", ADD, "_NET_WM_STATE_BELOW")
        back("was covered by another window")
    with popup(server.name, 300, 200, 400, 300, managed=False):  # a notice: no manager puts ours above it
        show.until(lambda: covers(show))
    server.mouse("set_desktop", 1)
    show.until(lambda: server.run("xdotool", "get_desktop_for_window", str(window)) == b"1\n")
    show.until(lambda: covers(show))
    server.key("b")  # and it has the keyboard again
    show.until(lambda: not server.screen().any())
