"""Creatures of chosen figures: their picture, whose bell is where, and what the shaders wrote of each."""

from dataclasses import replace
from itertools import count
from types import SimpleNamespace

import numpy as np
import pytest
from areas import areas_table

from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.params.param import assign
from renderer.scene.catalogue import load
from renderer.scene.filled import filled

TIMES = 2  # of the table; a still shows the last


@pytest.fixture(scope="session")
def loaded():
    """Return the installation with figures of ``areas_table`` in its roles."""
    figures = {"bell": "sealed", "heart": "decayed"}
    one = load("lagoon")
    return replace(one, scene=filled(one.scene, figures, figures))


@pytest.fixture(scope="module")
def tank(gl_context, loaded):
    """
    Return ``tank(bell, lost, state, doubt, pixels, frame, seed, **params)``: one picture, and its numbers.

    bell, lost : percent, [areas] or one for all of twelve; NaN of the lost is withheld; doubt : half an interval
    state : of each bell, [areas], or at both times, of which the last is drawn, [2, areas]
    one engine draws all that have as many areas and as many pixels

    picture : [height, width, 3] sRGB codes, top row first; row, height : whose bell each pixel sees, and how high in it
    places : what places.frag wrote, [5, areas, 4]; settled : how they hang together, [areas, 4]
    """
    engines, trial = {}, count()

    def engine_of(areas, size):
        if (areas, size) not in engines:
            table = role_table(areas_table(areas, TIMES, interval=False), loaded.scene.wanted).table
            table = replace(table, columns=tuple(replace(one, domain=(0.0, 100.0)) for one in table.columns))
            engines[areas, size] = Engine(gl_context, loaded, table, size), table
        return engines[areas, size]

    def draw(bell, lost=100.0, state=State.VALUE, doubt=0.0, pixels=(320, 180), frame=0, seed=0, **params):
        many = np.shape(state)[-1] if np.ndim(state) else 1
        areas = max(np.size(bell), np.size(lost), many) if np.size(bell) > 1 else max(many, 12)
        engine, table = engine_of(areas, pixels)
        bell, lost = (np.broadcast_to(np.asarray(one, float), areas) for one in (bell, lost))
        states = np.broadcast_to(np.asarray(state, np.uint8), (len(table.times), areas))
        state = states[-1]
        known = (state == State.VALUE) | (state == State.ZERO)
        cubes = {name: getattr(table, name).copy() for name in ("value", "low", "high", "state")}
        for name, off in (("value", 0.0), ("low", -doubt), ("high", doubt)):
            cubes[name][..., 0] = np.where(known, bell + off, np.nan)
            cubes[name][..., 1] = lost
        cubes["state"][..., 0] = states
        cubes["state"][..., 1] = np.where(np.isnan(lost), State.SUPPRESSED, State.VALUE)
        engine.table = replace(table, release=f"trial {next(trial)}", **cubes)
        engine.draw(loaded.scene.frame(frame, size=pixels, seed=seed), assign(loaded.scene.params(), **params))
        engine.row_at(0, 0)  # draws what only picking needs

        def read(name):
            target = engine.pipeline.targets[name]
            texels = np.frombuffer(target.buffer.read(components=4, dtype="f4"), np.float32)
            return texels.reshape(target.size[1], target.size[0], 4)

        bells = read("bells")[::-1]
        return SimpleNamespace(picture=engine.read(3).astype(int), row=bells[..., 0].round().astype(int),
                               height=bells[..., 1], places=read("places"), settled=read("settled")[0])  # fmt: skip

    yield draw
    for engine, _ in engines.values():
        engine.release()
