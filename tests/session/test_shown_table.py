"""Figures as a scene shows them: seated by the map that was named, or told what it and they lack where it is drawn."""

import pytest

from renderer.core.errors import UsageError
from renderer.data.load import load_table
from renderer.data.places.map_answers import MapAnswers
from renderer.data.places.map_gaps import MapGaps
from renderer.scene.catalogue import load
from renderer.scene.listing import listing
from renderer.session.open_setup import check_map
from renderer.session.setup import Setup
from renderer.session.shown_table import shown_table


@pytest.mark.parametrize("name", [one.name for one in listing()])
def test_a_scene_that_draws_no_map_is_seated_by_it_and_all_know_what_it_has_without_figures(name):
    scene = load(name).scene
    table = load_table(scene.data, scene.wanted)
    found = shown_table(table, scene, Setup(name, places="us_states"))

    assert (found.on_map is None) is scene.places
    assert (len(found.areas) == len(table.areas)) is scene.places
    assert found.map_gaps == MapGaps(("Puerto Rico",))
    alone = shown_table(table, scene, Setup(name))
    assert alone.map_gaps == (found.map_gaps if scene.places else None)
    assert (alone is table) is not scene.places


def test_what_is_said_of_no_map_is_refused():
    with pytest.raises(UsageError, match="enamel draws no map, and something was said of one: name the map"):
        check_map(Setup("enamel", map_answers=MapAnswers(crs="drawing")), load("enamel"))
