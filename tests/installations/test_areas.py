"""Every installation with one area and with hundreds: each has its mark, nothing is cut, and a frame stays as cheap."""

import re

import numpy as np
import pytest
from areas import areas_table

from renderer.core.paths import INSTALLATIONS
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.gpu.include import expand
from renderer.scene.catalogue import load

SEEN = {"enamel": ("relief", 1), "fracture": ("relief", 3), "lagoon": ("bells", 0), "signal_loss": ("glass", 0)}
SIZE = (640, 360)


def drawn(gl, name, table, size=SIZE, **values):
    """Return an engine that drew the first frame of ``name`` over ``table``, and what the scene's roles read."""
    loaded = load(name)
    shown = role_table(table, loaded.scene.wanted).table
    engine = Engine(gl, loaded, shown, size)
    engine.draw(loaded.scene.frame(0, size=size), loaded.scene.params(**values))
    return engine, shown


def target(engine, name):
    """Return the texels of a pass, [height, width, 4]."""
    one = engine.pipeline.target(name)  # what only picking needs is drawn when it is asked for
    texels = np.frombuffer(one.buffer.read(components=4, dtype="f4"), np.float32)
    return texels.reshape(one.size[1], one.size[0], 4)


@pytest.mark.parametrize("size", [SIZE, (270, 480)])
@pytest.mark.parametrize("count", [1, 3, 640])
@pytest.mark.parametrize("name", SEEN)
def test_every_area_is_seen(gl, name, count, size):
    assert load(name).scene.most == 640
    engine, _ = drawn(gl, name, areas_table(count), size)
    rows = np.unique(target(engine, SEEN[name][0])[..., SEEN[name][1]].round().astype(int))
    engine.release()

    # Creatures hang before each other.
    least = {"lagoon": 0.9}.get(name, 0.99)
    assert len(rows[rows >= 0]) >= least * count


@pytest.mark.parametrize("name", SEEN)
def test_few_areas_fill_the_picture_and_none_reaches_beyond_it(gl, name):
    for count in (1, 3):
        engine, _ = drawn(gl, name, areas_table(count))
        seen, channel = SEEN[name]
        rows = target(engine, seen)[..., channel]
        engine.release()

        if name == "fracture":  # where its blossoms are, not whose ground it is
            continue
        here = np.argwhere(rows >= 0)
        assert (np.ptp(here, axis=0) > 0.15 * np.array(rows.shape)).all()
        assert here.min() > 0
        assert (here.max(axis=0) < np.array(rows.shape) - 1).all()


def test_an_empty_role_is_no_gap_in_the_figures(gl):
    engine, shown = drawn(gl, "signal_loss", areas_table(40))
    carrier = target(engine, "signal")[0, :, 0]
    engine.release()
    veiled, shown_too = drawn(gl, "enamel", areas_table(40))
    cells = target(veiled, "cells")[:, :100]
    veiled.release()

    known = shown.state[0, :, 0] == State.VALUE
    assert [column.figure for column in shown.columns[:2]] == ["sealed", ""]
    assert (carrier[known] == 1.0).all()
    assert (cells[shown_too.state[0, :, 0] == State.VALUE][..., 2] == State.VALUE).all()


def test_a_lamp_is_dark_and_full_at_the_ends_of_its_domain(gl):
    engine, shown = drawn(gl, "signal_loss", areas_table(40, low=35.0, high=61.0))
    lamp = target(engine, "signal")[2, :, 0]
    engine.release()

    low, high = shown.columns[0].domain
    assert 0.0 < low < high < 80.0
    known = shown.state[0, :, 0] == State.VALUE
    np.testing.assert_allclose(lamp[known], np.clip((shown.value[0, known, 0] - low) / (high - low), 0, 1), atol=1e-5)
    assert np.ptp(lamp[known]) > 0.7


@pytest.mark.parametrize("name", sorted(path.parent.name for path in INSTALLATIONS.glob("*/scene.py")))
def test_no_pixel_of_the_picture_asks_every_area(name):
    loaded = load(name)
    for step in loaded.scene.passes:
        if step.size == ("width", "height"):
            stem = loaded.folder / step.shader
            for path in {stem, stem.with_suffix(".frag")}:
                text = expand(path, roots=loaded.roots).text
                assert not re.search(r"for \([^)]*u_rows", text), f"{path}: a loop over u_rows for each pixel"
