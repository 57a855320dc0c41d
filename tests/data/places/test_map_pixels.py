"""A map as pictures of numbers."""

import numpy as np
import shapely

from renderer.data.places.map_areas import Places
from renderer.data.places.map_layout import lay_out
from renderer.data.places.map_pixels import draw_map
from renderer.data.places.map_view import fitted

TOWN = Places(("a", "b"), ("a", "b"), np.array([shapely.box(0, 0, 4, 4), shapely.box(4, 0, 8, 4)]), earth=False)


def test_distances_are_below_0_outside_and_coasts_are_no_inner_borders():
    layout = lay_out(TOWN)
    found = draw_map(layout, fitted(layout.bounds, 100, 60, 0.1))

    assert found.rows[30, [5, 30, 70, 95]].tolist() == [-1, 0, 1, -1]
    assert found.edge[30, 49] == 0.5
    assert found.coast[30, 49] == 21.5  # 11 px a unit: two units are 22 px, less the half pixel
    assert found.edge[30, 0] < 0
    assert found.edge[30, 0] == found.coast[30, 0]


def test_a_part_is_the_same_as_that_part_of_the_whole(counties_layout):
    view = fitted(counties_layout.bounds, 1000, 800)
    whole = draw_map(counties_layout, view)

    part = draw_map(counties_layout, view.part(400, 300, 160, 128), beyond=48)

    assert (part.rows == whole.rows[300:428, 400:560]).all()
    near = np.abs(whole.edge[300:428, 400:560]) < 40
    assert np.abs(part.edge - whole.edge[300:428, 400:560])[near].max() < 0.75
    assert np.abs(part.coast).max() <= 48
