"""From a measure to faults: begun at its limit, grown by quarters, ended together, told in words."""

import math

import numpy as np
import pytest

from renderer.signals.fault.evidence import Evidence, beyond_limit, figure, of

SECONDS = np.arange(8) * 10.0


def told(values, limit=1.0, full=2.0):
    sign = Evidence("stale", "age", np.array(values, float), limit, full, lambda area, step: f"{area}@{step}")
    found = beyond_limit(sign, SECONDS, "c")
    return [(one.area, one.start, one.end, one.amount, one.value, one.words) for one in found]


def test_below_its_limit_nothing_is_told():
    assert told([[0, 0.5, 0.999, 0.999, 0, 0, 0, 0]]) == []


def test_at_its_limit_a_quarter_begins_and_each_further_quarter_is_a_fault_of_its_own():
    assert told([[0, 1.0, 1.2, 1.34, 1.7, 2.0, 9.0, 0]]) == [
        (0, 10.0, 70.0, 0.25, 1.0, "0@1"), (0, 30.0, 70.0, 0.5, 1.34, "0@3"), (0, 40.0, 70.0, 0.75, 1.7, "0@4"),
        (0, 50.0, 70.0, 1.0, 2.0, "0@5"),
    ]  # fmt: skip


def test_what_lies_on_a_quarter_has_reached_it():
    assert [one[3] for one in told([[0, 1 + 1 / 3, 0, 0, 0, 0, 0, 0]])] == [0.5]
    assert [one[3] for one in told([[0, 1 + 2 / 3, 0, 0, 0, 0, 0, 0]])] == [0.75]


def test_back_and_beyond_again_are_two_runs_and_the_last_has_no_end():
    assert [one[:4] for one in told([[0, 3, 0, 0, 0, 0, 1, 1.1]])] == [(0, 10, 20, 1.0), (0, 60, math.inf, 0.25)]


def test_nothing_to_say_ends_a_run_and_infinity_is_all_of_it():
    assert [one[:4] for one in told([[0, 3, np.nan, 3, 0, 0, 0, 0]])] == [(0, 10, 20, 1.0), (0, 30, 40, 1.0)]
    assert [one[:4] for one in told([[0, np.inf, 0, 0, 0, 0, 0, 0]])] == [(0, 10, 20, 1.0)]
    assert told([[0, -np.inf, 0, 0, 0, 0, 0, 0]]) == []


def test_a_measure_that_falls_when_things_go_wrong():
    found = told([[1, 0.75, 0.25, 0.8, 1, 1, 1, 1]], limit=0.75, full=0.25)
    assert [one[:4] for one in found] == [(0, 10, 30, 0.25), (0, 20, 30, 1.0)]


def test_areas_are_told_one_after_the_other():
    assert [one[0] for one in told([[0] * 8, [3] * 8, [0] * 8, [0, 3, *[0] * 6]])] == [1, 3]


@pytest.mark.parametrize(("value", "words"), [
    (1234567.0, "1,234,567"), (1000.4, "1,000"), (999.4, "999"), (46.0, "46"), (0.38753, "0.388"), (0.0, "0"),
    (-2000.0, "-2,000"), (12.34, "12.3"),
])  # fmt: skip
def test_figures_are_written_as_people_write_them(value, words):
    assert figure(value) == words


@pytest.mark.parametrize(("name", "whose"), [("Ohio", "Ohio's"), ("Kansas", "Kansas'"), ("Texas", "Texas'")])
def test_the_genitive(name, whose):
    assert of(name) == whose
