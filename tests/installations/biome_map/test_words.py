"""Biome map: its plate says from where to where a pool fills, and what covers those whose figures are not told."""

from dataclasses import replace

import pytest
from decoders.decode import own

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.label.label import PLATE, label_of
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load
from renderer.scene.filled import filled

SCENE = load("biome_map").scene
SAID = {State.ZERO: "Shell: water's figure zero.", State.SUPPRESSED: "Mist: withheld.",
        State.HELD: "Frost: held back.", State.MISSING: "Stones: figure missing."}  # fmt: skip
OF_COLONIES = SAID | {State.SUPPRESSED: "Milky water: withheld.", State.ZERO: "Star: kelp's figure zero."}
UNKNOWN = (State.SUPPRESSED, State.HELD, State.MISSING, State.ZERO)


def said(state=None, column=0):
    """Return the plate over the bundled figures, where one area's are in ``state``."""
    table = load_table(SCENE.data, SCENE.wanted)
    states = table.state.copy()
    if state is not None:
        states[:, 3, column] = state
    return caption_of(SCENE, replace(table, state=states))


def test_the_caption_says_from_where_to_where_a_pool_fills():
    low, high = SCENE.roles[0].domain

    assert f"nearly dry at {low:g} %, full at {high:g} %" in said()
    assert "pale seams of kelp: doubt" in said()


@pytest.mark.parametrize("state", SAID)
def test_the_caption_says_what_covers_a_place_and_nothing_of_what_there_is_not(state):
    assert [words for words in SAID.values() if words in said(state)] == [SAID[state]]
    assert not any(words in said() for words in (*SAID.values(), "Milky", "Star"))
    assert [words for words in OF_COLONIES.values() if words in said(state, column=1)] == [OF_COLONIES[state]]


def test_the_caption_says_how_much_colonies_cover_whatever_that_is():
    assert "80 % of the water at 20 %, 8 % at 55 %" in said()
    params = SCENE.params(colony=0.4)
    assert "32 % of the water at 20 %, 3 % at 55 %" in caption_of(SCENE, load_table(SCENE.data, SCENE.wanted), params)


@pytest.mark.parametrize("stratum", ["", "income=under_15k", "race=black"])
@pytest.mark.parametrize("states", [(), UNKNOWN], ids=["known", "all states"])
def test_a_plate_says_what_water_says_and_colonies_and_what_is_not_known_in_few_words(stratum, states):
    table = load_table(SCENE.data, replace(SCENE.wanted, stratum=stratum, asked=bool(stratum)))
    state = table.state.copy()
    for area, one in enumerate(states):
        state[:, area] = one
    plate = label_of(SCENE, replace(table, state=state), SCENE.params(), (1.0,), "2014").plate

    assert len(plate.split()) <= PLATE
    assert "its water the share of adults" in plate
    assert "The sparser its kelp, the more adults over 65 who have lost six or more teeth" in plate
    assert all(SAID[one].split()[-1] in plate.replace(";", ".") for one in states)
    assert ("Shell: zero; star: kelp's." in plate) == bool(states)
    assert plate.endswith("Figures: 2014.")
    assert ("(range of all groups)" in plate) == bool(stratum)


def test_colonies_of_others_than_the_water_say_whose_they_are():
    asked = filled(SCENE, {"bare": "teeth_lost_6@income=under_15k"}, {"bare"})
    text = caption_of(asked, load_table(SCENE.data, asked.wanted))

    assert "adults over 65 (household income: Less than $15,000) who have lost" in text


def test_where_no_second_figure_is_shown_the_plate_says_that_kelp_says_nothing():
    loaded, table = own("biome_map")

    assert "Its kelp says nothing." in caption_of(loaded.scene, table)
    assert "says nothing" not in said()
