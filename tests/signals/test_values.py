import math
from dataclasses import replace

import numpy as np
import pytest

from renderer.core.errors import SceneError
from renderer.core.frame import Frame
from renderer.data.load import load_all
from renderer.signals.noise import drift
from renderer.signals.values import DRIFT_RATE, signal, signal_names, signal_span

FIRST = Frame(100, frames=200)  # the loop begins now and turns at the first time
MIDDLE = Frame(150, frames=200)


@pytest.mark.parametrize(
    ("name", "first", "middle"),
    [
        ("mean.visit", 30, 35),
        ("spread.visit", math.sqrt((20**2 + 10**2 + 30**2) / 3), 5),
        ("gap.visit", 50, 10),
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
    names = signal_names(table)

    assert len(names) == (10 + 51) * 57 + 4
    for name in names[::7]:
        low, high = signal_span(name, table)
        value = signal(name, table, Frame(3, frames=10))
        assert math.isnan(value) or low <= value <= high


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
        ("area.AQ.visit", "no area 'AQ' among 3 areas; did you mean"),
        ("area.AL", "did you mean 'area.AL.visit'"),
        ("area.visit", "no signal 'area.visit'"),
        ("drift.x", "no signal 'drift.x'; did you mean 'drift."),
        ("drift.-1", "no signal"),
        ("zzz", "the families are mean, level, spread, gap, width, completeness, delta, ewma, z, cusum, area, drift"),
        ("", "no signal ''"),
    ],
)
def test_an_unknown_signal_names_the_nearest(table, name, message):
    for ask in (lambda: signal(name, table, FIRST), lambda: signal_span(name, table)):
        with pytest.raises(SceneError, match=message):
            ask()
