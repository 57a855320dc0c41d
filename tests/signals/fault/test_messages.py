"""Figures that drift or jump, told from what all areas share, on nine areas whose levels are known."""

import numpy as np
import pytest

from renderer.data.table import Area, Column
from renderer.signals.fault.detect import detect_messages
from renderer.signals.fault.stream import Message, Stream, seal

KEY, STEPS, INTERVAL = b"shared", 120, 2.0
AREAS = tuple(Area(str(n), f"Area {n}") for n in range(9))
LEVELS = np.arange(1, 10) * 100.0


@pytest.fixture
def figures():
    """Return [areas, steps]: a level of each, a season that all share, and noise."""
    season = 40 * np.sin(np.arange(STEPS) / 15)
    return LEVELS[:, None] + season + np.random.default_rng(5).normal(0, 0.8, (9, STEPS))


def detect(figures, late=0.1):
    messages = [
        Message(at, at + late, area, step, value, seal(KEY, AREAS[area].code, step, at, value))
        for step in range(STEPS) for area, value in enumerate(figures[:, step].tolist()) for at in [step * INTERVAL]
    ]  # fmt: skip
    return detect_messages(Stream(AREAS, Column("c", "", "", 0, 1), tuple(messages), INTERVAL, STEPS * INTERVAL, KEY))


def test_a_season_that_all_share_is_no_fault(figures):
    assert detect(figures).faults == ()


@pytest.mark.parametrize(("way", "sign"), [("up", 1), ("down", -1)])
def test_a_drift_too_slow_for_one_figure_to_show_it(figures, way, sign):
    figures[3, 60:] += sign * np.minimum(0.1 * np.arange(60), 1.6)

    found = detect(figures).faults

    assert {(one.kind, one.area, one.signal) for one in found} == {("implausible", 3, "cusum")}
    assert 60 * INTERVAL < found[0].start < 95 * INTERVAL
    assert found[0].words.startswith(f"Area 3's figures drift {way}: cumulative sum 1")
    assert len(found) > 1
    for one in found:  # a quarter from 10 sigma on, all of it from 20
        assert one.amount == min(1.0, np.floor(1 + 3 * (one.value - 10.0) / 10.0) / 4)


def test_one_figure_that_jumps_is_no_drift(figures):
    figures[5, 80] += 50.0

    (one, *_) = found = detect(figures).faults

    assert {(it.area, it.signal) for it in found} == {(5, "robust_z")}
    assert (one.start, one.end) == (81 * INTERVAL, 82 * INTERVAL)
    usual = float(one.words.partition("usual is ")[2].partition(":")[0])
    assert usual == pytest.approx(600 + 40 * np.sin(np.arange(45) / 15).mean(), abs=20)


def test_what_comes_before_the_receiver_knows_better_is_not_judged(figures):
    figures[5, 20] += 50.0

    assert detect(figures).faults == ()


def test_an_area_that_was_silent_at_first_is_heard_but_not_judged(figures):
    figures[2, :50] = np.nan

    found = detect(figures).faults

    assert {(one.kind, one.area) for one in found} == {("missing", 2)}
    assert found[0].end == 51 * INTERVAL


@pytest.mark.parametrize(("late", "amount"), [(4.1, 0.25), (9.0, 0.5), (16.1, 1.0)])
def test_the_age_of_a_message_is_counted_in_intervals(figures, late, amount):
    found = [one for one in detect(figures, late).faults if one.signal == "clock"]

    assert {one.amount for one in found} == {amount}
    assert found[0].value == pytest.approx(late / INTERVAL)
    assert found[0].words == f"Area 0's messages are {late:.0f} s old when they come"
