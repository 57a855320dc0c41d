"""What an artist holds: pure, and every change can be taken back."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer import Bind, Pass, Scene, param
from renderer.core.errors import ParamError
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
    assert session.reseed(2**32 + 3, 0.0).values.seed == 3


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
