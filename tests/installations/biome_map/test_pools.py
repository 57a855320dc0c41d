"""Biome map: how much of a floor is under water, what covers it, and what the camera sees of it."""

import re
from dataclasses import replace

import numpy as np
import pytest

from renderer.data.state import State
from renderer.frames.lookup import name_at
from renderer.scene.caption import caption_of

BRIGHT = np.array([0.2126, 0.7152, 0.0722])


def under_water(made):
    """Return the share of each area's floor that lies under water, and of how many texels that is."""
    bed, plan = made.texels("bed"), made.texels("plan")
    water = np.repeat(np.repeat(plan[..., 0], 2, axis=0), 2, axis=1)[: bed.shape[0], : bed.shape[1]]
    rows = bed[..., 3].round().astype(int)
    mine = rows >= 0
    count = np.bincount(rows[mine], minlength=len(made.table.areas))[: len(made.table.areas)]
    wet = np.bincount(rows[mine], (water > bed[..., 0])[mine], minlength=len(made.table.areas))[: len(count)]
    return wet / np.maximum(count, 1), count


def test_who_is_on_the_map_alone_is_found_under_the_pointer(flat):
    made = flat(size=(160, 90))
    ground, table = made.engine.pipeline.map, made.table
    texas = next(row for row, area in enumerate(table.areas) if area.name == "Texas")
    bare = replace(ground, table_row=np.where(ground.table_row == texas, -1, ground.table_row))
    at = [(x, y) for x in range(0, 160, 4) for y in range(0, 90, 4)]
    made.draw()
    before = [made.engine.row_at(*one) for one in at]
    made.engine.pipeline.ground(bare)
    made.draw()
    assert texas in before
    assert None in before  # the sea is nobody's
    assert [made.engine.row_at(*one) for one in at] == [len(table.areas) if row == texas else row for row in before]
    assert name_at(len(table.areas), table.areas, bare) == "Texas"


def test_as_much_of_a_floor_is_under_water_as_the_figure_says(flat):
    made = flat()
    part = np.linspace(0.0, 1.0, len(made.table.areas))
    made.show(part)
    made.draw()

    share, count = under_water(made)

    large = (count > 1500) & (part < 0.94)  # what is fuller stands above its rim
    assert large.sum() > 30
    assert share[large] == pytest.approx((0.10 + 0.88 * part)[large], abs=0.05)


def test_the_driest_known_place_is_a_quarter_under_water(flat):
    """Where six in ten saw a dentist nothing looks like a desert."""
    made = flat()
    made.draw()
    share, count = under_water(made)

    assert share[count > 1500].min() >= 0.25


def test_the_sand_is_half_under_water_between_the_ends_of_an_interval(flat):
    made = flat()
    made.show(0.5)
    column = made.table.columns[0]
    figure = made.engine.table.value[:, :, :1]
    ends = {name: made.table.value.copy() for name in ("low", "high")}
    for name, by in (("low", -3.0), ("high", 3.0)):
        ends[name][:, :, :1] = figure + by
    made.engine.table = replace(made.engine.table, release="unsure", **ends)
    made.draw()
    bed, look = made.texels("bed")[::2, ::2], made.texels("plan", 1)
    mine = bed[..., 3] >= 0
    rim = ((bed[..., 0] > look[..., 0]) & (bed[..., 0] < look[..., 2]))[mine].mean()

    assert rim == pytest.approx(0.88 * 6.0 / np.ptp(column.domain), abs=0.04)


def test_what_is_zero_or_not_told_has_no_water(flat):
    made = flat()
    states = np.resize([State.ZERO, State.MISSING, State.SUPPRESSED, State.HELD, State.VALUE], len(made.table.areas))
    made.show(0.9, states)
    made.draw()
    share, count = under_water(made)
    cover = made.texels("plan", 2)
    rows = made.texels("plan")[..., 2].round().astype(int)

    assert share[(count > 1500) & (states != State.VALUE)].max() < 0.04  # but what lies by a border
    for channel, state in enumerate((State.SUPPRESSED, State.HELD, State.MISSING, State.ZERO)):
        here = (rows >= 0) & (rows < len(states))
        assert (cover[here][:, channel] == (states[rows[here]] == state)).all()


def test_a_withheld_place_is_darker_than_it_would_be(flat):
    made = flat()
    part = np.full(len(made.table.areas), 0.5)
    made.show(part)
    known = made.draw() / 255.0
    rows = made.texels("whose")[::-1, :, 0]
    for state in (State.SUPPRESSED, State.HELD, State.MISSING):
        made.show(part, np.full(len(part), state))
        covered = made.draw() / 255.0
        assert (covered @ BRIGHT)[rows >= 0].mean() < (known @ BRIGHT)[rows >= 0].mean() - 0.04


@pytest.mark.parametrize("size", [(640, 360), (270, 480), (480, 120)])
@pytest.mark.parametrize("count", [1, 12, 640])
def test_every_area_is_seen_and_none_is_cut(flat, size, count):
    made = flat(size, count)
    made.draw()
    rows = made.texels("whose")[..., 0].round().astype(int)
    here = np.argwhere(rows >= 0)

    assert len(np.unique(rows[rows >= 0])) >= 0.98 * count
    assert here.min() > 0
    assert (here.max(axis=0) < np.array(rows.shape) - 1).all()
    # It fills the picture, in one of the two ways at least.
    assert (np.ptp(here, axis=0) / rows.shape).max() > 0.85


@pytest.mark.parametrize(("size", "share"), [((270, 480), 0.3), ((480, 120), 0.28)])
def test_a_wide_map_is_large_in_tall_and_in_very_wide_pictures(flat, size, share):
    """It lies on its side where the picture is tall, and the camera leans where it is wide."""
    made = flat(size)
    made.draw()

    assert (made.texels("whose")[..., 0] >= 0).mean() > share


def test_a_very_wide_picture_is_filled_from_side_to_side(flat):
    made = flat((480, 120))
    made.draw(travel=0.0)
    taken = (made.texels("whose")[..., 0] >= 0).any(axis=0)

    assert np.ptp(np.flatnonzero(taken)) / len(taken) > 0.85  # far parts beside the map
    assert taken.mean() > 0.7


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (200, 200), (480, 120)])
@pytest.mark.parametrize("seed", [0, 3])
def test_a_place_that_is_visited_comes_to_the_middle_at_every_shape(flat, size, seed):
    made = flat(size)
    made.engine.pipeline.compiled = [one for one in made.engine.pipeline.compiled
                                     if one.step.name in ("hull", "extent", "camera", "whose")]  # fmt: skip
    names = [area.name for area in made.table.areas]
    for name, at in re.findall(r"(Colorado|Mississippi) at (\d+) s", caption_of(made.loaded.scene, made.table)):
        made.draw(2 * int(at), 2, seed=seed)
        rows = made.texels("whose")[..., 0].round()
        here = np.argwhere(rows == names.index(name))
        middle = (here.min(axis=0) + here.max(axis=0)) / 2 / rows.shape

        assert rows[rows.shape[0] // 2, rows.shape[1] // 2] == names.index(name)
        assert middle == pytest.approx([0.5, 0.5], abs=0.09)  # what is near is larger


def test_by_the_map_s_edge_a_place_comes_as_near_as_the_picture_still_shows_the_map(flat):
    made = flat()
    names = [area.name for area in made.table.areas]
    made.draw(48, 2, place=names.index("Maine"), visits=1)
    rows = made.texels("whose")[..., 0].round()
    here = np.argwhere(rows == names.index("Maine")).mean(axis=0) / rows.shape

    assert (rows >= 0).mean() > 0.2
    assert 0.5 < here[1] < 0.8


@pytest.mark.parametrize("part", [0.1, 0.5, 0.8, 0.9])
def test_as_much_of_what_is_seen_of_a_place_is_water_as_its_figure_says_at_coasts_too(drawn_parts, part):
    """Of pixels, not of the floor's cells: Alaska and Florida among walls and beach."""
    made, parts = drawn_parts((640, 360))
    made.show(part)
    rows, _, wet = parts(tilt=0.0, travel=0.0)
    names = [area.name for area in made.table.areas]
    seen = {row: wet[rows == row].mean() for row in range(len(names)) if (rows == row).sum() > 300}

    assert {"Alaska", "Florida", "California"} <= {names[row] for row in seen}
    assert np.array(list(seen.values())) == pytest.approx(0.10 + 0.88 * part, abs=0.04)


def test_a_coast_has_a_rim_as_a_border_has(flat):
    """On both sides of a coast the ground falls, so that one sees where the place ends."""
    made = flat()
    made.draw()
    bed = made.texels("bed")
    away = bed[..., 2]
    crest, beyond = bed[..., 0][np.abs(away) < 0.003], bed[..., 0][(away < -0.02) & (away > -0.03)]

    assert np.median(crest) > np.median(beyond) + 0.006


@pytest.mark.parametrize(("count", "place", "visits"), [(12, 7, 1), (19, 18, 2), (38, 3, 3)])
def test_the_camera_rests_where_the_caption_says_when_it_says_so(flat, count, place, visits):
    """Whatever the seed: a plate is true of every seed."""
    made = flat(count=count)
    values = {"visits": visits, "travel": 1.0, "place": place}
    every = made.engine.pipeline.compiled
    made.engine.pipeline.compiled = [one for one in every if one.step.name in ("hull", "extent", "camera", "whose")]
    scene = made.loaded.scene
    said = re.findall(r"(Area \d+) at (\d+) s", caption_of(scene, made.table, scene.params(**values)))
    made.draw(0, 2, **values)
    start = made.texels("camera")[0, 0].copy()
    for name, at in said:
        rests = []
        for index in (2 * int(at) - 1, 2 * int(at) + 1):
            made.draw(index, 2, seed=3, **values)
            rests.append(made.texels("camera")[0, 0].copy())
            rows = made.texels("whose")[..., 0].round().astype(int)

            assert made.table.areas[rows[rows.shape[0] // 2, rows.shape[1] // 2]].name == name
        assert rests[0] == pytest.approx(rests[1], abs=1e-3)  # it rests
        assert rests[0][2] > 1.5 * start[2]
    made.draw(96, 2, **values)
    assert made.texels("camera")[0, 0] == pytest.approx(start, abs=1e-4)
    made.engine.pipeline.compiled = every

    assert len({name for name, _ in said}) == visits


def test_a_map_of_one_place_and_a_picture_without_a_map_are_finite(flat, gl):
    made = flat(count=1)
    made.engine.pipeline.ground(None)

    picture = made.draw()

    assert picture.std() > 1.0
    assert (made.texels("whose")[..., 0] == -1).all()
    assert gl.error == "GL_NO_ERROR"


def test_an_interval_and_a_zero_are_seen(flat):
    """Wet sand between the ends of an interval, and the mark of a place of zero beside one that is nearly dry."""
    made = flat()
    made.show(0.5)
    sure = made.draw().astype(int)
    ends = {name: made.engine.table.value + by for name, by in (("low", -3.0), ("high", 3.0))}
    made.engine.table = replace(made.engine.table, release="unsure", **ends)
    unsure = made.draw().astype(int)
    made.show(0.0)
    low = made.draw().astype(int)
    made.show(0.0, State.ZERO)
    zero = made.draw().astype(int)
    mine = made.texels("whose")[::-1, :, 0] >= 0

    assert (np.abs(unsure - sure).max(axis=2) > 12)[mine].mean() > 0.05
    assert (np.abs(zero - low).max(axis=2) > 12)[mine].mean() > 0.3
