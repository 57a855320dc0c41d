"""Borders, each once, with the areas on either side."""

import numpy as np
import pytest
import shapely

from renderer.data.places.borders import borders_of, neighbours, split
from renderer.data.places.scanline import NOWHERE

GRID = np.array([shapely.box(x, y, x + 1, y + 1) for y in range(3) for x in range(4)])


def test_each_border_is_there_once_and_coasts_have_one_area():
    found = borders_of(GRID)

    assert (len(found.left), int(found.coast.sum())) == (31, 14)
    assert {(int(one), int(other)) for one, other in neighbours(found)[0]} == {
        (n, n + 1) for n in range(12) if n % 4 < 3} | {(n, n + 4) for n in range(8)}  # fmt: skip


def test_left_is_left(counties_layout):
    found = borders_of(counties_layout.shapes)
    along = found.end - found.start
    aside = np.column_stack([-along[:, 1], along[:, 0]]) * 1e-3
    middle = (found.start + found.end) / 2
    for rows, sign in ((found.left, 1), (found.right, -1)):
        own = rows != NOWHERE
        assert shapely.contains_xy(counties_layout.shapes[rows[own]], *(middle + sign * aside)[own].T).mean() > 0.999


def test_neighbours_are_those_that_shapely_finds(states_map):
    found = {tuple(pair) for pair in neighbours(borders_of(states_map.shapes))[0].tolist()}

    tree = shapely.STRtree(states_map.shapes)
    one, other = tree.query(states_map.shapes, "touches")
    line = shapely.length(shapely.intersection(states_map.shapes[one], states_map.shapes[other])) > 0
    assert found == {(a, b) for a, b in zip(one[line].tolist(), other[line].tolist(), strict=True) if a < b}
    assert len(found) > 100


def test_the_whole_border_is_as_long_as_shapely_has_it(states_map):
    found = borders_of(states_map.shapes)

    wanted = shapely.length(states_map.shapes).sum()
    length = np.hypot(*(found.end - found.start).T)
    assert (length[found.coast].sum() + 2 * length[~found.coast].sum()) == pytest.approx(wanted, rel=1e-9)


def test_split_borders_are_the_same_borders_in_short_pieces(states_map):
    whole = borders_of(states_map.shapes)
    found = split(whole, 0.5)

    length = np.hypot(*(found.end - found.start).T)
    assert length.max() <= 0.5 + 1e-9
    assert len(length) > len(whole.left)
    assert length.sum() == pytest.approx(np.hypot(*(whole.end - whole.start).T).sum(), rel=1e-9)
    pairs = np.unique(np.column_stack([found.left, found.right]), axis=0)
    assert (pairs == np.unique(np.column_stack([whole.left, whole.right]), axis=0)).all()
    lines = shapely.STRtree(shapely.linestrings(np.stack([whole.start, whole.end], axis=1)))
    middle = shapely.points((found.start + found.end) / 2)
    _, away = lines.query_nearest(middle, return_distance=True, all_matches=False)
    assert away.max() < 1e-9
