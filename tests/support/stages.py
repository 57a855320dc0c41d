"""A stage without a window: its screen is a framebuffer that a test can read."""

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

ONE = "passes=(Pass('image', 'image.frag'),)"


class Offscreen:
    """A context whose window is a framebuffer of its own; everything else is the session's context."""

    def __init__(self, gl, size):
        own = gl.texture(size, 4)
        vars(self).update(_gl=gl, _own=own, screen=gl.framebuffer([own]))

    def __getattr__(self, name):
        return getattr(self._gl, name)

    def __setattr__(self, name, value):
        setattr(self._gl, name, value)  # blending and scissor are the real context's

    def seen(self):
        """Return what is on the screen, uint8 [height, width, 3], top row first."""
        width, height = self.screen.size
        raw = self.screen.read(components=3, alignment=1)
        return np.frombuffer(raw, np.uint8).reshape(height, width, 3)[::-1]

    def release(self):
        self._gl.detect_framebuffer(0).use()
        self.screen.release()
        self._own.release()


@pytest.fixture
def offscreen(gl):
    """Return ``offscreen(size)``: a window of so many px that shows nowhere; released after the test."""
    made = []

    def make(size=(32, 16)):
        made.append(Offscreen(gl, size))
        return SimpleNamespace(gl=made[-1], size=size, ratio=1.0, show=lambda: None, vsync=lambda: None)

    yield make
    for one in made:
        one.release()


@pytest.fixture
def stage(offscreen, scene):
    """Return ``stage(declaration, ...)``: a stage that plays a small scene, and what it said in ``.heard``."""
    from renderer.data.load import load_table
    from renderer.flash.viewer import Safety
    from renderer.show.stage import Stage
    from renderer.signals.source import Figures

    made = []

    def make(declaration=ONE, wanted=(32, 16), window=(32, 16), adopt=True, **files):
        heard = []
        one = Stage(offscreen(window), wanted, Fraction(30), heard.append, safety=Safety())
        one.heard = heard
        made.append(one)
        if adopt:
            loaded = scene(declaration, **files)
            one.adopt(loaded, Figures(load_table(loaded.scene.data, loaded.scene.wanted)))
        return one

    yield make
    for one in made:
        one.release()
