"""The composition: a seed is a work, presets differ in form, every format is filled, light visits, nothing sparkles."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy.ndimage import binary_erosion, distance_transform_edt, uniform_filter
from thumbnails import SMALL, alike, called, thumbnail, values

from renderer.core.view import plain
from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.exposure import Exposure
from renderer.frames.trial_tables import all_of
from renderer.label.label import PLATE, label_of
from renderer.params.param import assign
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load
from renderer.sculpture.stroke import Stroke, packed

PRESETS = [None, *load("smile").presets]
FORMATS = [(320, 180), (180, 320), (240, 240), (480, 120)]
CALM = (640, 360)


@pytest.fixture(scope="module")
def drawn(gl_context, coarse_smile):
    """Return ``drawn(size, frame, seed, **params)``: sRGB codes of the smile, and where something stands."""
    loaded = load(coarse_smile)
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    engines = {}

    def draw(size=(400, 225), frame=0, seed=0, **params):
        if size not in engines:
            engines[size] = Engine(gl_context, loaded, table, size)
        engine, fresh = engines[size], loaded.scene.params()
        engine.draw(loaded.scene.frame(frame, size=size, seed=seed), assign(fresh, **params))
        return engine.read()[..., :3].astype(int), engine.depth() > 0.0

    yield draw
    for engine in engines.values():
        engine.release()


def test_four_seeds_are_four_works(drawn):
    looks = [thumbnail(drawn(seed=seed)[0]) for seed in range(4)]

    assert max(alike(*pair) for pair in combinations(looks, 2)) < 0.8
    assert min(np.abs(one - other).mean() / one.mean() for one, other in combinations(looks, 2)) > 0.3


@pytest.mark.parametrize("seed", range(12))
def test_each_seed_is_as_near_and_leaves_no_side_of_the_wall_empty(drawn, seed):
    """Seeds after the first were the same jaws at six tenths of the size, moved to one side."""
    scene = load("smile").scene
    first, own = (scene.camera(scene.frame(0, size=SMALL, seed=one), scene.params()).alone for one in (0, seed))
    across = np.flatnonzero(drawn(SMALL, seed=seed)[1].any(axis=0))

    assert own.distance * 0.85 <= first.distance * (1.0 if seed < 4 else 1.03)
    assert max(across.min(), SMALL[0] - 1 - across.max()) < 0.18 * SMALL[0]


def test_the_third_of_four_seeds_is_level_and_none_lies_below_its_water():
    scene = load("smile").scene
    seen = {(tilt, seed): scene.camera(scene.frame(0, size=SMALL, seed=seed), scene.params(tilt=tilt)).elevation
            for tilt in (18.0, 11.0, 2.0, -8.0) for seed in range(12)}  # fmt: skip

    assert all(one >= min(tilt, -5.0) for (tilt, _), one in seen.items())
    assert all(-5.0 <= seen[18.0, seed] < 1.0 for seed in (2, 6, 10))
    assert all(seen[18.0, seed] > 10.0 for seed in (0, 1, 3))


@pytest.mark.parametrize("seed", range(4))
def test_no_seed_turns_a_jaw_inwards(seed):
    scene = load("smile").scene
    pose = scene.derive(scene.frame(0, size=SMALL, seed=seed), scene.params(yawn=0.0))

    assert pose["jaw_sin"] >= 0.0


def test_without_variation_a_seed_keeps_the_camera(drawn):
    still = [drawn(seed=seed, vary=0.0, crowding=0.0, size=SMALL)[1] for seed in (0, 5)]

    assert (still[0] != still[1]).mean() < 0.01


def test_presets_differ_in_form_and_not_in_colour_alone(drawn):
    forms = {called(preset): drawn(SMALL, **values(preset))[1] for preset in PRESETS}
    over = {pair: (forms[pair[0]] & forms[pair[1]]).sum() / (forms[pair[0]] | forms[pair[1]]).sum()
            for pair in combinations(forms, 2)}  # fmt: skip

    assert max(over.values()) < 0.72, max(over, key=over.get)


@pytest.mark.parametrize("size", FORMATS)
@pytest.mark.parametrize("preset", [one for one in PRESETS if called(one) in ("none", "quiet", "lagoon", "glass")],
                         ids=called)  # fmt: skip
def test_every_format_is_filled_and_hardly_anything_is_cut(drawn, size, preset):
    """Roots, too: what a camera is told to see stands in the frame."""
    here = drawn(size, **values(preset))[1]
    filled = (np.ptp(np.argwhere(here), axis=0) + 1) / size[::-1]

    one_row = called(preset) in ("quiet", "lagoon")  # over water that mirrors it
    assert filled.max() > (0.5 if one_row else 0.65)  # below is its mirror
    assert filled.min() > (0.15 if one_row else 0.3)
    assert np.concatenate([here[0], here[-1], here[:, 0], here[:, -1]]).mean() < 0.03


@pytest.mark.parametrize("preset", PRESETS, ids=called)
def test_nothing_sparkles(drawn, preset):
    one, other = (drawn(CALM, frame, **values(preset))[0] for frame in (75, 76))

    assert (np.abs(one - other).max(axis=-1) > 24).mean() < 0.001


def test_the_loop_has_no_seam_and_moves(drawn):
    first, second, later, again = (drawn(SMALL, frame)[0] for frame in (0, 1, 90, 1800))

    assert np.abs(again - first).max() <= 2  # the display's dither
    assert np.abs(second - first).mean() < 0.6  # most of it the dither of a dark room
    assert (np.abs(later - first).max(axis=-1) > 24).mean() > 0.005, "in three seconds something is seen to move"


def test_what_the_lens_is_focused_on_stays_sharp_and_all_else_goes_soft(gl_context):
    """
    How rough the light of the nearest quarter is, in focus, with no lens, and with one that is focused behind it.

    What is out of focus spreads beyond where it stands, too.
    """
    loaded = load("smile")
    engine = Engine(gl_context, loaded, load_table(loaded.scene.data, loaded.scene.wanted), CALM)
    rough, spread = [], []
    for lens in ({"blur": 12.0, "focus": 20.0}, {"blur": 0.0}, {"blur": 12.0, "focus": -25.0}):
        engine.draw(loaded.scene.frame(0, size=CALM), assign(loaded.scene.params(), ground=0.0, **lens))
        light = sum(engine.pipeline.targets["smoothed"].channel(k).astype(float) for k in range(3))
        far = engine.pipeline.targets["surface"].channel(3)
        near = (far > 0.0) & (far < np.quantile(far[far > 0.0], 0.25))
        rough.append(np.abs(light - uniform_filter(light, 3))[near].mean())
        stands = (far > 0.0) | (engine.pipeline.targets["glass"].channel(3) > 0.0)
        beyond = distance_transform_edt(~stands) > 2.0
        spread.append((beyond & (engine.pipeline.targets["smoothed"].channel(3) > 0.01)).sum())
    engine.release()

    assert rough[0] > 0.8 * rough[1]
    assert rough[2] < 0.4 * rough[1]
    assert spread[1] == 0
    assert spread[2] > 1000


def test_light_has_a_shoulder_and_the_dark_is_dark(drawn):
    bright, _ = drawn(glow=2.0)
    calm, _ = drawn()
    black, _ = drawn(ground=0.0)

    assert (bright.min(axis=-1) >= 254).mean() < 0.002
    assert np.percentile(black.max(axis=-1), 30) == 0
    assert np.percentile(calm.max(axis=-1), 15) < 24
    assert np.percentile(calm.max(axis=-1), 97) > 170


def test_a_wall_and_water_stand_behind_a_picture_alone(gl_context, coarse_smile):
    """What a display makes something of, and what is cut out, has nothing there."""
    loaded = load(coarse_smile)
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    engine = Engine(gl_context, loaded, table, SMALL, Exposure(alpha=True))
    frame, params = loaded.scene.frame(0, size=SMALL), loaded.scene.params()
    engine.draw(frame, params)
    cut_out, free = engine.read(4), engine.depth() == 0.0
    engine.release()
    engine = Engine(gl_context, loaded, table, SMALL)
    engine.draw(frame, params)
    alone, empty = engine.read().max(axis=-1), engine.depth() == 0.0
    engine.draw(frame, params, view=plain(loaded.scene.views, SMALL[0] / SMALL[1]))
    shown, beside = engine.read().max(axis=-1), engine.depth() == 0.0
    worked = [engine.pipeline.targets[name].channel(2).max() for name in ("wall", "pool", "room")]
    engine.release()

    rim = binary_erosion(beside, iterations=3)
    assert (cut_out[..., 3] == 0)[binary_erosion(free, iterations=3)].all()
    assert (free == beside).all(), "as large as in every display"
    assert (alone[empty] > 24).mean() > 0.3
    assert shown[rim].max() == 0
    assert worked == [0.0, 0.0, 0.0], "what nobody sees is not worked out for each view of a display"
    assert (~beside).mean() > 1.1 * (~empty).mean(), "where no ground is drawn the smile fills the picture"


def test_still_water_mirrors_what_stands_over_it_and_moves(drawn):
    """Below the waterline there is light of the lower teeth; it lies lower than any tooth."""
    (one, stands), (later, _) = (drawn(frame=frame, near=0.72, jaw="upper", turn=0.0, tilt=9.0, yawn=4.0)
                                 for frame in (0, 60))  # fmt: skip
    below = np.flatnonzero(stands.any(axis=1)).max() + 6
    water = one[below:]

    assert (np.abs(np.diff(water.max(axis=-1), axis=1)) > 8).mean() > 0.01, "the wall alone is smooth"
    assert (np.abs(later[below:] - water).max(axis=-1) > 8).mean() > 0.02


@pytest.mark.parametrize("size", [SMALL, (108, 192)])
def test_water_mirrors_one_row(gl_context, size):
    """Four rows are no smile: without light of an upper row the mirror is the same, without a lower one it is dark."""
    loaded = load("smile")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    known, unasked = (all_of(table, state, 0.5) for state in (State.VALUE, State.MISSING))
    engine = Engine(gl_context, loaded, table, size)
    pools = []
    for row in (None, "upper", "lower"):
        gone = np.array([row is not None and one.name.startswith(row) for one in table.columns])
        cells = {name: np.where(gone, getattr(unasked, name), getattr(known, name))
                 for name in ("value", "low", "high", "state")}  # fmt: skip
        engine.table = replace(known, **cells, release=f"without {row}")
        far = assign(loaded.scene.params(), near=0.4)  # nearer, the mirror of an upper row would lie below the picture
        engine.draw(loaded.scene.frame(0, size=size), far)
        pools.append(np.stack([engine.pipeline.targets["pool"].channel(k) for k in range(3)]).astype(float))
    engine.release()
    whole, lower, upper = pools

    assert whole.mean() > 0.0005
    np.testing.assert_array_equal(lower, whole)
    assert upper.max() == 0.0


@pytest.mark.parametrize("seed", range(4))
def test_what_water_mirrors_has_no_steps_and_the_glow_behind_no_end(gl_context, seed):
    """Its mesh has steps at edges, which were a saw as tall as a tooth; the glow was a box that ended in the frame."""
    loaded = load("smile")
    engine = Engine(gl_context, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SMALL)
    engine.draw(loaded.scene.frame(0, size=SMALL, seed=seed), loaded.scene.params())
    pool, mirror, wall = (sum(engine.pipeline.targets[name].channel(k).astype(float) for k in range(3))
                          for name in ("pool", "mirror", "wall"))  # fmt: skip
    engine.release()
    steps = [np.abs(np.diff(one, axis=1)).max() for one in (pool, mirror)]
    (high, wide), across, up = wall.shape, wall[wall.shape[0] // 2], wall[:, wall.shape[1] // 2]
    sides = [(across[0], across[wide // 7]), (across[-1], across[-wide // 7]),
             (up[0], up[high // 7]), (up[-1], up[-high // 7])]  # fmt: skip

    assert steps[1] < 0.3 * steps[0]
    assert np.mean([end / within for end, within in sides]) > 0.2


def test_water_mirrors_the_softer_the_nearer_to_us(gl_context):
    """Of the steps from row to row that the mirrored mesh has, fewer are left in the lower half than in the upper."""
    loaded = load("smile")
    engine = Engine(gl_context, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SMALL)
    left = []
    for seed in range(4):
        engine.draw(loaded.scene.frame(0, size=SMALL, seed=seed), loaded.scene.params())
        pool, mirror = (sum(engine.pipeline.targets[name].channel(k).astype(float) for k in range(3))
                        for name in ("pool", "mirror"))  # fmt: skip
        halves = [*np.split(pool, 2), *np.split(mirror, 2)]
        rough = [np.abs(np.diff(half, axis=0)).sum() / half.sum() for half in halves]
        left.append(rough[3] / rough[1] / (rough[2] / rough[0]))
    engine.release()

    assert np.median(left) < 0.92, "0.84, and 0.99 where it is softer farther off"


def test_all_that_stands_is_lit(drawn, gl_context, coarse_smile):  # noqa: ARG001  one context
    """Rectangles that hull.frag and lit.vert find hold every pixel of glass, sculpted or not."""
    loaded = load(coarse_smile)
    table = all_of(load_table(loaded.scene.data, loaded.scene.wanted), State.VALUE, 0.5)
    engine = Engine(gl_context, loaded, table, SMALL)
    for strokes in ((), (Stroke("drag", (0.0, 0.0, 8.0), (0.0, 0.5, 1.0), 9.0, 14.0),)):
        engine.strokes = packed(strokes)
        engine.draw(loaded.scene.frame(0, size=SMALL), assign(loaded.scene.params(), ground=0.0))
        engine.depth()  # which nobody else asks for
        lit, stands = engine.pipeline.targets["lit"].channel(3), engine.pipeline.targets["near"].channel(3) > 0.0
        assert stands.any()
        assert (lit[stands] > 0.0).all()
    engine.release()


@pytest.mark.parametrize(("params", "named"), [
    ({}, "A light comes round: $35,000-$49,999, White, Hispanic, Black, $50,000+, $15,000-$24,999; each 10 s."),
    ({"each": "place", "place": 1}, "comes round: Arkansas, Florida, Hawaii, Kentucky, Minnesota, Montana; each"),
    ({"visits": 2}, "A light comes round: $35,000-$49,999, White; each 30 s."),
    ({"each": "place"}, "A light comes round, each 10 s in another tooth."),
    ({"loss": "tooth"}, "A light comes round, each 10 s in another tooth."),
])  # fmt: skip
def test_plate_and_caption_say_whose_the_light_is(params, named):
    scene = load("smile").scene
    table = load_table(scene.data, scene.wanted)
    plate = label_of(scene, table, assign(scene.params(), **params), [1.0]).plate

    assert named in caption_of(scene, table, assign(scene.params(), **params))
    assert named.partition(":")[0] in plate
    assert len(plate.split()) <= PLATE
    assert "A light" not in caption_of(scene, table, assign(scene.params(), lamp=0.0, **params))


def test_the_light_rests_in_the_teeth_that_are_named(drawn, gl_context, coarse_smile):  # noqa: ARG001  one context
    """The seats of scene.py are those of the shaders: there the picture is brighter than without the light."""
    loaded = load(coarse_smile)
    table = replace(load_table(loaded.scene.data, loaded.scene.wanted), release="visits")
    engine = Engine(gl_context, loaded, table, CALM)
    for visit, row in enumerate((3, 9, 11, 17, 23, 26)):  # of 28 around: seats 3, 9, 11 above; 10, 4, 1 below
        lit, dark = [], []
        for light, into in ((2.0, lit), (0.0, dark)):
            params = assign(loaded.scene.params(), each="place", place=1, lamp=light)
            engine.draw(loaded.scene.frame(300 * visit, size=CALM), params)
            engine.row_at(0, 0)
            into.append(engine.read()[..., :3].astype(float).sum(axis=-1))
        rows = engine.pipeline.targets["near"].channel(0).round()
        gain = {n: (lit[0] - dark[0])[rows == n].mean() for n in range(28) if (rows == n).sum() > 60}
        assert row in sorted(gain, key=gain.get)[-2:]
        assert gain[row] > 20.0 * np.median([*gain.values()])
    engine.release()


@pytest.mark.parametrize("seed", range(4))
def test_an_upright_panel_holds_all_of_it_from_either_side(seed):
    """Seen through the panel's plane by eyes 17 degrees to the left and to the right, by Camera.around's measures."""
    loaded = load("smile")
    frame, params, box = loaded.scene.frame(0, size=(3, 4), seed=seed), loaded.scene.params(), loaded.scene.views
    seen = loaded.scene.camera(frame, params)
    turn, reach = np.radians(seen.azimuth), max(box.height, box.width / 0.75) * 0.75 * seen.distance / 2.0
    right, ahead = np.array([np.cos(turn), 0.0, -np.sin(turn)]), np.array([np.sin(turn), 0.0, np.cos(turn)])
    inside = loaded.scene.camera.__globals__  # of its scene.py, which nothing imports by name
    points = np.array(inside["_held_points"](frame.size, seed, params)) - box.centre - seen.aim
    far, away = box.distance * seen.distance, (points + np.array(seen.aim)) @ ahead
    for eye in (-far * np.tan(np.radians(17.0)), far * np.tan(np.radians(17.0))):
        assert np.abs(eye + (points @ right - eye) * far / (far - away)).max() < reach


@pytest.mark.parametrize("name", ["glass", "scan", "whole_teeth"])
def test_seeds_of_a_preset_have_their_own_camera(drawn, name):
    """At the size of a thumbnail the first three were one picture."""
    preset = next(one for one in PRESETS if called(one) == name)
    stands = [drawn(SMALL, seed=seed, **values(preset))[1] for seed in range(3)]

    for one, other in combinations(stands, 2):
        assert (one & other).sum() < 0.53 * (one | other).sum()


@pytest.mark.parametrize("seed", range(4))
def test_very_wide_the_upper_jaw_stands_no_lower_than_the_lower(drawn, seed):
    near = next(one for one in PRESETS if called(one) == "near")
    _, stands = drawn((480, 120), seed=seed, **values(near))
    middle = [np.argwhere(half)[:, 0].mean() for half in np.split(stands, 2, axis=1)]

    assert middle[0] < middle[1]


@pytest.mark.parametrize(("size", "share"), [((180, 320), 0.115), ((240, 240), 0.19)])
def test_an_upright_picture_is_filled(drawn, size, share):
    """Two arcs, as wide as a wide picture's, lay small in the middle of an empty frame."""
    _, stands = drawn(size)

    assert stands.mean() > share
