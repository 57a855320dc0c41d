"""Areas that a map draws elsewhere than their figures say: swapped axes are refused, all else is told."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from renderer.core.errors import DataError
from renderer.data.load import load_newest
from renderer.data.places.drawn_places import draw_places
from renderer.data.places.known_points import check_points
from renderer.data.places.map_answers import MapAnswers
from renderer.data.places.map_areas import Places
from renderer.data.places.shown_ground import shown_ground
from renderer.data.table import Area

from .conftest import feature, ring

TOWNS = {"01": (10.0, 53.0), "02": (11.0, 53.2), "03": (9.0, 52.0)}
AREAS = [Area(code, f"Town {code}", *at) for code, at in TOWNS.items()]


@pytest.fixture
def drawn(geojson):
    """Return ``drawn(move)``: what is told of a map whose towns stand where ``move`` puts them."""

    def draw(move, areas=AREAS, said=MapAnswers()):  # noqa: B008
        features = [feature(code, "", [ring(*(one - 0.1 for one in move(*at)), 0.2)]) for code, at in TOWNS.items()]
        return draw_places(geojson(features), areas, said).joined

    return draw


def test_towns_that_lie_where_they_are_need_no_word(drawn):
    assert drawn(lambda lon, lat: (lon, lat)) == ("joins 3 of 3 areas: 3 by code",)
    beyond = [replace(one, lon=one.lon - 185.0) for one in AREAS]  # the date line, over which the map runs on
    assert drawn(lambda lon, lat: (lon + 175.0, lat), beyond) == ("joins 3 of 3 areas: 3 by code",)


def test_swapped_axes_that_are_degrees_all_the_same_are_refused_unless_somebody_says_so(drawn):
    swapped = lambda lon, lat: (lat, lon)  # noqa: E731
    with pytest.raises(DataError, match=r"map\.geojson: 01 Town 01 is drawn at 10\.0° N 53\.0° E, and its figures are "
                       r"of 53\.0° N 10\.0° E: x and y are swapped on the map, or latitude and longitude in "
                       r"the figures; .* --crs latlon"):  # fmt: skip
        drawn(swapped)
    assert drawn(swapped, said=MapAnswers(crs="latlon")) == ("joins 3 of 3 areas: 3 by code",)
    assert drawn(swapped, [Area(code, f"Town {code}") for code in TOWNS])[1:] == ()  # nobody knows where they lie


def test_a_map_of_elsewhere_is_told(drawn):
    told = drawn(lambda lon, lat: (lon - 30.0, lat))[1]
    assert told.startswith("3 of 3 areas lie elsewhere than their figures say: 01 Town 01 is drawn at 53.0° N 20.0° W,")


@pytest.mark.parametrize(("degrees", "told"), [(1.5, 1), (3.0, 2)])
def test_a_point_two_degrees_off_may_be_an_island_or_rounded_one_farther_is_elsewhere(drawn, degrees, told):
    assert len(drawn(lambda lon, lat: (lon, lat + degrees))) == told


def test_a_drawing_lies_nowhere():
    shapes = np.array([shapely.box(lat, lon, lat + 1, lon + 1) for lon, lat in TOWNS.values()])
    codes = tuple(TOWNS)
    assert check_points(Places(codes, codes, shapes, earth=False), AREAS, (0, 1, 2), "a") == ()
    assert check_points(Places(codes, codes, shapes), AREAS, (-1, -1, -1), "a") == ()
    with pytest.raises(DataError):
        check_points(Places(codes, codes, shapes), AREAS, (0, 1, 2), "a")


def test_the_states_lie_where_their_figures_say_from_guam_to_alaska():
    table = load_newest("us_oral_health")
    assert shown_ground(None, table, (60, 40)).joined == ("joins 51 of 51 states: 51 by code",
                                                          "without figures, 1: 72 Puerto Rico")  # fmt: skip
