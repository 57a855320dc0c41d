"""The instrument's section: what it says, and what a click in it asks for."""

import pytest

from renderer.preview.panel.contents import Playing
from renderer.preview.panel.play import draw_playing


@pytest.fixture
def play(hand):
    """Return ``play(...)``: a hand at the section that shows what is given."""
    return lambda **shown: hand(lambda: draw_playing(Playing(**{"keys": False} | shown)))


def test_the_checkbox_asks_for_the_letters_either_way(play):
    assert play(keys=False).click("letters are notes (F2)") == [("keys",)]
    assert play(keys=True).click("letters are notes (F2)") == [("keys",)]


def test_one_button_begins_a_take_and_ends_it(play):
    here = play()
    assert here.click("Record a take (F5)") == [("record",)]
    assert "recording" not in here.words
    here = play(take="exports/a.jsonl")
    assert here.click("Stop the take (F5)") == [("record",)]
    assert "recording exports/a.jsonl" in here.said
    assert "Record a take (F5)" not in here.places


def test_it_says_what_learns_what_plays_and_what_is_heard(play):
    here = play(learning="glow", lines=("OSC on 9000", "Pad"), played=(("/cc/7", "glow"), ("/key/a", "burst (toggle)")))
    assert "touch the control that shall play glow" in here.said
    at = here.said.index("OSC on 9000")
    assert here.said[at + 1] == "Pad"
    assert here.said[-4:] == ["/cc/7", "glow", "/key/a", "burst (toggle)"]


def test_no_more_links_are_listed_than_there_is_room_for(play):
    here = play(played=tuple((f"/cc/{n}", f"p{n}") for n in range(99)))
    assert ("/cc/39" in here.said, "/cc/40" in here.said) == (True, False)


def test_nothing_is_asked_for_while_nobody_clicks(play):
    assert play(take="a", learning="b").frame(3) == []
