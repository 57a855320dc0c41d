"""How fine a display is: what the desktop says, and what the server was told."""

import shutil
import subprocess

import pytest
from desktop import Server, missing

from renderer.show.x11_dpi import dpi_of, x11_dpi


@pytest.mark.parametrize(("resources", "height", "millimetres", "dpi"), [
    (b"*color: red\nXft.dpi:\t192\nXft.hinting: 1\n", 720, 190, 192.0), (b"Xft.dpi: 120.5", 720, 190, 120.5),
    (b"Xft.dpi: large\n", 720, 190, 96.25), (b"not Xft.dpi: 200", 720, 95, 192.5), (b"", 1080, 0, 96.0),
])  # fmt: skip
def test_the_desktop_is_asked_before_the_server(resources, height, millimetres, dpi):
    assert dpi_of(resources, height, millimetres) == pytest.approx(dpi, abs=0.01)


@pytest.mark.skipif(bool(missing()) or not shutil.which("xrdb"), reason="needs Xvfb, xdotool and xrdb")
def test_a_server_that_was_told_is_believed_until_the_desktop_says_otherwise():
    from pyglet.libs.x11 import xlib

    def told():
        display = xlib.XOpenDisplay(server.name.encode())  # it knows the resources of when it was opened
        found = x11_dpi(display, 0)
        xlib.XCloseDisplay(display)
        return found

    server = Server(["Xvfb", "-screen", "0", "640x480x24", "-dpi", "192", "-noreset"])
    try:
        assert told() == pytest.approx(192.0, rel=0.02)
        subprocess.run(["xrdb", "-nocpp", "-merge"], env=server.env, input=b"Xft.dpi: 144\n", check=True, timeout=60)
        assert told() == 144.0
    finally:
        server.close()
