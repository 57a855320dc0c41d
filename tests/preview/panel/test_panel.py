"""The whole panel: where it stands, what its buttons ask for, what it says of errors, presets, seed and time."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from renderer import Pass, Scene, param
from renderer.data.state import State
from renderer.frames.timing import Timing
from renderer.params.preset import Preset
from renderer.preview.panel import panel as module
from renderer.preview.panel.contents import Here, InRole, PanelState, Playing, PutIn, Sculpting
from renderer.preview.panel.panel import MOST_MORPH, WIDTH, Panel, width
from renderer.preview.panel.readout import Cell, Reading
from renderer.scene.catalogue import Loaded
from renderer.sculpture.brush import Brush
from renderer.session.session import begin


@dataclass(frozen=True, slots=True)
class Params:
    glow: float = param(1.0, 0.0, 4.0, help="Light.")


PRESETS = (Preset("low", "Low tide", "Nearly dark.", {"glow": 0.1}), Preset("high", "High tide", "", {"glow": 4.0}))
SCENE = Scene("T", Params, (Pass("image", "image.frag"),))
SESSION = begin(Loaded(SCENE, "t", Path("t/scene.py"), PRESETS), seed=77)
STATE = PanelState("Probe", SESSION, SESSION.params, index=45, time=1.5)


@pytest.fixture
def panel(hand):
    """Return ``panel(...)``: a hand at a panel, which it keeps as ``.panel``."""

    def show(state=STATE, **other):
        made = Panel()
        here = hand(lambda: made.draw(replace(state, **other)), window=False)
        here.panel = made
        return here

    return show


@pytest.mark.parametrize(("window", "own"), [(1280.0, WIDTH), (600.0, 300.0), (744.0, 372.0)])
def test_it_is_never_wider_than_half_the_window(window, own):
    assert width(window) == own


def test_it_stands_at_the_right_edge_from_top_to_bottom(panel, imgui_context):
    panel()
    window = imgui_context.internal.find_window_by_name("Chorus")
    room = imgui_context.get_io().display_size
    assert (window.pos.x, window.pos.y) == (room.x / 2, 0.0)
    assert (window.size.x, window.size.y) == (room.x / 2, room.y)


@pytest.mark.parametrize(("label", "action"), [("Pause", "pause"), ("Step", "step"), ("Still", "still"),
                                               ("Like", "like"), ("Reset all", "reset_all")])  # fmt: skip
def test_each_button_asks_for_its_own(panel, label, action):
    assert panel().click(label) == [(action,)]


def test_undo_and_redo_are_offered_only_where_there_is_something(panel):
    turned = SESSION.turn("glow", 2.0, 0.0)
    assert panel().click("Undo") == panel().click("Redo") == []
    assert panel(session=turned).click("Undo") == [("undo",)]
    assert panel(session=turned).click("Redo") == []
    assert panel(session=turned.undo(0.0)).click("Redo") == [("redo",)]


def test_the_head_says_time_and_frame_and_that_it_stands(panel):
    said = panel().said
    assert said[0] == "Probe"
    assert said[1] == "1.50 s   frame 45"
    here = panel(playing=False)
    assert here.said[1] == "1.50 s   frame 45   paused"
    assert here.click("Play") == [("pause",)]


def test_presets_are_reached_over_the_time_of_the_slider(panel):
    here = panel()
    assert here.click("1  Low tide") == [("recall", "low", 2.0)]
    here.click("##morph", 0.995)
    assert here.panel.morph == pytest.approx(MOST_MORPH, abs=0.01)
    assert here.click("2  High tide") == [("recall", "high", pytest.approx(MOST_MORPH, abs=0.01))]
    here.over("1  Low tide")
    assert "Nearly dark." in here.said


def test_numbers_in_the_panel_are_those_of_the_keys(panel):
    dawn = Preset("dawn", "Dawn")
    saved, _ = SESSION.adopt(Loaded(SCENE, "t", Path("t/scene.py"), (dawn, PRESETS[1])), 0.0)
    here = panel(session=saved)
    assert [words for words in here.places if words[:1].isdigit()] == ["2  High tide", "3  Dawn"]
    assert here.click("3  Dawn") == [("recall", "dawn", 2.0)]


def test_a_preset_is_saved_under_the_name_that_was_typed(panel):
    here = panel()
    assert here.click("Save") == []  # it has no name
    here.click("##name")
    assert here.type("  Dusk ", "enter") == [("save_preset", "Dusk")]
    here.click("##name")
    here.type("Dawn")
    assert here.click("Save") == [("save_preset", "Dawn")]


def test_the_seed_is_typed_drawn_anew_and_locked(panel):
    here = panel()
    assert here.click("New") == [("reseed",)]
    assert here.click("lock") == [("lock",)]
    here.click("##seed", 0.9)
    assert here.type("8", "enter") == [("seed", "778")]
    locked = replace(SESSION, locked=True)
    assert panel(session=locked).click("New") == []
    assert panel(session=locked).click("lock") == [("lock",)]


def test_it_says_what_keeps_the_scene_from_playing_and_what_the_machine_cannot(panel):
    said = panel().said
    assert not any("guard" in word or "Drawn at" in word for word in said)
    said = panel(error="image.frag:6: no", notes=("saved",), held="The guard holds.", scale=0.5, fps=30.0).said
    assert "image.frag:6: no" in said
    assert "saved" in said
    assert "The guard holds." in said
    assert "Drawn at 50% of its size to hold 30 frames a second; sharp when nothing moves." in said


def test_without_a_session_there_are_no_sections(panel):
    here = panel(session=None)
    assert not {"Presets", "Seed", "Effects", "Timing"} & {*here.places}
    assert here.click("Pause") == [("pause",)]
    assert here.click("Reset all") == []


def test_sections_stand_where_there_is_something_to_say(panel):
    assert not {"Sculpt", "Play", "Data"} & {*panel().places}
    sculpting = Sculpting(True, Brush(), 0, False, False, "s.jsonl")
    here = panel(sculpting=sculpting, instrument=Playing(True), counts={State.VALUE: 3})
    assert {"Sculpt", "Play", "Data", "Presets", "Seed", "Effects", "Timing"} <= {*here.places}
    assert here.click("sculpt with the mouse") == [("brush",)]
    assert here.click("letters are notes (F2)") == [("keys",)]
    folded = panel(sculpting=replace(sculpting, on=False), instrument=Playing(False))
    folded.frame()
    assert folded.click("glow/##v", 0.5)[-1][:2] == ("turn", "glow")


def test_an_area_has_its_card_and_once_pinned_its_section(panel):
    area = Here("Ohio", (Reading("visits", (Cell("2020", State.VALUE, "61 %"),)),))
    here = panel(here=area)
    assert "Ohio" not in here.places
    assert "click to keep it" in here.said
    here = panel(here=replace(area, pinned=True))
    assert "Ohio" in here.places
    assert here.said.count("visits") == 2  # in the section and on the card


@pytest.mark.parametrize("when", ["2014", "between 2012 and 2014, drawn", "tiles 2014; " * 20])
def test_of_when_the_figures_are_ends_above_the_buttons(panel, when, monkeypatch, imgui_context):
    imgui, seen, original = imgui_context, {}, module.wrapped

    def wrapped(text, *more):
        original(text, *more)
        own = imgui.internal.get_current_window()
        seen[text] = min(imgui.get_item_rect_max().y, own.clip_rect.max.y)
        assert not own.scrollbar_y

    monkeypatch.setattr(module, "wrapped", wrapped)
    here = panel(when=when)
    assert seen[f"figures: {when}"] <= here.places["Pause"][1]


@pytest.mark.parametrize("when", ["2014", "between 2012 and 2014, drawn", "tiles 2014; " * 20])
def test_of_when_the_figures_are_stands_above_everything_in_one_line(panel, when):
    here = panel(when=when)
    assert f"figures: {when}" in here.said
    other = panel(when="2013")
    assert here.places["Still"] == other.places["Still"]  # nothing jumps while time runs
    readings = (Reading("visits", (Cell("2020", State.VALUE, "61 %"),)),)
    assert "shown now: 2014" in panel(here=Here("Ohio", readings, when="2014")).said


def test_what_nobody_said_is_nothing():
    bare = PanelState("T")
    assert (bare.session, bare.shown, bare.index, bare.time, bare.playing, bare.error, bare.notes) == (
        None, None, 0, 0.0, True, "", ())  # fmt: skip
    assert (bare.size, bare.wanted, bare.scale, bare.held) == ((0, 0), (0, 0), 1.0, "")
    assert (bare.compiles, bare.trial) == (0, 0.0)
    assert (bare.counts, bare.source, bare.pick, bare.here, bare.sculpting) == ({}, "", False, None, None)


def test_timing_is_told_in_numbers(panel):
    timing = Timing(33.3, 34.5, 40.06, 50.0, cpu=5.0, gpu=2.5, frames=900, skipped=1100)
    said = panel(timing=timing, size=(640, 360), wanted=(1280, 720), scale=0.5, compiles=3, trial=120.0).said
    for words in ("33.3   34.5   40.1 ms", "5.0 ms   GPU 2.5 ms", "1,100 of 2,000 at 30 fps",
                  "640 x 360 px   50%", "120 ms   3 in all"):
        assert words in said


@dataclass(frozen=True, slots=True)
class Seats:
    focus: int = param(5, 0, 50, group="Figures", help="Who begins.")
    glow: float = param(1.0, 0.0, 4.0, group="Light", help="Light.")


def test_figures_in_the_roles_stand_above_the_knobs_of_that_name_with_the_caption(panel):
    session = begin(Loaded(Scene("T", Seats, (Pass("image", "image.frag"),)), "t", Path("t/scene.py"), ()))
    roles = PutIn((InRole("lit", "prisms in the light", "x", "Sealants", "percent", "more"),))
    here = panel(session=session, shown=session.params, put_in=roles, caption="Every field is a state.")
    headings = [name for name in here.places if name in ("Figures", "Light", "Data")]
    assert headings == ["Figures", "Light"]
    places = [here.said.index(words) for words in ("prisms in the light", "Every field is a state.", "focus")]
    assert places == sorted(places)
    assert here.said.count("focus") == 1
    plain = panel(session=session, shown=session.params)
    assert "focus" in plain.said
    assert "Figures" in plain.places
    assert "prisms in the light" not in plain.said
