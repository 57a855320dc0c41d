"""The clock skips and never slows; waiting ends in time, and early when woken."""

import threading
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.frames.clock import Clock, wait_until

RATES = st.sampled_from([Fraction(30), Fraction(24), Fraction(30000, 1001), Fraction(60), Fraction(1, 2)])


@given(RATES, st.integers(0, 10**7), st.floats(0, 1e6))
def test_the_moment_a_frame_is_due_belongs_to_that_frame(fps, index, origin):
    clock = Clock(fps, origin).at(index, origin)
    assert clock.index(origin) == index
    assert clock.index(clock.due(origin)) == index + 1


@given(RATES, st.floats(0, 1e4), st.floats(0, 1e4))
def test_frames_are_skipped_so_that_time_never_slows(fps, start, late):
    clock = Clock(fps, start)
    assert clock.index(start + late) == pytest.approx(late * float(fps), abs=1)


def test_a_pause_keeps_the_frame_and_goes_on_from_it():
    stood = Clock(Fraction(30), 0.0).paused(2.0)
    assert stood.index(99.0) == 60
    assert stood.stepped(99.0).index(99.0) == 61
    going = stood.stepped(99.0).running(100.0)
    assert (going.index(100.0), going.index(101.0)) == (61, 91)


def test_running_twice_changes_nothing():
    clock = Clock(Fraction(30), 5.0)
    assert clock.running(7.0) is clock


def test_no_frame_lies_before_the_first():
    assert Clock(Fraction(30), 10.0).index(3.0) == 0


def test_waiting_ends_at_the_deadline_and_not_before():
    began = time.perf_counter()
    assert not wait_until(began + 0.02)
    assert 0.02 <= time.perf_counter() - began < 5.0


def test_waiting_ends_early_when_woken():
    wake = threading.Event()
    threading.Timer(0.02, wake.set).start()
    began = time.perf_counter()
    assert wait_until(began + 60.0, wake)
    assert time.perf_counter() - began < 30.0
