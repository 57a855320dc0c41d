"""The composition: a seed is a work, presets differ in form, every format is filled, and nothing sparkles."""

from itertools import combinations

import numpy as np
import pytest
from decoders.decode import bundled, decoder
from decoders.still import Still
from scipy.ndimage import binary_dilation, binary_erosion, laplace
from scipy.stats import spearmanr
from thumbnails import SMALL, alike, called, thumbnail, values

from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.params.param import assign
from renderer.scene.catalogue import load

PRESETS = [None, *load("lagoon").presets]
FORMATS = [(320, 180), (180, 320), (240, 240), (480, 120)]
SHARES = np.random.default_rng(4).uniform(20.0, 90.0, 51)


@pytest.mark.parametrize("preset", PRESETS, ids=called)
def test_four_seeds_are_four_works(tank, preset):
    looks = [thumbnail(tank(SHARES, 40.0, pixels=(400, 225), seed=seed, **values(preset)).picture) for seed in range(4)]

    assert max(alike(*pair) for pair in combinations(looks, 2)) < 0.9
    assert min(np.abs(one - other).mean() / max(one.mean(), 1.0) for one, other in combinations(looks, 2)) > 0.2


@pytest.mark.parametrize("form", ["moons", "garlands"])
def test_the_near_one_hangs_in_another_quarter_of_the_water_with_the_seed(tank, form):
    hung = (tank(SHARES, pixels=SMALL, seed=seed, form=form, near=4.0).settled for seed in range(6))
    near = [one[one[:, 3].argmax(), :2] for one in hung]

    assert len({(x > 0.0, y > 0.0) for x, y in near}) >= 3
    assert all(np.hypot(*place) > 5.0 for place in near), "beside the middle, not in it"


def test_presets_differ_in_form_and_not_in_colour_alone(tank):
    """Their bells cover each other badly."""
    forms = {called(preset): tank(SHARES, pixels=SMALL, **values(preset)).row >= 0 for preset in PRESETS}
    over = {pair: (forms[pair[0]] & forms[pair[1]]).sum() / (forms[pair[0]] | forms[pair[1]]).sum()
            for pair in combinations(forms, 2)}  # fmt: skip

    assert max(over.values()) < 0.65, max(over, key=over.get)


@pytest.mark.parametrize("size", FORMATS)
@pytest.mark.parametrize("preset", PRESETS, ids=called)
def test_every_format_is_filled_and_no_bell_is_cut(tank, size, preset):
    for seed in (0, 3):
        here = tank(SHARES, pixels=size, seed=seed, **values(preset)).row >= 0
        filled = np.sort((np.ptp(np.argwhere(here), axis=0) + 1) / size[::-1])

        assert filled[1] > 0.82
        assert filled[0] > 0.66
        cut = np.concatenate([here[0], here[-1], here[:, 0], here[:, -1]])
        assert cut.mean() < (0.08 if preset and preset.params.get("near", 3.0) > 5.0 else 0.02)


@pytest.mark.parametrize("seed", range(4))
def test_where_the_picture_is_tall_the_near_one_hangs_high_and_turns_no_back(tank, seed):
    seen = tank(SHARES, pixels=(180, 320), seed=seed)
    near = seen.settled[:, 3].argmax()

    assert seen.settled[near, 1] > 5.0
    assert seen.places[1, near, 1] > 0.6, "its top is up"
    rows = np.flatnonzero((seen.row >= 0).any(axis=1)) / 320.0
    assert rows.max() > 0.86, "nor is the lower part of it empty"


def test_a_frieze_cuts_nothing_at_its_lower_edge(tank):
    for seed in range(4):
        rows = np.flatnonzero((tank(SHARES, pixels=(480, 120), seed=seed).row >= 0).any(axis=1))
        assert rows.max() < 0.97 * 120


def test_quiet_has_one_that_stands_out(tank):
    quiet = next(preset for preset in PRESETS if preset and preset.name == "quiet")
    radius = tank(np.full(51, 60.0), pixels=SMALL, **values(quiet)).settled[:, 3]

    assert np.sort(radius)[-1] > 2.5 * np.sort(radius)[-2]


def test_those_of_whom_little_is_lit_hang_in_blue_water_not_in_the_black(tank):
    """Their own light is a twentieth of the fullest's: the water around them is not black for that."""
    seen = tank(np.full(51, 2.0), pixels=(320, 180), sea=0.0, snow=0.0, threads=0.0)
    near = binary_dilation(seen.row >= 0, iterations=5) & ~binary_dilation(seen.row >= 0, iterations=2)
    red, green, blue = (np.median(seen.picture[near][:, n]) for n in range(3))

    assert 3 < blue < 60
    assert blue > green > red


@pytest.mark.parametrize("preset", PRESETS, ids=called)
@pytest.mark.parametrize(("seed", "frame"), [(0, 75), (1, 1000)])
def test_nothing_sparkles(tank, preset, seed, frame):
    made = {"pixels": (640, 360), "seed": seed, **values(preset)}
    one, other = (tank(SHARES, 40.0, frame=frame + n, **made).picture for n in (0, 1))

    assert (np.abs(one - other).max(axis=-1) > 24).mean() < 0.001


@pytest.mark.parametrize("preset", PRESETS, ids=called)
def test_its_still_ranks_the_areas_in_every_preset(gl, preset):
    loaded, table = bundled("lagoon")
    how, size = decoder("lagoon"), (960, 540)
    engine = Engine(gl, loaded, table, size)
    try:
        engine.draw(loaded.scene.frame(0, size=size), assign(loaded.scene.params(), **values(preset)))
        engine.row_at(0, 0)
        maps = {what: np.rint(one).astype(np.int32) for what, one in how.where(engine.pipeline.targets).items()}
        still = Still(engine.read(3), maps, len(table.areas))
    finally:
        engine.release()
    figures = table.value[-1, :, 0]

    for seen, least in ((still, 0.9), (still.thumbnail(), 0.8)):
        read = how.read(seen)
        both = np.isfinite(read)
        assert both.sum() >= 50
        assert spearmanr(read[both], figures[both]).statistic >= least


def test_light_has_a_shoulder_and_the_dark_is_dark(tank):
    picture = tank(np.full(51, 100.0), 0.0, pixels=(480, 270), glow=1.0).picture
    calm = tank(SHARES, pixels=(480, 270)).picture.max(axis=-1)

    assert (picture.min(axis=-1) >= 254).mean() < 0.002
    assert np.percentile(calm, 10) < 24
    assert np.percentile(calm, 99) > 150


def test_arms_have_no_joints_and_no_slivers_between_them(tank):
    """Only arms and embers are red here: nowhere in them does light jump from one pixel to the next."""
    plain = {"sea": 0.0, "halo": 0.0, "snow": 0.0, "lift": 0.0, "clear": "#0000ff", "water": "#00ff00", "glow": -1.0}
    plain |= {"pixels": (2560, 1440), "seed": 1, "near": 6.0, "size": 1.6, "heart": 2.0, "threads": 2.0}
    seen = tank(np.full(12, 30.0), 0.0, **plain)
    red = seen.picture[..., 0].astype(float)
    arms = binary_erosion((red > 24) & (seen.row < 0), iterations=3)

    assert arms.mean() > 0.04
    assert (np.abs(laplace(red))[arms] > 16).mean() < 0.001


def test_one_current_carries_them_all(tank):
    """Each swims within a right angle of the way of its neighbours, and on the whole they turn with the course."""
    seen = tank(SHARES, pixels=SMALL, vary=0.0)
    at, way = seen.settled[:, :2], seen.places[1, :, :2]
    way = way / np.linalg.norm(way, axis=1, keepdims=True)
    apart = np.linalg.norm(at[:, None] - at[None], axis=-1) + 1e3 * np.eye(len(at))
    nearest = np.argsort(apart, axis=1)[:, :4]

    assert np.median((way[:, None] * way[nearest]).sum(axis=-1)) > 0.9
    assert (way @ way.T).min() < 0.75


@pytest.mark.parametrize("form", ["stream", "gyre", "shoals"])
def test_none_lies_on_its_side_nor_is_so_flat_that_its_light_is_a_line(tank, form):
    """Far ones at the right were seen as thin rings, edge-on: how much light stands in a ring cannot be read."""
    for seed in range(4):
        top, up = tank(SHARES, pixels=SMALL, seed=seed, form=form, swell=0.0).places[:2]

        assert up[:, 1].min() > 0.42, "65 degrees"
        assert (up[:, 3] / top[:, 3]).min() > 0.5


@pytest.mark.parametrize("state", [State.SUPPRESSED, State.HELD, State.MISSING])
def test_who_hangs_near_is_one_of_whom_the_light_is_known(tank, state):
    """In a town of twelve the largest of all was the ring of a place where nobody was asked."""
    def largest(states):
        size = tank(SHARES, state=states, pixels=SMALL).settled[:, 3]
        return int(size.argmax()) if size.max() > 2.0 * np.median(size) else None

    states = np.full(51, State.VALUE)
    own = largest(states)
    assert own is not None
    for step in range(3):  # it is passed on to the next row that is known
        states[(own + step) % 51] = state
        assert largest(states) == (own + step + 1) % 51
    before = np.full((2, 51), State.VALUE)
    before[0, own] = state
    assert largest(before) == (own + 1) % 51, "who is near does not change with the moment"
    states[:] = state
    assert largest(states) is None
    states[(own + 30) % 51] = State.VALUE
    assert largest(states) == (own + 30) % 51


def test_what_lies_far_off_is_smaller_dimmer_and_softer(tank):
    seen = tank(np.full(51, 60.0), 30.0, pixels=(960, 540), sea=0.0, halo=0.0, snow=0.0, near=1.0, place=11)
    order = np.argsort(seen.settled[:, 2])
    bright = [[seen.picture[seen.row == row].mean() for row in rows] for rows in (order[:12], order[-12:])]

    assert np.median(bright[0]) < 0.6 * np.median(bright[1])
    assert np.median(seen.settled[order[:12], 3]) < 0.6 * np.median(seen.settled[order[-12:], 3])
    assert seen.places[4, order[:12], 3].min() > 0.5 > seen.places[4, order[-12:], 3].max()
