"""Pads made of pyglet's own controls, which move as a driver moves them."""

import importlib.util
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pyglet
import pytest

from renderer.show.input.event import Null
from renderer.show.input.gamepad import DEAD, LOOK, Gamepads, gamepads


@pytest.fixture(scope="module")
def base():
    """Return ``pyglet.input.base`` without the display that its package opens."""
    path = Path(pyglet.__file__).parent / "input" / "base.py"
    spec = importlib.util.spec_from_file_location("pads", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Shelf:
    """The pads that are plugged in."""

    def __init__(self, *pads):
        self.pads = [*pads]

    def get_controllers(self):
        return self.pads


@pytest.fixture
def pad(base):
    """Return a pad with an ``a``, a stick and a trigger, and its raw controls."""
    axes = [base.AbsoluteAxis("x", 0, 255), base.AbsoluteAxis("y", 0, 255), base.AbsoluteAxis("z", 0, 255)]
    button = base.Button("a")

    class Device(base.Device):
        def get_controls(self):
            return [button, *axes]

    def at(kind, index):
        return SimpleNamespace(control_type=kind, index=index, sign=base.Sign.DEFAULT)

    mapping = {"name": "Test pad", "guid": "0", "a": at("button", 0), "leftx": at("axis", 0), "lefty": at("axis", 1),
               "lefttrigger": at("axis", 2)}  # fmt: skip
    made = base.Controller(Device(None, "Test pad"), mapping)
    for axis in axes[:2]:
        axis.value = 128
    return made, button, axes


def pairs(events):
    return {event.address.removeprefix("/pad/"): round(event.value, 3) for event in events}


def test_what_moves_is_told_once_and_what_rests_is_silent(pad):
    made, button, (x, y, z) = pad
    source = Gamepads(Shelf(made))
    assert source.poll(0.0) == []
    assert source.said() == "pad: Test pad"
    button.value, x.value, y.value, z.value = True, 255, 0, 51
    assert pairs(source.poll(0.1)) == {"a": 1.0, "leftx": 1.0, "lefty": 1.0, "lefttrigger": 0.2}
    assert source.poll(0.2) == []
    button.value, x.value, y.value = False, 0, 128 + round(0.9 * DEAD * 127)
    assert pairs(source.poll(0.3)) == {"a": 0.0, "leftx": 0.0, "lefty": 0.5}


def test_a_pad_that_goes_lets_go_and_plays_on_when_it_is_back(pad):
    made, button, (x, _, _) = pad
    shelf = Shelf()
    source = Gamepads(shelf)
    assert source.poll(0.0) == []
    shelf.pads = [made]
    assert source.poll(LOOK) == []
    button.value, x.value = True, 200
    assert pairs(source.poll(LOOK + 0.1)).keys() == {"a", "leftx"}
    shelf.pads = []
    assert pairs(source.poll(2 * LOOK)) == {"a": 0.0, "leftx": 0.5}
    assert (source.said(), source.poll(3 * LOOK)) == ("", [])
    shelf.pads = [made]
    source.poll(4 * LOOK)
    x.value = 0
    assert pairs(source.poll(4.1 * LOOK)) == {"leftx": 0.0}
    source.close()


def test_a_stick_leaves_its_dead_middle_without_a_step(pad):
    made, _, (x, _, _) = pad
    source = Gamepads(Shelf(made))
    source.poll(0.0)
    seen = [0.5]
    for raw in range(128, 256):
        x.value = raw
        seen.append(pairs(source.poll(0.1)).get("leftx", seen[-1]))
    assert seen == sorted(seen)
    assert max(b - a for a, b in pairwise(seen)) < 0.01
    assert seen[-1] == 1.0


def test_a_machine_without_pads_plays_on():
    source = gamepads()
    assert isinstance(source, (Null, Gamepads))
    assert source.poll(0.0) == []
    source.close()
