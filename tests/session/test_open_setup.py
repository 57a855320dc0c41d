"""A setup and its scene: what it plays, what it says for itself, and a session as a setup and back."""

from dataclasses import replace
from pathlib import Path

import pytest

from renderer.core.errors import ParamError, SceneError
from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.scene.catalogue import find, load
from renderer.scene.effect import parse_chain
from renderer.scene.filled import chosen
from renderer.session.open_setup import (
    choice_of,
    complete,
    fitted,
    held_of,
    loaded_of,
    params_of,
    phases_of,
    played_live,
    recorded,
    scene_word,
    session_of,
    setup_now,
)  # fmt: skip
from renderer.session.session import begin
from renderer.session.setup import Setup

BALL = Path(__file__).parent.parent / "output" / "old" / "ball"  # a scene with a preset, a rate and a chain of its own
PLAIN = Setup(str(BALL))


@pytest.fixture(scope="module")
def ball():
    return loaded_of(PLAIN)


def test_its_scene_has_its_chain_and_feed():
    assert [one.name for one in loaded_of(PLAIN).scene.effects] == ["palette"]
    other = loaded_of(replace(PLAIN, effects=parse_chain("tear"), feed="rehearsal"))
    assert ([one.name for one in other.scene.effects], other.scene.feed) == (["tear"], "rehearsal")
    with pytest.raises(SceneError, match="no scene 'enamle'; did you mean 'enamel'"):
        loaded_of(Setup("enamle"))


def test_values_are_the_scene_s_then_the_preset_s_then_its_own(ball):
    params = params_of(replace(PLAIN, preset="warm", params={"radius": 9.0}), ball)
    assert (params.radius, params.tint, params.turn) == (9.0, "#ffd080", 0.5)
    assert held_of(replace(PLAIN, preset="warm", params={"turn": 1.0}), ball) == {"radius", "tint", "turn"}
    assert held_of(replace(PLAIN, preset="warm", held=frozenset({"turn"})), ball) == {"turn"}
    for wrong in ({"radius": 99.0}, {"radius": float("nan")}, {"radios": 1.0}):
        with pytest.raises(ParamError):
            params_of(replace(PLAIN, params=wrong), ball)
    with pytest.raises(ParamError, match="did you mean 'warm'"):
        params_of(replace(PLAIN, preset="wram"), ball)


def test_a_complete_setup_leaves_nothing_to_the_scene(ball):
    whole = complete(replace(PLAIN, preset="warm", params={"turn": 1.0}), ball)
    assert set(whole.params) == set(begin(ball).known)
    assert (whole.params["radius"], whole.held) == (18.0, {"radius", "tint", "turn"})
    assert (whole.figures, whole.feed) == ("us_oral_health", "none")
    assert whole.effects == ball.scene.effects
    assert complete(whole, loaded_of(whole)) == whole
    # The preset and the scene's chain may go: every value stands.
    assert params_of(whole, replace(ball, presets=())) == params_of(whole, ball)


def test_cycles_are_ahead_by_what_was_turned_live(ball):
    phases = phases_of(replace(PLAIN, params={"turn": 2.0}, offsets={"turn": 0.25}), ball)
    assert phases.cycles(0.5)["turn"] == pytest.approx(1.25)


def test_a_session_is_a_setup_and_back():
    loaded = load(find("enamel"))
    bound = loaded.scene.binds[0].to
    session = begin(loaded, seed=5).turn("breath", 0.4, 7.0).turn(bound, begin(loaded).known[bound].low, 8.0)
    now = setup_now(Setup("enamel", preset="moonlit", figures="mine"), session)
    assert (now.preset, now.figures, now.seed, now.held) == ("moonlit", "mine", 5, {bound})
    again, notes = session_of(now, loaded)
    assert (again.values, notes) == (session.values, ())
    assert again.phases.cycles(20.0) == pytest.approx(session.phases.cycles(20.0))


def test_values_that_the_scene_lost_are_told_and_dropped(ball):
    session, notes = session_of(replace(PLAIN, params={"radius": 99.0, "gone": 1.0}, held=frozenset({"gone"})), ball)
    assert (session.params.radius, session.values.held) == (20.0, frozenset())
    assert [note.partition(" ")[0] for note in notes] == ["radius", "gone"]


def test_a_take_keeps_names_and_not_places(ball):
    assert recorded(replace(PLAIN, feed=None), ball) == Setup("ball", figures=None)
    enamel = load(find("enamel"), None, "rehearsal")
    assert recorded(Setup("/somewhere/enamel"), enamel) == Setup("enamel", figures="us_oral_health", feed="rehearsal")


def test_a_domain_that_was_asked_for_is_there_live_too():
    asked = Setup("lagoon", domains={"bell": (20.0, 60.0)})

    assert chosen(played_live(asked).scene, choice_of(asked, played_live(asked))).roles == loaded_of(asked).scene.roles
    assert [role.asked for role in loaded_of(asked).scene.roles] == [(20.0, 60.0), None]


def test_a_take_keeps_from_where_to_where_its_figures_were_shown():
    lagoon = loaded_of(setup := Setup("lagoon", domains={"bell": (20.0, 60.0)}))
    table = load_table("us_oral_health", lagoon.scene.wanted)

    assert recorded(setup, lagoon, table).domains == {"bell": (20.0, 60.0), "heart": (4.0, 34.0)}


def test_the_word_for_a_scene_finds_it_again(ball, tmp_path, monkeypatch):
    assert scene_word(load(find("enamel"))) == "enamel"
    assert scene_word(load(INSTALLATIONS / "enamel")) == "enamel"
    monkeypatch.chdir(BALL.parent)
    assert scene_word(ball) == "./ball"
    monkeypatch.chdir(tmp_path)
    assert scene_word(ball) == str(BALL)
    (tmp_path / "enamel").mkdir()
    for name in ("image.frag", "march.frag", "clay.frag"):
        (tmp_path / "enamel" / name).write_text((BALL / name).read_text())
    (tmp_path / "enamel" / "scene.py").write_text((BALL / "scene.py").read_text())
    mine = load("./enamel")
    assert mine.name == "enamel"
    assert scene_word(mine) == "./enamel"
    assert loaded_of(Setup(scene_word(mine))).scene.title == "Ball"


def test_a_range_that_was_typed_is_played_live_too():
    setup = Setup("lagoon", domains={"bell": (20.0, 80.0)}, roles={"bell": "teeth_lost_all"})
    choice = choice_of(setup, live := played_live(setup))
    assert (choice.domains, choice.ranged) == ({"bell": (20.0, 80.0)}, {"bell"})
    assert live.scene.roles[0].asked is None  # the session has it, so that it can be taken back


def test_what_a_scene_has_no_more_is_left_out_and_told():
    setup = replace(PLAIN, params={"radius": 12.0, "girth": 3.0}, held=frozenset({"radius", "girth"}),
                    offsets={"girth": 0.25})  # fmt: skip
    left, notes = fitted(setup)

    assert (left.params, left.held, left.offsets) == ({"radius": 12.0}, {"radius"}, {})
    assert notes == ("girth is gone from the scene; its value 3 was dropped",)
    assert fitted(left) == (left, ())
    assert isinstance(left.held, frozenset)
    assert loaded_of(left)


def test_a_value_out_of_range_is_not_left_out():
    left, notes = fitted(replace(PLAIN, params={"radius": 1e9}))
    assert notes == ()
    with pytest.raises(ParamError, match="radius"):
        params_of(left, loaded_of(left))
