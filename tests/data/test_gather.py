"""Areas gathered into larger ones: whose mean, by what weight, what becomes of what is not known, and what is told."""

from dataclasses import replace

import numpy as np
import pytest
from areas import areas_table

from renderer.core.errors import DataError
from renderer.data.gather import gathered, hidden_in, latest_people, people_in
from renderer.data.role import Role, WantedRoles
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.data.table import CUBES, Area, Column, Table

PARENTS = ("b", "b", "a", "a", "a", "")


def table(value, state=None, half=2.0, parents=PARENTS):
    """One time, one column: an area each value, of ``parents``."""
    value = np.array(value, float)[None, :, None]
    state = np.full(value.shape, State.VALUE, np.uint8) if state is None else np.array(state, np.uint8)[None, :, None]
    value = np.where(np.isin(state, (State.VALUE, State.ZERO)), value, np.nan)
    areas = tuple(Area(f"{n}", f"Area {n}", 10.0 * n, 1.0, f"A{n}", parent) for n, parent in enumerate(parents))
    sample = np.where(np.isfinite(value), 100, -1).astype(np.int64)
    columns = (Column("lit", "lit", "percent", 0.0, 100.0, figure="sealed"),)
    return Table(areas, columns, ("2024",), value, value - half, value + 2 * half, sample, state,
                 area_word=("tract", "tracts"), parent_word=("county", "counties"))  # fmt: skip


def test_a_larger_area_is_the_mean_of_its_own_weighted_by_who_lives_there():
    people = np.array([[1.0, 3.0, 1.0, 1.0, 2.0, 5.0]])
    found, told = gathered(table([10, 50, 20, 40, 60, 70]), 3, people)

    assert [(area.code, area.name, area.lon) for area in found.areas] == [
        ("5", "Area 5", 50.0), ("a", "a", 30.0), ("b", "b", 5.0)]  # fmt: skip
    np.testing.assert_allclose(found.value[0, :, 0], [70, (20 + 40 + 120) / 4, (10 + 150) / 4])
    assert found.sample[0, :, 0].tolist() == [100, 300, 200]
    assert (found.area_word, found.gathered) == (("county or tract", "counties and tracts"), "5 tracts")
    assert told == ("5 tracts are gathered to 2 counties (1 without a parent stays as it is): each shows their mean, "
                    "weighted by population")  # fmt: skip
    found, told = gathered(table([10, 50, 20, 40, 60, 70], parents=("b", "b", "a", "a", "a", "b")), 3, people)
    assert (found.area_word, found.gathered) == (("county", "counties"), "6 tracts")
    assert told == "6 tracts are gathered to 2 counties: each shows their mean, weighted by population"


def test_who_lives_in_a_larger_area_lives_in_one_of_its_own():
    own = replace(table([10, 50, 20, 40, 60, 70]), people=np.array([1.0, 3.0, np.nan, 1.0, 2.0, np.nan]))

    found, _ = gathered(own, 3, None)

    np.testing.assert_array_equal(found.people, [np.nan, 3.0, 4.0])
    assert not found.people.flags.writeable
    assert gathered(replace(own, people=None), 3, None)[0].people is None
    with pytest.raises(ValueError, match=r"people is \(5,\), not \(6,\)"):
        replace(own, people=np.ones(5))


def test_people_are_those_of_the_latest_time_that_says_so():
    shape = (3, 2, 1)
    people = np.array([[[1.0], [4.0]], [[2.0], [np.nan]], [[np.nan], [np.nan]]])
    state = np.where(np.isfinite(people), State.VALUE, State.MISSING).astype(np.uint8)
    column = Column("population", "People", "people", 0.0, 1e9)
    own = Table((Area("a", "A"), Area("b", "B")), (column,), ("1", "2", "3"), people, people, people,
                np.full(shape, -1, np.int64), state)  # fmt: skip

    assert latest_people(own).tolist() == [2.0, 4.0]
    assert latest_people(table([1] * 6)) is None
    role = WantedRoles((Role("lit", "light", default="visits", needed=False),))
    assert role_table(own, role).table.people.tolist() == [2.0, 4.0]


def test_an_interval_is_that_of_a_mean_of_independent_surveys():
    found, _ = gathered(table([10, 50, 20, 40, 60, 70]), 3, np.array([[1.0, 3.0, 1.0, 1.0, 1.0, 1.0]]))

    np.testing.assert_allclose((found.value - found.low)[0, :, 0], [2.0, 2 / 3**0.5, 2 * 10**0.5 / 4])
    np.testing.assert_allclose((found.high - found.value)[0, :, 0], [4.0, 4 / 3**0.5, 4 * 10**0.5 / 4])
    assert np.isnan(gathered(table([1.0] * 6, half=np.nan), 3, None)[0].high).all()


def test_what_is_not_known_of_some_is_left_out_and_of_none_keeps_its_state():
    missing, value, zero, suppressed, held = State.MISSING, State.VALUE, State.ZERO, State.SUPPRESSED, State.HELD
    states = [[suppressed, held, zero, missing, zero, missing], [missing, suppressed, value, held, suppressed, value]]
    first, told = gathered(table([0] * 6, states[0]), 3, None)
    second, _ = gathered(table([9, 9, 30, 9, 9, 9], states[1]), 3, None)

    third, _ = gathered(table([0] * 6, [zero, suppressed, zero, missing, held, zero]), 3, None)

    assert third.state[0, :, 0].tolist() == [zero, held, suppressed]
    assert np.isnan(third.value[0, 1:, 0]).all()
    assert third.sample[0, 1:, 0].tolist() == [-1, -1]
    assert first.state[0, :, 0].tolist() == [missing, zero, held]
    assert second.state[0, :, 0].tolist() == [value, held, suppressed]
    assert (np.isnan(first.value[0, 0, 0]), first.sample[0, 0, 0]) == (True, -1)
    assert told.endswith("unweighted: there is no measure 'population'; 4 figures that are withheld or missing are not "
                         "in it")  # fmt: skip


def test_a_larger_area_of_which_most_is_withheld_is_withheld_however_good_the_one_that_is_known():
    value, suppressed, missing = State.VALUE, State.SUPPRESSED, State.MISSING
    states = [value, suppressed, value, missing, suppressed, value]
    found, told = gathered(table([95, 0, 95, 0, 0, 50], states), 3, None)

    assert found.state[0, :, 0].tolist() == [value, suppressed, value]  # a third of a, half of b
    assert np.isnan([found.value[0, 1, 0], found.low[0, 1, 0]]).all()
    assert (found.sample[0, 1, 0], found.value[0, 2, 0]) == (-1, 95.0)
    assert told.endswith("; 1 larger one is drawn as what is not known, for of too few there are figures")
    assert (found.weighed, found.known_of) == ("unweighted", "3 of 6 figures")
    assert "; 1 figure that is withheld or missing is not in it" in gathered(table([1] * 6, [missing, *[value] * 5]), 3,
                                                                             None)[1]  # fmt: skip

    crowd = np.array([[1.0, 3.0, 9.0, 1.0, 1.0, 5.0]])  # those who are known of a are most of its people
    found, told = gathered(table([95, 0, 95, 0, 0, 50], states), 3, crowd)
    assert found.state[0, :, 0].tolist() == [value, value, suppressed]
    assert found.value[0, 1, 0] == 95.0
    assert found.weighed == "weighted by population"
    assert gathered(table([10.0] * 6), 3, None)[0].known_of == ""


def test_where_nobody_was_asked_no_figure_is_withheld_or_missing():
    """A table of several measures, or with people of every year, has years in which a measure was asked of nobody."""
    one = table([10, 20, 30, 40, 50, 60], [State.VALUE] * 5 + [State.SUPPRESSED])
    none = table([0] * 6, [State.MISSING] * 6)
    cubes = {name: np.concatenate([getattr(of, name) for of in (none, one, none)]) for name in CUBES}
    found, told = gathered(replace(one, times=("2023", "2024", "2025"), **cubes), 3, None)

    assert found.known_of == "5 of 6 figures"
    assert told.endswith("; 1 figure that is withheld or missing is not in it")


def test_who_lives_nowhere_known_weighs_as_the_others_do_on_average():
    found, _ = gathered(table([10, 50, 0, 0, 0, 0]), 3, np.array([[1.0, np.nan, 3.0, 3.0, 3.0, 0.0]]))

    assert found.value[0, 2, 0] == pytest.approx((10 * 1.0 + 50 * 2.5) / 3.5)


def test_a_table_that_fits_stays_as_it_is():
    whole = table([1] * 6)

    assert gathered(whole, 6, None) == (whole, "")
    assert gathered(whole, 0, None) == (whole, "")


def test_what_cannot_be_gathered_is_refused_with_what_to_do():
    with pytest.raises(DataError, match=r"mine.csv: 6 tracts, and this picture holds 2: name in a column 'parent' "
                                        "which larger area each tract is part of"):  # fmt: skip
        gathered(table([1] * 6, parents=[""] * 6), 2, None, "mine.csv")
    with pytest.raises(DataError, match="6 tracts are gathered to 3 counties, and this picture holds 2: name larger"):
        gathered(table([1] * 6), 2, None)


def test_a_picture_that_shows_parts_itself_is_refused_nothing_and_given_the_larger_ones_there_are():
    whole = table([1] * 6, parents=[""] * 6)
    assert gathered(whole, 2, None, parts=True) == (whole, "")

    found, told = gathered(table([1] * 6), 2, None, parts=True)
    assert (len(found.areas), found.gathered) == (3, "5 tracts")
    assert told.startswith("5 tracts are gathered to 2 counties (1 without a parent stays as it is)")


def test_a_picture_is_given_no_more_areas_than_it_holds_and_says_so():
    counties = areas_table(3144, parents=51)
    roles = (Role("lit", "marks", good="more", default="sealed"), Role("open", "none", needed=False))
    wanted = WantedRoles(roles, most=640)
    found = role_table(counties, wanted)

    assert len(found.table.areas) == 51
    unknown = np.count_nonzero(~np.isfinite(counties.value[0, :, 0]))
    assert any(note.startswith("3,144 areas are gathered to 51 larger areas") and f" {unknown:,} figures" in note
               for note in found.notes)
    people = people_in(counties)
    first = np.array([area.parent == found.table.areas[0].code for area in counties.areas])
    known = first & np.isfinite(counties.value[0, :, 0])
    mean = np.average(counties.value[0, known, 0], weights=people[0, known])
    assert found.table.value[0, 0, 0] == pytest.approx(mean)
    assert role_table(counties, replace(wanted, most=0)).table.areas == counties.areas


def test_what_is_shown_only_in_part_is_told():
    wanted = WantedRoles((Role("lit", "marks", default="sealed"),), partly=(("areas", 12, "some of {count}"),))

    assert "some of 13" in role_table(areas_table(13), wanted).notes
    assert not any("some of" in note for note in role_table(areas_table(12), wanted).notes)


def test_what_gathering_hides_is_what_is_known_in_part():
    states = [State.VALUE, State.SUPPRESSED, State.SUPPRESSED, State.HELD, State.MISSING, State.SUPPRESSED]
    found, _ = gathered(table([10, 0, 0, 0, 0, 0], states, parents=("b", "b", "b", "a", "a", "")), 3, None)

    assert [area.code for area in found.areas] == ["5", "a", "b"]
    assert hidden_in(found, 0, 0).tolist() == [False, False, True]  # of the others nothing is known of any part
    assert hidden_in(found.finer, 0, 0).tolist() == [False] * 6
