"""What the caption says of the wings: the groups by the table's own names, and only what is there."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.data.role_table import role_table
from renderer.data.state import State
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
    (2, None, "the left wing is of one group (group 0), the right of the other (group 1)"),
    (4, None, "the left wing is of one group (group 0), the right of the other (group 3)"),
    (4, ("kind=g2", "kind=g1"), "the left wing is of one group (group 2), the right of the other (group 1)"),
    (4, ("kind=g2",), "the left wing is of one group (group 2), the right of everybody"),
    (0, None, "no groups stand beside each other, so the left wing is of 1980, the right of 1982"),
])  # fmt: skip
def test_both_wings_are_named(grouped, said, groups, beside, wings):
    shares = np.repeat(SHARES[:, None], groups, axis=1)
    caption, notes = said(grouped(shares, times=3), beside)

    assert caption.startswith(f"Pipes that mirror each other are an area: {wings}.")
    assert ("the left wing is the first of 4 groups" in notes) == (groups == 4 and beside is None)


def test_of_one_time_and_no_groups_both_wings_are_of_the_same_people(grouped, said):
    assert "so both wings are of the same people." in said(grouped(np.empty((12, 0))))[0]


@pytest.mark.parametrize(("areas", "place"), [
    (64, "an area"), (65, "the unweighted mean of 1 or 2 areas that follow each other in the table"),
    (640, "the unweighted mean of 10 areas that follow each other in the table"),
])  # fmt: skip
def test_of_many_areas_it_says_how_many_are_one(grouped, said, areas, place):
    caption, notes = said(grouped(np.full((areas, 2), 50.0)))

    assert f"each other are {place}: " in caption
    assert (f"the mean of some of the {areas} areas" in notes) == (areas > 64)


def test_gauze_is_said_where_a_wing_has_some(grouped, said):
    """Everybody's do not count where two groups are the wings, and do where they are one of them."""
    states, shares = np.full((12, 2), State.VALUE), np.stack([SHARES, SHARES], axis=1)
    assert (grouped(shares).state[0, :, 0] == State.SUPPRESSED).any()
    assert "gauze" not in said(grouped(shares, states))[0]
    assert "gauze" in said(grouped(shares[:, :1], states[:, :1]))[0]
    states[3, 1] = State.SUPPRESSED

    assert "Pipes under gauze are figures that are withheld." in said(grouped(shares, states))[0]
