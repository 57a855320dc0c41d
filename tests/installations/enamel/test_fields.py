"""Enamel: what can be counted in a field is what its plate says, and silk is seen over what is known."""

from dataclasses import replace

import numpy as np
import pytest
from areas import areas_table
from scipy.stats import spearmanr
from thumbnails import LUMA

from renderer.core.colour import linear_to_oklab, srgb_decode
from renderer.data.load import load_table
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.trial_tables import alike, some_in
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load
from renderer.scene.filled import filled

SIZE = (320, 180)
LIT, WORN, OPEN = range(3)


def shares(gl, table):
    """Return how many of a hundred prisms of each field are in the light, hollow, and open sockets, [areas, 3]."""
    loaded = load("enamel")
    engine = Engine(gl, loaded, table, SIZE)
    engine.draw(loaded.scene.frame(0, size=SIZE))
    read = engine.pipeline.targets["cells"].buffer.read(components=4, dtype="f4")
    cells = np.frombuffer(read, np.float32).reshape(len(table.areas), 101, 4)[:, :100]
    engine.release()
    return np.stack([cells[..., 1] > 0.5, cells[..., 3] >= 2.0, cells[..., 0] < 0.2], axis=-1).sum(axis=1)


def sure(table, *values):
    """Return ``table`` with these figures, percent, in the first roles everywhere, without intervals."""
    value = table.value.copy()
    value[..., : len(values)] = values
    state = np.where(np.isfinite(value), State.VALUE, table.state).astype(np.uint8)
    return replace(table, value=value, low=value.copy(), high=value.copy(), state=state)


def lattice(gl, table, size, seed=0, **values):
    """Return which field and which prism lies at each pixel: rows -1 on the ground, [height, width]; and prisms."""
    loaded = load("enamel")
    engine = Engine(gl, loaded, table, size)
    engine.draw(loaded.scene.frame(0, size=size, seed=seed), loaded.scene.params(**values))
    read = engine.pipeline.targets["lattice"].buffer.read(components=4, dtype="f4")
    engine.release()
    at = np.frombuffer(read, np.float32).reshape(*size[::-1], 4)[..., 0].astype(int)
    return np.where(at < 0, -1, at // 128), at % 128


def bundled():
    scene = load("enamel").scene
    return load_table(scene.data, scene.wanted)


@pytest.mark.parametrize(("areas", "size", "seed"), [
    (1, (320, 180), 1), (3, (640, 160), 2), (51, (960, 240), 3), (51, (360, 640), 1), (51, (480, 480), 2),
    (51, (640, 360), 0), (640, (1600, 900), 0),
])  # fmt: skip
def test_a_field_is_a_hundred_prisms(gl, areas, size, seed):
    """As many as can be counted in the picture: there were 15 to 82, and the plate spoke of a hundred."""
    table = bundled() if areas == 51 else role_table(areas_table(areas), load("enamel").scene.wanted).table
    row, prism = lattice(gl, table, size, seed)
    seen = np.unique(row[row >= 0] * 128 + prism[row >= 0]) // 128

    assert np.bincount(seen, minlength=areas).tolist() == [100] * areas


@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_the_border_of_a_field_has_no_crack(gl, zoom):
    """The fourth field near a place was forgotten, and borders leapt from texel to texel of a coarse map of fields."""
    loaded, size = load("enamel"), (1280, 720)
    engine = Engine(gl, loaded, bundled(), size)
    engine.draw(loaded.scene.frame(0, size=size), loaded.scene.params(zoom=zoom))
    wide = np.frombuffer(engine.pipeline.targets["fields"].buffer.read(components=4, dtype="f4"), np.float32)
    texels = np.frombuffer(engine.pipeline.targets["lattice"].buffer.read(components=4, dtype="f4"), np.float32)
    engine.release()
    at, wide = texels.reshape(*size[::-1], 4), wide.reshape(2, -1, 4)[0, :, 2]
    row = np.where(at[..., 0] < 0, -1, at[..., 0].astype(int) // 128)
    whole = (row >= 0) & (at[..., 1] < 4.0)

    for axis in (0, 1):
        other = np.roll(row, -1, axis)
        within = whole & (row == other)
        within[-1] = within[:, -1] = False
        leap = np.abs(np.diff(at[..., 1], axis=axis, append=0.0)) * wide[row.clip(0)] * size[1] * zoom  # px a px
        assert within.mean() > 0.4
        assert leap[within].max() < 2.0


def test_zoom_goes_near_the_field_that_the_lamp_visits_first_and_leaves_it_where_it_is(gl):
    (far, _), (near, _) = (lattice(gl, bundled(), (480, 270), **how) for how in ({}, {"zoom": 2.0}))
    middle = [np.argwhere(one == 5).mean(axis=0) for one in (far, near)]

    assert 3.2 < (near == 5).sum() / (far == 5).sum() < 4.8
    assert np.abs(middle[0] - middle[1]).max() < 12.0
    assert 4 < len(np.unique(near)) < 36


def test_larger_fields_are_those_where_more_were_asked(gl):
    table = bundled()
    alike = replace(table, sample=np.full_like(table.sample, -1))
    large, plain = (np.bincount(lattice(gl, one, (480, 270))[0].clip(min=-1).ravel() + 1)[1:] for one in (table, alike))

    assert spearmanr(large, table.sample[-1, :, 0]).statistic > 0.9
    assert large.max() > 2.5 * large.min()
    assert plain.max() < 2.2 * plain.min(), "where nobody says, fields are of one size"
    assert "more asked" in caption_of(load("enamel").scene, table)
    assert "more asked" not in caption_of(load("enamel").scene, alike)


def test_a_zero_belittles_no_place_and_moves_no_other(gl):
    """A third at zero were laid out anew, as a hundred asked among thousands: 61 % of the wall changed."""
    row, prism = lattice(gl, bundled(), SIZE)
    other, there = lattice(gl, some_in(bundled(), State.ZERO), SIZE)

    assert (row == other).all()
    assert (prism == there).all()


def test_silk_lies_a_step_below_every_field_that_is_known(gl):
    """Fields whose figures are withheld looked the healthiest of all."""
    loaded = load("enamel")
    scene = replace(loaded.scene, stratum="race=hispanic")
    table = load_table(scene.data, scene.wanted)
    row, _ = lattice(gl, table, SIZE)
    engine, means = Engine(gl, replace(loaded, scene=scene), table, SIZE), []
    everywhere = replace(alike(table), sample=table.sample)  # a field that is known, in the lamp's light at each place
    for one in (table, everywhere):
        engine.table = one
        engine.draw(scene.frame(0, size=SIZE), loaded.scene.params(visits=1, sweep=0.0), held=frozenset({"pool"}))
        light = ((engine.read(3)[::-1] / 255.0) ** 2.2) @ LUMA
        means.append(np.array([light[row == area].mean() for area in range(len(table.areas))]))
    engine.release()
    known = (table.state[-1, :, :3] == State.VALUE).all(axis=1)
    part = means[0] / means[1]

    assert known.sum() > 5
    assert (~known).sum() > 20
    assert np.quantile(part[~known], 0.95) < 0.8 * np.quantile(part[known], 0.05)
    assert np.median(part[~known]) < 0.5 * np.median(part[known])
    assert np.quantile(means[0][~known], 0.95) < 0.8 * np.median(means[0][known])


def lightness(engine, row, scene, seed=0, **values):
    """Return the mean OKLab lightness of each field where ``row`` says it lies, of frame 0, NaN of few pixels."""
    engine.draw(scene.frame(0, size=engine.size, seed=seed), scene.params(**values))
    light = linear_to_oklab(srgb_decode(engine.read(3)[::-1] / 255.0).astype(np.float32))[..., 0]
    areas = len(engine.table.areas)
    pixels, whole = (np.bincount(row.ravel() + 1, weights, areas + 1)[1:] for weights in (None, light.ravel()))
    return np.where(pixels > 60, whole / np.maximum(pixels, 1), np.nan)


@pytest.mark.parametrize("seed", [0, 1])
def test_plain_silk_is_darker_than_any_field_that_is_known(gl, seed):
    """Where it lay over many fields it was lighter than a third of those that are known: the calmest of all."""
    loaded = load("enamel")
    scene = replace(loaded.scene, stratum="race=black")
    table = load_table(scene.data, scene.wanted)
    row, _ = lattice(gl, table, (640, 360), seed=seed)
    engine = Engine(gl, replace(loaded, scene=scene), table, (640, 360))
    mean, state = lightness(engine, row, scene, seed), table.state[-1]
    engine.release()
    plain, known = mean[state[:, LIT] == State.SUPPRESSED], mean[(state[:, :3] == State.VALUE).all(axis=1)]

    assert len(plain) > 5
    assert len(known) > 20
    assert plain.max() < 0.95 * known.min()


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_frost_is_darker_than_half_of_what_is_known(gl, seed):
    """The lightest of it outshone every second field of which the light is known."""
    loaded, size = load("enamel"), (640, 360)
    row, _ = lattice(gl, bundled(), size, seed=seed)
    engine = Engine(gl, loaded, some_in(bundled(), State.HELD, 3), size)
    mean, state = lightness(engine, row, loaded.scene, seed), engine.table.state[-1, :, LIT]
    engine.release()

    assert np.nanmax(mean[state == State.HELD]) < np.nanmedian(mean[state == State.VALUE])
    assert np.nanmedian(mean[state == State.HELD]) < np.nanquantile(mean[state == State.VALUE], 0.1)


@pytest.mark.parametrize("preset", ["none", "lacquer", "least_income", "moonlit", "raking"])
def test_silk_is_darker_in_every_preset_where_a_fifth_is_in_the_light(gl, preset):
    """Deep shade takes the light of fields in which few are, and took none of the silk's beside them."""
    loaded, size = load("enamel"), (640, 360)
    values = dict(next((one.params for one in loaded.presets if one.name == preset), {}))
    row, _ = lattice(gl, bundled(), size, **values)
    row = np.where(np.isin(row, np.r_[row[0], row[-1], row[:, 0], row[:, -1]]), -1, row)  # cut by the picture's edge
    table = sure(bundled(), 20.0)
    state = table.state.copy()
    state[:, ::3, :3] = State.SUPPRESSED
    engine = Engine(gl, loaded, replace(table, state=state), size)
    mean = lightness(engine, row, loaded.scene, **values)
    engine.release()

    assert np.nanmax(mean[::3]) < np.nanmin(np.delete(mean, np.s_[::3]))


def test_a_field_of_nobody_is_no_lighter_than_one_of_few(gl):
    """The whole field is the dimmer, the smaller its share; but of none it was as light as that of the middle."""
    loaded = load("enamel")
    row, _ = lattice(gl, bundled(), SIZE)
    one = sure(bundled(), 1.0)
    value, state = one.value.copy(), one.state.copy()
    value[..., LIT], state[..., LIT] = 0.0, State.ZERO
    engine, means = Engine(gl, loaded, one, SIZE), []
    for engine.table in (one, replace(one, value=value, low=value.copy(), high=value.copy(), state=state)):
        means.append(lightness(engine, row, loaded.scene))
    engine.release()

    assert (means[1] <= means[0] + 0.005).all()


@pytest.mark.parametrize("role", [LIT, WORN, OPEN])
def test_under_silk_the_light_can_be_counted_where_it_is_known_and_only_there(gl, role):
    """Of most groups only those worn hollow are withheld: bumps in murk, and 48 of 51 fields looked wholly unknown."""
    loaded, size = load("enamel"), (960, 540)
    table = bundled()
    state = table.state.copy()
    state[..., :3] = State.VALUE
    state[..., role] = State.SUPPRESSED
    engine = Engine(gl, loaded, replace(table, state=state), size)
    engine.draw(loaded.scene.frame(0, size=size))
    light = ((engine.read(3)[::-1] / 255.0) ** 2.2) @ LUMA

    def target(name, width, height):
        read = engine.pipeline.targets[name].buffer.read(components=4, dtype="f4")
        return np.frombuffer(read, np.float32).reshape(height, width, 4)

    relief, prism = target("relief", *size), target("lattice", *size)[..., 0].astype(int)
    lit = target("cells", 101, 51)[:, :100, 1]
    engine.release()
    heart = (relief[..., 1] >= 0) & (relief[..., 2] > 0.2)
    row, of = prism[heart] // 128, np.pad(lit, ((0, 0), (0, 28))).ravel()[prism[heart]]
    if role == LIT:
        assert (lit == 0.0).all(), "no prism of a field whose light is withheld is in the light"
        return
    light = light[heart]
    parts = [np.median(light[(row == n) & (of > 0.8)]) / np.median(light[(row == n) & (of < 0.1)]) for n in range(51)]

    assert min(parts) > 1.5
    assert np.median(parts) > 2.5


def test_no_socket_hides_a_prism_in_the_light(gl):
    table = bundled()
    figures, seen = table.value[-1, :, :3], shares(gl, table)

    assert len(seen) == 51
    assert (figures[:, LIT] + figures[:, OPEN] < 100.0).all()
    np.testing.assert_allclose(seen[:, LIT], figures[:, LIT], atol=0.51)
    np.testing.assert_allclose(seen[:, OPEN], figures[:, OPEN], atol=1.5)
    np.testing.assert_allclose(seen[:, WORN] + seen[:, OPEN], figures[:, WORN], atol=2.01)


@pytest.mark.parametrize(("figures", "light", "words"), [
    ((70.0, 40.0, 20.0), 70.0, ""), ((70.0, 60.0, 45.0), 55.0, "sockets cover some of the light"),
    ((50.0, 20.0, 30.0), 50.0, "none is worn hollow"), ((50.0, 20.0, 20.0), 50.0, "none is worn hollow"),
])  # fmt: skip
def test_where_two_shares_are_more_than_a_whole_the_plate_says_what_covers_what(gl, figures, light, words):
    scene = load("enamel").scene
    table = sure(load_table(scene.data, scene.wanted), *figures)
    seen, said = shares(gl, table), caption_of(scene, table)

    assert abs(seen[:, LIT].mean() - light) < 1.0
    assert words in said
    assert ("cover some of" in said, "none is worn" in said) == ("cover" in words, "worn" in words)


@pytest.mark.parametrize("figures", [(0.0, 0.0, 0.0), (70.0, 0.0, 0.0)])
def test_of_nobody_not_one_prism_is_drawn(gl, figures):
    """A field of zero showed a lit prism or two, and its plate calls it a field without light."""
    shown = {"lit": "sealed", "worn": "decayed", "open": "lost"}
    scene = filled(load("enamel").scene, shown, shown)
    table = sure(role_table(areas_table(5), scene.wanted).table, *figures)
    seen = shares(gl, table)

    assert (seen[:, [role for role in range(3) if figures[role] == 0.0]] == 0.0).all()
    state = np.where(table.value[..., :3] == 0.0, State.ZERO, State.VALUE).astype(np.uint8)
    zero = replace(table, state=np.concatenate([state, table.state[..., 3:]], axis=2))
    assert ("A field without light" in caption_of(scene, zero)) == (figures[0] == 0.0)
    unsure = shares(gl, replace(zero, high=zero.high + 3.0))  # of few asked, none may still be three in a hundred
    assert (unsure[:, [role for role in range(3) if figures[role] == 0.0]] == 0.0).all()


@pytest.mark.parametrize("role", [WORN, OPEN])
def test_what_is_not_known_beside_the_light_is_a_step_below_what_is_known(gl, role):
    """And does not look like it; frost shone as bright as fields of which all is known, and bare outlines nearly."""
    loaded = load("enamel")
    figures = {"lit": "sealed", "worn": "decayed", "open": "lost"}
    loaded = replace(loaded, scene=filled(loaded.scene, figures, figures))
    table = sure(role_table(areas_table(12), loaded.scene.wanted).table, 70.0, 30.0, 12.0)
    engine, light = Engine(gl, loaded, table, SIZE), {}
    for one in (State.VALUE, State.SUPPRESSED, State.HELD, State.MISSING):
        state = table.state.copy()
        state[..., :3] = State.VALUE
        state[..., role] = one
        engine.table = replace(table, state=state, release=one.word)
        engine.draw(loaded.scene.frame(0, size=SIZE))
        light[one] = (engine.read(3).max(axis=2) / 255.0) ** 2.2
    engine.release()
    bright = light[State.VALUE] > 0.27  # prisms in the light

    assert bright.mean() > 0.05
    for one in (State.SUPPRESSED, State.HELD, State.MISSING):
        for where in (bright, np.ones_like(bright)):
            assert 0.2 < light[one][where].mean() / light[State.VALUE][where].mean() < 0.75, one.word


@pytest.mark.parametrize("stratum", [None, "race=black", "income=under_15k"])
@pytest.mark.parametrize("size", [(640, 360), (270, 480), (800, 200)])
def test_no_place_is_lost_between_its_neighbours_whoever_was_asked_there(gl, stratum, size):
    """Of Black adults, Wisconsin had not one pixel at 4:1, two states none at 9:16: large fields took their room."""
    loaded = load("enamel")
    scene = replace(loaded.scene, stratum=stratum) if stratum else loaded.scene
    table = load_table(scene.data, scene.wanted)
    for seed in (0, 1, 3, 4):
        row, _ = lattice(gl, table, size, seed=seed)
        pixels = np.bincount(row.clip(min=-1).ravel() + 1, minlength=len(table.areas) + 1)[1:]
        assert pixels.min() > 0.1 * pixels.mean(), (seed, table.areas[int(pixels.argmin())].name)


@pytest.mark.parametrize("size", [(640, 360), (360, 640)])
def test_an_outline_is_what_its_name_says(gl, size):
    """How much of the short side is filled, and how far from the middle that lies, at five places of the long one."""
    table, seen = bundled(), {}
    for form in ("slab", "arch", "wedge", "wave"):
        fields = lattice(gl, table, size, form=form)[0] >= 0
        along = fields if size[0] > size[1] else fields.T
        ends = [np.flatnonzero(along[:, int(at * along.shape[1])])[[0, -1]] for at in (0.12, 0.27, 0.5, 0.73, 0.88)]
        low, high = np.array(ends).T / along.shape[0]
        seen[form] = high - low, (low + high) / 2.0 - 0.5
        at = np.argwhere(fields)
        air = at.min(axis=0), np.array(size[::-1]) - 1 - at.max(axis=0)
        assert np.min(air) > (0.028 if form == "wave" else 0.008) * min(size), form

    assert seen["slab"][0].min() > 0.88
    assert seen["arch"][1][2] - seen["arch"][1][[0, -1]].max() > 0.1, "highest in the middle"
    assert (np.diff(seen["wedge"][0]) > 0.03).all(), "it widens"
    assert seen["wave"][1][3] - seen["wave"][1][1] > 0.25, "down, then up"
    assert seen["wave"][1][3] - seen["wave"][1][4] > 0.08, "and down again"
    assert (np.diff(seen["wave"][0][1:]) < -0.03).all(), "it thins out"
