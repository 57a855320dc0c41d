from dataclasses import replace

import numpy as np
import pytest

from renderer.core.frame import Frame
from renderer.data.texture import table_texture
from renderer.signals.moment import cells_at, moment


def loop(table, frames):
    return np.array([moment(Frame(index, frames=frames), table) for index in range(frames)])


def test_a_still_shows_the_last_time(table):
    assert moment(Frame(), table) == 2


def test_a_loop_goes_from_now_to_the_first_time_and_back_without_a_seam(table):
    moments = loop(table, 200)

    assert moments[[0, 50, 100, 150]].tolist() == [2, 1, 0, 1]
    np.testing.assert_allclose(moments[1:], moments[:0:-1])
    assert (np.diff(moments[:101]) < 0).all()
    assert moment(Frame(200, frames=200), table) == 2


def test_a_loop_lingers_at_each_time(table):
    step = abs(np.diff([*loop(table, 200), 2.0]))

    assert step[[0, 49, 50, 99, 100, 199]].max() < 0.1 * step[25]
    assert step[25] == pytest.approx(1.5 / 50, rel=0.01)  # smoothstep is steepest half-way: 3/2


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
