"""What an artist holds: pure, and every change can be taken back."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer import Bind, Pass, Scene, param
from renderer.core.errors import DataError, ParamError, SceneError
from renderer.data.load import load_newest
from renderer.data.offer import offer_of
from renderer.data.role import Role
from renderer.params.preset import Preset
from renderer.scene.catalogue import Loaded
from renderer.session.session import begin


@dataclass(frozen=True, slots=True)
class Params:
    glow: float = param(1.0, 0.0, 4.0)
    count: int = param(8, 2, 64)
    rate: float = param(0.1, 0.02, 0.5, unit="Hz")
    tint: str = param("#102030")
    flash: bool = param(False, trigger=True)
    pool: float = param(0.5, 0.0, 1.0)


PRESETS = (Preset("low", "Low", params={"glow": 0.0}), Preset("deep", "Deep", params={"pool": 0.9, "count": 40}))
SCENE = Scene("T", Params, (Pass("image", "image.frag"),), binds=(Bind("drift.0", "pool", (0.0, 1.0)),))
LOADED = Loaded(SCENE, "t", Path("t/scene.py"), PRESETS)


@pytest.fixture
def session():
    return begin(LOADED)


def test_turning_is_undone_and_redone(session):
    turned = session.turn("glow", 2.0, 0.0).turn("count", 9, 0.0)
    assert turned.undo(0.0).params == replace(Params(), glow=2.0)
    assert turned.undo(0.0).undo(0.0).values == session.values
    assert turned.undo(0.0).undo(0.0).redo(0.0).redo(0.0).values == turned.values
    assert session.undo(0.0) is session
    assert session.redo(0.0) is session


def test_one_drag_is_one_step_and_the_next_drag_another(session):
    for value in (1.1, 1.2, 1.3):
        session = session.turn("glow", value, 0.0, gesture=1)
    session = session.turn("glow", 2.0, 0.0, gesture=2)
    assert len(session.past) == 2
    assert session.undo(0.0).params.glow == 1.3


def test_a_new_edit_ends_what_could_be_redone(session):
    back = session.turn("glow", 2.0, 0.0).undo(0.0)
    assert back.turn("count", 3, 0.0).future == ()


def test_a_value_out_of_range_or_unknown_is_refused(session):
    with pytest.raises(ParamError, match=r"0\.\.4"):
        session.turn("glow", 9.0, 0.0)
    with pytest.raises(ParamError, match="did you mean 'glow'"):
        session.turn("glw", 1.0, 0.0)


def test_a_bound_value_turned_by_hand_is_held_until_it_is_given_back(session):
    held = session.turn("pool", 0.3, 0.0)
    assert held.values.held == {"pool"}
    assert held.reset("pool", 0.0).values == session.values
    assert session.turn("glow", 2.0, 0.0).values.held == frozenset()
    assert held.undo(0.0).values.held == frozenset()


def test_a_preset_holds_the_bound_values_it_names(session):
    assert session.recall("deep", 0.0, 0.0).values.held == {"pool"}
    assert session.recall("low", 0.0, 0.0).values.held == frozenset()


def test_a_trigger_lasts_one_frame_and_is_nothing_to_undo(session):
    fired = session.fire("flash")
    assert fired.params.flash
    assert not fired.settled().params.flash
    assert fired.settled().past == ()


def test_a_morph_arrives_exactly_and_is_one_step(session):
    going = session.recall("deep", 0.0, now=10.0, seconds=2.0)
    half = going.moved(0.0, 11.0)
    assert 8 < half.params.count < 40
    there = half.moved(0.0, 12.0)
    assert (there.params.count, there.params.pool, there.morph) == (40, 0.9, None)
    assert there.undo(0.0).values == session.values
    assert half.undo(0.0).values == session.values
    assert half.undo(0.0).redo(0.0).params.count == 40


def test_an_unknown_preset_is_refused(session):
    with pytest.raises(ParamError, match="did you mean 'deep'"):
        session.recall("dep", 0.0, 0.0)


def test_a_locked_seed_stays(session):
    assert session.reseed(7, 0.0).values.seed == 7
    assert replace(session, locked=True).reseed(7, 0.0).values.seed == 0


@given(st.lists(st.tuples(st.floats(0.02, 0.5), st.floats(0.0, 10.0)), min_size=1, max_size=8))
def test_turning_a_rate_never_jumps(turns):
    session, time = begin(LOADED), 0.0
    for rate, later in turns:
        time += later
        before = session.phases.cycles(time)["rate"]
        session = session.turn("rate", rate, time)
        jump = abs(session.phases.cycles(time)["rate"] - before)
        assert min(jump, 1024.0 - jump) < 1e-6


def test_a_reload_keeps_what_was_turned_takes_new_defaults_and_says_what_it_dropped(session):
    @dataclass(frozen=True, slots=True)
    class Edited:
        glow: float = param(1.5, 0.0, 2.0)
        count: int = param(12, 2, 20)
        wide: float = param(0.5, 0.0, 1.0)
        rate: float = param(0.1, 0.02, 0.5, unit="Hz")

    turned = session.turn("count", 50, 0.0).turn("tint", "#ffffff", 0.0).reseed(5, 0.0)
    scene = Scene("T", Edited, (Pass("image", "image.frag"),))
    after, notes = turned.adopt(Loaded(scene, "t", Path("t/scene.py")), 3.0)
    assert after.params == Edited(glow=1.5, count=20)
    assert after.values.seed == 5
    assert any("count = 50 is outside 2..20" in note for note in notes)
    assert any("tint is gone" in note for note in notes)
    assert isinstance(after.undo(0.0).params, Edited)


def test_history_is_bounded(session):
    for n in range(500):
        session = session.turn("count", 2 + n % 60, 0.0)
    assert len(session.past) <= 200


ROLES = (Role("lit", "prisms in the light", good="more", default="dental_visit"),
         Role("open", "open sockets", good="less", default="teeth_lost_all", needed=False))  # fmt: skip
POOR = Preset("poor", "Poor", params={"glow": 0.0}, figures={"stratum": "income=under_15k"})
WALL = replace(LOADED, scene=replace(SCENE, roles=ROLES), presets=(*PRESETS, POOR))
SHOWN = {"lit": "dental_visit", "open": "teeth_lost_all", "stratum": ""}


@pytest.fixture(scope="module")
def offer():
    return offer_of(load_newest("us_oral_health"), ROLES)


def test_figures_in_the_roles_are_undone_and_reset_like_values(offer):
    wall = begin(WALL).showing(SHOWN, offer)
    chosen = wall.choose("lit", "teeth_lost_6", 0.0).choose("stratum", "race=black", 0.0)
    assert chosen.chosen == {"lit": "teeth_lost_6", "stratum": "race=black"}
    assert chosen.undo(0.0).chosen == {"lit": "teeth_lost_6"}
    assert chosen.undo(0.0).redo(0.0).values == chosen.values
    assert chosen.choose("lit", "", 0.0).chosen == {"stratum": "race=black"}
    assert chosen.reset_all(0.0).chosen == {}
    assert chosen.choose("lit", "dental_visit", 0.0).chosen == {"stratum": "race=black"}  # the scene's own


def test_a_range_is_set_refused_undone_and_lent_by_a_preset(offer):
    roles = (replace(ROLES[0], domain=(45.0, 85.0)), ROLES[1])
    near = Preset("near", "Near", domains={"lit": (60.0, 70.0)})
    wall = begin(replace(WALL, scene=replace(WALL.scene, roles=roles), presets=(near, *PRESETS)))
    wall = wall.showing(SHOWN, offer, {"lit": (45.0, 85.0)})
    ranged = wall.range("lit", (20.0, 80.0), 0.0)

    assert ranged.values.choice.domains == {"lit": (20.0, 80.0)}
    assert ranged.undo(0.0).values == wall.values
    assert ranged.undo(0.0).redo(0.0).values == ranged.values
    assert ranged.range("lit", None, 0.0).values == wall.values
    for name, domain, words in (("lit", (80.0, 20.0), "80..20 for 'lit' is none"),
                                ("open", (0.0, 9.0), "has no range of its own"),
                                ("lit", (float("nan"), 9.0), "is none"), ("lid", (0.0, 9.0), "did you mean 'lit'")):
        with pytest.raises(ParamError, match=words):
            wall.range(name, domain, 0.0)
    lent = wall.recall("near", 0.0, 0.0)
    assert lent.values.choice.domains == {"lit": (60.0, 70.0)}
    assert lent.recall(PRESETS[0].name, 0.0, 0.0).values.choice.domains == {}
    fading = wall.recall("near", 0.0, 0.0, 2.0).range("lit", (1.0, 2.0), 0.0)
    assert fading.morph is not None


def test_a_preset_brings_its_figures_and_the_next_one_takes_them_back(offer):
    wall = begin(WALL).showing(SHOWN, offer).choose("open", "teeth_lost_6", 0.0)
    poor = wall.recall("poor", 0.0, 0.0)
    assert poor.values.choice.figures == {"open": "teeth_lost_6", "stratum": "income=under_15k"}
    assert poor.values.choice.asked == {"open"}
    assert poor.recall("low", 0.0, 0.0).chosen == {"open": "teeth_lost_6"}
    assert poor.undo(0.0).values == wall.values
    fading = wall.recall("poor", 0.0, 0.0, 2.0).choose("lit", "teeth_lost_6", 0.0)
    assert fading.moved(9.0, 9.0).params.glow == 0.0  # a choice on the way does not end the fade


def test_what_a_scene_or_its_table_has_not_is_refused_and_nothing_changes(offer):
    wall = begin(WALL).showing(SHOWN, offer)
    for name, figure, words in (("lid", "dental_visit", "no role 'lid'; did you mean 'lit'?"),
                                ("lit", "dental_vist", "did you mean 'dental_visit'?"),
                                ("stratum", "race=blak", "did you mean 'race=black'?")):  # fmt: skip
        with pytest.raises((ParamError, DataError)) as told:
            wall.choose(name, figure, 0.0)
        assert words in str(told.value)
    with pytest.raises(ParamError, match="it shows no figures that could be chosen"):
        begin(LOADED).choose("lit", "dental_visit", 0.0)


def test_what_was_remembered_and_is_not_offered_goes_with_a_note(offer):
    before = begin(WALL).choose("lit", "sealants", 0.0).choose("open", "teeth_lost_6", 0.0)
    fitted, notes = before.showing(SHOWN, offer).fitted()
    assert fitted.chosen == {"open": "teeth_lost_6"}
    assert notes[0].startswith("no measure 'sealants' for prisms in the light")
    assert fitted.fitted() == (fitted, ())


def test_a_save_keeps_figures_in_roles_that_are_left(offer):
    wall = begin(WALL).showing(SHOWN, offer).choose("open", "teeth_lost_6", 0.0).choose("lit", "teeth_lost_6", 0.0)
    edited, notes = wall.adopt(replace(WALL, scene=replace(WALL.scene, roles=ROLES[:1])), 0.0)
    assert edited.chosen == {"lit": "teeth_lost_6"}
    assert notes == ("the role open is gone from the scene, and what stood there",)
    assert edited.undo(0.0).chosen == {}


SLOW = Bind("drift.1", "glow", (0.0, 1.0), reach=(1.0, 2.0))
OTHER = Bind("drift.2", "pool", (0.2, 0.8))


def test_what_moves_a_knob_is_changed_undone_and_taken_away(session):
    moved = session.bind(SLOW, 0.0).bind(OTHER, 0.0)
    assert moved.binds == (OTHER, SLOW)
    assert moved.undo(0.0).binds == (*SCENE.binds, SLOW)
    assert moved.undo(0.0).redo(0.0).values == moved.values
    assert moved.unbind("pool", 0.0).binds == (SLOW,)
    assert moved.unbind("pool", 0.0).unbind("glow", 0.0).values.binds == ()
    own = moved.unbind("glow", 0.0).bind(SCENE.binds[0], 0.0)
    assert own.values.binds is None  # what the scene has follows the scene
    assert moved.reset_all(0.0).binds == SCENE.binds
    with pytest.raises(SceneError, match="bind 1, to 'rate': a rate in Hz"):
        session.bind(replace(SLOW, to="rate"), 0.0)


def test_a_drag_of_a_bind_is_one_step_and_a_hand_lets_go(session):
    held = session.turn("pool", 0.9, 0.0)
    assert held.values.held == {"pool"}
    for low in (0.1, 0.2, 0.3):
        held = held.bind(replace(OTHER, span=(low, 0.8)), 0.0, gesture=7)
    assert (held.values.held, len(held.past)) == (frozenset(), 2)
    assert held.undo(0.0).values.held == {"pool"}


def test_a_preset_brings_its_binds_and_the_next_one_takes_them_back(session):
    there = replace(session, presets=(*PRESETS, Preset("bound", params={"pool": 0.9, "glow": 0.5}, binds=(SLOW,))))
    bound = there.bind(OTHER, 0.0).recall("bound", 0.0, 0.0)
    assert bound.binds == (*SCENE.binds, SLOW)
    assert bound.values.held == {"pool"}  # which it sets and does not bind
    assert bound.recall("low", 0.0, 0.0).values.binds is None
    assert bound.undo(0.0).binds == (OTHER,)


def test_a_save_keeps_the_binds_that_it_can_still_play(session):
    @dataclass(frozen=True, slots=True)
    class Fewer:
        glow: float = param(1.0, 0.0, 4.0)

    edited = replace(LOADED, scene=replace(SCENE, params=Fewer, binds=()))
    kept, notes = session.bind(SLOW, 0.0).bind(OTHER, 0.0).adopt(edited, 0.0)
    assert kept.binds == (SLOW,)
    assert "the bind to 'pool': no such parameter; there is glow; it was dropped" in notes
    assert session.adopt(edited, 0.0)[0].binds == ()
    assert session.bind(SLOW, 0.0).undo(0.0).adopt(edited, 0.0)[0].redo(0.0).binds == (SLOW,)
