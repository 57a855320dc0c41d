"""Rates in cycles: turning one never makes the phase jump."""

from dataclasses import dataclass

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
