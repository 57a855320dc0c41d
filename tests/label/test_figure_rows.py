import numpy as np
import pytest
from labels import label

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.label.figure_rows import CELL_WORDS, figure_rows
from renderer.label.label import label_of
from renderer.scene.listing import listing
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup

SCENES = [one.name for one in listing()]


@pytest.mark.parametrize("name", SCENES)
def test_every_cell_is_the_figure_of_the_table_or_says_why_there_is_none(name):
    scene = loaded_of(Setup(name)).scene
    table = load_table(scene.data, scene.wanted)
    newest = len(table.times) - 1
    heads, rows = figure_rows(table, len(scene.roles), float(newest))

    assert [row[0] for row in rows] == [area.name for area in table.areas]
    assert len(set(heads)) == len(heads)
    told = {cell for row in rows for cell in row[1:]}
    for state, words in CELL_WORDS.items():
        assert (words in told) == bool((table.state[newest] == state).any()), state
    first = [row[1] for row in rows]
    for cell, value, state in zip(first, table.value[newest, :, 0], table.state[newest, :, 0], strict=True):
        known = State(int(state)).known
        assert known == cell[0].isdigit()
        assert not known or abs(float(cell.split(" ")[0]) - value) <= 0.05


def test_of_a_picture_of_all_times_each_release_has_its_column():
    scene = loaded_of(Setup("journey")).scene
    table = load_table(scene.data, scene.wanted)
    heads, rows = figure_rows(table, len(scene.roles), 0.0, every=True)
    asked = (table.state != State.MISSING).any(axis=1)
    newest, _ = figure_rows(table, len(scene.roles), len(table.times) - 1.0)

    assert scene.all_times
    assert len(heads) - 1 == asked.sum() > len(newest) - 1
    assert set(newest) <= set(heads)
    assert {len(row) for row in rows} == {len(heads)}
    assert label_of(scene, table, scene.params(), [0.0]).heads == heads


def test_figures_of_one_measure_stand_once_however_many_roles_show_it():
    scene = loaded_of(Setup("enamel", roles={"open": "teeth_lost_6"})).scene
    table = load_table(scene.data, scene.wanted)
    heads, _ = figure_rows(table, len(scene.roles), len(table.times) - 1.0)
    assert len(heads) == 3
    assert np.isnan(table.value[table.state == State.SUPPRESSED]).all()


def test_what_was_hidden_when_areas_were_gathered_is_no_doing_of_the_source(tmp_path):
    """Three of four parts withheld, and a table said that the source had withheld the fourth, too."""
    rows = [("East", 10, "value"), ("East", 20, "value"), ("West", 30, "value"), ("West", "", "suppressed"),
            ("West", "", "suppressed"), ("North", "", "suppressed"), ("North", "", "suppressed")]  # fmt: skip
    path = tmp_path / "wards.csv"
    lines = [f"w{n},Ward {n},{parent},2020,visit,{value},{state},percent"
             for n, (parent, value, state) in enumerate(rows)]  # fmt: skip
    path.write_text("\n".join(["area,area_name,parent,time,measure,value,state,unit", *lines]) + "\n")
    *_, said = label(Setup("enamel", figures=str(path), roles={"gather": "parent"}))

    assert [row[:2] for row in said.rows] == [
        ("East", "15 %"), ("North", "withheld by its source"), ("West", "too few of its areas are known")]  # fmt: skip
    (_, (known, *_)), *_ = said.figures
    assert known.startswith("2020: figures of 1 of 3 larger areas; 1 is withheld by its source and of 1, too few areas "
                            "are known.")  # fmt: skip
