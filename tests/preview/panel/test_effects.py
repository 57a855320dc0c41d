"""The chain in the panel: what is in it, in which order, and how a click changes that."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from renderer import Effect, Pass, Scene, param
from renderer.preview.panel.effects import draw_effects, moved
from renderer.scene.catalogue import Loaded
from renderer.scene.effect import effects, kind_of
from renderer.session.session import begin

CHAIN = (Effect("tear"), Effect("echo", amount=0.5), Effect("tear"))


@dataclass(frozen=True)
class Params:
    tear_wet: float = param(1.0, 0.0, 1.0)
    echo_wet: float = param(0.0, 0.0, 1.0)
    tear2_wet: float = param(0.5, 0.0, 1.0)


@pytest.fixture
def chain(hand):
    """Return ``chain(effects)``: a hand at the section of a session with that chain."""

    def show(made):
        scene = Scene("T", Params, (Pass("image", "image.frag"),), effects=made)
        session = begin(Loaded(scene, "t", Path("t/scene.py"), ()))
        return hand(lambda: draw_effects(session))

    return show


def test_a_box_bypasses_an_effect_and_brings_it_back(chain):
    assert chain(CHAIN).click("tear/##on") == [("turn", "tear_wet", 0.0, None)]
    assert chain(CHAIN).click("echo/##on") == [("turn", "echo_wet", 1.0, None)]
    assert chain(CHAIN).click("tear2/##on") == [("turn", "tear2_wet", 0.0, None)]


def test_arrows_move_an_effect_and_a_cross_takes_it_out(chain):
    tear, echo, again = CHAIN
    assert chain(CHAIN).click("echo/^") == [("chain", (echo, tear, again))]
    assert chain(CHAIN).click("echo/v") == [("chain", (tear, again, echo))]
    assert chain(CHAIN).click("echo/x") == [("chain", (tear, again))]
    assert chain(CHAIN).click("tear/^") == [("chain", CHAIN)]  # there is nothing above the first


def test_the_list_adds_at_the_end(chain):
    here = chain(CHAIN[:1])
    assert here.click("##add") == []
    name = next(iter(effects()))
    assert here.click(kind_of(name).title) == [("chain", (CHAIN[0], Effect(name)))]


def test_titles_stand_in_the_order_of_the_chain_and_say_what_they_do(chain):
    here = chain(CHAIN)
    shown = [word for word in here.said if word in {kind_of("tear").title, kind_of("echo").title}]
    assert shown == [kind_of(effect.name).title for effect in CHAIN]
    here.over("tear/##on")
    assert "bypass" in here.said


def test_without_effects_there_is_only_the_list(chain):
    here = chain(())
    assert [*here.places] == ["##add"]
    assert here.said == []


@pytest.mark.parametrize(("at", "by", "order"), [(0, 1, "bac"), (2, -1, "acb"), (0, 9, "bca"), (2, -9, "cab"),
                                                 (1, 0, "abc")])  # fmt: skip
def test_moved_goes_as_far_as_there_is_room(at, by, order):
    chain = tuple(SimpleNamespace(name=name) for name in "abc")
    assert "".join(effect.name for effect in moved(chain, at, by)) == order
