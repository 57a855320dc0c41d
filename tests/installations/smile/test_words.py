"""What the plate says of a smile: whose teeth the light visits, and of a row's figure where that is drawn."""

from dataclasses import replace

import numpy as np
import pytest
from areas import areas_table
from thumbnails import called, values

from renderer.data.load import load_table
from renderer.data.role_table import role_table
from renderer.label.label import label_of
from renderer.params.param import assign
from renderer.scene.caption import caption_of, reading_of
from renderer.scene.catalogue import load
from renderer.scene.filled import filled, ranged

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
    named = f"A light comes round: {', '.join(f'Area {n}' for n in visited)}; each"

    assert named in caption_of(scene, table, chosen)
    plate = label_of(scene, table, chosen, [0.0]).plate
    assert named in plate or ("rom left" in plate and f"Area {count - 1}" in plate)


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
        assert ("lower row" in text) == (upper and lower)
    if chosen.loss == "core":
        assert (" (62-18 %), the fewer" in said, "34-4 %" in said) == (upper, lower)
        assert (" (34-4 %), the fewer" in said) == (lower and not upper)
        assert (", 34-4 %)." in said) == (lower and upper)


def test_of_one_group_all_teeth_are_that_one(tmp_path):
    """Every 14 teeth were a group, and a list of one told whose each is."""
    told = "".join(f"{area},2024,teeth_lost_6,{group},{value},value,percent\n"
                   for area, value in (("A", 41), ("B", 31)) for group in (",", "income,low"))  # fmt: skip
    (tmp_path / "one.csv").write_text(f"area,time,measure,stratum_kind,stratum,value,state,unit\n{told}")
    scene = filled(load("smile").scene, {"upper": "teeth_lost_6"}, {"upper", "lower"})
    scene = replace(scene, data=tmp_path / "one.csv")
    plate = caption_of(scene, load_table(scene.data, scene.wanted), scene.params())

    assert plate.startswith("All teeth of a row are one group, low, mean of all areas: the fuller")
    assert "Groups" not in plate
    assert "rom left" not in plate


def test_it_says_that_the_ground_says_nothing_where_there_is_one():
    scene = load("smile").scene
    table = load_table(scene.data, scene.wanted)
    said = [caption_of(scene, table, assign(scene.params(), ground=ground)) for ground in (1.0, 0.0)]

    repeats = "Where there is a wall and water, they repeat the light of the teeth, and say nothing more."
    assert [repeats in one for one in said] == [True, False]


@pytest.mark.parametrize("preset", PRESETS, ids=called)
def test_the_plate_says_whose_each_tooth_is_from_the_left_and_how_much_its_light_is(preset):
    """Who stood before it could not tell whose tooth is whose, nor what the largest pearl is worth."""
    scene = load("smile").scene
    chosen = assign(scene.params(), **values(preset))
    table = load_table(scene.data, scene.wanted)
    groups = dict.fromkeys(column.group.rpartition(": ")[2] for column in table.columns[2::2])
    plate = label_of(scene, table, chosen, [1.0], "2014").plate
    said = {"tooth": "which ones is chance", "core": f" From left: {', '.join(groups)}. "}[chosen.loss]

    if chosen.each == "place":
        said = " Upper row from left, then back along the lower one, by the alphabet: from Alabama to Maine. "
    assert len(groups) == 14
    assert said in plate
    assert chosen.loss == "tooth" or ("(34-4 %)" if chosen.jaw == "lower" else "(62-18 %)") in plate
    assert "A light comes round" in plate


@pytest.mark.parametrize(("params", "said"), [
    ({}, "Upper row from left, then back along the lower one: Area 0, Area 1, "),
    ({"jaw": "upper"}, "From left: Area 0, Area 1, "),
    ({"place": 11}, "Upper row from left, then back along the lower one: from Area 10 to Area 9."),
])  # fmt: skip
def test_areas_are_named_in_the_order_in_which_they_stand(params, said):
    scene = filled(load("smile").scene, {"upper": "lost"}, {"upper", "lower"})
    table = role_table(areas_table(12), scene.wanted).table

    assert f" {said}" in caption_of(scene, table, assign(scene.params(), **params))


@pytest.mark.parametrize(("params", "says"), [
    ({}, True), ({"jaw": "lower"}, False), ({"each": "place"}, True), ({"each": "place", "place": 1}, True),
    ({"loss": "edge"}, False), ({"loss": "tooth"}, False), ({"each": "time"}, True), ({"place": 3}, True),
])  # fmt: skip
def test_the_plate_says_how_many_of_its_teeth_lie_beyond_the_range(params, says):
    """A range was given for the picture of groups, and what it cut off was counted of everybody, or of nobody."""
    scene = ranged(load("smile").scene, {"upper": (30.0, 40.0)})
    table, chosen = load_table(scene.data, scene.wanted), assign(scene.params(), **params)
    said = label_of(scene, table, chosen, [1.0], "2014")
    marks = {mark[:3] for mark in scene.marks(chosen, 51, 14, (True, True)) if mark[0] % 2 == 0}
    told = [one for one in said.marks if "beyond the range" in one]
    if params.get("each") == "time":
        marks = {(0, 0, 51, time) for time in (0, 1)}
    cells = {mark: np.take(table.value[mark[3] if len(mark) > 3 else 1, :, mark[0]],
                           range(mark[1], mark[1] + mark[2]), mode="wrap") for mark in marks}  # fmt: skip
    means = [np.nanmean(cell) for cell in cells.values() if np.isfinite(cell).mean() >= 0.5]
    beyond = sum(not 30.0 <= one <= 40.0 for one in means)

    assert told == ([f"{beyond} of {len(means)} figures of glassy parts of the upper teeth "
                     f"{'lies' if beyond == 1 else 'lie'} beyond the range that is shown, and how far is not seen."]
                    if says else [])  # fmt: skip
    assert all(one in said.plate for one in told)
