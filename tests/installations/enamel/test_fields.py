"""Enamel: what can be counted in a field is what its plate says, and silk is seen over what is known."""

from dataclasses import replace

import numpy as np
import pytest
from areas import areas_table

from renderer.data.load import load_table
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load
from renderer.scene.filled import filled

SIZE = (320, 180)
LIT, WORN, OPEN = range(3)


def shares(gl, table):
    """Return how many of a hundred prisms of each field are in the light, hollow, and open sockets, [areas, 3]."""
    loaded = load("enamel")
    engine = Engine(gl, loaded, table, SIZE)
    engine.draw(loaded.scene.frame(0, size=SIZE))
    texels = {}
    for name in ("ranks", "cells"):
        read = engine.pipeline.targets[name].buffer.read(components=4, dtype="f4")
        texels[name] = np.frombuffer(read, np.float32).reshape(-1, 4)
    engine.release()
    seen = np.stack([texels["cells"][:, 1] > 0.5, texels["cells"][:, 3] >= 2.0, texels["cells"][:, 0] < 0.2], axis=1)
    return np.array([100 * seen[texels["ranks"][:, 0] == row].mean(axis=0) for row in range(len(table.areas))])


def sure(table, *values):
    """Return ``table`` with these figures, percent, in the first roles everywhere, without intervals."""
    value = table.value.copy()
    value[..., : len(values)] = values
    state = np.where(np.isfinite(value), State.VALUE, table.state).astype(np.uint8)
    return replace(table, value=value, low=value.copy(), high=value.copy(), state=state)


def test_no_socket_hides_a_prism_in_the_light(gl):
    scene = load("enamel").scene
    table = load_table(scene.data, scene.wanted)
    figures, seen = table.value[-1, :, :3], shares(gl, table)

    assert len(seen) == 51
    assert (figures[:, LIT] + figures[:, OPEN] < 100.0).all()
    np.testing.assert_allclose(seen[:, LIT], figures[:, LIT], atol=2.0)
    np.testing.assert_allclose(seen[:, OPEN], figures[:, OPEN], atol=2.0)
    np.testing.assert_allclose(seen[:, WORN] + seen[:, OPEN], figures[:, WORN], atol=3.0)


@pytest.mark.parametrize(("figures", "light", "words"), [
    ((70.0, 40.0, 20.0), 70.0, ""), ((70.0, 60.0, 45.0), 55.0, "sockets cover some of the light"),
    ((50.0, 20.0, 30.0), 50.0, "none is worn hollow"), ((50.0, 20.0, 20.0), 50.0, "none is worn hollow"),
])  # fmt: skip
def test_where_two_shares_are_more_than_a_whole_the_plate_says_what_covers_what(gl, figures, light, words):
    scene = load("enamel").scene
    table = sure(load_table(scene.data, scene.wanted), *figures)
    seen, said = shares(gl, table), caption_of(scene, table)

    assert abs(seen[:, LIT].mean() - light) < 1.0
    assert words in said
    assert ("cover some of" in said, "none is worn" in said) == ("cover" in words, "worn" in words)


@pytest.mark.parametrize("figures", [(0.0, 0.0, 0.0), (70.0, 0.0, 0.0)])
def test_of_nobody_not_one_prism_is_drawn(gl, figures):
    """A field of zero showed a lit prism or two, and its plate calls it a field without light."""
    shown = {"lit": "sealed", "worn": "decayed", "open": "lost"}
    scene = filled(load("enamel").scene, shown, shown)
    table = sure(role_table(areas_table(5), scene.wanted).table, *figures)  # few fields: each has hundreds of prisms
    seen = shares(gl, table)

    assert (seen[:, [role for role in range(3) if figures[role] == 0.0]] == 0.0).all()
    state = np.where(table.value[..., :3] == 0.0, State.ZERO, State.VALUE).astype(np.uint8)
    zero = replace(table, state=np.concatenate([state, table.state[..., 3:]], axis=2))
    assert ("A field without light" in caption_of(scene, zero)) == (figures[0] == 0.0)


@pytest.mark.parametrize("role", [WORN, OPEN])
def test_what_is_not_known_beside_the_light_is_a_step_below_what_is_known(gl, role):
    """And does not look like it; frost shone as bright as fields of which all is known, and bare outlines nearly."""
    loaded = load("enamel")
    figures = {"lit": "sealed", "worn": "decayed", "open": "lost"}
    loaded = replace(loaded, scene=filled(loaded.scene, figures, figures))
    table = sure(role_table(areas_table(12), loaded.scene.wanted).table, 70.0, 30.0, 12.0)
    engine, light = Engine(gl, loaded, table, SIZE), {}
    for one in (State.VALUE, State.SUPPRESSED, State.HELD, State.MISSING):
        state = table.state.copy()
        state[..., :3] = State.VALUE
        state[..., role] = one
        engine.table = replace(table, state=state, release=one.word)
        engine.draw(loaded.scene.frame(0, size=SIZE))
        light[one] = (engine.read(3).max(axis=2) / 255.0) ** 2.2
    engine.release()
    bright = light[State.VALUE] > 0.27  # prisms in the light

    assert bright.mean() > 0.05
    for one in (State.SUPPRESSED, State.HELD, State.MISSING):
        for where in (bright, np.ones_like(bright)):
            assert 0.2 < light[one][where].mean() / light[State.VALUE][where].mean() < 0.75, one.word
