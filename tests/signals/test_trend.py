"""Signals of change against a loop over the table, on real releases."""

import math
from datetime import date
from statistics import mean, median

import numpy as np
import pytest

from renderer.core.frame import Frame
from renderer.data.load import load_table
from renderer.data.state import State
from renderer.data.table import Area, Column, Table
from renderer.data.times import day_of
from renderer.signals.moment import moment
from renderer.signals.values import signal, signal_span

TABLE = load_table("flusight_revisions", ("flu_rate",))
FRAME = Frame(0, frames=100)  # the newest time


def series():
    """Return each area's history as plain lists, unknown figures left out."""
    values = np.asarray(TABLE.value, float)[:, :, 0].T
    return [[x for x in row if math.isfinite(x)] for row in values.tolist()]


def test_delta_is_the_mean_step_of_the_newest_week():
    assert signal("delta.flu_rate", TABLE, FRAME) == pytest.approx(mean(row[-1] - row[-2] for row in series()))


def test_trend_is_the_mean_slope_of_a_line_through_each_areas_weeks():
    days = [date.fromisoformat(time).toordinal() for time in TABLE.times]

    def slope(row):
        at = [n for n, x in enumerate(row) if math.isfinite(x)]
        return np.polyfit([days[n] / 365.2425 for n in at], [row[n] for n in at], 1)[0]

    rows = np.asarray(TABLE.value, float)[:, :, 0].T
    assert signal("trend.flu_rate", TABLE, FRAME) == pytest.approx(mean(map(slope, rows)), rel=1e-6)
    assert math.isnan(signal("trend.flu_rate", TABLE, Frame(50, frames=100)))  # one figure has no slope


@pytest.mark.parametrize("times", [
    ("2012", "2014", "2016", "2017"), ("2012", "2013", "2014", "2020"), ("2012-Q1", "2012-Q2", "2014-Q1", "2014-Q2"),
    ("2014-01", "2014-02", "2014-07", "2015-12"), ("2013/2014", "2014/2015", "2015/2016", "2019/2020"),
    ("2014-W01", "2014-W02", "2014-W30", "2015-W01"),
])  # fmt: skip
def test_a_trend_goes_by_the_days_between_its_times_and_never_beyond_its_span(times):
    value = np.array([[10.0, 30.0], [20.0, np.nan], [90.0, 28.0], [60.0, 100.0]])
    state = np.where(np.isfinite(value), State.VALUE, State.MISSING).astype(np.uint8)[:, :, None]
    none, sample = np.full((4, 2, 1), np.nan), np.full((4, 2, 1), -1)
    one = Table((Area("a", "a"), Area("b", "b")), (Column("seen", "Seen", "percent", 0.0, 100.0),), times,
                value[:, :, None], none, none.copy(), sample, state)  # fmt: skip
    days = np.array([day_of(time) for time in times]) / 365.2425
    slopes = [np.polyfit(days[np.isfinite(row)], row[np.isfinite(row)], 1)[0] for row in value.T]
    now = signal("trend.seen", one, FRAME)

    assert now == pytest.approx(np.mean(slopes), rel=1e-6)
    low, high = signal_span("trend.seen", one)
    assert (low, high) == pytest.approx((-100.0 / np.diff(days).min(), 100.0 / np.diff(days).min()))
    assert low <= min(slopes) <= max(slopes) <= high


def test_ewma_smooths_with_a_fifth():
    def smoothed(row):
        level = row[0]
        for x in row[1:]:
            level = 0.2 * x + 0.8 * level
        return level

    assert signal("ewma.flu_rate", TABLE, FRAME) == pytest.approx(mean(map(smoothed, series())), rel=1e-6)


def test_z_is_the_area_that_lies_farthest_from_the_others():
    newest = [row[-1] for row in series()]
    middle = median(newest)
    spread = median(abs(x - middle) for x in newest)
    farthest = max(0.6745 * abs(x - middle) / spread for x in newest)
    assert signal("z.flu_rate", TABLE, FRAME) == pytest.approx(min(7.0, farthest), rel=1e-6)


def test_a_signal_ends_at_twice_its_alarm():
    assert signal_span("z.flu_rate", TABLE) == (0.0, 7.0)
    assert signal_span("cusum.flu_rate", TABLE) == (0.0, 10.0)


def test_cusum_alarms_in_a_season_and_knows_no_future():
    now = signal("cusum.flu_rate", TABLE, FRAME)
    early = Frame(50, frames=100)
    assert round(moment(early, TABLE)) == 0
    assert now > 5.0
    assert now <= signal_span("cusum.flu_rate", TABLE)[1]
    assert math.isnan(signal("cusum.flu_rate", TABLE, early))  # one figure says nothing of a change
    assert math.isnan(signal("delta.flu_rate", TABLE, early))
