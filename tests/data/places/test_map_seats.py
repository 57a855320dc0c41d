"""Seats that keep a map's neighbourhood."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from renderer.data.places import map_seats
from renderer.data.places.bundled_maps import find_map
from renderer.data.places.ground import load_ground
from renderer.data.places.ground_texture import WIDTH
from renderer.data.places.list_texture import seat_texels
from renderer.data.places.map_seats import kept, seats_of

from .conftest import feature, ring

RNG = np.random.default_rng(3)


@pytest.fixture
def states():
    return load_ground(find_map("us_states"), 480, 270)


def test_each_area_has_a_field_of_its_own_over_the_land(states):
    found = seats_of(states)

    assert len(np.unique(found.cell, axis=0)) == 52
    away = np.hypot(*(found.place[:, None] - found.place[None]).transpose(2, 0, 1)) + np.eye(52)
    assert away.min() == pytest.approx(found.pitch, rel=1e-9)
    x, y = (found.place * 270).astype(int).T
    assert (states.rows[269 - y, x] >= 0).all()


def test_a_field_lies_whole_in_the_picture_where_the_land_goes_on_to_its_edge(states):
    land = replace(states, rows=np.zeros_like(states.rows))
    found = seats_of(land)

    room = np.minimum(found.place, (480 / 270, 1.0) - found.place) / found.pitch
    assert (room >= (0.5 - 1e-9, 3**-0.5 - 1e-9)).all()


def test_more_neighbours_stay_side_by_side_than_by_chance_or_by_name(states):
    found = seats_of(states)
    by_name = found.place[np.lexsort((found.cell[:, 0], -found.cell[:, 1]))][np.argsort(np.argsort(states.names))]

    chance = np.mean([kept(states, RNG.permutation(found.place), found.pitch) for _ in range(20)])
    assert kept(states, found.place, found.pitch) > 0.7
    assert max(chance, kept(states, by_name, found.pitch)) < 0.15
    # Who is far apart on the map is so on the seats.
    far = [np.hypot(*(p[:, None] - p[None]).transpose(2, 0, 1)).ravel() for p in (states.centre, found.place)]
    assert np.corrcoef(*far)[0, 1] > 0.85


def test_it_is_nearly_the_assignment_of_least_squares(states):
    found = seats_of(states)

    cost = ((states.centre[:, None].astype(float) - found.place[None]) ** 2).sum(axis=2)
    best = cost[linear_sum_assignment(cost)].sum()
    assert np.trace(cost) < 1.25 * best < 0.3 * cost.sum() / 52


@pytest.mark.parametrize("count", [1, 2, 3, 300])
def test_any_number_of_areas_is_seated(geojson, count):
    ground = load_ground(geojson([feature(f"{n}", "", [ring(n % 20, n // 20)]) for n in range(count)]), 160, 90)

    found = seats_of(ground)

    assert len(np.unique(found.cell, axis=0)) == count
    assert (found.place >= 0).all()
    assert (found.place <= [160 / 90, 1]).all()
    assert kept(ground, found.place, found.pitch) > 0.7


def test_seats_are_worked_out_once(states, monkeypatch):
    first = seats_of(states)
    monkeypatch.setattr(map_seats, "_honeycomb", None)

    again = seats_of(states)

    assert (again.pitch, again.cell.tolist()) == (first.pitch, first.cell.tolist())


def test_each_field_of_the_honeycomb_names_who_sits_there(geojson):
    ground = load_ground(geojson([feature(f"{n}", "", [ring(n % 3, n // 3)]) for n in range(6)]), 90, 60)
    seats = seats_of(ground)

    texels = seat_texels(ground, 0)[0]

    columns, lines = texels[WIDTH, :2].astype(int)
    field = texels[WIDTH + 1 :][: columns * lines, 0].reshape(lines, columns)
    assert field[seats.cell[:, 1], seats.cell[:, 0]].tolist() == list(range(6))
    assert (field >= 0).sum() == 6
    np.testing.assert_allclose(texels[:6, :2], seats.place, rtol=1e-6)
    assert texels[6:WIDTH].max() == 0
