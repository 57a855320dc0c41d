"""What the plate says of a smile: whose teeth the light visits, and of a row's figure where that is drawn."""

import pytest
from areas import areas_table
from thumbnails import called, values

from renderer.data.load import load_table
from renderer.data.role_table import role_table
from renderer.label.label import label_of
from renderer.params.param import assign
from renderer.scene.caption import caption_of, reading_of
from renderer.scene.catalogue import load
from renderer.scene.filled import filled

PRESETS = [None, *load("smile").presets]


@pytest.mark.parametrize(("count", "lower", "params", "visited"), [
    (12, "", {}, (1, 3, 4, 7, 9, 11)), (14, "", {}, (1, 4, 5, 8, 11, 13)),
    (12, "decayed", {}, (2, 7, 9, 8, 3, 0)), (14, "decayed", {}, (3, 9, 11, 10, 4, 1)),
    (14, "decayed", {"each": "place"}, (1, 4, 5, 8, 11, 13)), (14, "", {"jaw": "lower"}, (3, 9, 11, 10, 4, 1)),
])  # fmt: skip
def test_the_areas_that_the_light_visits_are_named_where_the_lower_row_is_apart_and_where_not(
    count, lower, params, visited
):
    """Seats were counted over 28 where each row shows all areas: the plate named others."""
    scene = filled(load("smile").scene, {"upper": "lost"} | ({"lower": lower} if lower else {}), {"upper", "lower"})
    table, chosen = role_table(areas_table(count), scene.wanted).table, assign(scene.params(), **params)
    named = f"a light visits: {', '.join(f'Area {n}' for n in visited)};"

    assert named in caption_of(scene, table, chosen)
    assert named in label_of(scene, table, chosen, [0.0]).plate


@pytest.mark.parametrize("jaw", ["", "lower"])
@pytest.mark.parametrize("preset", PRESETS, ids=called)
def test_the_lower_rows_figure_is_spoken_of_where_it_is_drawn(preset, jaw):
    """One row was told two figures, and the lower one alone that of the upper."""
    scene = load("smile").scene
    chosen = assign(scene.params(), **values(preset) | ({"jaw": jaw} if jaw else {}))
    table = load_table(scene.data, scene.wanted)
    said, read = caption_of(scene, table, chosen), reading_of(scene, table, chosen)
    lower = chosen.each != "place" and chosen.jaw != "upper"
    upper = chosen.each == "place" or chosen.jaw != "lower"

    for text in (said, read):
        assert ("six or more teeth" in text) == upper
        assert ("all their teeth" in text) == lower
        assert ("in the lower row" in text) == (upper and lower)
    if chosen.loss == "core":
        assert ("Whole is 18 %, a seed 62 %." in said, "4 %" in said) == (upper, lower)
        assert (" Whole is 4 %, a seed 34 %." in said) == (lower and not upper)
        assert (" In the lower row these are 4 % and 34 %." in said) == (lower and upper)


def test_it_says_that_the_ground_says_nothing_where_there_is_one():
    scene = load("smile").scene
    table = load_table(scene.data, scene.wanted)
    said = [caption_of(scene, table, assign(scene.params(), ground=ground)) for ground in (1.0, 0.0)]

    assert ["Where there is a wall and water, they mirror, and say nothing." in one for one in said] == [True, False]
