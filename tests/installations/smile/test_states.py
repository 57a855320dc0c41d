"""Smile: each state looks its own way, even and unblemished; and the plate says whose smile it is, and how coarsely."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.ndimage import binary_erosion, uniform_filter

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.trial_tables import all_of
from renderer.params.param import assign
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load

SIZE = (480, 270)
NONE_STANDS = 1  # a seed by which no upper tooth stands where a fifth of people kept theirs


@pytest.fixture(scope="module")
def seen(gl_context):
    """Return ``seen(state, part, **params)``: codes of a smile all of whose figures are so, and where its teeth are."""
    loaded = load("smile")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    engine = Engine(gl_context, loaded, table, SIZE)

    def draw(state, part=0.5, seed=0, **params):
        engine.table = replace(all_of(table, state, part), release=f"trial {state} {part}")
        frame = loaded.scene.frame(0, size=SIZE, seed=seed)
        engine.draw(frame, assign(loaded.scene.params(), gum=0.0, **params))
        near = np.frombuffer(engine.pipeline.targets["near"].buffer.read(components=4, dtype="f4"), np.float32)
        teeth = near.reshape(SIZE[1], SIZE[0], 4)[::-1, :, 3] > 0.0
        return engine.read()[..., :3].astype(float).mean(axis=2), teeth

    yield draw
    engine.release()


def test_a_frosted_tooth_has_no_spots_and_is_not_the_brightest(seen):
    """What is held was mottled, as teeth that are ill; and nothing that is not told may look best."""
    (frost, teeth), (whole, _) = seen(State.HELD), seen(State.VALUE, 0.0)
    inner = binary_erosion(teeth, iterations=5)
    spots = np.abs(frost - uniform_filter(frost, 7))[inner].mean() / frost[inner].mean()
    plain = np.abs(whole - uniform_filter(whole, 7))[inner].mean() / whole[inner].mean()

    assert inner.sum() > 2000
    assert spots < 1.3 * plain
    assert 0.25 < frost[inner].mean() / whole[inner].mean() < 0.8


def test_an_outline_of_nobody_asked_is_dotted_and_the_rim_of_glass_is_whole(seen):
    missing, lost = (seen(State.MISSING)[0], seen(State.VALUE, 1.0)[0])
    assert missing.mean() < 0.5 * lost.mean()
    drawn = missing > 30
    ends = (drawn[:, 1:] != drawn[:, :-1]).sum() / drawn.sum()
    assert ends > 1.05, "broken into dots: unbroken it has 0.88 ends a pixel"


def test_a_tooth_that_is_all_glass_is_the_same_glass_whatever_the_share(seen):
    """Light came into it up to the height of the share, of enamel that was not there: half grey, half blue."""
    lost = {"seed": NONE_STANDS, "loss": "tooth", "jaw": "upper"}
    (all_of_them, teeth), (most, _) = seen(State.VALUE, 1.0, **lost), seen(State.VALUE, 0.8, **lost)

    assert (all_of_them[teeth] > 30).mean() > 0.5
    assert np.abs(all_of_them - most).max() <= 2


def test_the_plate_names_whose_smile_it_is_and_says_where_it_is_coarse():
    scene = load("smile").scene
    table = load_table(scene.data, scene.wanted)
    said = {n: caption_of(scene, table, assign(scene.params(), place=n)) for n in (0, 3, 51)}

    assert f") in {table.areas[2].name}: glass" in said[3]
    assert f") in {table.areas[50].name}: glass" in said[51]
    assert table.areas[0].name not in said[0]
    coarse = "few teeth tell it coarsely"
    assert coarse in caption_of(scene, table, assign(scene.params(), loss="tooth"))
    assert coarse not in said[0]
