"""A fullscreen window that was given another size is known by it, and what draws hears of it."""

from types import SimpleNamespace

import pytest

from renderer.show.x11_sizes import x11_sizes


@pytest.fixture
def native():
    """Return a window as pyglet has one, fullscreen at 1280x720, that notes what it is told."""
    xlib = pytest.importorskip("pyglet.libs.x11.xlib")
    heard = []
    one = SimpleNamespace(_x_display=1, _fullscreen=True, _width=1280, _height=720, heard=heard)
    one._event_handlers = {xlib.ConfigureNotify: lambda _: heard.append("own")}
    one._update_view_size = lambda: heard.append(("view", one._width, one._height))
    one.dispatch_event = lambda name, *size: heard.append((name, *size))
    x11_sizes(one)
    one.configured = lambda width, height: one._event_handlers[xlib.ConfigureNotify](
        SimpleNamespace(xconfigure=SimpleNamespace(width=width, height=height, x=0, y=0))
    )
    return one


def test_another_size_is_taken_and_told(native):
    native.configured(300, 200)
    assert (native._width, native._height) == (300, 200)
    assert native.heard == [("view", 300, 200), ("_on_internal_resize", 300, 200), "own"]


def test_the_same_size_is_no_news(native):
    native.configured(1280, 720)
    assert native.heard == ["own"]


def test_a_window_in_a_window_is_pyglet_s_own_matter(native):
    native._fullscreen = False
    native.configured(300, 200)
    assert native.heard == ["own"]
    assert native._width == 1280


def test_where_there_is_no_x11_nothing_is_done():
    native = SimpleNamespace()
    x11_sizes(native)
    assert vars(native) == {}
