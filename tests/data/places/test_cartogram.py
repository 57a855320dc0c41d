"""A map drawn by its people."""

import numpy as np
import pytest
from scipy.ndimage import label

from renderer.data.places import cartogram as module
from renderer.data.places.bundled_maps import find_map
from renderer.data.places.cartogram import cartogram_of
from renderer.data.places.ground import load_ground
from renderer.data.places.ground_texture import NO_WAY, cartogram_texels
from renderer.data.places.warp import folds
from renderer.data.table import Area

from .conftest import feature, ring

TOWN = [feature(f"{n}", "", [ring(n % 4, n // 4)]) for n in range(12)]
PEOPLE = np.array([1, 2, 3, 4, 40, 5, 1, 2, 3, 10, 2, 1.0])


@pytest.fixture
def town(geojson):
    return load_ground(geojson(TOWN), 256, 160)


@pytest.fixture(autouse=True)
def _coarse(monkeypatch):
    monkeypatch.setattr(module, "_FEW", 128)


def drawn(ground, back, fine=1):
    """Return the area under each point of the cartogram, ``fine`` a pixel of the map along each side, top row first."""
    height, width = ground.rows.shape
    y, x = (np.mgrid[0 : height * fine, 0 : width * fine] + 0.5) / (height * fine)
    grid = np.array(back.shape[:2])
    at = np.stack([(1 - y), x]) * grid[0] - 0.5
    low = np.clip(np.floor(at), 0, grid[:, None, None] - 2).astype(int)
    up, right = np.clip(at - low, 0, 1)[..., None]
    a, b, c, d = (back[low[0] + i, low[1] + j] for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)))
    way = (a * (1 - right) + b * right) * (1 - up) + (c * (1 - right) + d * right) * up
    line, column = y - way[..., 1], x + way[..., 0]
    return ground.rows[np.clip((line * height).astype(int), 0, height - 1),
                       np.clip((column * height).astype(int), 0, width - 1)]  # fmt: skip


def areas(rows, count):
    return np.bincount(rows[rows >= 0], minlength=count).astype(float)


def beside(rows):
    """Return the pairs of areas with pixels side by side."""
    pairs = [np.column_stack([one.ravel(), other.ravel()]) for one, other in
             ((rows[:, 1:], rows[:, :-1]), (rows[1:], rows[:-1]))]  # fmt: skip
    return {tuple(sorted(pair)) for pair in np.unique(np.concatenate(pairs), axis=0).tolist() if pair[0] != pair[1]}


def test_areas_become_as_large_as_their_part_of_the_people(town):
    found = cartogram_of(town, PEOPLE)
    rows = drawn(town, found.back)

    share = areas(rows, 12) / areas(rows, 12).sum()
    assert share == pytest.approx(PEOPLE / PEOPLE.sum(), rel=0.06)
    assert np.abs(found.error).max() < 0.03
    assert areas(rows, 12).sum() == pytest.approx(areas(town.rows, 12).sum(), rel=0.01)


def test_neighbours_stay_neighbours_and_each_area_stays_in_one_piece(town):
    found = cartogram_of(town, PEOPLE)

    for part in (0.3, 0.7, 1.0):
        rows = drawn(town, found.back * part, fine=2)
        pieces = [np.bincount(label(rows == n, np.ones((3, 3)))[0].ravel())[1:] for n in range(12)]
        assert all(one.max() > 0.999 * one.sum() for one in pieces)
        real = {tuple(pair) for pair in town.neighbours.tolist()}
        assert real <= beside(rows) <= real | {(n, n + 5) for n in range(7)} | {(n, n + 3) for n in range(9)} | {
            (-1, n) for n in range(12)}  # fmt: skip
        assert not folds(found.back.transpose(2, 0, 1)[::-1].astype(float) * len(found.back) * part).any()


def test_on_the_way_areas_grow_from_the_one_to_the_other(town):
    found = cartogram_of(town, PEOPLE)
    size = np.array([areas(drawn(town, found.back * part), 12)[4] for part in (0.0, 0.25, 0.5, 0.75, 1.0)])

    assert (np.diff(size) > 0).all()
    assert size[0] == areas(town.rows, 12)[4]


def test_where_nobody_is_known_the_map_stays_and_an_unknown_area_has_the_mean(town):
    nobody = cartogram_of(town, np.full(12, np.nan))
    assert not nobody.back.any()
    assert not nobody.forth.any()
    assert np.abs(cartogram_of(town, np.full(12, 7.0)).back).max() < 0.01

    people = np.where(np.arange(12) == 4, np.nan, 1.0)
    people[0] = 5
    rows = drawn(town, cartogram_of(town, people).back)
    size = areas(rows, 12)
    assert size[0] == pytest.approx(size[1] * 5, rel=0.1)
    assert size[4] == pytest.approx(size[[0, *range(1, 4), *range(5, 12)]].mean(), rel=0.1)


def test_an_area_without_people_does_not_vanish(town):
    people = PEOPLE.copy()
    people[5] = 0.0

    found = cartogram_of(town, people)

    assert np.isfinite(found.back).all()
    assert 0 < areas(drawn(town, found.back), 12)[5] < 0.05 * areas(town.rows, 12)[5]


def test_the_states_by_a_hundredfold_span_of_density():
    ground = load_ground(find_map("us_states"), 512, 288)
    density = np.exp(np.random.default_rng(4).uniform(-2.3, 2.3, 52))
    size = areas(ground.rows, 52)

    found = cartogram_of(ground, density * size)

    weight = density * size / (density * size).sum()
    assert (np.abs(found.error) * weight).sum() < 0.02
    assert not folds(found.back.transpose(2, 0, 1)[::-1].astype(float) * len(found.back)).any()


def test_it_is_worked_out_once(town, monkeypatch):
    first = cartogram_of(town, PEOPLE)
    monkeypatch.setattr(module, "_made", None)

    assert (cartogram_of(town, PEOPLE).back == first.back).all()


def test_people_come_by_the_rows_of_the_table(geojson):
    ground = load_ground(geojson(TOWN), 64, 40, [Area(f"{n}", "") for n in range(11, 3, -1)])
    texels = cartogram_texels(ground, np.arange(8.0, 0.0, -1.0))

    by_area = cartogram_of(ground, np.array([np.nan] * 4 + [1.0, 2, 3, 4, 5, 6, 7, 8]))
    assert (texels == np.concatenate([by_area.back, by_area.forth], axis=2)).all()
    assert cartogram_texels(ground, None) is NO_WAY
    assert cartogram_texels(ground, np.full(8, np.nan)) is NO_WAY
