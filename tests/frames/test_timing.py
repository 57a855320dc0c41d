"""Intervals as percentiles, skipped frames as a count."""

import numpy as np
import pytest

from renderer.frames.timing import KEPT, Timings


def test_percentiles_are_those_of_the_last_intervals():
    timings, steps = Timings(), np.random.default_rng(1).uniform(0.02, 0.05, 1000)
    for index, now in enumerate(np.cumsum(steps)):
        timings.add(float(now), index, 0.001, 0.002)
    read = timings.read()
    wanted = np.percentile(steps[-KEPT:], (50, 95, 99, 100)) * 1e3
    assert (read.p50, read.p95, read.p99, read.longest) == pytest.approx(tuple(wanted))
    assert (read.cpu, read.gpu, read.frames, read.skipped) == pytest.approx((1.0, 2.0, 1000, 0))


def test_skipped_frames_are_counted_and_pauses_are_not():
    timings = Timings()
    for now, index in ((0.0, 0), (0.1, 3), (0.2, 4)):
        timings.add(now, index, 0, 0)
    timings.forget()
    timings.add(60.0, 900, 0, 0)
    assert timings.read().skipped == 2
    assert timings.read().longest == pytest.approx(100.0)


def test_nothing_seen_reads_as_nothing():
    assert Timings().read().p99 == 0.0
