"""Neighbours, triangles and borders as texels."""

import numpy as np

from renderer.data.places.ground import load_ground
from renderer.data.places.ground_texture import WIDTH
from renderer.data.places.list_texture import LIST_WIDTH, line_texels, neighbour_texels, triangle_texels
from renderer.data.table import Area

from .conftest import feature, ring, squares


def listed(texels):
    """Return a list as it is read, row after row."""
    return texels.reshape(-1, texels.shape[2])


def test_neighbours_are_listed_by_the_rows_of_the_table(geojson):
    # 01 lies left of 02 and below 03; the table has another area first, and no 02.
    ground = load_ground(geojson(squares()), 60, 40, [Area("x", "none"), Area("03", "three"), Area("01", "one")])

    found = listed(neighbour_texels(ground, 3))

    assert found[[0, 1, 2, 3], 1].tolist() == [0, 1, 2, 1]  # 02 comes after the table's rows
    assert found[2, 0] == WIDTH + 1
    assert {int(one) for one in found[WIDTH + 1 : WIDTH + 3, 0]} == {1, 3}
    assert found[int(found[1, 0]), 0] == found[int(found[3, 0]), 0] == 2
    side = ground.shared[0]
    np.testing.assert_allclose(found[WIDTH : WIDTH + 4, 1], side, rtol=1e-2)


def test_the_longest_common_border_comes_first(geojson):
    wide = feature("w", "", [[[0, 1], [3, 1], [3, 2], [0, 2], [0, 1]]])
    under = [feature("a", "", [ring(0, 0)]), feature("b", "", [[[1, 0], [3, 0], [3, 1], [1, 1], [1, 0]]])]

    found = listed(neighbour_texels(load_ground(geojson([wide, *under]), 90, 60), 0))

    assert found[0].tolist() == [WIDTH, 2]
    assert found[WIDTH : WIDTH + 2, 0].tolist() == [2, 1]
    np.testing.assert_allclose(found[WIDTH, 1], 2 * found[WIDTH + 1, 1], rtol=1e-3)


def test_an_area_alone_has_no_neighbour_and_no_other_row(geojson):
    ground = load_ground(geojson([feature("a", "", [ring(0, 0)])]), 60, 40)

    assert listed(neighbour_texels(ground, 0))[0].tolist() == [WIDTH, 0]
    rows = listed(line_texels(ground, 0))[1 : 2 * len(ground.lines) : 2, :2]
    assert {frozenset(pair) for pair in rows.tolist()} == {frozenset((0, -1))}


def test_long_lists_wrap(geojson):
    many = [feature(f"{n}", "", [ring(n % 30, n // 30)]) for n in range(600)]
    ground = load_ground(geojson(many), 600, 400)

    texels = triangle_texels(ground, 0)

    assert texels.shape == (-(-3 * len(ground.corners) // LIST_WIDTH), LIST_WIDTH, 3)
    assert texels.shape[0] > 1
    row = listed(texels)[: 3 * len(ground.corners), 2].astype(int)
    assert row.tolist() == np.repeat(ground.triangle_row, 3).tolist()
