"""Biome map: its plate says from where to where a pool fills, and what covers those whose figures are not told."""

from dataclasses import replace

import pytest

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load

SCENE = load("biome_map").scene
SAID = {State.ZERO: "A shell among rings", State.SUPPRESSED: "Mist over dry sand", State.HELD: "Bleached strands",
        State.MISSING: "a row of stones"}
OF_COLONIES = {State.ZERO: "Colonies over all of the floor", State.SUPPRESSED: "Milk in the water",
               State.HELD: "Strands in the water", State.MISSING: "Stones in the water"}  # fmt: skip


def said(state=None, column=0):
    """Return the plate over the bundled figures, where one area's are in ``state``."""
    table = load_table(SCENE.data, SCENE.wanted)
    states = table.state.copy()
    if state is not None:
        states[:, 3, column] = state
    return caption_of(SCENE, replace(table, state=states))


def test_the_plate_says_from_where_to_where_a_pool_fills():
    low, high = SCENE.roles[0].domain

    assert f"nearly dry at {low:g} %, full at {high:g} %" in said()
    assert "a pale seam round colonies: so unsure are the figures" in said()


@pytest.mark.parametrize("state", SAID)
def test_the_plate_says_what_covers_a_place_and_nothing_of_what_there_is_not(state):
    assert [words for words in SAID.values() if words in said(state)] == [SAID[state]]
    assert not any(words in said() for words in SAID.values())
    # A state of the second figure is no state of the pool.
    assert not any(words in said(state, column=1) for words in SAID.values())
    assert [words for words in OF_COLONIES.values() if words in said(state, column=1)] == [OF_COLONIES[state]]
    assert not any(words in said(state) for words in OF_COLONIES.values())


def test_the_plate_says_how_much_colonies_cover_whatever_that_is():
    assert "80 % at 20 %, 8 % at 55 %" in said()
    params = SCENE.params(colony=0.4)
    assert "32 % at 20 %, 3 % at 55 %" in caption_of(SCENE, load_table(SCENE.data, SCENE.wanted), params)
