"""The rehearsal against the truth, which the detector never sees."""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from renderer.data.feed import Pace
from renderer.signals.fault.detect import detect_messages
from renderer.signals.fault.kinds import KINDS
from renderer.signals.fault.synthetic import HAPPENINGS, MOVEMENTS, rehearsal, truth

SEEDS = (0, 7)


@pytest.fixture(scope="module")
def shows():
    return {seed: (rehearsal(seed), truth(seed)) for seed in SEEDS}


@pytest.fixture(scope="module")
def found(shows):
    return {seed: detect_messages(stream) for seed, (stream, _) in shows.items()}


def test_the_same_seed_gives_the_same_messages_and_another_others(shows):
    assert rehearsal(7).messages == shows[7][0].messages
    assert truth(7) == shows[7][1]
    assert shows[0][0].messages != shows[7][0].messages
    assert shows[0][1] != shows[7][1]


def test_every_kind_of_fault_happens_and_rises_and_is_mended(shows):
    for stream, happened in shows.values():
        assert {one.kind for one in happened} == set(KINDS)
        assert {one.name for one in happened} == {one.name for one in HAPPENINGS}
        ends = np.cumsum([one.share for one in MOVEMENTS]) * stream.seconds
        counts = Counter(MOVEMENTS[int(np.searchsorted(ends, one.start, side="right"))].name for one in happened)
        assert counts["calm"] == counts["rest"] == 0
        assert counts["rupture"] > 5 * counts["warning"] > 5 * counts["mending"] > 0
        assert max(one.end for one in happened) < 0.97 * stream.seconds


def test_no_area_suffers_two_things_at_once(shows):
    for _, happened in shows.values():
        by_area = defaultdict(list)
        for one in happened:
            by_area[one.area].append((one.start, one.end))
        for spans in by_area.values():
            assert all(later[0] > sooner[1] for sooner, later in pairwise(spans))


@pytest.mark.parametrize("name", [one.name for one in HAPPENINGS])
def test_recall_of_each_fault(shows, found, name):
    """Found while it lasts, or two intervals after, as the right kind and in the right area."""
    hits = [
        any(it.area == one.area and it.kind == one.kind and one.start <= it.start <= one.end + 2 * stream.interval
            for it in found[seed].faults)
        for seed, (stream, happened) in shows.items() for one in happened if one.name == name
    ]  # fmt: skip

    assert len(hits) >= 30
    assert np.mean(hits) >= 0.97


def test_a_correction_is_told_with_its_size(found):
    sizes = [it.value for faults in found.values() for it in faults.faults if it.kind == "revised"]

    assert 0.02 < min(sizes) < 0.15 < 0.25 < max(sizes) < 0.31


def test_what_is_found_where_nothing_happened_is_one_in_a_hundred(shows, found):
    for seed, (stream, happened) in shows.items():
        echo = 12 * stream.interval  # a cumulative sum comes down slowly
        spans = [(one.area, one.start, one.end + echo) for one in happened]
        false = [it for it in found[seed].faults
                 if not any(it.area == area and start <= it.start <= end for area, start, end in spans)]  # fmt: skip
        assert len(false) <= 0.01 * len(found[seed].faults)


@pytest.mark.parametrize("seed", range(4))
def test_a_clean_feed_alarms_nobody(seed):
    assert detect_messages(rehearsal(seed, movements=())).faults == ()


def test_live_equals_afterwards(shows, found):
    """Half of the messages give the same faults, but for when they will end."""
    stream, _ = shows[0]
    half = 300.0
    heard = tuple(one for one in stream.messages if one.received < half)
    early = detect_messages(replace(stream, messages=heard, seconds=half))

    def begun(faults):
        return [replace(one, end=0.0) for one in faults.faults if one.start < half]

    assert len(begun(early)) > 50
    assert begun(early) == begun(found[0])


def test_the_detector_sees_no_more_than_messages(shows):
    """The seal is the only thing that tells a forged message: with it repaired nobody is accused."""
    from renderer.signals.fault.stream import seal

    stream, happened = shows[0]
    sealed = tuple(
        one._replace(tag=seal(stream.key, stream.areas[one.area].code, one.sequence, one.sent, one.value))
        for one in stream.messages
    )
    forged = {one.area for one in happened if one.name == "forged"}

    accused = {one.area for one in detect_messages(stream).faults if one.signal == "seal"}
    assert accused == forged
    assert not [one for one in detect_messages(replace(stream, messages=sealed)).faults if one.signal == "seal"]


def test_a_longer_show_is_the_same_show_slower(shows):
    stream, happened = shows[0]

    assert [one.name for one in truth(0, 1200.0)] == [one.name for one in happened]
    assert truth(0, 1200.0)[5].start == pytest.approx(2 * happened[5].start)
    assert stream.pace(300.0) == Pace(0.0, 2.0)
    assert detect_messages(stream, stream.pace(300.0)).faults[0].start == detect_messages(stream).faults[0].start / 2
