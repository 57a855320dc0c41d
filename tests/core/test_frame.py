"""A frame knows its time from its number alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.frame import Frame

RATES = st.sampled_from([Fraction(24), Fraction(30000, 1001), Fraction(30), Fraction(60), Fraction(1, 3)])


@given(RATES, st.integers(0, 10**7))
def test_time_is_exact_however_long_a_show(fps, index):
    frame = Frame(index, fps)
    assert frame.time == float(Fraction(index) / fps)
    assert frame.dt == float(1 / fps)


@given(st.integers(0, 10**6), st.integers(1, 5000))
def test_the_playhead_repeats_and_never_reaches_its_end(index, frames):
    head = Frame(index, frames=frames).playhead
    assert 0.0 <= head < 1.0
    assert head == Frame(index + 3 * frames, frames=frames).playhead
    assert head == pytest.approx((index % frames) / frames)


@given(st.integers(0, 2**40))
def test_its_number_is_one_of_glsl_and_counts_on(index):
    number, after = Frame(index).number, Frame(index + 1).number
    assert 0 <= number < 2**31
    assert after == number + 1 or (after, number) == (0, 2**31 - 1)
    assert index >= 2**31 or number == index


@given(RATES, st.integers(0, 10**9), st.integers(1, 10**6))
def test_its_wrapped_time_begins_again_after_whole_loops_and_runs_evenly_for_ever(fps, index, frames):
    """A float of GLSL has 24 bits: in an hour it tells 0.25 ms apart."""
    frame = Frame(index, fps, frames=frames)
    lap = Fraction(frame.wrap) / fps
    assert frame.wrap % frames == 0
    assert 1800 < lap <= 3600 or frame.wrap == frames, "one loop that is longer than half an hour is not cut"
    assert Fraction(frame.wrapped_time) == Fraction(float((index / fps) % lap))


def test_a_frame_is_a_value():
    assert Frame(3, seed=7) == Frame(3, seed=7)
    assert hash(Frame(3, seed=7)) == hash(Frame(3, seed=7))
    assert Frame(3, seed=7) != Frame(3, seed=8)
    assert (Frame().size, Frame().fps, Frame().index, Frame().seed, Frame().frames) == ((1280, 720), 30, 0, 0, 1)
