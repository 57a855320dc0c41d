"""The light that comes round makes nobody's figure look other than it is, and every tooth that is named is seen."""

from dataclasses import replace

import numpy as np
import pytest
from decoders.decode import bundled, decoder
from decoders.still import Still
from scipy.ndimage import binary_erosion
from scipy.spatial import ConvexHull
from scipy.stats import spearmanr
from thumbnails import LUMA

from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.trial_tables import all_of
from renderer.params.param import assign
from renderer.scene.catalogue import load

SIZE = (640, 360)
VISITS = [(300 * visit, tooth) for visit, tooth in enumerate((4, 10, 12, 27, 21, 18))]  # frame; column of teeth.frag
GROUPS = [*range(1, 15), *range(17, 31)]


def tooth_is_covered(column):
    """Return whether the figures of that group are withheld in the most states."""
    return column in (12, 13, 14, 28, 29, 30)


def test_a_light_rests_until_a_twentieth_of_a_visit_after_its_still_and_arrives_half_a_visit_after_it():
    """Of a loop of 1800 frames each of six visits has 300: from frame 15 on the light goes, at 150 it is there."""
    scene = load("smile").scene
    params = scene.params()
    at = [[scene.derive(scene.frame(frame, size=SIZE), params)[name] for name in ("lamp_seat", "lamp_light")]
          for frame in (0, 14, 16, 82, 83, 149, 150, 285)]  # fmt: skip
    seat, light = np.array(at).T
    first, then = 3.0, 9.0

    assert seat[:2].tolist() == [first, first]
    assert first < seat[2] < first + 0.01
    assert (seat[3] + seat[4]) / 2.0 == pytest.approx((first + then) / 2.0, abs=1e-6)
    assert then - 0.01 < seat[5] < then
    assert seat[6:].tolist() == [then, then]
    assert light[3] == pytest.approx(0.8, abs=0.01), "half way it is least, and still cream"
    assert light[[0, 1, 6, 7]].tolist() == [1.0] * 4


def test_the_light_is_nearly_always_in_some_tooth(drawn):
    """Between two rows it was a smudge in the dark for a third of its way."""
    most = np.array([drawn(frame)[-1]["lamp"].channel(3).max() for frame in range(615, 750, 5)])

    assert (most > 0.15).mean() > 0.9


@pytest.fixture(scope="module")
def drawn(gl_context):
    """
    Return ``drawn(frame, state, part, **params)`` of the bundled figures, or of a table all of whose figures are so.

    picture : sRGB codes; light : linear luma of ``lit``; tooth : which is nearest; within : whose core is seen, 0 .. 31
    """
    loaded, table = bundled("smile")
    engine = Engine(gl_context, loaded, table, SIZE)

    def draw(frame=0, state=None, part=0.5, seed=0, **params):
        engine.table = table if state is None else replace(all_of(table, state, part), release=f"{state} {part}")
        engine.draw(loaded.scene.frame(frame, size=SIZE, seed=seed), assign(loaded.scene.params(), **params))
        engine.row_at(0, 0)
        targets = engine.pipeline.targets
        light = sum(weight * targets["lit"].channel(k) for k, weight in enumerate(LUMA))
        tooth, within = (np.rint(targets[name].channel(k)).astype(int) - 1 for name, k in (("near", 1), ("surface", 2)))
        rows = targets["near"].channel(0)
        return engine.read()[..., :3].astype(float), light, tooth, np.where(tooth == within, within, -1), rows, targets

    yield draw
    engine.release()


@pytest.mark.parametrize(("frame", "visited"), [VISITS[0], VISITS[3], VISITS[5]])
def test_what_is_not_known_is_never_as_light_as_the_dimmest_pearl(drawn, frame, visited):
    """Held back became a whole white tooth under the light, withheld the whitest of its row, an outline had a ball."""

    def luma(state, lamp):  # of what stands within each tooth, through the glass before it where there is glass
        picture, _, tooth, within, *_ = drawn(frame, state, 0.9, lamp=lamp)
        parts = {i: (within if state in (State.VALUE, State.SUPPRESSED) else tooth) == i for i in GROUPS}
        return {i: (picture @ LUMA)[part].mean() for i, part in parts.items() if part.sum() > 30}

    for lamp, most in ((0.0, 0.9), (1.0, 0.95), (2.0, 1.0)):  # a visit lies on the glass before both alike
        known, silk = luma(State.VALUE, lamp), luma(State.SUPPRESSED, lamp)
        assert all(silk[i] < most * one for i, one in known.items() if i in silk), lamp
        for state in (State.HELD, State.MISSING):
            light = luma(state, lamp)
            assert light[visited] < min(known.values()), (state, lamp)
            assert all(light[i] < 0.85 * one for i, one in known.items()), (state, lamp)


def test_the_light_is_seen_on_each_tooth_whatever_is_known_of_it_and_an_outline_throws_nothing(drawn):
    for state, halo in ((State.SUPPRESSED, 1.0), (State.HELD, 0.13), (State.MISSING, 0.0)):
        rest, _, lit, tooth, _, _, targets = drawn(300, state)[1], *drawn(0, state)
        assert targets["thrown"].channel(0)[0, 32] == pytest.approx(halo), state
        assert np.percentile(lit[tooth == 4], 97) > 1.02 * np.percentile(rest[tooth == 4], 97), state
    thrown = drawn(0, State.VALUE)[-1]["thrown"]
    assert thrown.channel(0)[0, 32] > 0.5


@pytest.mark.parametrize(("frame", "visited"), VISITS)
def test_a_pearl_gains_a_tenth_at_most_and_its_neighbours_nothing(drawn, frame, visited):
    _, dark, tooth, pearl, *_ = drawn(frame, lamp=0.0)
    _, light, *_ = drawn(frame, lamp=1.0)
    inner = {i: binary_erosion((pearl == i) & (dark > 0.01), iterations=2) for i in GROUPS}
    gain = {i: np.median(light[one] / dark[one]) for i, one in inner.items() if one.sum() > 12}
    rest = np.median([*gain.values()])
    rim = {i: light[tooth == i].mean() / dark[tooth == i].mean() / rest for i in GROUPS if (tooth == i).sum() > 200}

    assert gain.get(visited, rest) < 1.13 * rest
    assert max(one for i, one in gain.items() if i != visited) < 1.03 * rest
    assert max(rim, key=rim.get) == visited, "it is where one looks"
    assert rim[visited] > (1.05 if tooth_is_covered(visited) else 2.0)


@pytest.mark.parametrize(("frame", "visited"), VISITS)
def test_the_order_of_pearls_is_the_same_wherever_the_light_is(drawn, frame, visited):  # noqa: ARG001
    """Where each tooth is an area: as the still of frame 0 is read, and held against the figures."""
    _, table = bundled("smile")
    picture, _, _, _, rows, _ = drawn(frame, each="place", place=1)
    still = Still(picture.astype(np.uint8), {"row": np.rint(rows).astype(np.int32)}, len(table.areas), None)
    seen, figures = decoder("smile").read(still), table.value[-1, :, 0]
    both = np.isfinite(seen) & np.isfinite(figures)

    assert both.sum() == 28
    assert spearmanr(seen[both], figures[both]).statistic >= 0.9


@pytest.mark.parametrize("seed", range(4))
def test_of_every_group_that_is_named_teeth_are_seen(drawn, seed):
    """Of each tooth's outline, as its points stand in the picture, at least two fifths are not covered by others."""
    loaded, _ = bundled("smile")
    scene, params = loaded.scene, loaded.scene.params()
    _, _, tooth, _, _, targets = drawn(seed=seed, state=State.VALUE, part=0.5)
    frame = scene.frame(0, size=SIZE, seed=seed)
    pose, camera = scene.derive(frame, params), scene.camera(frame, params)
    points = np.stack([targets["polished"].channel(k)[::-1] for k in range(3)], -1).astype(float)
    share = {}
    for i in GROUPS:
        at = points[i // 8 * 65 : i // 8 * 65 + 65 : 4, i % 8 * 97 : i % 8 * 97 + 97 : 4].reshape(-1, 3)
        at = at[(at != 0.0).any(axis=1)]
        side = 1.0 if i < 16 else -1.0
        y, z = at[:, 1] - 2.0 * side, at[:, 2] - 2.0
        c, s = pose["jaw_cos"], side * pose["jaw_sin"]
        stands = np.stack([at[:, 0], c * y - s * z + side * (2.0 + pose["jaw_apart_y"]), s * y + c * z + 2.0], -1)
        seen = np.array([camera.alone.seen(tuple(p), scene.views, SIZE[0] / SIZE[1]) for p in stands])
        share[i] = (tooth == i).sum() / (ConvexHull(seen * np.array(SIZE) / 2.0).volume)
    assert min(share.values()) >= 0.4, {i: round(one, 2) for i, one in share.items() if one < 0.5}
    assert np.median([*share.values()]) > 0.75
