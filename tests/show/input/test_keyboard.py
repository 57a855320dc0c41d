"""Keys as an artist plays them, through the names that a window gives them."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import pyglet
import pytest

from renderer.show.input.default_links import playable
from renderer.show.input.instrument import Instrument
from renderer.show.input.keyboard import Keyboard
from renderer.show.key_places import KeyPlaces


def pyglets_keys():
    """Return pyglet's own names, without the display that its package opens."""
    path = Path(pyglet.__file__).parent / "window" / "key.py"
    spec = importlib.util.spec_from_file_location("keys", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def board():
    ticks = iter(range(100))
    return Keyboard(clock=lambda: float(next(ticks)))


def test_a_key_is_pressed_once_however_long_it_repeats(board):
    assert [board.press("q") for _ in range(5)] == [True] * 5
    board.release("q")
    board.release("q")
    assert [(e.address, e.value) for e in board.poll(0.0)] == [("/key/q", 1.0), ("/key/q", 0.0)]
    assert board.poll(0.0) == []


def test_keys_that_are_none_of_its_own_or_while_it_rests_stay_with_the_window(board):
    assert not board.press("f11")
    board.press("a")
    board.playing = False
    assert not board.press("q")
    board.release("a")  # what was pressed before is let go nevertheless
    assert [e.value for e in board.poll(0.0)] == [1.0, 0.0]


def test_a_window_that_is_left_lets_all_keys_go(board):
    key = pyglets_keys()
    listen = board.handlers(KeyPlaces(SimpleNamespace()), "b")
    assert listen["on_key_press"](key.B, 0) is None
    assert listen["on_key_press"](key.Q, 0) is True
    assert listen["on_key_press"](key._1, key.MOD_SHIFT) is True
    assert [listen["on_key_press"](key.Z, held) for held in
            (key.MOD_CTRL, key.MOD_ALT, key.MOD_COMMAND, key.MOD_WINDOWS)] == [None] * 4
    assert listen["on_key_press"](key.ESCAPE, 0) is None
    listen["on_key_release"](key.ESCAPE, 0)
    listen["on_deactivate"]()
    assert [(e.address, e.value) for e in board.poll(0.0)] == [
        ("/key/q", 1.0), ("/key/1", 1.0), ("/key/1", 0.0), ("/key/q", 0.0)]  # fmt: skip


def test_a_scene_can_be_played_from_the_keys_alone(session, board):
    mapping = playable(session.known, [preset.name for preset in session.presets], session.params)
    instrument = Instrument([board], mapping)

    def play(*keys, release=()):
        nonlocal session
        for key in keys:
            board.press(key)
        for key in release:
            board.release(key)
        session, _ = instrument.apply(session.moved(0.0, 9.0).settled(), instrument.poll(0.0), 0.0, 0.0)
        return session.params

    assert play("q").tear_amount == 1.0
    assert play("w", release="q").tear_amount == 0.0
    assert play("s").blocks_amount == 0.0  # a latch goes over to the other end
    assert play("s", release="w").blocks_amount == 0.0
    assert play("a", release="s").tear_amount == 1.0
    assert play(release="a").tear_amount == 1.0
    assert play("z").burst
    assert not play(release="z").burst
    play("2")
    assert session.moved(0.0, 9.0).params.glow == 4.0
    assert instrument.refused == 0


def test_without_effects_the_numbers_are_played_from_where_they_rest(session):
    known = {name: spec for name, spec in session.known.items() if not name.endswith("_amount")}
    links = playable(known, [], session.params).links
    assert [(a, link.to, link.low) for a, link in links.items() if a in ("/key/q", "/key/w", "/key/a")] == [
        ("/key/q", "glow", 1.0), ("/key/a", "glow", 1.0)]  # fmt: skip
    assert not any(link.to in ("breath", "prisms") for link in links.values())
