"""The smile as a file for other worlds: its colours tell the five states apart, and its words say how."""

import json
import struct
from dataclasses import replace

import numpy as np
import pytest
from thumbnails import LUMA

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.displays.options import Options
from renderer.frames.engine import Engine
from renderer.output.objects.solid_object import OPTIONS, write_object
from renderer.params.param import assign
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load
from renderer.scene.object_words import said_of_object

# What the seats of the upper row show, all that are known by the share lost: from the patient's right to the middle.
SEATS = ((State.VALUE, 62.0), (State.VALUE, 51.0), (State.VALUE, 40.0), (State.VALUE, 29.0), (State.VALUE, 18.0),
         (State.ZERO, 0.0), (State.SUPPRESSED, np.nan), (State.HELD, np.nan), (State.MISSING, np.nan))  # fmt: skip
NAMED = {State.ZERO: "A band of gold", State.SUPPRESSED: "Pleated lilac", State.HELD: "Violet blue",
         State.MISSING: "Dark with pale dots"}  # fmt: skip


def shown(table, marks, seats):
    """Return ``table`` with the figures ``seats`` in the teeth from the first on, all others as they are."""
    cubes = {name: getattr(table, name).copy() for name in ("value", "low", "high", "state")}
    for (column, *_), (state, share) in zip(marks, seats, strict=False):
        cubes["state"][..., column] = state
        for name in ("value", "low", "high"):
            cubes[name][..., column] = share
    return replace(table, release="trial", **cubes)


def glb(path):
    """Return points (mm) and colours (linear light) of a binary glTF, by its specification."""
    content = path.read_bytes()
    length = struct.unpack_from("<I", content, 12)[0]
    told, data = json.loads(content[20 : 20 + length]), content[28 + length :]
    attributes = told["meshes"][0]["primitives"][0]["attributes"]
    read = []
    for name, kind in (("POSITION", np.float32), ("COLOR_0", np.uint8)):
        accessor = told["accessors"][attributes[name]]
        view = told["bufferViews"][accessor["bufferView"]]
        values = np.frombuffer(data, kind, offset=view.get("byteOffset", 0) + accessor.get("byteOffset", 0),
                               count=accessor["count"] * int(accessor["type"][-1]))  # fmt: skip
        read.append(values.reshape(accessor["count"], -1)[:, :3].astype(float))
    return 1000.0 * read[0], read[1] / 255.0


@pytest.fixture(scope="module")
def crowns(gl_context, tmp_path_factory):
    """Return the colours of each tooth of a row in its GLB, below the gum: [seats] of [n, 3], linear light."""
    loaded = load("smile")
    params = assign(loaded.scene.params(), jaw="upper")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    marks = [*loaded.scene.marks(params, 51, 14, (True, True))]
    engine = Engine(gl_context, loaded, shown(table, marks, SEATS), (16, 9))
    path = tmp_path_factory.mktemp("object") / "smile.glb"
    how = {"params": params, "held": frozenset(), "phases": None}
    options = Options("an object", {"cells": "120", "wall": "0"}, OPTIONS)
    write_object(engine, loaded.scene.frame(0, size=(16, 9)), how, path, options)
    buffer = engine.pipeline.targets["teeth"].buffer
    teeth = np.frombuffer(buffer.read(components=4, dtype="f4"), np.float32).reshape(8, 32, 4)[:, 1:15]
    engine.release()
    points, colours = glb(path)
    off = points[:, None] - teeth[0, :, :3]
    height = np.einsum("nik,ik->ni", off, teeth[2, :, :3]) / teeth[2, :, 3]
    own = np.argmin(np.hypot(off[..., 0], off[..., 2]), axis=1)
    inside = (height > 0.3) & (height < 0.95) & (np.arange(14) == own[:, None])
    return [colours[inside[:, seat]] for seat in range(len(SEATS))]


def test_the_farther_enamel_reaches_the_more_is_kept(crowns):
    light = [(one @ LUMA).mean() for one, (state, _) in zip(crowns, SEATS, strict=True) if state == State.VALUE]

    assert (np.diff(light) > 0.03).all()


def test_five_states_are_told_apart_and_none_that_is_not_told_is_worst_or_perfect(crowns):
    light = {n: (one @ LUMA).mean() for n, one in enumerate(crowns)}
    known = [light[n] for n, (state, _) in enumerate(SEATS) if state == State.VALUE]
    for n, (state, _) in enumerate(SEATS):
        if state in (State.SUPPRESSED, State.HELD, State.MISSING):
            assert known[0] < light[n] < np.mean(known) - 0.05, state

    looks = [np.quantile(one, np.linspace(0.1, 0.9, 9), axis=0) for one in (*crowns[2:3], *crowns[5:])]
    for n, one in enumerate(looks):
        for other in looks[:n]:
            assert np.abs(one - other).max() > 0.15


def test_gold_is_the_band_of_zero_alone(crowns):
    """Red and green without blue: no other state has that, nor has gum."""
    gold = [((one[:, :2].min(axis=1) > 0.35) & (one[:, 2] < 0.3)).mean() for one in crowns]

    assert gold[5] > 0.05
    assert max(gold[:5] + gold[6:]) < 0.02


@pytest.mark.parametrize("loss", ["core", "edge", "tooth"])
def test_its_words_say_what_its_colours_do_and_nothing_of_light(tmp_path, loss):
    scene = load("smile").scene
    of_object, beyond = said_of_object(scene, tmp_path / "a.glb")
    params, table = assign(scene.params(), loss=loss), load_table(scene.data, scene.wanted)
    marks = [*scene.marks(params, 51, 14, (True, True))]
    for n, (state, _) in enumerate(SEATS):
        said = caption_of(of_object, shown(table, marks, [SEATS[n]] * len(marks)), params)
        assert [name for name in NAMED.values() if name in said] == [NAMED[one] for one in NAMED if one == state]
        assert "glass" in said
        assert not any(word in said for word in ("visits", "Silk", "Frost", "thread", "pearl"))
    assert beyond == ""
