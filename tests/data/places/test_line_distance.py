"""How far pixels are from lines, against shapely."""

import numpy as np
import pytest
import shapely

from renderer.data.places.borders import borders_of
from renderer.data.places.line_distance import distance_to
from renderer.data.places.map_view import fitted

MOST = 0.75  # px


def errors(start, end, width, height, count=20_000, **how):
    """Return by how much the distance is too large, px, at random pixels."""
    found = distance_to(start, end, width, height, **how)
    rng = np.random.default_rng(2)
    x, y = rng.integers(0, width, count), rng.integers(0, height, count)
    tree = shapely.STRtree(shapely.linestrings(np.stack([start, end], axis=1)))
    _, wanted = tree.query_nearest(shapely.points(x + 0.5, y + 0.5), return_distance=True, all_matches=False)
    return found[y, x] - wanted


@pytest.mark.parametrize("count", [1, 7, 300])
def test_the_distance_to_lines_anywhere(count):
    rng = np.random.default_rng(count)
    start = rng.uniform(0, 200, (count, 2))
    end = start + rng.normal(0, 30 if count < 99 else 4, (count, 2))
    inside = ((end > 0) & (end < 200)).all(axis=1)
    inside[0], end[0] = True, np.clip(end[0], 0, 199)

    found = errors(start[inside], end[inside], 200, 200)

    assert found.min() > -1e-3
    assert found.max() < MOST


def test_the_distance_to_the_borders_and_coasts_of_counties(counties_layout):
    view = fitted(counties_layout.bounds, 900, 700)
    borders = borders_of(view.shapes(counties_layout.shapes))
    for own in (slice(None), borders.coast):
        found = errors(borders.start[own], borders.end[own], 900, 700)
        assert found.min() > -2e-3
        assert found.max() < MOST


def test_a_part_of_a_picture_has_the_distances_of_the_whole(counties_layout):
    view = fitted(counties_layout.bounds, 900, 700)
    borders = borders_of(view.shapes(counties_layout.shapes))
    whole = distance_to(borders.start, borders.end, 900, 700)
    offset = np.array([300.0, 200.0])

    part = distance_to(borders.start - offset, borders.end - offset, 128, 96, beyond=64)

    wanted = whole[200:296, 300:428]
    near = wanted < 60
    assert near.any()
    assert np.abs(part - wanted)[near].max() < MOST


def test_where_no_line_is_all_is_far():
    assert np.isinf(distance_to(np.zeros((0, 2)), np.zeros((0, 2)), 4, 3)).all()
    assert np.isinf(distance_to(np.array([[50.0, 50.0]]), np.array([[60.0, 60.0]]), 4, 3)).all()
