"""Rates in cycles: turning one never makes the phase jump."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.params.param import assign, param
from renderer.params.phase import WRAP, Phases

RATES = st.floats(0.02, 0.5)
TIMES = st.floats(0.0, 3600.0)


@dataclass(frozen=True)
class Knobs:
    breath: float = param(0.1, 0.02, 0.5, unit="Hz")


def test_a_steady_rate_is_rate_times_time(knobs):
    assert Phases().turned(knobs, 0.0).cycles(25.0) == {"breath": pytest.approx(2.5)}


def test_only_parameters_in_hz_have_a_phase(knobs):
    assert set(Phases().turned(knobs, 0.0).rates) == {"breath"}


@given(RATES, RATES, TIMES)
def test_the_phase_is_the_same_before_and_after_a_turn(first, second, when):
    before = Phases().turned(assign(Knobs(), breath=first), 0.0)
    after = before.turned(assign(Knobs(), breath=second), when)

    assert after.cycles(when)["breath"] == pytest.approx(before.cycles(when)["breath"], abs=1e-6)


@given(RATES, RATES, TIMES)
def test_after_a_turn_it_runs_at_the_new_rate(first, second, when):
    phases = Phases().turned(assign(Knobs(), breath=first), 0.0).turned(assign(Knobs(), breath=second), when)
    step = phases.cycles(when + 1.0)["breath"] - phases.cycles(when)["breath"]

    assert step % WRAP == pytest.approx(second, abs=1e-6)


def test_hours_wrap_at_whole_cycles(knobs):
    late = Phases().turned(knobs, 0.0).cycles(1e6)["breath"]

    assert 0.0 <= late < WRAP
    assert late == pytest.approx(1e5 % WRAP)


def test_turning_returns_a_new_one(knobs):
    first = Phases().turned(knobs, 0.0)
    first.turned(assign(knobs, breath=0.5), 10.0)

    assert first.cycles(10.0) == {"breath": pytest.approx(1.0)}


@pytest.mark.parametrize("hours", [0, 72, 90 * 24])
@pytest.mark.parametrize(("rate", "fps"), [(0.02, 60), (0.1, 30), (1 / 3, 24), (0.5, 30000 / 1001), (0.173, 120)])
def test_a_beat_begins_in_exactly_one_frame_after_months_too(rate, fps, hours):
    """Against exact fractions: a float of GLSL, at cycle 1023, is up to 0.2 of a frame of the slowest off."""
    phases, exact, dt = Phases().turned(assign(Knobs(), breath=rate), 0.0), Fraction(rate), 1 / Fraction(fps)
    begin, before = int(hours * 3600 * fps), (0, 0)
    for index in range(begin, begin + int(2.5 * fps / rate)):
        number, passed = phases.beats(float(index * dt), float(dt))["breath"]
        cycle = exact * index * dt
        early = cycle + exact * dt / 100  # a beat that falls on a frame begins with it
        assert number == floor(early) % 1024
        if 0.02 < (early % 1) / (exact * dt) % 1 < 0.98:
            assert passed == floor((early % 1) / (exact * dt))
        if index > begin:
            assert (passed == 0) == (number != before[0])
            assert passed == 0 or passed == before[1] + 1
        before = number, passed


def test_a_rate_that_stands_has_a_beat_without_end_and_one_that_runs_back_counts_from_where_it_turns():
    @dataclass(frozen=True)
    class Turning:
        turn: float = param(0.0, -1.0, 1.0, unit="Hz")

    assert Phases().turned(Turning(), 0.0).beats(5.0, 0.1) == {"turn": (0, 2**31 - 1)}
    back = Phases().turned(Turning(-0.5), 0.0)
    assert [back.beats(n / 10, 0.1)["turn"][1] for n in (0, 7, 19, 20, 21)] == [0, 7, 19, 0, 1]
