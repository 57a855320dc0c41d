"""A table that is seated by a map of one's own: each area once, neighbours near each other, nothing made up."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial import Delaunay

from renderer.data.layout import seats, wall_seats
from renderer.data.places.ground import load_ground
from renderer.data.places.map_walk import followed
from renderer.data.places.seated_table import SEATED, about_seats, seated, table_on_map
from renderer.data.state import State
from renderer.data.table import CUBES, Area, Column, Table

from .conftest import feature, ring

RNG = np.random.default_rng(2)
NAMES = [f"Quarter {n}" for n in range(12)]  # four across, from the south-west


@pytest.fixture
def town(geojson):
    """Return the file of a town of twelve squares, four across and three up."""
    return geojson([feature("", name, [ring(10 + 0.01 * (n % 4), 50 + 0.01 * (n // 4), 0.01)])
                    for n, name in enumerate(NAMES)])  # fmt: skip


def figures(names):
    """Return a table of ``names`` whose every figure is the number in the name; the first one is withheld."""
    value = np.array([float(name.split()[1]) for name in names])[None, :, None]
    state = np.full(value.shape, State.VALUE, np.uint8)
    state[0, 0] = State.SUPPRESSED
    value = np.where(state == State.VALUE, value, np.nan)
    cubes = dict(zip(CUBES, (value, value, value, np.full(value.shape, 7), state), strict=True))
    column = Column("lit", "Lit", "percent", 0.0, 100.0)
    return Table(tuple(Area(name, name) for name in names), (column,), ("2024",), **cubes,
                 people=np.arange(len(names), dtype=float))  # fmt: skip


def test_each_area_has_its_row_once_with_what_is_known_of_it(town):
    names = list(RNG.permutation(NAMES))
    table = figures(names)
    found = table_on_map(table, str(town))

    assert sorted(area.name for area in found.areas) == sorted(names)
    row = [table.area(area.name) for area in found.areas]
    for name in CUBES:
        np.testing.assert_array_equal(getattr(found, name), getattr(table, name)[:, row])
    np.testing.assert_array_equal(found.people, table.people[row])
    at = {area.name: tuple(place) for area, place in zip(found.areas, found.on_map, strict=True)}
    assert at["Quarter 0"][0] < at["Quarter 3"][0]
    assert at["Quarter 0"][1] < at["Quarter 8"][1]


def test_who_follows_another_is_its_neighbour(town):
    found = table_on_map(figures(list(RNG.permutation(NAMES))), str(town))
    ground = load_ground(town, *SEATED, found.areas)

    assert followed(np.argsort(ground.table_row), ground.neighbours) == 1.0


@pytest.mark.parametrize("tall", [0, 1])
def test_seats_on_a_wall_keep_the_neighbourhood_and_north_above(town, tall):
    found = table_on_map(figures(NAMES), str(town))
    place = wall_seats(found)[tall] * ((1.9, 1.0), (1.0, 1.9))[tall]
    ground = load_ground(town, *SEATED, found.areas)
    pairs = {frozenset(map(int, ground.table_row[pair])) for pair in ground.neighbours}

    def kept(place):
        near = {frozenset((int(a), int(b))) for one in Delaunay(place).simplices for a in one for b in one if a != b}
        return len(pairs & near) / len(pairs)

    assert kept(place) > 0.7 > 0.6 > np.mean([kept(RNG.permutation(place)) for _ in range(20)])
    up = np.array([found.on_map[:, 1], found.on_map[:, 0]])
    assert np.corrcoef(up[0], place[:, 1])[0, 1] > 0.85
    assert np.corrcoef(up[1], place[:, 0])[0, 1] > 0.85
    away = np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1)) + 9 * np.eye(12)
    assert away.min() > 0.15


def test_a_place_without_figures_is_missing_and_an_area_without_a_place_sits_below(town):
    table = figures([*NAMES[1:], "Quarter 99"])
    ground = load_ground(town, *SEATED, table.areas)
    found = seated(table, ground)

    assert len(found.areas) == 13
    assert found.state[0, found.area("Quarter 0"), 0] == State.MISSING
    assert np.isnan(found.value[0, found.area("Quarter 0"), 0])
    assert found.areas[-1].name == "Quarter 99"
    assert np.isnan(found.on_map[-1]).all()
    for place in wall_seats(found):
        assert np.isfinite(place).all()
        assert place[-1, 1] < np.median(place[:, 1])
    said = about_seats(table, ground)
    assert "whoever is on the map without figures is drawn as missing" in said
    assert "whoever is not on the map is seated below it, or at the end of a row" in said


def test_figures_apart_stay_beside_theirs(town):
    names = list(RNG.permutation(NAMES))
    table = replace(figures(names), apart=figures(names))
    found = table_on_map(table, str(town))

    np.testing.assert_array_equal(found.apart.value, found.value)


def test_without_a_map_nothing_moves():
    table = figures(NAMES)

    assert table_on_map(table, None) is table
    wide, tall = wall_seats(table)
    np.testing.assert_array_equal(wide, seats(table.areas))
    np.testing.assert_allclose(tall, np.column_stack([wide[:, 1], 1.0 - wide[:, 0]]), atol=1e-7)
