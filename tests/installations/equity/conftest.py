"""Tables of two groups, and the wings that show them: pictures, and their maps read back as numbers."""

from dataclasses import replace
from itertools import count
from types import SimpleNamespace

import numpy as np
import pytest
from areas import areas_table

from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.data.table import Column
from renderer.frames.engine import Engine
from renderer.frames.exposure import Exposure
from renderer.params.param import assign
from renderer.scene.catalogue import load

CUBES = ("value", "low", "high", "sample", "state")


@pytest.fixture(scope="session")
def grouped():
    """
    Return ``grouped(shares)``: a table of as many areas as ``shares`` has rows, and a group a column, percent.

    states : of each area and group, [areas, groups]; times : the same figures at each
    """

    def make(shares, states=None, times=1):
        shares = np.asarray(shares, float)
        states = np.full(shares.shape, State.VALUE) if states is None else np.asarray(states)
        one = areas_table(len(shares), times, interval=False)
        value = np.where(states == State.VALUE, shares, np.where(states == State.ZERO, 0.0, np.nan))
        cubes = {"value": value, "low": value, "high": value, "sample": np.full(shares.shape, -1), "state": states}
        cubes = {key: np.broadcast_to(cube[None], (times, *shares.shape)) for key, cube in cubes.items()}
        columns = [Column(f"sealed@kind=g{n}", "sealed", "percent", 0.0, 100.0, "more", "children", "are sealed",
                          "are not sealed", f"group {n}") for n in range(shares.shape[1])]  # fmt: skip
        joined = {key: np.concatenate([getattr(one, key), cubes[key].astype(getattr(one, key).dtype)], axis=2)
                  for key in CUBES}  # fmt: skip
        return replace(one, columns=(*one.columns, *columns), **joined)

    return make


@pytest.fixture(scope="session")
def wanted():
    """Return what the scene reads, from 0 to 100 percent."""
    scene = load("equity").scene
    return replace(scene.wanted, roles=(replace(scene.roles[0], default="sealed", chosen=True, asked=(0.0, 100.0)),))


@pytest.fixture(scope="module")
def engine_of(gl_context):
    """Return ``engine_of(table, size, samples)``: one engine shows all tables of the same columns and as many areas."""
    loaded, engines, trial = load("equity"), {}, count()

    def make(table, size, samples):
        like = (size, samples, table.value.shape, tuple(one.name for one in table.columns))
        if like not in engines:
            engines[like] = Engine(gl_context, loaded, table, size, Exposure(samples=samples))
        engines[like].table = replace(table, release=f"trial {next(trial)}")
        return engines[like]

    yield make
    for one in engines.values():
        one.release()


@pytest.fixture
def wings(gl, wanted, engine_of):  # noqa: ARG001  gl: no GL error, before and after
    """
    Return ``wings(table, size, frame, seed, view, samples, **params)``: one picture and its maps.

    picture : [height, width, 3] sRGB codes, top row first; row, along : of the pipe under each pixel, in the same order
    places : what places.frag wrote, [3, places, 4]; fan : what fan.frag did, [3, 1024, 4]
    layout : what lay_out.frag did, [11, 4]
    """
    loaded = load("equity")

    def read(engine, name):
        target = engine.pipeline.target(name)
        texels = np.frombuffer(target.buffer.read(components=4, dtype="f4"), np.float32)
        return texels.reshape(target.size[1], target.size[0], 4)

    def draw(table, size=(320, 180), frame=0, seed=0, view=None, samples=1, **params):
        shown = role_table(table, wanted).table
        engine = engine_of(shown, size, samples)
        engine.draw(loaded.scene.frame(frame, size=size, seed=seed), assign(loaded.scene.params(), **params),
                    view=view)  # fmt: skip
        form = read(engine, "form")[::-1]
        return SimpleNamespace(picture=engine.read()[..., :3].astype(int), row=form[..., 0].round().astype(int),
                               along=form[..., 1], places=read(engine, "places"), fan=read(engine, "fan"),
                               layout=read(engine, "layout")[0], shown=shown)  # fmt: skip

    return draw
