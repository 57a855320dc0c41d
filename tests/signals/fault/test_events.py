"""The timeline of faults against a twin with plain loops, and its cost."""

import math
import time

import numpy as np
import pytest

from renderer.signals.envelope import Envelope
from renderer.signals.fault.events import Fault, Faults, explain
from renderer.signals.fault.kinds import KINDS

ENVELOPE = Envelope(attack=0.5, hold=2.0, release=4.0)


def fault(kind="revised", area=0, start=10.0, end=20.0, amount=0.8, words="Ohio's week changed.", **more):
    return Fault(kind, area, "flu", start, end, amount, more.get("signal", "revision"), 0.26, 0.05, words)


def many(count=500, areas=60, seed=1):
    rng = np.random.default_rng(seed)
    starts = rng.uniform(0, 600, count).tolist()
    ends = [start + (math.inf if rng.random() < 0.1 else float(rng.exponential(20))) for start in starts]
    kinds, rows, amounts = rng.integers(0, len(KINDS), count), rng.integers(0, areas, count), rng.random(count)
    return Faults(tuple(fault(KINDS[k], int(a), s, e, float(x)) for k, a, s, e, x in
                        zip(kinds, rows, starts, ends, amounts, strict=True)),
                  tuple(f"area {n}" for n in range(areas)))  # fmt: skip


def shape(t, start, end):
    """The envelope, said with ifs."""
    falls = max(end, start + 2.5)
    if t < start:
        return 0.0
    if t > falls:
        return max(0.0, 1 - (t - falls) / 4.0)
    return min(1.0, (t - start) / 0.5)


def slow_levels(faults, t):
    out = np.zeros((len(faults.areas), len(KINDS), 4))
    out[..., 2] = -1
    for area in range(len(faults.areas)):
        for k, kind in enumerate(KINDS):
            begun = [one for one in faults.faults if one.area == area and one.kind == kind and one.start <= t]
            if begun:
                last = max(begun, key=lambda one: one.start)
                mended = min((t - max(one.end, one.start + 2.5)) / 4.0 for one in begun)
                out[area, k] = (max(one.amount * shape(t, one.start, one.end) for one in begun), last.amount,
                                t - last.start, min(1.0, max(0.0, mended)))  # fmt: skip
    return out


@pytest.mark.parametrize("t", [0.0, 3.3, 120.0, 377.7, 900.0])
def test_levels_are_those_of_a_loop(t):
    faults = many()

    got = faults.levels(t, ENVELOPE)

    assert got.dtype == np.float32
    np.testing.assert_allclose(got, slow_levels(faults, t), atol=2e-5)
    for k, kind in enumerate(KINDS):
        assert faults.level(kind, t, ENVELOPE) == pytest.approx(got[:, k, 0].max(), abs=1e-6)
    assert set(faults.active(t)) == {one for one in faults.faults if one.start <= t < one.end}


@pytest.mark.parametrize(
    ("t", "x", "y", "z", "w"),
    [
        (9.99, 0, 0, -1, 0),  # before
        (10.25, 0.4, 0.8, 0.25, 0),  # half of the attack
        (15.0, 0.8, 0.8, 5, 0),
        (22.0, 0.4, 0.8, 12, 0.5),  # half mended
        (99.0, 0, 0.8, 89, 1),  # stays mended
    ],
)
def test_one_fault_worked_out_in_the_head(t, x, y, z, w):
    faults = Faults((fault(area=1),), ("Iowa", "Ohio"))

    levels = faults.levels(t, ENVELOPE)

    assert levels[1, KINDS.index("revised")].tolist() == pytest.approx([x, y, z, w], abs=1e-5)
    assert levels[0].tolist() == [[0, 0, -1, 0]] * len(KINDS)


def test_a_new_fault_opens_what_was_mended():
    faults = Faults((fault(), fault(start=50.0, end=math.inf, amount=0.3)), ("Ohio",))

    assert faults.levels(49.0, ENVELOPE)[0, 1, 3] == 1
    assert faults.levels(60.0, ENVELOPE)[0, 1].tolist() == pytest.approx([0.3, 0.3, 10, 0])


def test_nothing_at_all():
    assert Faults((), ("Ohio",)).levels(5.0, ENVELOPE).tolist() == [[[0, 0, -1, 0]] * 6]
    assert Faults().levels(5.0, ENVELOPE).shape == (0, 6, 4)
    assert Faults().level("stale", 5.0, ENVELOPE) == 0.0


def test_an_envelope_without_length_switches():
    at = lambda t: Faults((fault(),), ("Ohio",)).levels(t, Envelope(0, 0, 0))[0, 1].tolist()  # noqa: E731

    assert at(10.5) == pytest.approx([0.8, 0.8, 0.5, 0])
    assert at(20.1) == pytest.approx([0, 0.8, 10.1, 1])


@pytest.mark.parametrize("wrong", [{"kind": "late"}, {"area": 1}, {"area": -1}, {"amount": 1.5}, {"amount": math.nan}])
def test_a_fault_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="no fault of 1 areas"):
        Faults((fault(**wrong),), ("Ohio",))


def test_levels_of_500_faults_cost_a_third_of_a_millisecond():
    faults = many()
    best = math.inf
    for _ in range(60):
        begun = time.thread_time()
        faults.levels(590.0, ENVELOPE)
        best = min(best, time.thread_time() - begun)

    assert best <= 0.3e-3


def test_explain_tells_the_strongest_first_and_counts_the_rest():
    areas = tuple("ABCDEF")
    stale = [fault("stale", n, amount=0.5 + 0.01 * n, words=f"{areas[n]} is late.") for n in range(5)]
    faults = Faults((*stale, fault(area=5, words="Ohio's week was 412, and is now 519: +26 %.")), areas)

    assert explain(faults, 12.0).splitlines() == [
        "At 00:00:12:",
        "- revised (80%): Ohio's week was 412, and is now 519: +26 %.",
        "- stale (54%): E is late.",
        "- stale (53%): D is late.",
        "- stale (52%): C is late.",
        "- stale: and 2 more areas",
    ]


def test_explain_tells_the_stage_that_acts_and_what_just_ended():
    first, second = fault("stale", amount=0.25, words="7 days"), fault("stale", amount=0.5, start=12.0, words="14 days")
    faults = Faults((first, second), ("Ohio",))

    assert explain(faults, 13.0).splitlines()[1:] == ["- stale (50%): 14 days"]
    assert explain(faults, 22.0).splitlines()[1:] == ["- stale (50%, mending): 14 days"]
    slow = Envelope(attack=1.5, hold=6.0, release=12.0)
    assert explain(faults, 31.0, slow).splitlines()[1:] == ["- stale (50%, mending): 14 days"]
    assert "The last fault ended 12 s before" in explain(faults, 32.0, slow)
    assert explain(faults, 90.0) == "At 00:01:30 nothing is wrong. The last fault ended 70 s before: 14 days"
    assert explain(faults, 5.0) == "At 00:00:05 nothing is wrong, and nothing was."
