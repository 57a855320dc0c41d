"""What each key and button does to a preview: values, seed, time, takes, notes; nothing raises past it."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from renderer import Bind, Pass, Scene
from renderer.core.errors import ParamError
from renderer.data.load import load_table
from renderer.frames.clock import Clock
from renderer.params.preset import Preset
from renderer.preview import actions
from renderer.preview.actions import NOTE, PreviewState, act
from renderer.scene.catalogue import Loaded
from renderer.scene.scene import Effect
from renderer.session.mapping import Link, Mapping
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.show.monitors import Display


class Player:
    """A player that only remembers what it was told."""

    def __init__(self):
        self.keyboard = SimpleNamespace(playing=False, released=0)
        self.keyboard.release_all = lambda: setattr(self.keyboard, "released", self.keyboard.released + 1)
        self.instrument = SimpleNamespace(mapping=Mapping({"/key/q": Link("/key/q", "tear_amount")}))
        self.learned, self.recorded, self.going = [], [], None
        self.learn = self.learned.append

    def record(self, path, *how):
        self.recorded.append((path, how))
        self.going = path

    def stop(self):
        done, self.going = self.going, None
        return done


class Sculptor:
    """A brush that only remembers what it was told."""

    def __init__(self):
        self.turns, self.why = [], ""

    def turn(self, *what):
        if what == ("kind", "none"):
            raise ParamError("no brush is called 'none'")
        self.turns.append(what)

    def toggle(self):
        self.turns.append("toggle")
        return self.why


@pytest.fixture
def clock(monkeypatch):
    """Return the one clock on the wall, moved by hand."""
    made = SimpleNamespace(now=100.0)
    monkeypatch.setattr(actions.time, "perf_counter", lambda: made.now)
    return made


@pytest.fixture
def state(knobs, clock, tmp_path):
    presets = (Preset("low", "Low", params={"glow": 0.0}), Preset("high", "High", params={"glow": 4.0}))
    scene = Scene("T", type(knobs), (Pass("image", "image.frag"),))
    loaded = Loaded(scene, "small", tmp_path / "small" / "scene.py", presets)
    full = []
    window = SimpleNamespace(fullscreen=full.append, asked=full, keys=SimpleNamespace(written={"q": "\u0419"}.get),
                             display=Display("screen", -9, -9, 1, 1))  # fmt: skip
    stage = SimpleNamespace(window=window, wanted=(32, 16), engine=SimpleNamespace(loaded=loaded, table=None))
    return PreviewState(loaded.module, Setup("./small", places="wall.json"), stage, Clock(Fraction(30), clock.now),
                        begin(loaded), Sculptor(), Player(), exports=tmp_path / "exports")  # fmt: skip


def test_pause_stands_and_goes_on_and_a_step_is_one_frame(state, clock):
    clock.now += 2.0
    act(state, ("pause",))
    assert state.clock.stopped == 60
    clock.now += 5.0
    assert (state.clock.index(clock.now), state.time(clock.now)) == (60, 2.0)
    act(state, ("step",))
    assert state.clock.stopped == 61
    act(state, ("pause",))
    assert state.clock.stopped is None
    assert state.clock.index(clock.now) == 61


def test_panel_fullscreen_and_leaving(state):
    act(state, ("panel",))
    assert not state.panel
    act(state, ("panel",))
    assert state.panel
    for full in (True, False):
        act(state, ("full",))
        assert state.full is full
    assert state.stage.window.asked == [True, False]
    assert not state.leave
    act(state, ("leave",))
    assert state.leave


def test_values_are_turned_reset_undone_and_made_again(state):
    start = state.session.params
    act(state, ("turn", "glow", 2.0, 1))
    act(state, ("turn", "glow", 3.0, 1))
    act(state, ("turn", "prisms", 20))
    assert (state.session.params.glow, state.session.params.prisms) == (3.0, 20)
    assert len(state.session.past) == 2  # one drag is one step
    act(state, ("undo",))
    act(state, ("undo",))
    assert state.session.params == start
    act(state, ("redo",))
    assert state.session.params.glow == 3.0
    act(state, ("reset", "glow"))
    assert state.session.params == start
    act(state, ("turn", "glow", 2.0))
    act(state, ("turn", "prisms", 20))
    act(state, ("reset_all",))
    assert state.session.params == start
    act(state, ("fire", "burst"))
    assert state.session.params.burst is True


def test_a_rate_that_is_turned_goes_on_from_where_it_is(state, clock):
    clock.now += 4.0
    act(state, ("turn", "breath", 0.5))
    assert state.session.phases.cycles(4.0)["breath"] == pytest.approx(0.4)


def test_seeds_are_set_drawn_and_locked(state):
    act(state, ("seed", "7"))
    assert state.session.values.seed == 7
    act(state, ("lock",))
    act(state, ("seed", "8"))
    act(state, ("reseed",))
    assert state.session.values.seed == 7
    act(state, ("lock",))
    act(state, ("seed", "99999999999"))
    assert state.session.values.seed == 7
    assert state.notes[-1][1] == "seed 99999999999 is outside 0..4294967295"
    drawn = set()
    for _ in range(4):
        act(state, ("reseed",))
        drawn.add(state.session.values.seed)
    assert len(drawn) == 4
    assert all(0 <= seed < 2**32 for seed in drawn)


def test_numbers_recall_presets_over_the_time_of_a_morph(state, clock):
    state.morph = 2.0
    act(state, ("number", 2))
    clock.now += 1.0
    assert 1.0 < state.session.moved(1.0, clock.now).params.glow < 4.0
    assert state.session.moved(2.0, clock.now + 1.0).params.glow == 4.0
    state.morph = 0.0
    act(state, ("number", 1))
    assert state.session.params.glow == 0.0
    act(state, ("recall", "high", 0.0))
    assert state.session.params.glow == 4.0


def test_a_number_stays_its_preset_s_when_another_is_saved_or_goes(state, clock):
    low, high = state.session.presets
    loaded = state.stage.engine.loaded
    for presets, missing in (((Preset("calm"), low, high), 4), ((Preset("calm"), high), 1)):
        state.session, _ = state.session.adopt(replace(loaded, presets=presets), 0.0)
        act(state, ("number", missing))
        assert state.said(clock.now)[-1] == f"no preset on {missing}; this scene has {len(presets)}"
        act(state, ("number", 2))
        assert state.session.moved(9.0, clock.now + 9.0).params.glow == 4.0
        state.session = state.session.moved(9.0, clock.now + 9.0).reset_all(0.0)


@pytest.mark.parametrize("number", [0, 3, 9])
def test_a_number_without_a_preset_says_how_many_there_are(state, clock, number):
    before = state.session
    act(state, ("number", number))
    assert state.session is before
    assert state.said(clock.now) == (f"no preset on {number}; this scene has 2",)


def test_a_chain_goes_to_the_reloader_and_changes_no_value(state):
    played, before = [], state.session
    state.play = played.append
    act(state, ("chain", (Effect("tear"),)))
    assert played == [(Effect("tear"),)]
    assert state.session is before


def test_what_feeds_back_begins_anew_and_no_value_changes(state):
    before = state.session
    act(state, ("restart",))
    assert state.session == replace(before, restart=True)


def test_letters_become_notes_and_none_is_left_hanging(state):
    told = []
    state.say = told.append
    act(state, ("keys",))
    assert state.player.keyboard.playing
    assert told == ["while held: \u0419 tear_amount"]
    act(state, ("keys",))
    assert not state.player.keyboard.playing
    assert len(told) == 1
    assert state.player.keyboard.released == 2


def test_a_take_is_begun_and_ended_by_the_same_key(state, clock):
    clock.now += 1.0
    act(state, ("record",))
    (path, how), = state.player.recorded  # fmt: skip
    assert path == state.exports / "small-001.take"
    assert how == (Setup("small", places="wall.json"), state.session, 30, 30, (32, 16))  # of the scene by its name
    assert state.said(clock.now) == (f"recording {path}",)
    act(state, ("record",))
    assert len(state.player.recorded) == 1
    assert state.said(clock.now)[-1] == f"take: {path}"


def test_a_control_is_learned(state, clock):
    act(state, ("learn", "glow"))
    assert state.player.learned == ["glow"]
    assert state.said(clock.now) == ("touch the control that shall play glow",)


def test_the_brush_is_taken_up_turned_and_says_why_it_cannot_be(state, clock):
    act(state, ("brush",))
    act(state, ("sculpt", "kind", "pull"))
    act(state, ("sculpt", "undo"))
    assert state.sculptor.turns == ["toggle", ("kind", "pull"), ("undo",)]
    assert state.said(clock.now) == ()
    state.sculptor.why = "this scene cannot be sculpted"
    act(state, ("brush",))
    act(state, ("sculpt", "kind", "none"))
    assert state.said(clock.now) == ("this scene cannot be sculpted", "no brush is called 'none'")


def test_what_cannot_be_done_becomes_a_note(state, clock):
    before = state.session
    act(state, ("turn", "glow", 9.0))
    act(state, ("turn", "glw", 1.0))
    act(state, ("recall", "none", 0.0))
    assert state.session is before
    first, second, third = state.said(clock.now)
    assert first == "glow = 9.0 is outside 0..4 stop"
    assert "did you mean 'glow'?" in second
    assert "none" in third


@pytest.mark.parametrize("action", [("turn", "glow", 2.0), ("undo",), ("still",), ("record",), ("number", 1), ("lock",),
                                    ("nonsense",)])  # fmt: skip
def test_before_there_is_a_scene_nothing_but_the_window_answers(state, clock, action):
    state.session = None
    act(state, action)
    assert state.session is None
    assert state.said(clock.now) == ()


def test_without_player_or_brush_their_keys_do_nothing(state, clock):
    state.player = state.sculptor = None
    for action in (("keys",), ("record",), ("learn", "glow"), ("brush",), ("sculpt", "undo")):
        act(state, action)
    assert state.said(clock.now) == ()


def test_a_note_names_the_panel_and_not_what_would_be_typed(state, clock):
    state.note("prisms show caries; of these figures they show nothing; --figure worn=MEASURE chooses")
    state.note("say whose with --stratum (age=child), or --figure lit=sealants; write --crs latlon")
    assert state.said(clock.now) == (
        "prisms show caries; of these figures they show nothing; the section Figures chooses",
        "say whose with the section Figures (age=child), or --figure lit=sealants; write --crs latlon",
    )


def test_a_note_goes_after_a_while_and_no_more_than_four_stand(state, clock):
    for number in range(6):
        state.note(f"{number}")
    assert state.said(clock.now) == ("2", "3", "4", "5")
    assert state.said(clock.now + NOTE - 0.1) == ("2", "3", "4", "5")
    assert state.said(clock.now + NOTE) == ()


def test_a_still_and_a_liked_frame_say_where_they_are(state, clock, monkeypatch):
    asked = []

    def still(*how):
        asked.append(how)
        return Path("exports/small-f00030-s0.png")

    def preset(folder, name, title, session, *, exact=False):
        asked.append((folder, name, title, session, exact))
        return Path(f"{name}.toml")

    monkeypatch.setattr(actions, "save_still", still)
    monkeypatch.setattr(actions, "save_preset", preset)
    clock.now += 1.0
    act(state, ("still",))
    act(state, ("like",))
    act(state, ("save_preset", "Dusk, after rain"))
    assert asked[0] == asked[1] == (state.stage, state.setup, state.session, 30, state.exports, state.note)
    assert asked[2] == (Path("exports"), "small-f00030-s0", "small, frame 30, seed 0", state.session, True)
    assert asked[3] == (state.module.parent / "presets", "Dusk, after rain", "Dusk, after rain", state.session, False)
    assert state.said(clock.now) == (
        "still: exports/small-f00030-s0.png",
        "liked: exports/small-f00030-s0.png and small-f00030-s0.toml", "preset saved: Dusk, after rain.toml, on 3",
    )  # fmt: skip


def test_a_figure_is_let_move_a_knob_and_is_taken_back(state):
    state.stage.engine.table = load_table("us_oral_health", ("dental_visit",))
    act(state, ("hear", "glow", "mean.dental_visit"))
    assert state.session.binds == (Bind("mean.dental_visit", "glow", (0.0, 100.0)),)
    act(state, ("scale", "glow", "log"))
    assert state.session.binds[0].span == (1.0, 100.0)
    for low in (5.0, 10.0):
        act(state, ("bind", replace(state.session.binds[0], span=(low, 100.0)), ("bind", 7)))
    assert len(state.session.past) == 3
    act(state, ("undo",))
    assert state.session.binds[0].span == (1.0, 100.0)
    act(state, ("unbind", "glow"))
    assert state.session.binds == ()
    for action, words in ((("hear", "glow", "mean.dentl_visit"), "did you mean 'dental_visit'?"),
                          (("hear", "breath", "drift.0"), "a rate in Hz")):  # fmt: skip
        act(state, action)
        assert words in state.notes[-1][1]
        assert state.session.binds == ()
    act(state, ("scale", "glow", "sqrt"))  # of a knob that nothing moves
    assert state.session.binds == ()
