"""The knobs: every kind of parameter turned by a mouse, held to its range, given back by its dot."""

from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from renderer import Bind, Pass, Scene, param
from renderer.params.param import Spec
from renderer.preview.panel import params as module
from renderer.preview.panel.contents import PanelState
from renderer.preview.panel.params import Knobs, decimals, grouped
from renderer.scene.catalogue import Loaded
from renderer.session.session import begin


@dataclass(frozen=True, slots=True)
class Params:
    glow: float = param(1.0, 0.0, 4.0, unit="%", help="Light of the wall.")
    prisms: int = param(18, 6, 64)
    veil: bool = param(True)
    ground: str = param("#204060")
    style: str = param("raku", choices=("raku", "silk", "gauze"), group="Look")
    focus: tuple = param((0.5, 0.25), 0.0, 1.0, group="Look")
    burst: bool = param(False, trigger=True)


SCENE = Scene("T", Params, (Pass("image", "image.frag"),), binds=(Bind("drift.0", "glow", (0.0, 4.0)),))
MOVED = {"glow": "a slow drift, from 0 to 4, moves the glow from 0 to 4 %"}
SESSION = begin(Loaded(SCENE, "t", Path("t/scene.py"), ()))


@pytest.fixture
def knobs(hand):
    """Return ``knobs(session, shown)``: a hand at all knobs of a session."""

    def show(session=SESSION, shown=None):
        made = Knobs()
        return hand(lambda: made.draw(PanelState("T", session, shown or session.params, moved=MOVED)))

    return show


@pytest.mark.parametrize(("name", "part", "value"), [
    ("glow", 0.995, 4.0), ("glow", 0.005, 0.0), ("glow", 0.5, 2.0), ("prisms", 0.995, 64), ("prisms", 0.005, 6),
])  # fmt: skip
def test_a_slider_gives_the_value_under_the_mouse_within_its_range(knobs, name, part, value):
    action = knobs().click(f"{name}/##v", part)[-1]
    assert action[:2] == ("turn", name)
    assert action[2] == pytest.approx(value, abs=0.03)
    assert type(action[2]) is type(getattr(Params(), name))


def test_a_slider_is_filled_as_far_as_its_value_stands_in_its_range(knobs, monkeypatch):
    parts = []
    monkeypatch.setattr(module, "bar", lambda part: (parts.append(part), nullcontext())[1])
    knobs(SESSION.turn("prisms", 35, 0.0).turn("glow", 3.0, 0.0))
    assert parts[-2:] == pytest.approx([0.75, 0.5])


def test_one_drag_is_one_gesture_and_the_next_is_another(knobs):
    here = knobs()
    first, second = here.drag("prisms/##v", 0.1, 0.9), here.drag("prisms/##v", 0.9, 0.1)
    assert len(first) > 2
    assert len({action[3] for action in first}) == len({action[3] for action in second}) == 1
    assert first[0][3] != second[0][3]
    assert [action[2] for action in first] == sorted(action[2] for action in first)


def test_switch_choice_point_colour_and_trigger(knobs):
    assert knobs().click("veil/##v")[-1][:3] == ("turn", "veil", False)
    assert knobs().click("burst/burst") == [("fire", "burst")]
    action = knobs().click("focus/##v", 0.1)[-1]  # the left half is x
    assert action[:2] == ("turn", "focus")
    assert action[2] == (pytest.approx(0.2, abs=0.03), 0.25)
    assert knobs().choose("style/##v", 1)[-1][:3] == ("turn", "style", "silk")
    assert knobs().choose("style/##v", 2)[-1][:3] == ("turn", "style", "gauze")


def test_a_colour_is_shown_as_its_code_and_stays_what_it_is(knobs):
    here = knobs()
    assert "#204060" in here.said
    assert here.click("ground/##v") == []


def test_a_dot_stands_only_beside_what_was_turned_and_takes_it_back(knobs):
    assert not any("reset" in place for place in knobs().places)
    here = knobs(SESSION.turn("prisms", 20, 0.0))
    assert [place for place in here.places if "reset" in place] == ["prisms/reset"]
    assert here.click("prisms/reset") == [("reset", "prisms")]
    here.over("prisms/reset")
    assert "back to 18 " in here.said


def test_a_bound_knob_shows_what_its_figure_makes_of_it_and_says_so_when_held(knobs):
    here = knobs(SESSION, replace(SESSION.params, glow=3.0))
    assert MOVED["glow"] in here.said
    held = SESSION.turn("glow", 1.0, 0.0)
    here = knobs(held)
    assert "held by hand; the dot gives it back" in here.said
    here.over("glow/reset")
    assert "give it back to its figure" in here.said
    assert here.click("glow/reset") == [("reset", "glow")]


def test_help_comes_when_the_mouse_rests_and_a_right_click_offers_to_learn(knobs):
    here = knobs()
    here.over("glow/##v")
    here.frame(20)
    assert "Light of the wall." in here.said
    assert "glow: 0..4 %; at first 1" in here.said
    here.click("glow/##v", button=1)
    learn = next(place for place in here.places if "learn" in place)
    assert here.click(learn) == [("learn", "glow")]


def test_a_right_click_lets_a_figure_move_a_knob_and_opens_what_it_is_made_of(knobs):
    here = knobs()
    here.click("prisms/##v", button=1)
    moved = next(place for place in here.places if "moved by: a figure" in place)
    assert here.click(moved) == [("hear", "prisms", "drift.0")]
    here = knobs()
    here.frame()
    assert "glow/bind/##span" not in here.places
    here.click("glow/##v", button=1)
    assert here.click(next(place for place in here.places if "moved by: a figure" in place)) == []
    here.frame()
    assert "glow/bind/##span" in here.places
    here.click("glow/done")
    here.frame()
    assert "glow/bind/##span" not in here.places
    here.click("glow/##v", button=1)
    assert here.click(next(place for place in here.places if "moved by: nothing" in place)) == [("unbind", "glow")]
    for name in ("ground", "veil"):
        here.click(f"{name}/##v", button=1)
        assert not [place for place in here.places if "moved by" in place]
        here.type("", "escape")


def test_a_folded_group_draws_none_of_its_knobs(knobs):
    here = knobs()
    assert "style/##v" in here.places
    here.click("Look", 0.1)
    here.frame()
    assert "style/##v" not in here.places
    assert "glow/##v" in here.places


def test_without_a_session_there_is_nothing(hand):
    assert hand(lambda: Knobs().draw(PanelState("T"))).frame() == []


@pytest.mark.parametrize(("low", "high", "places"), [(0.0, 1.0, 3), (0.0, 1000.0, 0), (0.0, 1e-9, 6), (0.0, 20.0, 2),
                                                     (-5.0, 5.0, 2), (3.0, 3.0, 2)])  # fmt: skip
def test_decimals_tell_about_a_thousand_steps_apart(low, high, places):
    assert decimals(Spec("number", low, low, high)) == places


def test_groups_and_their_names_keep_the_order_of_declaration():
    assert grouped(SESSION.known) == {"": ["glow", "prisms", "veil", "ground", "burst"], "Look": ["style", "focus"]}
