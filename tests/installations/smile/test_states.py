"""Smile: each state looks its own way, even and unblemished; and the plate says whose smile it is, and how coarsely."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy.ndimage import binary_erosion, uniform_filter
from thumbnails import LUMA

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.trial_tables import all_of
from renderer.params.param import assign
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load

SIZE = (480, 270)


UNKNOWN = (State.SUPPRESSED, State.HELD, State.MISSING)


@pytest.fixture(scope="module")
def seen(gl_context):
    """Return ``seen(state, part, **params)``: luma of a smile all of whose figures are so, and where its teeth are."""
    loaded = load("smile")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    engine = Engine(gl_context, loaded, table, SIZE)

    def draw(state, part=0.5, seed=0, ground=0.0, lamp=0.0, **params):
        engine.table = replace(all_of(table, state, part), release=f"trial {state} {part}")
        frame = loaded.scene.frame(0, size=SIZE, seed=seed)
        engine.draw(frame, assign(loaded.scene.params(), lamp=lamp, ground=ground, **params))
        return engine.read()[..., :3] @ LUMA, engine.depth() > 0.0

    yield draw
    engine.release()


@pytest.mark.parametrize(("material", "ground"), [("enamel", 1.0), ("enamel", 0.0), ("glass", 0.0), ("points", 1.0)])
def test_what_is_not_known_is_darker_than_all_that_is_and_each_has_its_own_look(seen, material, ground):
    how = {"material": material, "ground": ground}
    known = [seen(State.VALUE, part, **how) for part in (0.1, 0.4, 0.7)]
    looks = {state: seen(state, **how)[0] for state in UNKNOWN} | {"known": known[1][0]}
    looks["zero"] = seen(State.ZERO, **how)[0]
    teeth = known[0][1]

    assert max(looks[state][teeth].mean() for state in UNKNOWN) < 0.98 * min(one[teeth].mean() for one, _ in known)
    for one, other in combinations(looks.values(), 2):
        assert np.abs(one - other)[teeth].mean() > 8.0


def test_the_more_is_kept_the_more_of_a_tooth_is_pearl_and_zero_is_not_missing(seen):
    light = [seen(State.VALUE, part)[0].mean() for part in (0.6, 0.45, 0.3, 0.2)]
    zero, whole = seen(State.ZERO)[0], seen(State.VALUE, 0.001)[0]

    assert (np.diff(light) > 1.0).all()
    assert zero.mean() > 10.0 * seen(State.MISSING)[0].mean()
    assert (np.abs(zero - whole) > 24).mean() > 0.004, "a thread of gold"


@pytest.mark.parametrize(("state", "form"), [
    (State.VALUE, {}), (State.VALUE, {"wear": 2.0, "jaw": "lower"}), (State.VALUE, {"jaw": "upper", "tilt": -60.0}),
    (State.SUPPRESSED, {"wear": 2.0}),
])  # fmt: skip
def test_no_pearl_comes_out_of_its_glass(gl_context, state, form):
    """It rose out of the hollow of lower molars where nearly all is kept, and out of all crowns that are worn down."""
    loaded = load("smile")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    engine = Engine(gl_context, loaded, all_of(table, state, 0.02), SIZE)
    engine.draw(loaded.scene.frame(0, size=SIZE, seed=1), assign(loaded.scene.params(), **form))
    body, glass = (np.frombuffer(engine.pipeline.targets[name].buffer.read(components=4, dtype="f4"), np.float32)
                   .reshape(*SIZE[::-1], 4) for name in ("surface", "glass"))  # fmt: skip
    engine.release()
    pearl = (body[..., 2] > 0.5) & (body[..., 2] < 32.5)
    bare = pearl & ((glass[..., 2] == 0.0) | (glass[..., 3] > body[..., 3] + 0.02))

    assert pearl.sum() > 1500
    assert bare.sum() <= 4


def test_a_frosted_tooth_has_no_spots(seen):
    """What is held was mottled, as teeth that are ill."""
    (frost, teeth), (whole, _) = seen(State.HELD), seen(State.VALUE, 0.0)
    inner = binary_erosion(teeth, iterations=5)
    spots = np.abs(frost - uniform_filter(frost, 7))[inner].mean() / frost[inner].mean()
    plain = np.abs(whole - uniform_filter(whole, 7))[inner].mean() / whole[inner].mean()

    assert inner.sum() > 2000
    assert spots < 1.3 * plain


def test_silk_has_folds_and_no_threads(seen):
    """Threads as fine as pixels were moire on a thumbnail; what gleams is the glass before it, as before a pearl."""
    rough = []
    for one, teeth in (seen(State.SUPPRESSED), seen(State.VALUE, 0.4)):
        inner = binary_erosion(teeth, iterations=4)
        rough.append([np.abs(one - uniform_filter(one, side))[inner].mean() / one[inner].mean() for side in (11, 3)])

    assert rough[0][0] > 0.04
    assert rough[0][1] < 1.3 * rough[1][1]


def test_silk_is_wound_around_a_pearl(gl_context):
    """Folds that ran straight from the neck to the tip looked like a fruit's: each turns by a third on its way."""
    loaded = load("smile")
    table = all_of(load_table(loaded.scene.data, loaded.scene.wanted), State.SUPPRESSED, 0.5)
    engine = Engine(gl_context, loaded, table, (192, 108))
    engine.draw(loaded.scene.frame(0, size=(192, 108)))
    core = np.stack([engine.pipeline.targets["core"].channel(k)[::-1] for k in range(3)], -1).astype(float)
    engine.release()
    turned = []
    for i in (*range(3, 13), *range(19, 29)):
        tile = core[i // 8 * 33 : i // 8 * 33 + 33, i % 8 * 33 : i % 8 * 33 + 32]  # the last column is the first again
        reach = np.linalg.norm(tile - tile.mean(axis=1, keepdims=True), axis=2)[10:23]
        fold = np.fft.fft(reach / reach.mean(axis=1, keepdims=True), axis=1)[:, 5]  # the five that are broadest
        turned.append(np.angle((fold[1:] / fold[:-1]).mean()) / (2.0 * np.pi * 5.0) * 32.0)

    assert np.median(turned) == pytest.approx(0.34, abs=0.05)


def test_an_outline_of_nobody_asked_is_dotted_and_the_rim_of_glass_is_whole(seen):
    missing, lost = (seen(State.MISSING)[0], seen(State.VALUE, 1.0)[0])
    assert missing.mean() < 0.16 * lost.mean(), "0.11, and 0.21 of an outline without dots"
    drawn = missing > 30
    ends = (drawn[:, 1:] != drawn[:, :-1]).sum() / drawn.sum()
    assert ends > 0.48, "0.56, and 0.38 of an outline without dots"


def test_a_tooth_that_nobody_asked_for_lights_neither_wall_nor_water(gl_context):
    """Wall and water had the blue glass of those who lost the most there, under an outline that says nothing."""
    loaded = load("smile")
    table, light = load_table(loaded.scene.data, loaded.scene.wanted), {}
    engine = Engine(gl_context, loaded, table, (192, 108))
    for state, part in ((State.MISSING, 0.5), (State.HELD, 0.5), (State.VALUE, 1.0)):
        engine.table = replace(all_of(table, state, part), release=f"alone {state}")
        engine.draw(loaded.scene.frame(0, size=(192, 108)), assign(loaded.scene.params(), lamp=0.0))
        thrown, pool = (np.stack([engine.pipeline.targets[name].channel(k) for k in range(3)], -1)
                        for name in ("thrown", "pool"))  # fmt: skip
        light[state] = [thrown[row, :32].max() for row in (0, 1)] + [pool.max()]
    engine.release()

    assert light[State.MISSING] == [0.0, 0.0, 0.0]
    assert min(*light[State.HELD], *light[State.VALUE]) > 0.0


def test_water_mirrors_pearls_in_the_colour_that_they_have(gl_context):
    """White enamel where the least is kept, and black glass: what is mirrored has the cool of tints.glsl."""
    loaded = load("smile")
    table = all_of(load_table(loaded.scene.data, loaded.scene.wanted), State.VALUE, 1.0)
    engine = Engine(gl_context, loaded, table, (192, 108))
    engine.draw(loaded.scene.frame(0, size=(192, 108)),
                assign(loaded.scene.params(), lamp=0.0, enamel="#ffffff", aura="#000000"))  # fmt: skip
    red, blue = (engine.pipeline.targets["pool"].channel(k).sum() for k in (0, 2))
    engine.release()

    assert red > 0.0
    assert blue / red == pytest.approx(1.38 / 0.54, rel=0.02)


def test_the_less_sure_a_figure_the_softer_its_pearl(seen, gl_context):  # noqa: ARG001  one context for both
    """An interval of half the domain takes light from the rim of the pearl, and not from its middle."""
    loaded = load("smile")
    table = all_of(load_table(loaded.scene.data, loaded.scene.wanted), State.VALUE, 0.35)
    looks = []
    for doubt in (0.0, 12.0):
        unsure = replace(table, low=table.value - doubt, high=table.value + doubt, release=f"doubt {doubt}")
        engine = Engine(gl_context, loaded, unsure, SIZE)
        engine.draw(loaded.scene.frame(0, size=SIZE), assign(loaded.scene.params(), lamp=0.0, ground=0.0))
        looks.append(engine.read()[..., :3] @ LUMA)
        engine.release()

    lost = looks[0] - looks[1]
    assert (lost > 12).mean() > 0.01
    assert np.median(lost[looks[0] > 170]) < 30


def test_a_tooth_that_is_all_glass_is_the_same_glass_whatever_the_share(seen):
    """Light came into it up to the height of the share, of enamel that was not there: half grey, half blue."""
    lost = {"loss": "tooth", "jaw": "upper"}  # of 14 none stands where one in thirty is kept
    (all_of_them, teeth), (most, _) = seen(State.VALUE, 1.0, **lost), seen(State.VALUE, 0.97, **lost)

    assert (all_of_them[teeth] > 30).mean() > 0.5
    assert np.abs(all_of_them - most).max() <= 2


def test_the_plate_names_whose_smile_it_is_and_says_where_it_is_coarse():
    scene = load("smile").scene
    table = load_table(scene.data, scene.wanted)
    said = {n: caption_of(scene, table, assign(scene.params(), place=n)) for n in (0, 3, 51)}

    assert f"a group in {table.areas[2].name}: the fuller" in said[3]
    assert f"a group in {table.areas[50].name}: the fuller" in said[51]
    assert table.areas[0].name not in said[0]
    chance = "which ones is chance, and says nothing"
    assert chance in caption_of(scene, table, assign(scene.params(), loss="tooth"))
    assert chance not in said[0]
