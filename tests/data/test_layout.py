"""Seats on a wall: one for each area, apart, neighbours beside each other, the same ones every time."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.data.layout import asked, seat_texels, seats, wall_seats
from renderer.data.load import load_all, load_table
from renderer.data.table import Area

RNG = np.random.default_rng(4)


def placed(places):
    return [Area(f"{n:02d}", f"A{n}", lon, lat) for n, (lon, lat) in enumerate(places)]


@pytest.fixture(scope="module")
def states():
    return load_all("us_oral_health").areas


def apart(found):
    """Return the distance of each seat to its nearest, in the wall's shape: about twice as wide as high."""
    away = np.linalg.norm((found[:, None] - found[None]) * [1.9, 1.0], axis=-1)
    np.fill_diagonal(away, np.inf)
    return away.min(1)


def test_every_state_has_a_seat_on_the_wall_and_room_around_it(states):
    found = seats(states)
    assert found.dtype == np.float32
    assert found.shape == (51, 2)
    assert ((found > 0) & (found < 1)).all()
    assert apart(found).min() > 0.5 * np.median(apart(found))


def test_east_is_right_and_north_is_up(states):
    by_abbr = dict(zip((area.abbr for area in states), seats(states), strict=True))
    for west, east in (("CA", "CO"), ("CO", "MO"), ("MO", "VA")):
        assert by_abbr[west][0] < by_abbr[east][0]
    for south, north in (("TX", "OK"), ("OK", "NE"), ("NE", "ND"), ("FL", "NY")):
        assert by_abbr[south][1] < by_abbr[north][1]


@pytest.mark.parametrize("count", [1, 2, 5, 300])
def test_areas_without_a_place_are_spread_all_the_same(count):
    found = seats([Area(f"{n}", f"A{n}") for n in range(count)])
    assert found.shape == (count, 2)
    assert ((found > 0) & (found < 1)).all()
    if count > 1:
        assert apart(found).min() > 0.3 / count**0.5


def test_areas_at_one_point_part():
    assert apart(seats(placed([(10.0, 50.0)] * 8))).min() > 0.02


def test_a_few_without_a_place_among_many_with_one_are_seated_too():
    found = seats([*placed(RNG.uniform(-30, 30, (20, 2))), Area("x", "X"), Area("y", "Y")])
    assert np.isfinite(found).all()
    assert apart(found).min() > 0.01


def test_nobody_needs_no_seat():
    assert seats([]).shape == (0, 2)


def test_the_same_areas_sit_where_they_sat_and_nobody_moves_them(states):
    found = seats(states)
    np.testing.assert_array_equal(seats(list(states)), found)
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 0.5


def test_the_seats_fill_an_oblong_of_the_third_power():
    found = np.asarray(seats([Area(f"{n}", f"A{n}") for n in range(200)]), float) * 2 - 1
    reach = (np.abs(found) ** 3).sum(axis=1) ** (1 / 3)
    assert reach.max() < 1.0
    # Evenly spread: of any smaller oblong of that form they hold its share, as its area is.
    for part in (0.5, 0.7, 0.9):
        assert (reach < part).mean() == pytest.approx(part**2, abs=0.08)
    assert np.abs(found).max(axis=0) == pytest.approx([0.96, 0.94], abs=0.02)


@pytest.mark.parametrize("count", [160, 640])
def test_many_areas_have_the_same_room_each_though_most_lie_at_the_coasts(count):
    east = np.concatenate([RNG.normal(-120, 1, count // 2), RNG.normal(-75, 4, count - count // 2)])
    found = seats(placed(np.column_stack([east, RNG.uniform(25, 49, count)])))

    room = apart(found) * count**0.5
    assert room.min() > 0.5
    assert np.median(room) == pytest.approx(1.2, abs=0.1)  # a honeycomb has 1.29 of this oblong
    assert np.corrcoef(found[:, 0], np.argsort(np.argsort(east)))[0, 1] > 0.98


def test_how_many_were_asked_stands_beside_the_seats_and_nothing_where_the_figure_is_withheld():
    table = load_table("us_oral_health", ("dental_visit",))
    found, people = asked(table), table.sample[-1, :, 0]

    assert found == pytest.approx(people / people.mean())
    texels = seat_texels(table)
    assert (texels[:2] == wall_seats(table)).all()
    assert (texels[2, :, 0] == found).all()
    value = table.value.copy()
    value[-1, 3, 0] = np.nan
    veiled = asked(replace(table, value=value))
    assert veiled[3] == 0.0, "what is withheld shall not be told by a size"
    assert veiled[:3] == pytest.approx(people[:3] / np.delete(people, 3).mean())
    assert not asked(replace(table, sample=np.full_like(table.sample, -1))).any()
