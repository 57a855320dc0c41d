import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.errors import SceneError
from renderer.core.frame import Frame
from renderer.data.load import load_all
from renderer.data.table import Area, Column, Table
from renderer.signals.moment import cells_at, moment
from renderer.signals.name import FAMILIES
from renderer.signals.noise import drift
from renderer.signals.values import DRIFT_RATE, figures_of, signal, signal_column, signal_span

FIRST = Frame(100, frames=200)  # the loop begins now and turns at the first time
MIDDLE = Frame(150, frames=200)


@pytest.mark.parametrize(
    ("name", "first", "middle"),
    [
        ("mean.visit", 30, 35),
        ("spread.visit", math.sqrt((20**2 + 10**2 + 30**2) / 3), 5),
        ("median.visit", 20, 35),
        ("gap.visit", 50, 10),
        ("area.AK.width.visit", 6, math.nan),
        ("width.visit", 6, 6),
        ("completeness.visit", 1, 2 / 3),
        ("completeness.visit@race=other", 0, 0),
        ("area.AL.visit", 10, 30),
        ("area.01.visit", 10, 30),
        ("area.Alaska.visit", 20, math.nan),
        ("area.x.1.visit", 60, 40),
        ("mean.visit@race=other", math.nan, math.nan),
        ("gap.visit@race=other", math.nan, math.nan),
        ("width.visit@race=other", math.nan, math.nan),
    ],
)
def test_signals_worked_out_by_hand(table, name, first, middle):
    assert signal(name, table, FIRST) == pytest.approx(first, nan_ok=True)
    assert signal(name, table, MIDDLE) == pytest.approx(middle, nan_ok=True)


def test_a_level_lies_from_where_a_role_is_dark_to_where_it_is_full(table):
    assert signal("level.visit", table, FIRST) == pytest.approx(0.3)  # nobody said where: of all that can be

    for domain, level in (((20.0, 70.0), 0.2), ((40.0, 80.0), 0.0), ((0.0, 20.0), 1.0), ((5.0, 5.0), 1.0)):
        shown = replace(table, columns=(replace(table.columns[0], domain=domain), *table.columns[1:]))
        assert signal("level.visit", shown, FIRST) == pytest.approx(level)
    assert math.isnan(signal("level.visit@race=other", table, FIRST))


def test_drift_follows_seed_and_time(table):
    frame = Frame(300, seed=5)

    assert signal("drift.3", table, frame) == drift(5, 3, 10.0, DRIFT_RATE)
    assert signal("drift.4", table, frame) != signal("drift.3", table, frame)


def test_every_name_has_a_value_inside_its_span():
    table = load_all("us_oral_health")
    columns = [column.name for column in table.columns]
    names = [f"{family}.{column}" for family in FAMILIES[:-2] for column in columns[::3]]
    names += [f"area.{area.abbr}{width}.{columns[n]}" for n, area in enumerate(table.areas) for width in ("", ".width")]
    grouped = [name for name in columns if name.startswith("dental_visit@")]
    names += [f"gap.{name}..{other.partition('@')[2]}" for name, other in pairwise(grouped)]
    for name in (*names, "drift.3"):
        low, high = signal_span(name, table)
        value = signal(name, table, Frame(3, frames=10))
        assert math.isnan(value) or low <= value <= high


@given(st.lists(st.one_of(st.just(math.nan), st.integers(0, 100)), min_size=6, max_size=6), st.integers(0, 199))
def test_statistics_are_those_of_numpy(cells, index):
    areas = tuple(Area(str(n), f"Area {n}") for n in range(3))
    value = np.array(cells, float).reshape(2, 3, 1)
    shape = value.shape
    table = Table(areas, (Column("x", "", "percent", 0, 100),), ("1", "2"), value, value - 1.0, value + 2.0,
                  np.full(shape, -1, np.int64), np.zeros(shape, np.uint8))  # fmt: skip
    frame = Frame(index, frames=200)
    now = cells_at(table, 0, moment(frame, table)).value
    known = now[np.isfinite(now)]
    twins = {"mean": np.mean, "median": np.median, "spread": np.std, "gap": np.ptp}
    for family, twin in twins.items():
        expected = twin(known) if len(known) else math.nan
        assert signal(f"{family}.x", table, frame) == pytest.approx(expected, nan_ok=True)
    assert signal("area.0.x", table, frame) == pytest.approx(now[0], nan_ok=True)
    expected = 3.0 if np.isfinite(now[0]) else math.nan
    assert signal("area.0.width.x", table, frame) == pytest.approx(expected, nan_ok=True)


def test_a_gap_between_groups_is_of_the_areas_that_know_both(table):
    other = np.array([[[40.0], [np.nan], [70.0]]] * 3)
    value = np.concatenate([table.value[..., :1], other], axis=-1)
    table = replace(table, value=value, low=value - 1, high=value + 1)
    one, two = table.columns
    pair = replace(table, columns=(replace(one, name="visit@a=b"), replace(two, name="visit@a=c")))
    assert signal("gap.visit@a=b..a=c", pair, FIRST) == pytest.approx(((40 - 10) + (70 - 60)) / 2)
    assert signal("gap.visit@a=c..a=b", pair, FIRST) == pytest.approx(-20)
    assert signal("gap.visit@a=b", pair, FIRST) == 50
    assert signal_span("gap.visit@a=b..a=c", pair) == (-100, 100)
    with pytest.raises(SceneError, match=r"no stratum 'visit@a=d'; did you mean 'visit@a="):
        signal("gap.visit@a=b..a=d", pair, FIRST)
    with pytest.raises(SceneError, match=r"no stratum 'visit@a=d'"):
        signal_column("gap.visit@a=b..a=d", pair)


def test_figures_that_no_picture_shows_are_heard_too(table):
    one, two = table.columns
    apart = replace(table, columns=(replace(one, name="visit@a=b"), replace(two, name="other")))
    shown = replace(table, apart=apart, columns=(replace(one, domain=(20.0, 70.0)), two))
    assert signal("mean.visit@a=b", shown, FIRST) == 30
    assert signal("level.visit@a=b", shown, FIRST) == pytest.approx(0.2)  # from where to where the role shows it
    assert figures_of("mean.visit@a=b", shown).tolist() == [10, 20, 30, 40, 50, 60, 80]


def test_a_span_rests_on_bounds_not_on_figures(table):
    assert signal_span("mean.visit", table) == (0, 100)
    assert signal_span("area.AL.visit", table) == (0, 100)
    assert signal_span("spread.visit", table) == (0, 50)
    assert signal_span("gap.visit", table) == signal_span("width.visit", table) == (0, 100)
    assert signal_span("delta.visit", table) == (-100, 100)
    assert signal_span("drift.0", table) == signal_span("completeness.visit", table) == (0, 1)


def test_a_span_is_counted_from_the_lower_bound(table):
    raised = replace(table, columns=(replace(table.columns[0], low=40.0), table.columns[1]))
    assert signal_span("mean.visit", raised) == (40, 100)
    assert signal_span("spread.visit", raised) == (0, 30)
    assert signal_span("gap.visit", raised) == signal_span("width.visit", raised) == (0, 60)
    assert signal_span("delta.visit", raised) == (-60, 60)


def test_the_widest_spread_reaches_its_span(table):
    extreme = np.where(np.isfinite(table.value), [[[0.0], [100.0], [np.nan]]], np.nan)

    assert signal("spread.visit", replace(table, value=extreme), FIRST) == 50


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("meen.visit", "no signal 'meen.visit'; did you mean 'mean.visit'"),
        ("mean.vist", "signal 'mean.vist': no column 'vist'; did you mean 'visit'"),
        ("area.AQ.visit", "signal 'area.AQ.visit': no area 'AQ' among 3 areas; did you mean"),
        ("mean.visit@race=oter", "no stratum 'visit@race=oter'; did you mean 'visit@race=other'"),
        ("zzz", "it begins with mean"),
    ],
)
def test_an_unknown_signal_names_the_nearest(table, name, message):
    for ask in (lambda: signal(name, table, FIRST), lambda: signal_span(name, table)):
        with pytest.raises(SceneError, match=message):
            ask()
