"""The map that a picture shows."""

import pytest

from renderer.core.errors import DataError
from renderer.data.load import load_newest
from renderer.data.places.shown_ground import bundled_ground, shown_ground
from renderer.data.table import Area

from .conftest import squares


def test_states_have_the_map_that_travels_with_chorus():
    areas = load_newest("us_oral_health").areas

    found = shown_ground(None, areas, (160, 90))

    assert found.size == (160, 90)
    assert sorted(found.table_row.tolist()) == [-1, *range(51)]


def test_others_need_one_that_is_named(geojson):
    areas = [Area("03", "Quarter 03")]

    with pytest.raises(DataError, match="has these areas: name one with --places FILE"):
        shown_ground(None, areas, (160, 90))
    assert shown_ground(str(geojson(squares())), areas, (160, 90)).table_row.tolist() == [-1, -1, 0]


def test_a_large_picture_samples_a_smaller_map(geojson):
    assert shown_ground(str(geojson(squares())), (), (6144, 3072)).size == (2048, 1024)


def test_only_known_areas_have_a_map_that_travels_with_chorus():
    assert bundled_ground([Area("03", "Quarter 03")], (160, 90)) is None
    assert bundled_ground(load_newest("us_oral_health").areas, (64, 48)).size == (64, 48)
