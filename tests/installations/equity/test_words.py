"""What the caption says of the wings: the groups by the table's own names, and only what is there."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.params.param import assign
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load
from renderer.scene.filled import filled

SHARES = np.linspace(20.0, 80.0, 12)


@pytest.fixture
def said(wanted):
    """Return ``said(table, beside)``: the caption, and the notes."""
    scene = filled(load("equity").scene, {"reach": "sealed"}, {"reach"})

    def words(table, beside=None):
        asked = replace(wanted, beside=beside, beside_asked=beside is not None)
        shown = role_table(table, asked)
        return caption_of(scene, shown.table, when="1982"), " ".join(shown.notes)

    return words


@pytest.mark.parametrize(("groups", "beside", "wings"), [
    (2, None, "the left wing is one group (group 0), the right the other (group 1)"),
    (4, None, "the left wing is one group (group 0), the right the other (group 3)"),
    (4, ("kind=g2", "kind=g1"), "the left wing is one group (group 2), the right the other (group 1)"),
    (4, ("kind=g2",), "the left wing is one group (group 2), the right of everybody"),
    (0, None, "no groups stand beside each other, so the left wing is of 1980, the right of 1982"),
])  # fmt: skip
def test_both_wings_are_named(grouped, said, groups, beside, wings):
    shares = np.repeat(SHARES[:, None], groups, axis=1)
    caption, notes = said(grouped(shares, times=3), beside)

    assert caption.startswith("A pipe and its mirror are an area, in the table's order from Area 0 outermost to "
                              f"Area 11 innermost: {wings}.")  # fmt: skip
    assert ("the left wing is the first of 4 groups" in notes) == (groups == 4 and beside is None)


def test_of_one_time_and_no_groups_both_wings_are_of_the_same_people(grouped, said):
    caption = said(grouped(np.empty((12, 0))))[0]

    assert "so both wings are of the same people." in caption
    assert caption.count("1982") == 1, "of when the figures are, where no wing says it"


@pytest.mark.parametrize(("areas", "place"), [
    (64, "an area"), (65, "the unweighted mean of 1 or 2 areas that follow each other in the table"),
    (640, "the unweighted mean of 10 areas that follow each other in the table"),
])  # fmt: skip
def test_of_many_areas_it_says_how_many_are_one(grouped, said, areas, place):
    caption, notes = said(grouped(np.full((areas, 2), 50.0)))

    order = ", in the table's order from" if areas <= 64 else ", from"
    assert f"mirror are {place}{order} Area 0 outermost to Area {areas - 1} innermost: " in caption
    assert (f"the mean of some of the {areas} areas" in notes) == (areas > 64)


def test_gauze_is_said_where_a_wing_has_some(grouped, said):
    """Everybody's do not count where two groups are the wings, and do where they are one of them."""
    states, shares = np.full((12, 2), State.VALUE), np.stack([SHARES, SHARES], axis=1)
    assert (grouped(shares).state[0, :, 0] == State.SUPPRESSED).any()
    assert "Gauze" not in said(grouped(shares, states))[0]
    assert "Gauze" in said(grouped(shares[:, :1], states[:, :1]))[0]
    states[3, 1] = State.SUPPRESSED

    assert "Gauze: withheld." in said(grouped(shares, states))[0]


def test_the_range_is_said(grouped, said):
    assert "are sealed, from 0 % at the hinge to 100 %; where" in said(grouped(np.stack([SHARES, SHARES + 15.0], 1)))[0]


@pytest.mark.parametrize(("shares", "state", "apart"), [
    (np.stack([SHARES, SHARES + 15.0], axis=1), State.VALUE, True),
    (np.stack([SHARES, SHARES], axis=1), State.VALUE, False),
    (np.stack([SHARES, SHARES + 15.0], axis=1), State.MISSING, False), (np.empty((12, 0)), State.VALUE, False),
])  # fmt: skip
def test_glass_and_breath_and_air_are_said_where_the_wings_differ(grouped, said, shares, state, apart):
    caption, _ = said(grouped(shares, np.full(shares.shape, state)))

    for word in ("glass", "breath of light", "the air between"):
        assert (word in caption) == apart


def test_without_groups_they_are_said_where_the_times_differ(grouped, said):
    assert "so does the air between the wings" in said(grouped(np.empty((12, 0)), times=3))[0]


def test_the_gap_is_of_those_of_which_both_are_known(grouped, said):
    shares, states = np.stack([SHARES, SHARES + 15.0], axis=1), np.full((12, 2), State.VALUE)
    assert "so does the air between the wings." in said(grouped(shares, states))[0]
    states[4, 1] = State.MISSING

    assert "the air between the wings, over those of which both are known." in said(grouped(shares, states))[0]


def test_what_lies_beyond_is_counted_on_both_wings(grouped, wanted):
    shares = np.stack([np.full(6, 50.0), np.full(6, 60.0)], axis=1)
    shares[2, 1] = 95.0
    asked = replace(wanted, roles=(replace(wanted.roles[0], asked=(0.0, 90.0)),))
    shown = role_table(grouped(shares), asked).table
    caption = caption_of(filled(load("equity").scene, {"reach": "sealed"}, {"reach"}), shown)

    assert " 1 of 12 figures lies beyond the range that is shown" in caption
    assert "from 0 % at the hinge to 90 % and above" in caption


@pytest.mark.parametrize(("areas", "great", "words"), [
    (12, 2.4, " The broader a pair, the farther its porcelain reaches on the mean, but for one, whose breadth is "
              "chance."),
    (12, 1.0, " The broader a pair, the farther its porcelain reaches on the mean."), (4, 2.4, "reaches on the mean."),
    (1, 2.4, ""),
])  # fmt: skip
def test_what_breadth_tells_is_said_and_of_whom_it_is_chance(grouped, wanted, areas, great, words):
    scene = filled(load("equity").scene, {"reach": "sealed"}, {"reach"})
    shown = role_table(grouped(np.full((areas, 2), 50.0)), wanted).table
    caption = caption_of(scene, shown, assign(scene.params(), great=great))

    assert words in caption
    assert ("broader" in caption) == bool(words)
    assert ("chance" in caption) == ("chance" in words)
