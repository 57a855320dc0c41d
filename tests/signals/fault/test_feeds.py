"""Feeds by name: the bundled ones, a folder, none; and levels brought to the rows of a table by name."""

from types import SimpleNamespace

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.table import Area
from renderer.signals.envelope import Envelope
from renderer.signals.fault.events import Fault, Faults, levels_of
from renderer.signals.fault.feeds import FEEDS, SECONDS, _rehearsed, faults_of, feed_notes, feed_words, reseeded
from renderer.signals.fault.kinds import KINDS

ENVELOPE = Envelope(0.0, 0.0, 0.0)


@pytest.mark.parametrize("name", ["", "none"])
def test_no_feed_has_no_faults(name):
    assert (faults_of(name).faults, faults_of(name).areas) == ((), ())


def test_the_bundled_releases_are_played_within_the_show_and_are_the_same_for_any_seed():
    found = faults_of("flusight")
    assert len(found.areas) > 50
    assert {"revised", "stale"} <= {one.kind for one in found.faults}
    revised = [one.start for one in found.faults if one.kind == "revised"]
    assert min(revised) >= 0.0
    assert 0.3 * SECONDS < max(revised) < SECONDS
    assert faults_of("flusight", 7).faults == found.faults


def test_the_rehearsal_is_made_of_its_seed():
    first = faults_of("rehearsal", 3)
    assert faults_of("rehearsal", 3) is first
    _rehearsed.cache_clear()
    assert faults_of("rehearsal", 3) is not first
    assert faults_of("rehearsal", 3).faults == first.faults
    assert faults_of("rehearsal", 3).faults != faults_of("rehearsal", 4).faults


def test_only_made_up_faults_follow_another_seed_and_none_are_made_anew_for_their_own():
    made, released = faults_of("rehearsal", 3), faults_of("flusight")
    other = reseeded(made, "rehearsal", 4)
    assert (other.seed, other.faults) == (4, faults_of("rehearsal", 4).faults)
    assert reseeded(made, "rehearsal", 3) is made
    assert reseeded(released, "flusight", 4) is released


def test_an_unknown_feed_is_answered_with_those_there_are():
    with pytest.raises(DataError, match=r"no feed 'flusigt'; did you mean 'flusight'\?"):
        faults_of("flusigt")
    with pytest.raises(DataError, match=f"no feed 'qq'; there are {', '.join(FEEDS)}, or give a folder"):
        faults_of("qq")


def test_a_folder_of_dated_snapshots_is_a_feed(tmp_path):
    header = "area,area_name,time,measure,stratum_kind,stratum,value,state,unit\n"
    for day, value in (("2025-01-13", 5.0), ("2025-01-20", 50.0)):
        rows = [f"{n:02d},A{n},2025-01-06,flu,overall,overall,{value if n == 1 else 5},value,people\n"
                for n in range(1, 6)]  # fmt: skip
        (tmp_path / f"{day}.csv").write_text(header + "".join(rows))
    (one,) = [one for one in faults_of(str(tmp_path)).faults if one.kind == "revised"]
    assert one.words.startswith("A1's week of 2025-01-06 was 5, and is now 50: +900 %")


def test_levels_go_to_the_rows_of_the_same_name_and_the_others_are_whole():
    fault = Fault("stale", 1, "c", 10.0, 20.0, 0.75, "age", 3.0, 2.0, "Iowa is late.")
    faults = Faults((fault,), ("Ohio", "Iowa"), codes=("3", "1"))

    class Rows:
        areas = (Area("1", "Iowa"), Area("2", "Utah"), Area("3", "Ohio"))

    found = levels_of(faults, Rows, 15.0, ENVELOPE)
    assert found.dtype == np.float32
    assert found.shape == (3, len(KINDS), 4)
    kind = KINDS.index("stale")
    assert found[0, kind].tolist() == [0.75, 0.75, 5.0, 0.0]
    for row in (1, 2):
        assert (found[row, :, 0] == 0).all()
        assert (found[row, :, 2] == -1).all()


def test_a_quarter_of_the_same_name_is_not_struck_and_that_is_told_once():
    fault = Fault("stale", 0, "c", 10.0, 20.0, 0.75, "age", 3.0, 2.0, "Georgia is late.")
    faults = Faults((fault,), ("Georgia",), codes=("13",))
    rows = SimpleNamespace(areas=(Area("Q7", "Georgia"), Area("13", "Old Town")), area_word=("quarter", "quarters"))
    assert not levels_of(faults, rows, 15.0, ENVELOPE)[:, :, 0].any()
    (note,) = feed_notes("flusight", rows, faults)
    assert "'flusight'" in note
    assert "strike none" in note
    assert len(note) <= 160
    assert feed_words("flusight", rows.areas) == ""
    state = SimpleNamespace(areas=(Area("13", "Georgia"),), area_word=("state", "states"))
    assert levels_of(faults, state, 15.0, ENVELOPE)[0, :, 0].any()
    assert feed_notes("flusight", state, faults) == ()
    assert "US states" in feed_words("flusight", state.areas)
