import numpy as np

from renderer.data.gaps import Gap, gaps, in_gap
from renderer.data.state import State
from renderer.data.table import Area, Column, Table
from renderer.data.texture import DRAWN, table_texture
from renderer.data.times import day_of

V, Z, M, S = State.VALUE, State.ZERO, State.MISSING, State.SUPPRESSED


def table(times, states, figures=()):
    """Return a table of one column; ``states`` are [times, areas], ``figures`` those of the cells that have some."""
    state = np.array(states, np.uint8)[:, :, None]
    value = np.where(state == Z, 0.0, np.nan)
    value[state == V] = figures
    areas = tuple(Area(f"{n}", f"{n}") for n in range(state.shape[1]))
    columns = (Column("visits", "Visits", "percent", 0, 100),)
    return Table(areas, columns, times, value, value - 1, value + 2, np.full(value.shape, -1, np.int64), state)


def test_a_gap_is_a_time_at_which_nobody_was_asked_between_two_at_which_somebody_was():
    whole = table(("2010", "2012", "2014"), [[V, M], [M, V], [V, V]], [1, 2, 3, 4])
    late = table(("2010", "2012", "2014"), [[M, M], [V, V], [M, M]], [1, 2])
    gone = table(("2010", "2012", "2014"), [[V, M], [M, M], [M, S]], [1])

    assert gaps(whole, 0) == {} == gaps(late, 0)
    assert gaps(gone, 0) == {1: Gap(0, 2, (day_of("2012") - day_of("2010")) / (day_of("2014") - day_of("2010")))}


def test_a_column_without_any_figure_has_no_gaps():
    assert gaps(table(("2010", "2012"), [[M], [M]]), 0) == {}


def test_two_known_figures_are_gone_between_and_others_stand_to_half_way():
    found = table(("2000", "2001", "2010"), [[V, Z, S, V], [M, M, M, M], [V, Z, V, M]], [10, 40, 20, 30])
    value, low, high, state = in_gap(found, 0, gaps(found, 0)[1])

    np.testing.assert_allclose(value[:2], [10 + 10 * 365 / 3652, 0], atol=0.01)
    np.testing.assert_allclose([low[0], high[0]], [value[0] - 1, value[0] + 2])
    np.testing.assert_array_equal(value[2:], [np.nan, 40])
    assert state.tolist() == [V, Z, S, V]


def test_a_texel_in_a_gap_says_so_and_how_far_it_is():
    texels = table_texture(found := table(("2010", "2012", "2014"), [[V, S], [M, M], [V, V]], [10, 20, 30]))
    part = gaps(found, 0)[1].part

    np.testing.assert_allclose(texels[1, :, 0, 3], [DRAWN + V + part, DRAWN + (S if part <= 0.5 else V) + part])
    assert texels[1, 0, 0, 0] == np.float32(10 + 10 * part)
    np.testing.assert_array_equal(texels[[0, 2], :, 0, 3], found.state[[0, 2], :, 0])
