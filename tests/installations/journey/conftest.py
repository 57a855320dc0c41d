"""Tables of any times and states, and the frieze that shows them: its picture, and its sheets read back as numbers."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from areas import areas_table

from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.exposure import Exposure
from renderer.params.param import assign
from renderer.scene.catalogue import load


@pytest.fixture(scope="session")
def told():
    """
    Return ``told(shares, states, half)``: a table of ``shares`` percent, [times, areas].

    states : of the same shape, a value without; half : how unsure, percent to either side
    """

    def make(shares, states=None, half=0.0):
        shares = np.asarray(shares, float)
        states = np.full(shares.shape, State.VALUE) if states is None else np.asarray(states)
        table = areas_table(shares.shape[1], shares.shape[0])
        value = np.where(states == State.VALUE, shares, np.where(states == State.ZERO, 0.0, np.nan))
        value = np.broadcast_to(value[..., None], table.value.shape).copy()
        cubes = {"value": value, "low": value - half, "high": value + half,
                 "state": np.broadcast_to(states[..., None], value.shape).astype(np.uint8).copy()}  # fmt: skip
        return replace(table, **cubes)

    return make


@pytest.fixture(scope="session")
def wanted():
    """Return what the scene reads, from 0 to 100 percent."""
    scene = load("journey").scene
    return replace(scene.wanted, roles=(replace(scene.roles[0], default="sealed", chosen=True, asked=(0.0, 100.0)),))


@pytest.fixture
def frieze(gl, wanted):
    """
    Return ``frieze(table, size, frame, seed, samples, events, **params)``: one picture and its sheets.

    picture : [height, width, 3] sRGB codes, top row first; row, at : of the strand under each pixel, below 0 where
    there is none, and where in the times, as plan.frag has them; open : how much light comes through it, 0 .. 1
    breadth, edges, span : what breadths.frag, edges.frag and spans.frag wrote, times first
    """
    loaded = load("journey")

    def read(engine, name, kind="f4"):
        target = engine.pipeline.target(name)
        texels = np.frombuffer(target.buffer.read(components=4, dtype=kind), {"f4": np.float32, "f2": np.float16}[kind])
        return texels.reshape(target.size[1], target.size[0], 4)

    def draw(table, size=(320, 180), frame=0, seed=0, samples=1, events=(), **params):
        shown = replace(role_table(table, wanted).table, events=tuple(events))
        engine = Engine(gl, loaded, shown, size, Exposure(samples=samples))
        try:
            engine.draw(loaded.scene.frame(frame, size=size, seed=seed), assign(loaded.scene.params(), **params))
            plan = read(engine, "plan")[::-1]
            return SimpleNamespace(picture=engine.read()[..., :3].astype(int), row=plan[..., 0].round().astype(int),
                                   at=plan[..., 3], open=read(engine, "paper", "f2")[::-1, :, 3].astype(float),
                                   breadth=read(engine, "breadths")[..., 0], edges=read(engine, "edges")[..., 0],
                                   span=read(engine, "spans")[0], shown=shown)  # fmt: skip
        finally:
            engine.release()

    return draw
