"""What a label tells is of what its picture shows: these areas, these rows, these groups."""

from dataclasses import replace

import numpy as np
import pytest
from labels import label

from renderer.label.in_picture import in_picture, means_alone
from renderer.scene.caption_words import marks_of
from renderer.scene.listing import listing
from renderer.session.open_setup import loaded_of, params_of
from renderer.session.setup import Setup

SMILES = {preset: label(Setup("smile", preset=preset)) for preset in
          (None, *(one.name for one in loaded_of(Setup("smile")).presets))}  # fmt: skip
SIX, ALL = "Adults aged 65+ who have lost six or more teeth", "Adults aged 65+ who have lost all their teeth"


@pytest.mark.parametrize("preset", SMILES)
def test_a_smile_tells_its_areas_its_rows_and_its_groups_and_no_others(preset):
    loaded, table, said = SMILES[preset]
    params = params_of(Setup("smile", preset=preset), loaded)
    places, groups = params.each == "place", params.each == "group" and params.loss != "tooth"
    first = [area.name for area in table.areas][: 20 if params.dentition == "primary_20" else 51]
    rows = {"both": {SIX, ALL}, "upper": {SIX}, "lower": {ALL}}[params.jaw] if not places else {SIX}

    assert [row[0] for row in said.rows] == (first if places else [area.name for area in table.areas])
    assert {head.measure for head in said.heads[1:]} == rows
    assert {head for head, _ in said.figures} == rows
    assert {bool(head.group) for head in said.heads[1:]} == {groups}
    assert ("household income" in said.long.partition(said.reading)[2]) == groups
    assert ("Lowest: " in said.long) == (not groups)


def test_areas_that_are_no_tooth_are_no_extreme():
    assert "West Virginia" in SMILES["whole_teeth"][2].long  # of all the largest
    assert "West Virginia" not in SMILES["first_teeth"][2].long
    assert "figures of all 20 states" in SMILES["first_teeth"][2].long


def test_where_two_groups_alone_are_drawn_everybody_is_not_told():
    *_, said = label(Setup("equity"))

    assert [head for head, _ in said.figures] == [
        "Adults who visited a dentist in the past year (household income: Less than $15,000)",
        "Adults who visited a dentist in the past year (household income: $50,000+)",
        "Adults who visited a dentist in the past year"]  # fmt: skip
    assert [bool(head.group) for head in said.heads[1:]] == [True, True]


def test_everybody_beside_a_group_is_told():
    *_, said = label(Setup("equity", roles={"beside": "everybody,income=under_15k"}))

    assert [head.group for head in said.heads[1:]] == ["", "household income: Less than $15,000"]
    assert "Lowest: 54.2 %, West Virginia." in said.long


@pytest.mark.parametrize("name", [one.name for one in listing() if not loaded_of(Setup(one.name)).scene.marks])
def test_a_scene_whose_marks_are_areas_shows_all_of_its_table(name):
    loaded, table, _ = label(Setup(name))

    assert in_picture(loaded.scene, table, params_of(Setup(name), loaded)) is table


def test_what_is_left_is_what_the_marks_show_figure_by_figure():
    loaded, table, _ = label(Setup("smile", preset="first_teeth"))
    scene, params = loaded.scene, params_of(Setup("smile", preset="first_teeth"), loaded)
    for asked in (params, replace(params, each="group", jaw="lower"), replace(params, each="time", place=7)):
        marks, seen = marks_of(scene, table, asked), in_picture(scene, table, asked)
        want = np.unique(np.concatenate([np.take(table.value[-1, :, of], range(first, first + count), mode="wrap")
                                         for of, first, count, _ in marks]))  # fmt: skip
        told = np.unique(seen.value[-1])
        np.testing.assert_array_equal(told[np.isfinite(told)], want[np.isfinite(want)])
        assert means_alone(scene, table, asked) == all(count == len(table.areas) for _, _, count, _ in marks)
