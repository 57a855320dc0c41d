"""Figures as a scene shows them: where it draws no map, they are seated by the one that was named."""

import pytest

from renderer.core.errors import UsageError
from renderer.data.load import load_table
from renderer.data.places.map_answers import MapAnswers
from renderer.scene.catalogue import load
from renderer.session.open_setup import check_map
from renderer.session.setup import Setup
from renderer.session.shown_table import shown_table


@pytest.mark.parametrize(("name", "seated"), [("enamel", True), ("biome_map", False)])
def test_a_scene_that_draws_no_map_is_seated_by_it(name, seated):
    scene = load(name).scene
    table = load_table(scene.data, scene.wanted)
    found = shown_table(table, scene, Setup(name, places="us_states"))

    assert (found.on_map is not None) is seated
    assert (found is table) is not seated
    assert shown_table(table, scene, Setup(name)) is table


def test_what_is_said_of_no_map_is_refused():
    with pytest.raises(UsageError, match="enamel draws no map, and something was said of one: name the map"):
        check_map(Setup("enamel", map_answers=MapAnswers(crs="drawing")), load("enamel"))
