"""Releases turned into faults: on a feed worked out by hand, and on the real revisions."""

import csv
import math

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.core.paths import ASSETS
from renderer.data.feed import Pace, aligned
from renderer.data.snapshots import read_feed
from renderer.data.times import day_of
from renderer.signals.fault.detect import detect
from renderer.signals.fault.events import explain
from renderer.signals.fault.evidence import Evidence, beyond_limit

DAY = Pace(day_of("2025-11-08"), 1.0)  # a second of show for each day
NAN = np.nan


def of(faults, kind, name):
    return [one for one in faults.faults if one.kind == kind and faults.areas[one.area] == name]


def test_a_revision_is_told_with_its_numbers(feed):
    (one,) = [one for one in detect(feed, DAY).faults if one.kind == "revised"]

    assert one.words == "Ohio's week of 2025-11-08 was 412, and is now 519: +26 %"
    assert (one.start, one.end, one.amount, one.signal) == (14, 21, 1.0, "revision")
    assert one.value == pytest.approx(107 / 412)


def test_what_does_not_come_is_late_first_and_then_missing(feed):
    faults = detect(feed, DAY)

    # Ohio's newest, of day 0, is two weeks old on day 14: the second release comes that day.
    assert of(faults, "stale", "Ohio")[0].start == 14 + 14
    assert [(one.start, one.amount) for one in of(faults, "stale", "Utah")] == [
        (7, 0.25), (21, 0.5), (28, 0.75), (35, 1.0)]  # fmt: skip
    assert {one.end for one in of(faults, "stale", "Utah")} == {math.inf}
    assert of(faults, "stale", "Utah")[0].words == (
        "Utah has sent nothing newer than the week of 2025-11-01 for 14 days; a figure is due every 7")  # fmt: skip
    assert of(faults, "missing", "Utah")[0].words == "Utah: 1 of the newest 2 figures due have not come"


def test_a_figure_that_does_not_fit_its_neighbours(feed):
    (one,) = [one for one in detect(feed, DAY).faults if one.kind == "implausible"]

    assert one.words.startswith("Texas' week of 2025-11-22 went from 242 to 6,000: ")
    assert (one.start, one.end, one.amount) == (14, 21, 1.0)


def test_a_season_that_rises_everywhere_is_no_fault(make):
    """All rise by about 60 %; they are so alike that one of 65 % lies many deviations off, and yet is no wonder."""
    rise = [[100, 100 * rate] for rate in (1.6, 1.601, 1.602, 1.603, 1.65)]

    assert not [one for one in detect(aligned({"2025-11-08": make(rise)})).faults if one.kind == "implausible"]


def test_what_is_withheld_is_a_veil(feed):
    (one,) = [one for one in detect(feed, DAY).faults if one.kind == "suppressed"]

    assert one.words == "Kansas: 1 of 4 figures are withheld, so that nobody can be recognised"
    assert (one.start, one.end, one.value) == (14, math.inf, 0.25)


def test_a_release_that_says_the_same_again_revises_nothing(make):
    same = make([[n + 10.0 * t for t in range(4)] for n in range(1, 6)])
    faults = detect(aligned({"2025-11-22": same, "2025-11-29": same}), Pace(day_of("2025-11-22"), 1.0))

    assert {one.kind for one in faults.faults if one.start < 14} == set()


def test_nothing_but_silence_is_missing_from_the_start(make):
    empty = make([[None] * 3] * 5)

    faults = detect(aligned({"2025-11-15": empty}))

    assert {(one.kind, one.start, one.amount, one.end) for one in faults.faults} == {("missing", 0, 1.0, math.inf)}


def test_a_column_that_is_not_there(feed):
    with pytest.raises(DataError, match="no column 'flo'; did you mean 'flu'"):
        detect(feed, DAY, "flo")


def test_the_pace_only_stretches_time(feed):
    slow, fast = detect(feed, DAY), detect(feed, Pace(DAY.start, 10.0))

    assert [one.words for one in slow.faults] == [one.words for one in fast.faults]
    np.testing.assert_allclose([one.start for one in slow.faults], [10 * one.start for one in fast.faults])


def test_a_fault_grows_in_quarters_and_ends_as_one():
    values = np.array([[0.0, 1.0, 1.5, 1.2, 3.0, 0.5, 1.0, NAN, 9.0, 9.0]])
    sign = Evidence("stale", "age", values, 1.0, 3.0, lambda area, step: f"{area} {step}")

    found = beyond_limit(sign, np.arange(10.0) * 2, "flu")

    assert [(one.start, one.end, one.amount, one.value) for one in found] == [
        (2, 10, 0.25, 1.0), (8, 10, 1.0, 3.0), (12, 14, 0.25, 1.0), (16, math.inf, 1.0, 9.0)]  # fmt: skip


def test_a_measure_may_fall_when_things_go_wrong():
    sign = Evidence("missing", "share", np.array([[1.0, 0.75, 0.5, 0.25, 0.0]]), 0.75, 0.25, lambda *_: "")

    found = beyond_limit(sign, np.arange(5.0), "flu")

    assert [(one.start, one.amount) for one in found] == [(1, 0.25), (2, 0.5), (3, 1.0)]


@pytest.fixture(scope="module")
def flusight():
    feed = read_feed("flusight")
    return feed.pace(600.0), detect(feed, feed.pace(600.0))


def test_the_real_revisions_are_all_found_and_no_other(flusight):
    """A twin that reads the bundled file with nothing but the csv module."""
    pace, faults = flusight
    known = {}
    with (ASSETS / "data/flusight_revisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["measure"] == "flu_admissions" and row["value"]:
                release = known.setdefault(row["stratum"].replace("_", "-"), {})
                release[row["area_name"], row["time"]] = float(row["value"])
    median = np.median([v for one in known.values() for v in one.values()])
    for old, new in (("2025-11-15", "2025-12-27"), ("2025-12-27", "2026-02-07")):
        changes = {}
        for (name, time), was in known[old].items():
            size = abs(known[new][name, time] - was) / max(was, 0.1 * median)
            changes[name] = max(changes.get(name, 0.0), size)
        start = pace.show(day_of(new))
        then = [one for one in faults.faults if one.kind == "revised" and one.start == start]
        large = {name: size for name, size in changes.items() if size >= 0.02}
        assert {faults.areas[one.area]: one.value for one in then} == pytest.approx(large)


def test_the_show_of_the_real_feed_is_calm_then_late_then_torn_then_calm(flusight):
    _, faults = flusight
    acting = lambda t: {one.kind for one in faults.active(t)}  # noqa: E731

    assert acting(60.0) == set()
    assert acting(100.0) == {"stale"}
    assert acting(240.0) == {"stale", "missing"}
    assert acting(260.0) == {"revised"}
    assert acting(590.0) == set()
    assert "North Carolina's week of 2025-11-15 was 76, and is now 174: +129 %" in explain(faults, 260.0)


def test_suppressed_figures_of_the_bundled_table():
    faults = detect(read_feed("us_oral_health"), column="dental_visit")

    assert {one.kind for one in faults.active(0.0)} == {"suppressed"}
