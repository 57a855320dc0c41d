"""The way: every strand from its first figure to its last, one chamber a time, and nothing measured between two."""

import numpy as np
import pytest

from renderer.data.dated_events import DatedEvent
from renderer.data.state import State

SHARES = np.tile(np.linspace(20.0, 80.0, 8), (3, 1))
STILL = {"walker": 0.0, "great": 1.0}


def in_chamber(seen, time):
    return (seen.row >= 0) & (np.floor(seen.at) == time)


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (200, 200), (400, 100), (600, 60)])
def test_every_time_is_a_chamber_from_left_to_right_and_every_strand_goes_through_all(told, frieze, size):
    seen = frieze(told(SHARES), size=size)
    middles = [np.argwhere(in_chamber(seen, time))[:, 1].mean() for time in range(3)]

    assert (np.diff(middles) > 0.15 * size[0]).all()
    for time in range(3):
        assert set(np.unique(seen.row[in_chamber(seen, time)])) == set(range(8))


def test_strands_lie_in_the_order_of_the_table_and_each_can_be_followed(told, frieze):
    """From above to below in every column; so a strand is one band from end to end."""
    seen = frieze(told(SHARES), size=(320, 180))
    for column in range(20, 300, 7):
        rows = seen.row[:, column]
        rows = rows[rows >= 0]
        assert (np.diff(rows) >= 0).all()
        assert len(np.unique(rows)) == 8


def test_light_comes_through_as_far_as_a_figure_lies_in_what_is_shown(told, frieze):
    """Ten fronds for the whole range: of the way through its chamber, so much is open."""
    seen = frieze(told(SHARES, half=0.0), size=(960, 540), **STILL)
    for row in range(8):
        mine = in_chamber(seen, 1) & (seen.row == row) & (seen.open > 0.2)
        reach = np.percentile(np.mod(seen.at[mine], 1.0), 97)
        assert reach == pytest.approx(SHARES[1, row] / 100.0, abs=0.08)


def test_what_is_unsure_is_ajar(told, frieze):
    shares = np.full((1, 6), 50.0)

    def ajar(half):
        seen = frieze(told(shares, half=half), size=(640, 360), **STILL)
        along = np.mod(seen.at, 1.0)
        last = (seen.row >= 0) & (seen.at >= 0) & (along > 0.56) & (along < 0.62)
        return (seen.open[last] > 0.02).mean()

    assert ajar(1.0) < 0.05 < 0.3 < ajar(20.0)


def test_between_two_times_nothing_is_drawn_as_if_it_were_measured(told, frieze):
    """In a gorge all strands are closed paper, whatever the figures on either side."""
    high, low = (frieze(told(np.full((3, 8), share)), size=(640, 360), **STILL) for share in (95.0, 5.0))
    for seen in (high, low):
        gorge = (seen.row >= 0) & (seen.at < 0)
        assert gorge.sum() > 0.05 * (seen.row >= 0).sum()
        assert (seen.open[gorge] > 0.05).mean() < 0.02  # a chamber's own edge


def test_a_strand_begins_with_its_first_figure_and_ends_with_its_last(told, frieze):
    states = np.full((4, 6), State.VALUE)
    states[:2, 1] = states[2:, 4] = State.MISSING
    states[1, 2] = State.MISSING  # a gap: the strand goes on, cut away
    states[:, 5] = State.MISSING  # of whom nothing was ever said
    seen = frieze(told(np.full((4, 6), 60.0), states), size=(480, 270))

    assert seen.span[1:3, :2].tolist() == [[2.0, 3.0], [0.0, 3.0]]
    for time in range(4):
        there = set(np.unique(seen.row[in_chamber(seen, time)]))
        assert (1 in there) == (time >= 2)
        assert (4 in there) == (time < 2)
        assert {0, 2, 3, 5} <= there


def test_larger_figures_make_broader_strands_but_for_one(told, frieze):
    seen = frieze(told(SHARES), great=4.0)
    one, order = seen.span[:, 2], np.argsort(SHARES[1])

    assert sorted(one) == [1.0] * 7 + [4.0]
    assert (np.diff((seen.breadth[1] / one)[order]) > 0).all()
    assert (frieze(told(SHARES[:, :4]), great=4.0).span[:, 2] == 1.0).all()  # of so few none is chance


def test_where_all_figures_are_large_they_still_fit_the_frame(told, frieze):
    for size in ((320, 180), (180, 320), (400, 40)):
        rows = frieze(told(np.full((2, 12), 100.0)), size=size, fill=0.8, gorge=0.0).row
        assert (rows[0] < 0).all()
        assert (rows[-1] < 0).all()


def test_of_one_time_there_is_one_chamber(told, frieze):
    seen = frieze(told(SHARES[:1]))
    assert set(np.floor(seen.at[seen.at >= 0])) == {0.0}


@pytest.mark.parametrize(("kind", "opens"), [("workshop", True), ("setback", False), ("repair", False)])
def test_an_event_is_cut_where_and_when_it_was(told, frieze, kind, opens):
    shares = np.full((2, 3), 1.0)  # closed strands
    before = frieze(told(shares), size=(640, 360), **STILL)
    after = frieze(told(shares), size=(640, 360), events=(DatedEvent("1981", kind, "00001", ""),), **STILL)
    changed = (np.abs(after.picture - before.picture).max(axis=-1) > 24)

    assert changed.sum() > 30
    assert set(np.unique(before.row[changed])) == {1}
    middle = np.argwhere(changed)[:, 1].mean()
    chamber = np.argwhere(in_chamber(before, 1))[:, 1]
    assert abs(middle - (chamber.min() + chamber.max()) / 2) < 0.08 * 640
    assert ((after.open - before.open).max() > 0.5) == opens


def test_an_event_of_all_is_cut_into_every_strand(told, frieze):
    shares = np.full((2, 3), 1.0)
    one, other = (frieze(told(shares), size=(640, 360), events=events, **STILL)
                  for events in ((), (DatedEvent("1980", "setback", "", ""),)))
    changed = (np.abs(other.picture - one.picture).max(axis=-1) > 24)

    assert set(np.unique(one.row[changed])) == {0, 1, 2}
