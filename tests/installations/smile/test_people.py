"""Whose figures a tooth shows: groups where there are some, else areas, all of them, however many; and what is said."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from areas import areas_table

from renderer.data.load import load_table
from renderer.data.mean_state import state_of_mean
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.trial_tables import all_of
from renderer.params.param import assign
from renderer.scene.caption import caption_of, reading_of
from renderer.scene.catalogue import load
from renderer.scene.filled import filled
from renderer.scene.states_shown import mark_states

FULL = np.isin(np.arange(32) % 16, range(1, 15))  # the teeth of 28
COUNTS = (1, 3, 12, 28, 51, 500, 3144)


@pytest.fixture(scope="module")
def engine_for(gl_context):
    """Return ``engine_for(scene, table)``, which draws teeth and people alone; engines of the same columns are one."""
    kept = {}

    def made(scene, table):
        loaded, key = replace(load("smile"), scene=scene), tuple(column.name for column in table.columns)
        if key not in kept:
            one = Engine(gl_context, loaded, table, (32, 18))
            kept[key] = one, one.pipeline.compiled
            one.pipeline.compiled = [step for step in one.pipeline.compiled if step.step.name in ("teeth", "people")]
        one, _ = kept[key]
        one.table = table
        return one

    yield made
    for one, every in kept.values():
        one.pipeline.compiled = every
        one.release()


@pytest.fixture
def seen(gl, engine_for):  # noqa: ARG001  gl: no GL error, before and after
    """
    Return ``seen(table, **params)`` of a table without groups; ``lower`` is the measure of the lower row.

    kept, doubt, state : of each tooth, [32]; stands : whether there is one; shown : the table as the roles read it
    """

    def draw(table, lower=None, **params):
        scene = filled(load("smile").scene, {"upper": "lost"} | ({"lower": lower} if lower else {}), {"upper", "lower"})
        shown = role_table(table, scene.wanted).table
        engine = engine_for(scene, shown)
        engine.draw(scene.frame(0, size=(32, 18)), assign(scene.params(), **params))
        people, teeth = (_texels(engine.pipeline.targets[name]) for name in ("people", "teeth"))
        return people[0, :, 0], people[0, :, 1], people[0, :, 2].round().astype(int), teeth[0, :, 3] > 0, shown

    return draw


def _texels(target):
    texels = np.frombuffer(target.buffer.read(components=4, dtype="f4"), np.float32)
    return texels.reshape(target.size[1], target.size[0], 4)


def around(stands):
    """Return the teeth that stand, upper row from the patient's right, then the lower row back."""
    order = np.array([*range(16), *range(31, 15, -1)])
    return order[stands[order]]


def means(cube, teeth):
    """Return the mean of what is known in each of ``teeth`` parts of ``cube``, [areas]; NaN where nothing is."""
    edges = np.arange(teeth + 1) * len(cube) // teeth
    parts = [cube[low : max(high, low + 1)] for low, high in pairwise(edges)]
    return np.array([np.nanmean(part) if np.isfinite(part).any() else np.nan for part in parts])


@pytest.mark.parametrize("count", COUNTS)
def test_without_groups_all_areas_have_their_teeth(seen, count):
    kept, doubt, state, stands, shown = seen(areas_table(count))
    order = around(stands)
    wide = np.where(shown.state == State.ZERO, 0.0, shown.high - shown.low)
    value, reach = (means(cube[0, :, 0], 28) for cube in (shown.value, wide))
    known = np.isfinite(value)

    assert (len(shown.areas), len(order)) == (count, 28)
    np.testing.assert_allclose(kept[order][known], 1.0 - value[known] / 100.0, atol=1e-5)
    np.testing.assert_allclose(doubt[order][known], reach[known] / 100.0, atol=1e-5)
    assert (np.isin(state[order], (State.VALUE, State.ZERO)) == known).all()
    if count <= 28:
        assert len(np.unique(kept[order][known])) == len(np.unique(shown.value[np.isfinite(shown.value[..., 0]), 0]))


@pytest.mark.parametrize(("dentition", "jaw", "teeth"), [
    ("primary_20", "both", 20), ("primary_20", "lower", 10), ("adult_28", "upper", 14), ("adult_28", "lower", 14),
])  # fmt: skip
def test_fewer_teeth_show_as_many_areas(seen, dentition, jaw, teeth):
    for count in (12, 51):
        kept, _, _, stands, shown = seen(areas_table(count), dentition=dentition, jaw=jaw)
        order = around(stands) if jaw == "both" else np.flatnonzero(stands)
        value = means(shown.value[0, :, 0], teeth)
        known = np.isfinite(value)

        assert len(order) == teeth
        np.testing.assert_allclose(kept[order][known], 1.0 - value[known] / 100.0, atol=1e-5)


def test_third_molars_stand_with_the_second(seen):
    kept, _, _, stands, _ = seen(areas_table(28), dentition="adult_32")

    assert stands.all()
    for third, second in ((0, 1), (15, 14), (16, 17), (31, 30)):
        assert kept[third] == kept[second]
    assert len(np.unique(kept[1:15])) == 12  # of 14 one is zero, and three of states not known are alike


def test_a_lower_row_of_its_own_shows_all_areas_once_more(seen):
    kept, _, _, stands, shown = seen(areas_table(51), lower="decayed")
    for first, column in ((0, 0), (16, 1)):
        row = first + np.flatnonzero(stands[first : first + 16])
        value = means(shown.value[0, :, column], 14)

        np.testing.assert_allclose(kept[row], 1.0 - value / 100.0, atol=1e-5)


def test_with_place_a_tooth_is_one_area_from_there_on(seen):
    kept, _, _, stands, shown = seen(areas_table(51), place=40)
    value = np.roll(shown.value[0, :, 0], -39)[:28]
    known = np.isfinite(value)

    np.testing.assert_allclose(kept[around(stands)][known], 1.0 - value[known] / 100.0, atol=1e-5)
    assert (kept[around(stands)][~known] == 0.0).all()


def test_where_places_were_asked_for_both_rows_show_one_measure(seen):
    kept, _, _, stands, shown = seen(areas_table(28), lower="decayed", each="place")
    value = shown.value[0, :, 0]
    known = np.isfinite(value)

    np.testing.assert_allclose(kept[around(stands)][known], 1.0 - value[known] / 100.0, atol=1e-5)


def test_moments_reach_from_the_first_tooth_of_a_row_to_the_last(seen):
    for dentition, first, last in (("adult_28", 1, 14), ("primary_20", 3, 12)):
        kept, _, _, _, shown = seen(areas_table(3, times=3), each="time", dentition=dentition, place=2)
        value = shown.value[:, 1, 0]
        row = np.interp(np.linspace(0, 2, last - first + 1), range(3), value)

        np.testing.assert_allclose(kept[first : last + 1], 1.0 - row / 100.0, atol=1e-5)
        assert len(set(value)) == 3


def test_who_points_at_a_tooth_is_told_its_area_and_of_a_mean_none(gl):
    loaded = load("smile")
    shown = role_table(areas_table(51), loaded.scene.wanted).table
    engine = Engine(gl, loaded, shown, (320, 180))
    engine.draw(loaded.scene.frame(0, size=(320, 180)))
    engine.row_at(0, 0)  # draws what only picking needs
    near = _texels(engine.pipeline.targets["near"])
    engine.release()
    edges = np.arange(29) * 51 // 28
    rows = {tooth: edges[n] if edges[n + 1] - edges[n] == 1 else -1 for n, tooth in enumerate(around(FULL))}
    pixels = {(int(tooth) - 1, int(row)) for row, tooth in near[..., :2].reshape(-1, 2) if 1 <= tooth <= 32}

    assert len(pixels) > 20
    assert {row for _, row in pixels} > {-1}
    assert pixels <= {(int(tooth), int(row)) for tooth, row in rows.items()}


def test_areas_that_are_part_of_larger_ones_are_gathered_to_those(seen):
    kept, _, _, stands, shown = seen(areas_table(500, parents=12))

    assert (len(shown.areas), shown.gathered) == (12, "500 areas")
    np.testing.assert_allclose(kept[around(stands)], 1.0 - means(shown.value[0, :, 0], 28) / 100.0, atol=1e-5)
    assert len(seen(areas_table(3144, parents=51))[-1].areas) == 51  # and each tooth is the mean of one or two


def test_groups_are_shown_by_every_dentition_from_the_first_on(engine_for):
    scene = load("smile").scene
    table = load_table(scene.data, scene.wanted)
    engine = engine_for(scene, table)
    for dentition, seats in (("adult_28", range(1, 15)), ("primary_20", range(3, 13))):
        params = assign(scene.params(), dentition=dentition)
        engine.draw(scene.frame(0, size=(32, 18)), params)
        kept, _, state = _texels(engine.pipeline.targets["people"])[0, seats.start : seats.stop, :3].T
        whose = [2 * (n + 1) for n in range(len(seats))]
        mean, enough = np.nanmean(table.value[-1][:, whose], axis=0), table.known[-1][:, whose].mean(axis=0) >= 0.5

        np.testing.assert_allclose(kept, np.where(enough, 1.0 - mean / 100.0, 0.0), atol=1e-5)
        assert [*state] == [state_of_mean(table.state[-1, :, column]) for column in whose]
        assert (State.SUPPRESSED in state) == (len(seats) == 14)  # of most states nothing is known of these
        engine.draw(scene.frame(0, size=(32, 18)), assign(params, place=3))
        of_third = _texels(engine.pipeline.targets["people"])[0, seats.start : seats.stop, 0]
        known = np.isfinite(table.value[-1, 2, whose])
        np.testing.assert_allclose(of_third[known], 1.0 - table.value[-1, 2, whose][known] / 100.0, atol=1e-5)
        said = caption_of(scene, table, params)
        first = ", of the first 10 of 14" if len(seats) < 14 else ""
        assert said.startswith(f"Every tooth is a group{first}, mean of all states: ")
        assert (" College graduate, White, Black, Hispanic, Other, MultiRacial. " in said) == (len(seats) == 14)


def test_where_whole_teeth_are_lost_no_lot_falls_on_anybody_and_their_number_is_the_figure(engine_for):
    """A lot decided which group's tooth was glass. All teeth of a row are of everybody, and they can be counted."""
    scene = load("smile").scene
    table = load_table(scene.data, scene.wanted)
    engine = engine_for(scene, table)
    seats = set()
    for seed, (dentition, many) in product(range(3), (("adult_28", 14), ("adult_32", 16), ("primary_20", 10))):
        params = assign(scene.params(), loss="tooth", dentition=dentition)
        engine.draw(scene.frame(0, size=(32, 18), seed=seed), params)
        people = _texels(engine.pipeline.targets["people"])[0]
        for row, column in enumerate((0, 1)):
            own = slice(16 * row + 8 - many // 2, 16 * row + 8 + many // 2)
            kept = 1.0 - np.nanmean(table.value[-1][:, column]) / 100.0
            np.testing.assert_allclose(people[own, 0], kept, atol=1e-5)
            assert people[own, 3].sum() == round(many * kept)
        seats.add(tuple(people[:, 3]))

    assert len(seats) > 6  # which ones is chance: two seeds may draw the same of few
    assert len(set(scene.marks(params, 51, 14, (True, True)))) == 2


@pytest.mark.parametrize("lower", [None, "decayed"])
@pytest.mark.parametrize("params", [
    {}, {"place": 40}, {"each": "place"}, {"each": "place", "jaw": "upper"}, {"each": "time"}, {"jaw": "lower"},
    {"loss": "tooth"}, {"loss": "tooth", "each": "place", "place": 3},
    {"dentition": "primary_20"},
])  # fmt: skip
def test_the_words_know_what_the_teeth_show(seen, params, lower):
    """The caption speaks of teeth under silk, frosted, in outline: of those that are there, and of no others."""
    for count in (1, 12, 51):
        _, _, state, stands, shown = seen(areas_table(count, times=2), lower=lower, **params)
        scene = load("smile").scene
        marks = list(scene.marks(assign(scene.params(), **params), count, 0, (True, lower is not None)))

        said = set().union(*(mark_states(shown, column, [1.0], marks)[0] for column in {mark[0] for mark in marks}))
        assert said == {State(one) for one in state[stands]}
        assert len(marks) == np.count_nonzero(stands)


@pytest.mark.parametrize("material", ["enamel", "fringes", "scan", "points", "glass", "lagoon"])
def test_a_tooth_that_is_withheld_is_covered_and_no_brighter_than_a_whole_one(gl, material):
    loaded, size = load("smile"), (192, 108)
    shown = role_table(areas_table(3), loaded.scene.wanted).table
    values = assign(loaded.scene.params(), material=material)
    seen = {}
    for state in (State.VALUE, State.SUPPRESSED, State.HELD):
        engine = Engine(gl, loaded, all_of(shown, state, 0.0), size)
        engine.draw(loaded.scene.frame(0, size=size), values)
        seen[state] = engine.read(3).astype(float).mean(axis=2)
        engine.release()
    whole = seen.pop(State.VALUE)

    for covered in seen.values():
        assert (abs(covered - whole) > 12).mean() > 0.02
        assert covered.mean() < 1.15 * whole.mean()


@pytest.mark.parametrize(("material", "body"), [
    ("enamel", "pearl"), ("points", "points of light"), ("scan", "lines"), ("fringes", "bands"),
])  # fmt: skip
def test_it_is_said_what_stands_in_the_glass_of_a_tooth(material, body):
    scene = load("smile").scene
    table, values = load_table(scene.data, scene.wanted), assign(scene.params(), material=material)
    edge = assign(values, loss="edge")

    assert f"the fuller and warmer of {body}" in caption_of(scene, table, values)
    assert f"how warm the light of a tooth's {body} is" in reading_of(scene, table, values)
    assert f"the rest is {body}" in caption_of(scene, table, edge)
    assert f"clear glass rather than {body}" in reading_of(scene, table, edge)


def test_of_few_groups_it_is_said_how_many_teeth_are_one_and_why_a_mean_is_not_told():
    scene = filled(load("smile").scene, {"beside": "race"}, {"beside"})
    said = caption_of(scene, load_table(scene.data, scene.wanted))

    assert said.startswith("Every 2 or 3 teeth beside each other are a group, mean of all states: ")
    assert " From left: White, Black, Hispanic, Other, MultiRacial. " in said
    assert " Groups: by race. " in said
    assert "Silk: unknown, partly withheld." in said
    alone = caption_of(scene, load_table(scene.data, scene.wanted), assign(scene.params(), place=3))
    assert "partly" not in alone


@pytest.mark.parametrize(("count", "params", "begins"), [
    (1, {}, "All teeth are one area: "),
    (12, {}, "Every 2 or 3 teeth beside each other are an area: "),
    (28, {}, "Every tooth is an area: "),
    (51, {}, "Every tooth is the unweighted mean of 1 or 2 areas that follow each other in the table, as far as they "
             "have figures: "),
    (3144, {}, "Every tooth is the unweighted mean of 112 or 113 areas that "),
    (500, {"dentition": "primary_20"}, "Every tooth is the unweighted mean of 25 areas that "),
    (500, {"jaw": "upper"}, "Every tooth is the unweighted mean of 35 or 36 areas that "),
    (51, {"lower": "decayed"}, "Every tooth is the unweighted mean of 3 or 4 areas that "),
    (51, {"place": 2}, "Every tooth is an area, 28 of 51 of them: "),
    (51, {"each": "time"}, "Every tooth is a moment of the survey, mean of all areas: "),
])  # fmt: skip
def test_it_is_said_what_a_tooth_is(count, params, begins):
    scene, params = load("smile").scene, dict(params)
    lower = params.pop("lower", "")
    scene = filled(scene, {"upper": "lost"} | ({"lower": lower} if lower else {}), {"upper", "lower"})
    table, values = role_table(areas_table(count), scene.wanted).table, assign(scene.params(), **params)
    said, read = caption_of(scene, table, values), reading_of(scene, table, values)

    assert said.startswith(begins)
    for text in (said, read):
        assert "children who are lost" in text
        assert ("(lower row: the share of children who are decayed" in text) == bool(lower)
