"""Enamel: a lamp that visits fields by name and rests there, a wall that is calm, and a work for each seed."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image
from scipy.ndimage import gaussian_filter
from thumbnails import LUMA

from renderer.core.colour import srgb_decode
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.frames.trial_tables import alike
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load

SIZE = (480, 270)
STEP, SPARKLE = 24, 0.001  # codes; share of pixels that may jump so far between two calm frames


@pytest.fixture(scope="module")
def enamel(gl_context):
    """Return ``enamel(index, seed, figures, **values)``: the picture, [270, 480, 3] codes, and each pixel's row."""
    loaded = load("enamel")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    engine = Engine(gl_context, loaded, table, SIZE)

    def draw(index=0, seed=0, figures=table, **values):
        engine.table = figures
        engine.draw(loaded.scene.frame(index, size=SIZE, seed=seed), loaded.scene.params(**values))
        texels = np.frombuffer(engine.pipeline.targets["relief"].buffer.read(components=4, dtype="f4"), np.float32)
        return engine.read(3).astype(int), texels.reshape(*SIZE[::-1], 4)[::-1, :, 1].astype(int), table

    yield draw
    engine.release()


def test_the_lamp_rests_on_the_fields_that_the_plate_names_one_after_the_other(enamel):
    scene, params = load("enamel").scene, load("enamel").scene.params(visits=3, sway=0.0, swell=0.0)
    _, row, table = enamel()
    names = re.search(r"A lamp comes round: (.*?)\.", caption_of(scene, table, params)).group(1).split(", ")
    looks = [enamel(360 * turn, visits=3, sway=0.0, swell=0.0)[0].mean(axis=2) for turn in range(3)]

    assert len(set(names)) == 3
    for turn, name in enumerate(names):
        own = [n for n, area in enumerate(table.areas) if area.name == name]
        gains = [looks[turn][row == n].mean() - looks[(turn + 1) % 3][row == n].mean() for n in range(len(table.areas))]
        assert own[0] in np.argsort(gains)[-4:], name
        assert gains[own[0]] > 0.6 * max(gains), name


def test_within_every_ten_seconds_the_lamp_comes_and_rests(enamel):
    looks = [enamel(index, sway=0.0, swell=0.0)[0] for index in range(0, 301, 30)]
    moved = [np.abs(one - other).max(axis=2) >= STEP for one, other in pairwise(looks)]

    assert max(one.mean() for one in moved) > 0.01
    assert min(one.mean() for one in moved) < 0.001


@pytest.mark.parametrize(("seed", "values"), [
    (0, {}), (2, {"elevation": 8.0, "depth": 2.0, "sweep": 2.0, "glow": 0.9}),
])  # fmt: skip
def test_nothing_sparkles(enamel, seed, values):
    """The shadows leapt from texel to texel as the lamp swayed: 3 % of all pixels jumped in one frame."""
    for index in (0, 45, 90, 180):
        now, then = (enamel(one, seed=seed, **values)[0] for one in (index, index + 1))
        assert (np.abs(now - then).max(axis=2) > STEP).mean() < SPARKLE


def test_a_seed_is_a_work_and_so_is_a_form(enamel):
    """Told apart at 200 px: by their light alone, blurred to a twentieth of their width."""
    def seen(picture):
        small = Image.fromarray(picture.astype(np.uint8)).convert("L").resize((20, 11), Image.Resampling.BOX)
        return np.asarray(small, float)

    works = [seen(enamel(seed=seed)[0]) for seed in range(4)]
    pairs = [(one, other) for n, one in enumerate(works) for other in works[:n]]
    pairs += [(works[0], seen(enamel(form=form)[0])) for form in ("slab", "arch", "wedge")]
    for one, other in pairs:
        assert np.abs(one - other).mean() > 15.0


@pytest.mark.parametrize("seed", range(4))
def test_across_a_room_what_figures_move_is_as_much_as_all_that_stands_without_them(enamel, seed):
    """Shade that met in valleys was the largest form: dark bands, the same where all were alike, read as no care."""
    _, row, table = enamel(seed=seed)

    def seen(picture):
        small = Image.fromarray(picture.astype(np.uint8)).resize((200, 112), Image.Resampling.BOX)
        return gaussian_filter(np.asarray(small) @ LUMA, 6.0)

    wall = Image.fromarray(np.uint8(255 * (row >= 0))).resize((200, 112), Image.Resampling.BOX)
    wall = gaussian_filter(np.asarray(wall) / 255.0, 6.0) > 0.7
    real, same = (seen(enamel(seed=seed, figures=one)[0])[wall] for one in
                  (table, replace(alike(table), sample=table.sample)))  # fmt: skip

    assert wall.mean() > 0.15
    assert (real - same).std() > 0.6 * same.std(), "it was 0.42 to 0.47"


@pytest.mark.parametrize("seed", range(4))
def test_the_unlit_part_of_fields_lies_on_all_sides_and_as_that_of_a_neighbour(gl, seed):
    """From one side for all, it was taken for the shade of lit boulders, and no figure."""
    loaded = load("enamel")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    engine = Engine(gl, loaded, table, SIZE)
    engine.draw(loaded.scene.frame(0, size=SIZE, seed=seed))
    read = engine.pipeline.targets["fields"].buffer.read(components=4, dtype="f4")
    engine.release()
    site, way = np.frombuffer(read, np.float32).reshape(2, len(table.areas), 4)[:, :, :2]
    apart = np.linalg.norm(site[:, None] - site, axis=2) + 9.0 * np.eye(len(site))

    assert np.linalg.norm(way, axis=1) == pytest.approx(1.0, abs=1e-3)
    assert np.linalg.norm(way.mean(axis=0)) < 0.6
    assert {(x > 0, y > 0) for x, y in way} == {(x, y) for x in (False, True) for y in (False, True)}
    assert np.median((way * way[apart.argmin(axis=1)]).sum(axis=1)) > 0.7


def test_quiet_and_bold_differ_from_the_default_in_form_and_not_in_outline_alone(enamel):
    """Moonlit and raking filled the same picture with fields of the same size, under another outline."""
    presets = {preset.name: dict(preset.params) for preset in load("enamel").presets}
    rows = [enamel(**values)[1] for values in ({}, presets["moonlit"], presets["raking"])]
    default, quiet = ((row >= 0).mean() for row in rows[:2])
    size = [np.median(np.bincount(row[row >= 0], minlength=51)) for row in rows[:2]]

    assert quiet < 0.45 * default
    assert size[1] < 0.5 * size[0]
    assert (rows[2] >= 0)[[0, 60, 120], -1].all(), "a wedge that runs off the picture"


def test_withheld_figures_size_no_field(gl):
    """A field of whom it is not told how many were asked is one of the middle size."""
    loaded = load("enamel")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    value = table.value.copy()
    value[:, np.argmax(table.sample[-1, :, 0]), 0] = np.nan
    engine = Engine(gl, loaded, replace(table, value=value), (64, 36))
    engine.draw(loaded.scene.frame(0, size=(64, 36)))
    read = engine.pipeline.targets["sites"].buffer.read(components=4, dtype="f4")
    engine.release()
    area = np.frombuffer(read, np.float32).reshape(-1, 4)[:, 3]

    assert area[np.argmax(table.sample[-1, :, 0])] == pytest.approx(area.sum() / len(area), rel=0.05)


def test_figures_are_seen_from_afar_where_fields_stay_as_they_are(gl):
    """Alike, they changed 4 % of the wall: so many prisms went in and out of the light, and nothing else."""
    loaded = load("enamel")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    looks = []
    for one in (table, replace(alike(table), sample=table.sample)):
        engine = Engine(gl, loaded, one, SIZE)
        engine.draw(loaded.scene.frame(0, size=SIZE))
        looks.append(engine.read(3).astype(int))
        engine.release()

    assert (np.abs(looks[1] - looks[0]).max(axis=2) >= STEP).mean() > 0.19


@pytest.mark.parametrize(("wide", "rough"), [(200, 0.65), (320, 0.55), (480, 0.42)])
def test_a_prism_of_few_pixels_is_as_bright_as_the_mean_of_a_large_one_and_no_dots(gl_context, wide, rough):
    """A small preview was holes and dots, of one sample each; the oracle has eleven to 64 samples a pixel."""
    loaded = load("enamel")
    table, seen = load_table(loaded.scene.data, loaded.scene.wanted), []
    small = wide, wide * 9 // 16
    for size in ((1600, 900), small):
        engine = Engine(gl_context, loaded, table, size)
        engine.draw(loaded.scene.frame(244, size=size))
        light = Image.fromarray((srgb_decode(engine.read(3) / 255.0) @ LUMA).astype(np.float32))
        seen.append(np.asarray(light.resize(small, Image.Resampling.BOX)))
        engine.release()
    fine, coarse = seen
    wall = fine > 0.01

    assert coarse[wall].mean() == pytest.approx(fine[wall].mean(), rel=0.05)
    assert np.sqrt(((coarse - fine)[wall] ** 2).mean()) < rough * fine[wall].std()
