"""Notices stand below the picture, and no knob moves when they come or go."""

import pytest

from renderer.preview.panel.contents import Here, PanelState
from renderer.preview.panel.notices import standing
from renderer.preview.panel.panel import Panel
from renderer.session.session import begin


def test_no_knob_moves_whatever_is_said(hand, scene):
    session = begin(scene("passes=(Pass('image', 'image.frag'),)", image_frag="void main() { o = vec4(1.0); }"))
    view = [PanelState("Small", session, session.params)]
    panel = Panel()
    made = hand(lambda: panel.draw(view[0]), window=False)
    places = dict(made.places)
    assert "level/##v" in places
    view[0] = PanelState("Small", session, session.params, error="image.frag:6:24: no\n  line\n  line",
                         notes=("still: one.png", "two"), held="the flash guard holds", scale=0.25)  # fmt: skip
    made.frame(3)
    assert made.places == places
    for words in ("image.frag:6:24", "still: one.png", "the flash guard holds", "Drawn at 25% of its size"):
        assert words in made.words


@pytest.mark.parametrize(("how", "words"), [
    ({}, ""),
    ({"scale": 0.25}, "Drawn at 25% of its size to hold 30 frames a second; sharp when nothing moves."),
    ({"scale": 0.25, "samples": 2}, "Nothing moves: 908 x 511 px, 2 of 4 samples a pixel."),
    ({"samples": 4}, "Nothing moves: 908 x 511 px, 4 of 4 samples a pixel, as an export with --samples 4."),
])  # fmt: skip
def test_how_it_is_drawn_is_told_as_it_is(how, words):
    assert standing(PanelState("Small", size=(908, 511), most_samples=4, **how)) == words


def test_the_card_of_an_area_covers_no_notice(hand, scene, imgui_context):
    session = begin(scene("passes=(Pass('image', 'image.frag'),)", image_frag="void main() { o = vec4(1.0); }"))
    view = PanelState("Small", session, session.params, error="image.frag:6:24: no\n  line\n  line",
                      notes=("map: town.geojson",), here=Here("Ohio", ()))  # fmt: skip
    panel = Panel()
    hand(lambda: panel.draw(view), window=False).frame(3)
    card, notices = (imgui_context.internal.find_window_by_name(name) for name in ("Here", "notices"))
    assert card.pos.y > 0
    assert card.pos.y + card.size.y <= notices.pos.y
