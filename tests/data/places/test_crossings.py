"""How often the sides of shapes cross: a tangle is told, and never mended for minutes."""

import numpy as np
import pytest
import shapely

from renderer.core.errors import DataError
from renderer.data.places.crossings import tangled
from renderer.data.places.dissolve import one_border
from renderer.data.places.map_areas import read_places
from renderer.data.places.map_layer import read_layer

from .conftest import feature, ring

RNG = np.random.default_rng(7)


def woven(count):
    """Return so many boxes that lie east to west, and as many over them."""
    return np.array([shapely.box(*box) for n in range(count)
                     for box in ((0, n + 0.2, 99, n + 0.7), (n + 0.2, 0, n + 0.7, 99))])  # fmt: skip


def test_crossings_are_those_that_shapely_finds():
    corners = RNG.random((40, 2))
    sides = shapely.linestrings(np.stack([corners, np.roll(corners, -1, axis=0)], axis=1))
    wanted = sum(int(shapely.crosses(one, sides).sum()) for one in sides) // 2

    assert wanted > 100
    assert tangled(np.array([shapely.Polygon(corners)]), 1) == wanted
    assert tangled(np.array([shapely.Polygon(corners)]), wanted + 1) == 0


def test_what_touches_and_what_has_common_borders_does_not_cross():
    tiles = np.array([shapely.box(x, y, x + 1, y + 1) for x in range(3) for y in range(3)])
    inside = shapely.Polygon(ring(0, 0, 9), [ring(0, 0, 1)])

    leaning = np.array(20 * [shapely.box(0, 0, 1, 1)] + 20 * [shapely.Polygon([(1, 0.5), (2, 0), (2, 1)])])

    assert [tangled(one, 0) for one in (tiles, np.array([inside]), leaning, leaning[::-1])] == [0, 0, 0, 0]


def test_it_is_no_tangle_that_crosses_less_often_than_it_has_sides():
    assert tangled(woven(2), 4) == 16  # of 16 sides
    assert tangled(woven(2), 17) == 0
    assert tangled(np.append(woven(2), shapely.box(200, 200, 201, 201)), 4) == 0


def test_areas_that_lie_over_each_other_without_end_are_refused(monkeypatch):
    monkeypatch.setattr(tangled, "__defaults__", (64,))
    assert len(one_border(woven(3))[0]) == 6
    with pytest.raises(DataError, match=r"^the borders of 8 areas of the map cross each other 64 times or more:"):
        one_border(woven(4))



def test_an_area_that_is_a_tangle_is_left_out_and_told(geojson):
    tangle = RNG.random((120, 2)).tolist()
    found = read_places(geojson([feature("1", "A", [[*tangle, tangle[0]]]), feature("2", "B", [ring(0, 1)])]))

    assert found.codes == ("2",)
    assert any("left out feature 1 (id '1'): its sides cross each other 1," in note for note in found.notes)
    with pytest.raises(DataError, match=r"feature 1 .* is no area, its sides cross each other 1,"):
        read_layer(geojson([feature("1", "A", [[*tangle, tangle[0]]])]))
