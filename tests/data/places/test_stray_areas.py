"""One wrong corner makes a map a dot: it is told by its area."""

import numpy as np
import pytest

from renderer.data.places.map_areas import read_places
from renderer.data.places.map_layout import lay_out
from renderer.data.places.stray_areas import about_stray, stray_areas

from .conftest import feature, ring

TILES = np.array([[x, y, x + 1, y + 1] for x in range(3) for y in range(3)], float)


def town(*more):
    """Return nine quarters of 0.1 degrees, and more features."""
    return [*(feature(f"{n}", f"Quarter {n}", [ring(10 + west / 10, 50 + south / 10, 0.1)])
              for n, (west, south, _, _) in enumerate(TILES.tolist())), *more]  # fmt: skip


def test_two_that_lie_together_far_off_are_both_found():
    assert stray_areas(np.vstack([TILES, [[90, 0, 91, 1], [91, 0, 92, 1]]]))[0] == [10, 9]


def test_a_map_that_is_wide_of_itself_has_none():
    spread = TILES * 10
    chain = np.array([[1.6**n, 0, 1.6**n + 1, 1] for n in range(9)])
    two = np.array([[0, 0, 1, 1], [99, 0, 100, 1]], float)

    assert [stray_areas(one)[0] for one in (TILES, spread, chain, two)] == [[], [], [], []]
    assert stray_areas(np.full((3, 4), np.nan))[0] == []


def test_what_has_no_shape_is_no_stray():
    assert stray_areas(np.vstack([TILES, [[np.nan] * 4], [[40, 0, 41, 1]]])) == ([10], pytest.approx(41 / 3))


def test_an_area_with_one_corner_far_away_is_told_with_its_distance(geojson):
    wrong = feature("x", "North", [[[10.3, 50.0], [10.4, 50.0], [10.4, 5.0], [10.3, 50.0]]])
    notes = lay_out(read_places(geojson(town(wrong)))).notes

    assert len(notes) == 1
    assert notes[0].startswith("North reaches 4,9")
    assert notes[0].endswith(" times as wide for it: see whether a corner is wrong in the file, or take it out")
    assert "km" not in about_stray(np.vstack([TILES, [[90, 0, 91, 1]]]), "abcdefghij", earth=False)[0]
    assert lay_out(read_places(geojson(town()))).notes == ()


def test_an_island_at_0_0_is_told_with_its_inset(geojson):
    zero = feature("x", "North", [[ring(10.3, 50.0, 0.1)], [ring(0, 0, 0.1)]], "MultiPolygon")
    sea = feature("x", "North", [[ring(10.3, 50.0, 0.1)], [ring(0, 9, 0.1)]], "MultiPolygon")

    assert lay_out(read_places(geojson(town(zero)))).notes == (
        "inset: North, at 0.86 of the map's scale; it lies at 0° N, 0° E, as what lost its coordinates does: see "
        "whether it is wrong in the file",)  # fmt: skip
    assert lay_out(read_places(geojson(town(sea)))).notes == ("inset: North, at 0.86 of the map's scale",)
