"""Which states the marks of a picture are in follows its moments, and what a mark is the mean of."""

import numpy as np

from renderer.data.state import State
from renderer.data.table import Area, Column, Table
from renderer.scene.states_shown import distinct_moments, mark_states, state_at

VALUE, ZERO, MISSING, SUPPRESSED, HELD = State.VALUE, State.ZERO, State.MISSING, State.SUPPRESSED, State.HELD


def table(*times):
    """Return a table of one column: ``times`` are the states of the areas, one list for each year."""
    state = np.array(times, np.uint8)[:, :, None]
    value = np.where(state == VALUE, 50.0, np.where(state == ZERO, 0.0, np.nan))
    areas = tuple(Area(str(n), str(n)) for n in range(state.shape[1]))
    columns = (Column("m", "m", "percent", 0, 100, figure="m"),)
    years = tuple(f"{2010 + n}" for n in range(len(times)))
    return Table(areas, columns, years, value, value, value, np.full(value.shape, -1, np.int64), state)


def test_between_two_times_the_nearer_one_counts_where_one_is_not_known_and_the_earlier_half_way():
    two = table([VALUE, HELD, ZERO, ZERO], [SUPPRESSED, VALUE, ZERO, VALUE])

    assert [*state_at(two, 0, 0.5)] == [VALUE, HELD, ZERO, VALUE]
    assert [*state_at(two, 0, 0.51)] == [SUPPRESSED, VALUE, ZERO, VALUE]
    assert [*state_at(two, 0, 1.0)] == [SUPPRESSED, VALUE, ZERO, VALUE]


def test_a_year_that_nobody_was_asked_in_is_drawn_between_its_neighbours():
    gap = table([VALUE, VALUE], [MISSING, MISSING], [VALUE, HELD])

    assert [*state_at(gap, 0, 1.0)] == [VALUE, VALUE]
    assert mark_states(gap, 0, [0.0, 1.0])[0] == {VALUE}
    assert mark_states(gap, 0, [0.0, 1.0, 2.0])[0] == {VALUE, HELD}


def test_a_mark_may_be_a_mean_of_areas_that_go_on_at_the_tables_beginning_and_at_a_time_of_its_own():
    two = table([VALUE, VALUE, MISSING], [HELD, HELD, HELD])

    assert mark_states(two, 0, [0.0], [(0, 2, 2, None)]) == ({VALUE}, True)
    assert mark_states(two, 0, [0.0], [(0, 2, 1, None), (1, 0, 1, None)]) == ({MISSING}, False)
    assert mark_states(two, 0, [0.0], [(0, 0, 1, 0.0), (0, 0, 1, 1.0)]) == ({VALUE, HELD}, False)


def test_one_moment_stands_for_all_between_two_times_on_one_side_of_half_way():
    assert distinct_moments([1.0, 0.2, 0.1, 0.5, 0.6, 0.9, 1.0]) == [0.25, 0.75, 1.0]
    assert distinct_moments([0.5, 1.75]) == [0.25, 1.75]
