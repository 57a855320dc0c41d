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
from renderer.data.state import State
from renderer.data.table import Area, Column, Table

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
    assert near.table.columns[0].domain == whole.table.columns[0].domain == (0.0, 76.0)
    assert from_held.columns[0].domain == held.columns[0].domain == (0.0, 74.0)
    assert np.ptp(value) < 11.0  # of which alone a range of half that size would be made
    assert any("the figures of all, not of Letter O alone; another range" in note for note in near.notes)
    assert asked.columns[0].domain == (50.0, 70.0)


def test_parts_of_a_wall_that_could_not_show_the_whole_are_compared_with_all_areas(states):
    lit = replace(ROLES[0], domain=(0.0, 5.0))
    shown = role_table(states, WantedRoles((lit,), most=9, place="Letter O")).table

    assert shown.columns[0].domain == role_table(states, WantedRoles((lit,))).table.columns[0].domain


CITY = (Column("sealed", "Sealed", "percent", 0.0, 100.0), Column("population", "People", "count", 0.0, 1e9))
SEALED = (Role("lit", "light", default="sealed"),)


def city(parents):
    """Return a tract for each of ``parents``: its figure, of two years, and who lives there, whom one year knows."""
    chance = np.random.default_rng(5)
    value = np.stack([chance.uniform(10, 90, (2, len(parents))), chance.uniform(500, 9000, (2, len(parents)))], axis=-1)
    value[0, :, 1] = np.nan
    state = np.where(np.isfinite(value), State.VALUE, State.MISSING).astype(np.uint8)
    areas = tuple(Area(f"{n}", f"Tract {n}", parent=parent) for n, parent in enumerate(parents))
    return Table(areas, CITY, ("2020", "2021"), value, value, value, np.full(value.shape, -1, np.int64), state,
                 area_word=("tract", "tracts"), parent_word=("neighbourhood", "neighbourhoods"))  # fmt: skip


@pytest.mark.parametrize("most", [0, 640, 4])
@pytest.mark.parametrize("name", ["neighbourhood", "Neighbourhoods", "parent"])
def test_larger_areas_are_shown_in_place_of_their_parts_however_many_a_picture_holds(most, name):
    tracts = city(("East", "East", "West", "West", "West", "North"))
    wanted = WantedRoles(SEALED, most=most, gather=name, gather_asked=True)
    shown = role_table(tracts, wanted)

    people, value = tracts.value[1, :, 1], tracts.value[1, :, 0]
    rows = [(0, 1), (5,), (2, 3, 4)]  # of East, North, West
    oracle = [np.average(value[list(row)], weights=people[list(row)]) for row in rows]
    np.testing.assert_allclose(shown.table.value[1, :, 0], oracle)
    assert [one.name for one in shown.table.areas] == ["East", "North", "West"]
    assert "6 tracts are gathered to 3 neighbourhoods: each shows their mean, weighted by population" in shown.notes
    assert (shown.table.area_word[1], shown.table.finer.areas) == ("neighbourhoods", tracts.areas)
    assert figures_shown(shown.table, wanted) == {"lit": "sealed", "stratum": "", "gather": name}
    near = role_table(tracts, replace(wanted, place="West", place_asked=True)).table  # their own are seen near by
    assert ([one.name for one in near.areas], near.inside) == (["Tract 2", "Tract 3", "Tract 4"], "West")
    assert role_table(tracts, WantedRoles(SEALED)).table.gathered == ""


def test_what_cannot_be_gathered_to_is_refused_where_somebody_asked_for_it_and_else_told():
    tracts, alone = city(("East", "East", "West")), city(("", "", ""))
    for table, name, why in ((tracts, "neighborhood", r"no 'neighborhood' to gather to; did you mean 'neighbourhood'"),
                             (tracts, "wards", "its larger areas are called neighbourhoods"),
                             (alone, "parent", "these figures name no larger areas; a column 'parent' says which")):
        with pytest.raises(DataError, match=why):
            role_table(table, WantedRoles(SEALED, gather=name, gather_asked=True))
        shown = role_table(table, WantedRoles(SEALED, gather=name))
        assert len(shown.table.areas) == 3
        assert shown.notes[0].endswith(": all are shown as they are")
        with pytest.raises(DataError, match=why):
            offer_of(table, SEALED).check("gather", FigureChoice().put("gather", name), {})
    offer_of(tracts, SEALED).check("gather", FigureChoice().put("gather", "neighbourhoods"), {})
    assert FigureChoice().put("gather", "wards").put("gather", "").figures == {}
