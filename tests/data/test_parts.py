"""The parts of one larger area alone, as an artist, a preset or a show asks for them."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.figure_choice import FigureChoice
from renderer.data.load import load_newest
from renderer.data.offer import offer_of
from renderer.data.parts import parent_called, parents_in
from renderer.data.role import Role, WantedRoles
from renderer.data.role_table import figures_shown, role_table

ROLES = (Role("lit", "light", default="dental_visit"),)


@pytest.fixture
def states():
    """Return the bundled figures, states by the first letter of their name."""
    table = load_newest("us_oral_health")
    return replace(table, areas=tuple(replace(one, parent=f"Letter {one.name[0]}") for one in table.areas))


def test_the_parts_of_one_area_are_shown_and_not_gathered_into_it_again(states):
    whole = role_table(states, WantedRoles(ROLES)).table
    shown = role_table(states, WantedRoles(ROLES, most=12, place="letter o", place_asked=True)).table

    assert ([one.name for one in shown.areas], shown.inside) == (["Ohio", "Oklahoma", "Oregon"], "Letter O")
    rows = [row for row, one in enumerate(whole.areas) if one.name[0] == "O"]
    assert np.array_equal(shown.value, whole.value[:, rows], equal_nan=True)
    assert figures_shown(shown, WantedRoles(ROLES)) == {"lit": "dental_visit", "stratum": "", "place": "Letter O"}
    with pytest.raises(DataError, match="8 states, and this picture holds 4"):
        role_table(states, WantedRoles(ROLES, most=4, place="Letter M"))


def test_gathered_figures_keep_those_that_they_were_gathered_from(states):
    shown = role_table(states, WantedRoles(ROLES, most=30)).table

    assert (len(shown.areas), shown.inside) == (len(parents_in(states)), "")
    assert [one.code for one in shown.finer.areas] == [one.code for one in states.areas]
    assert role_table(states, WantedRoles(ROLES)).table.finer is None


def test_an_area_that_is_not_there_is_refused_where_somebody_asked_for_it_and_else_told(states):
    with pytest.raises(DataError, match=r"mine\.csv: no larger area 'Leter O'; did you mean 'Letter O'"):
        role_table(states, WantedRoles(ROLES, place="Leter O", place_asked=True), "mine.csv")
    shown = role_table(states, WantedRoles(ROLES, place="Eastside"))
    assert len(shown.table.areas) == 51
    assert "no larger area 'Eastside'; there is Letter A, Letter C" in shown.notes[0]
    assert shown.notes[0].endswith(": all are shown")
    with pytest.raises(DataError, match="these figures name no larger areas; a column 'parent' says which"):
        parent_called("Eastside", parents_in(load_newest("us_oral_health")))


def test_it_is_chosen_and_let_go_in_a_show_and_an_unknown_one_is_refused_before_anything_is_read(states):
    offer, chosen = offer_of(states, ROLES), FigureChoice().put("place", " Letter O ")

    offer.check("place", chosen, {})
    assert (chosen.figures, chosen.put("place", "").figures) == ({"place": "Letter O"}, {})
    with pytest.raises(DataError, match="no larger area 'X'"):
        offer.check("place", FigureChoice().put("place", "X"), {})


def test_the_parts_of_one_area_are_shown_from_where_to_where_all_are(states):
    lit = replace(ROLES[0], domain=(0.0, 5.0))  # far from these: the figures say it themselves
    whole, near = (role_table(states, WantedRoles((lit,), place=place)) for place in ("", "Letter O"))
    held = role_table(states, WantedRoles((lit,), most=30)).table  # gathered, as a wall of 30 areas shows the whole
    from_held = role_table(states, WantedRoles((lit,), most=30, place="Letter O")).table
    asked = role_table(states, WantedRoles((replace(lit, asked=(50.0, 70.0)),), place="Letter O")).table

    value = near.table.value[np.isfinite(near.table.value)]
    assert near.table.columns[0].domain == whole.table.columns[0].domain == (54.0, 76.0)
    assert from_held.columns[0].domain == held.columns[0].domain == (56.0, 74.0)
    assert np.ptp(value) < 11.0  # of which alone a range of half that size would be made
    assert any("around the figures of all, not of Letter O alone; another range" in note for note in near.notes)
    assert asked.columns[0].domain == (50.0, 70.0)


def test_parts_of_a_wall_that_could_not_show_the_whole_are_compared_with_all_areas(states):
    lit = replace(ROLES[0], domain=(0.0, 5.0))
    shown = role_table(states, WantedRoles((lit,), most=9, place="Letter O")).table

    assert shown.columns[0].domain == role_table(states, WantedRoles((lit,))).table.columns[0].domain
