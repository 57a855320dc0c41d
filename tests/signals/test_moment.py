from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.frame import Frame
from renderer.data.gaps import gaps
from renderer.data.state import State
from renderer.data.table import Area, Column, Table
from renderer.data.texture import table_texture
from renderer.data.times import day_of
from renderer.signals.moment import cells_at, moment


def loop(table, frames):
    return np.array([moment(Frame(index, frames=frames), table) for index in range(frames)])


def test_a_still_shows_the_last_time(table):
    assert moment(Frame(), table) == 2


def test_a_loop_goes_from_now_to_the_first_time_and_back_without_a_seam(table):
    moments = loop(table, 200)

    assert moments[[0, 50, 100, 150]].tolist() == [2, 1, 0, 1]
    np.testing.assert_allclose(moments[1:], moments[:0:-1])
    assert (np.diff(moments[:101]) <= 0).all()
    assert moment(Frame(200, frames=200), table) == 2


def test_a_loop_stands_at_each_time_and_eases_between(table):
    step = abs(np.diff([*loop(table, 200), 2.0]))

    assert (step == 0).sum() == 48  # a quarter of the loop, less a frame at the end of two of the stands
    assert step[[0, 49, 50, 99, 100, 199]].max() == 0.0
    assert step[25] == pytest.approx(1.5 / 37.5, rel=0.01)  # smoothstep is steepest half-way: 3/2


def history(times, *columns):
    """Return a table of ``times``; a column is [times, areas], NaN where nobody was asked."""
    value = np.stack([np.asarray(one, float) for one in columns], axis=-1)
    known = np.isfinite(value)
    state = np.where(known, np.where(value == 0, State.ZERO, State.VALUE), State.MISSING).astype(np.uint8)
    areas = tuple(Area(f"{n}", f"{n}") for n in range(value.shape[1]))
    kinds = tuple(Column(f"m{n}", "", "percent", 0, 100) for n in range(value.shape[2]))
    return Table(areas, kinds, tuple(times), value, value - 2, value + 3, np.full(value.shape, -1, np.int64), state)


def years(count, seed=3):
    """Return ``count`` years with gaps of 1 to 40 years."""
    return [str(year) for year in 1000 + np.cumsum(np.random.default_rng(seed).integers(1, 40, count))]


def test_the_longer_a_gap_the_longer_its_way_and_none_takes_less_than_half_of_its_share():
    times = ["1990", "2018", "2019", "2021"]
    moments = loop(history(times, np.ones((4, 1))), 8000)[:4001]
    ways = [np.count_nonzero((moments > n) & (moments < n + 1)) for n in range(3)]
    days = np.diff([day_of(time) for time in times])

    np.testing.assert_allclose(ways, 4000 * 0.75 * (0.5 / 3 + 0.5 * days / days.sum()), atol=2)
    assert ways[0] > ways[2] > ways[1] > 4000 * 0.75 / 3 / 2


@given(st.lists(st.integers(0, 100_000), min_size=2, max_size=40, unique=True), st.integers(2, 900))
def test_whatever_the_times_a_loop_runs_once_there_and_back_and_never_beyond(days, frames):
    times = sorted(date.fromordinal(600_000 + day).isoformat() for day in days)
    moments, last = loop(history(times, np.ones((len(times), 1))), frames), len(times) - 1
    half = frames // 2 + 1

    assert moments[0] == last
    assert 0.0 <= moments.min() <= moments.max() <= last
    assert (np.diff(moments[:half]) <= 0).all()
    assert (np.diff(moments[half:]) >= 0).all()
    np.testing.assert_allclose(moments[1:], moments[:0:-1], atol=1e-9)


def test_each_of_forty_times_is_stood_at_as_long():
    times = years(40)
    moments = loop(history(times, np.ones((40, 1))), 20_000)

    stood = [np.count_nonzero(moments == n) for n in range(40)]
    np.testing.assert_allclose(stood, [5_000 / 78 * (1 if n in (0, 39) else 2) for n in range(40)], atol=3)


def test_one_time_or_none_stands_still(table):
    one = replace(table, times=("2010",), **{name: getattr(table, name)[:1] for name in
                                             ("value", "low", "high", "sample", "state")})  # fmt: skip

    assert moment(Frame(3, frames=9), one) == 0
    np.testing.assert_array_equal(cells_at(one, 0, 0.7).value, [10, 20, 60])


def test_two_known_figures_mix_and_others_jump_half_way(table):
    assert cells_at(table, 0, 0.25).value.tolist() == [15, 20, 55]
    np.testing.assert_array_equal(cells_at(table, 0, 0.75).value, [25, np.nan, 45])
    np.testing.assert_array_equal(cells_at(table, 0, 1.5).value, [40, np.nan, 40])
    np.testing.assert_array_equal(cells_at(table, 0, 9.0).value, [50, 80, np.nan])


def test_the_interval_moves_with_the_value(table):
    cells = cells_at(table, 0, 0.25)

    np.testing.assert_allclose(cells.low, cells.value - 2)
    np.testing.assert_allclose(cells.high, cells.value + 4)


def asked_now_and_then(seed):
    """Return 40 uneven times, two columns that lack many of them, and the days of the times."""
    rng, times = np.random.default_rng(seed), years(40, seed)
    value = rng.uniform(5, 95, (2, 40, 4))
    for column in value:
        column[rng.permutation(40)[:25]] = np.nan
        column[rng.integers(0, 40), 1] = np.nan  # and once one area did not answer
    return history(times, *value), np.array([day_of(time) for time in times])


def drawn(column, days, at):
    """Return what is drawn of one area at the moment ``at``: straight by days between two of its column's releases."""
    asked = np.flatnonzero(np.isfinite(column).any(axis=1))
    below, above = asked[asked <= at].max(initial=-1), asked[asked >= at].min(initial=99)
    day = np.interp(at, np.arange(40), days)
    if below < 0 or above > 39:  # before the first and after the last: of the time that is nearer, if it is one
        nearer = int(at) if at % 1 <= 0.5 else int(at) + 1
        return column[nearer]
    ends = column[below], column[above]
    part = (day - days[below]) / (days[above] - days[below]) if above > below else 0.0
    return ends[0] + (ends[1] - ends[0]) * part


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_over_a_gap_a_figure_goes_straight_from_release_to_release_by_days(seed):
    table, days = asked_now_and_then(seed)
    for at in np.random.default_rng(seed).uniform(0, 39, 200):
        for column in (0, 1):
            found, expected = cells_at(table, column, at).value, drawn(table.value[:, :, column], days, at)
            whole = np.isfinite(expected)  # where an area did not answer the nearer release stands
            np.testing.assert_allclose(found[whole], expected[whole], atol=1e-6)


def test_nothing_is_drawn_before_the_first_release_nor_after_the_last():
    table = history(["2010", "2012", "2014", "2016"], [[np.nan], [20], [30], [np.nan]])

    assert np.isnan([cells_at(table, 0, at).value[0] for at in (0, 0.4, 2.6, 3.0)]).all()
    assert [cells_at(table, 0, at).value[0] for at in (0.6, 1.0, 1.5, 2.0, 2.4)] == [20, 20, 25, 30, 30]


def test_what_is_withheld_is_never_drawn_from_its_neighbours():
    table = history(["2010", "2012", "2014"], [[20, 20], [np.nan, 25], [30, 30]])
    withheld = table.state.copy()
    withheld[1, 0, 0] = State.SUPPRESSED
    table = replace(table, state=withheld)

    assert not gaps(table, 0)
    assert np.isnan(cells_at(table, 0, 1.0).value[0])


def test_one_time_that_a_column_lacks_reads_missing_though_something_is_drawn_there(call):
    table = history(["2010", "2012", "2014"], [[20], [np.nan], [30]], [[1], [2], [3]])
    found = call("lib/data/cell.glsl", "vec4(data_cell(0, int(x.x), int(x.y)).value, "
                 "data_cell(0, int(x.x), int(x.y)).state, data_at(0, int(x.x), x.y).value, 0.0)",
                 [[0, 1], [1, 1], [0, 2]], table=table_texture(table))  # fmt: skip

    np.testing.assert_allclose(found[:, 0], [0, 2, 30])
    np.testing.assert_array_equal(found[:, 1], [State.MISSING, State.VALUE, State.VALUE])
    np.testing.assert_allclose(found[:, 2], [20 + 10 * 731 / 1461, 2, 30], rtol=1e-5)


def test_history_over_gaps_is_the_shader_s(call):
    """cells_at and data_at agree where a column lacks times, and data_between is 0 at releases, 1 half-way."""
    table, days = asked_now_and_then(4)
    rows = np.array([(area, column, at) for area in range(4) for column in (0, 1)
                     for at in [*range(40), *np.random.default_rng(4).uniform(0, 39, 100)]])  # fmt: skip
    here = "int(x.x), int(x.y), x.z"
    found = call("lib/data/cell.glsl", f"vec4(data_at({here}).value, data_at({here}).high, "
                 f"float(is_known(data_at({here}).state)), data_between({here}))", rows, table=table_texture(table))
    expected = np.array([[cube[int(area)] for cube in cells_at(table, int(column), at)] for area, column, at in rows])
    way = []
    for _, column, at in rows:
        asked = np.flatnonzero(np.isfinite(table.value[:, :, int(column)]).any(axis=1))
        below, above = asked[asked <= at].max(initial=-1), asked[asked >= at].min(initial=99)
        if below < 0 or above > 39 or below == above:
            part = at % 1
        else:
            part = (np.interp(at, np.arange(40), days) - days[below]) / (days[above] - days[below])
        way.append(1 - abs(2 * part - 1))

    np.testing.assert_array_equal(found[:, 2] == 1, np.isfinite(expected[:, 0]))
    np.testing.assert_allclose(found[:, :2], np.nan_to_num(expected[:, [0, 2]]), atol=2e-3)
    np.testing.assert_allclose(found[:, 3], way, atol=1e-3)


def test_history_is_the_shader_s(table, call):
    """cells_at and data_at in lib/data/cell.glsl agree on every cell at every moment."""
    moments = np.linspace(0, 2, 33)
    rows = np.array([(area, column, at) for area in range(3) for column in range(2) for at in moments])
    drawn = call(
        "lib/data/cell.glsl",
        "vec4(data_at(int(x.x), int(x.y), x.z).value, data_at(int(x.x), int(x.y), x.z).low, "
        "data_at(int(x.x), int(x.y), x.z).high, float(is_known(data_at(int(x.x), int(x.y), x.z).state)))",
        rows, table=table_texture(table),
    )  # fmt: skip
    expected = np.array([[cube[int(area)] for cube in cells_at(table, int(column), at)] for area, column, at in rows])

    np.testing.assert_array_equal(drawn[:, 3] == 1, np.isfinite(expected[:, 0]))
    np.testing.assert_allclose(drawn[:, :3], np.nan_to_num(expected), atol=1e-4)
