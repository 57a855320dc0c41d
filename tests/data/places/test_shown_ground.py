"""The map that a picture shows."""

import pytest

from renderer.core.errors import DataError
from renderer.data.load import load_newest
from renderer.data.places.shown_ground import about_ground, ground_for, shown_ground
from renderer.data.table import Area

from .conftest import squares, table_of


def test_states_have_the_map_that_travels_with_chorus():
    found = shown_ground(None, load_newest("us_oral_health"), (160, 90))

    assert found.size == (160, 90)
    assert sorted(found.table_row.tolist()) == [-1, *range(51)]


def test_others_need_one_that_is_named(geojson):
    table = table_of(Area("03", "Quarter 03"), area_word=("quarter", "quarters"))

    with pytest.raises(DataError, match="has these areas: name one with --map FILE"):
        shown_ground(None, table, (160, 90))
    assert "name one with --map FILE" in about_ground(ground_for(None, table, (160, 90)))[0]
    found = shown_ground(str(geojson(squares())), table, (160, 90))
    assert found.table_row.tolist() == [-1, -1, 0]
    assert about_ground(found) == ("joins 1 of 1 quarters: 1 by code",
                                   "without figures, 2: 01 Quarter 01, 02 Quarter 02")  # fmt: skip


def test_a_large_picture_samples_a_smaller_map(geojson):
    assert shown_ground(str(geojson(squares())), table_of(), (6144, 3072)).size == (2048, 1024)


def test_only_known_areas_have_a_map_that_travels_with_chorus():
    assert ground_for(None, table_of(Area("03", "Quarter 03")), (160, 90)) is None
    assert ground_for(None, load_newest("us_oral_health"), (64, 48)).size == (64, 48)
