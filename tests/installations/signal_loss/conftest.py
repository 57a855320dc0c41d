"""The wall's targets, read back from the GPU as numbers."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames import engine as engines
from renderer.params.param import assign
from renderer.scene.catalogue import load
from renderer.signals.fault.kinds import KINDS

SIZE = (320, 180)


@pytest.fixture(scope="module")
def loaded():
    return load("signal_loss")


@pytest.fixture(scope="module")
def table(loaded):
    return load_table(loaded.scene.data, loaded.scene.wanted)


@pytest.fixture(scope="module")
def wall(gl_context, loaded, table):
    """
    Return ``wall(table, frame, size, levels, **params)``: what is drawn then, row first from below.

    glass : [h, w, 4] as glass.frag writes it; tubes : [h, w, 4] light; signal : [4, rows, 4]; cells : [128, 128, 4]
    large : what the great receiver's camera sees; sitter : who sits there, as bust_seen gives them
    busts : the small ones' sitters, likewise; small : what the small ones' cameras see
    shown : [1, 5, 4] as shown.frag writes it; halo, floor : light around the tubes, and what the floor mirrors
    levels : faults, [areas, kinds, 4], in the place of the feed's; without, nothing is wrong
    """
    kept = {}

    def read(engine, name):
        target = engine.pipeline.targets[name]
        texels = np.frombuffer(target.buffer.read(components=4, dtype="f4"), np.float32)
        return texels.reshape(target.size[1], target.size[0], 4)

    def draw(figures=None, frame=0, size=SIZE, levels=None, **values):
        figures = figures or table
        key = (id(figures), size)
        if key not in kept:
            kept[key] = (engines.Engine(gl_context, loaded, figures, size), figures)
        engine = kept[key][0]
        still = np.zeros((len(figures.areas), len(KINDS), 4), np.float32) if levels is None else levels.copy()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engines, "alarms", lambda *_: still)
            engine.draw(loaded.scene.frame(frame, size=size), assign(loaded.scene.params(), **values))
        names = ("glass", "tubes", "signal", "shown", "cells", "large", "busts", "small", "sitter", "halo", "floor")
        return SimpleNamespace(picture=engine.read(3), **{name: read(engine, name) for name in names})

    yield draw
    for engine, _ in kept.values():
        engine.release()


@pytest.fixture(scope="module")
def without(table):
    """Return ``without(row, columns, state)``: the table with these figures of one area in another state."""

    def make(row, columns=slice(None), state=State.MISSING):
        cubes = {name: getattr(table, name).copy() for name in ("value", "low", "high", "sample", "state")}
        known = 0.0 if state == State.ZERO else np.nan
        for name, mark in (("value", known), ("low", known), ("high", known), ("sample", -1), ("state", state)):
            cubes[name][:, row, columns] = mark
        return replace(table, **cubes, release=f"trial {row} {columns} {state}")

    return make
