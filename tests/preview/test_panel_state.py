"""From a preview to what its panel shows, and from the pointer to the area it points at."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from renderer.data.load import load_newest
from renderer.data.offer import offer_of
from renderer.data.places.bundled_maps import find_map
from renderer.data.places.ground import load_ground
from renderer.data.places.seated_table import seated
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.data.table import CUBES
from renderer.frames.clock import Clock
from renderer.preview.actions import PreviewState
from renderer.preview.panel.contents import Here
from renderer.preview.panel_state import Pointer, panel_state
from renderer.scene.filled import filled
from renderer.session.mapping import Link, Mapping
from renderer.session.session import begin
from renderer.session.setup import Setup

ROWS = """passes=(Pass('rows', 'rows.frag', format='f4', filter='nearest'),
    Pass('image', 'image.frag', reads=('rows',))), columns=('dental_visit',), pick=('rows', 0)"""
# A row for each column of pixels in the upper half; below there is none.
PICK = "void main() { o = vec4(pixel().y < u_resolution.y / 2.0 ? -1.0 : floor(pixel().x)); }"
GREY = "void main() { o = vec4(vec3(u_level), 1.0); }"
SETUP = Setup("./small")
RECT = (4, 2, 32, 16)  # of the picture in the window, px


@pytest.fixture
def state(stage, imgui_context):  # noqa: ARG001
    """Return a preview of a scene that says which row a pixel is."""
    one = stage(ROWS, window=(64, 32), rows_frag=PICK, image_frag=GREY)
    session = begin(one.engine.loaded)
    one.draw(session, 0)
    return PreviewState(Path("small/scene.py"), SETUP, one, Clock(Fraction(30), 0.0), session)


@pytest.fixture
def pointer(state):
    made = Pointer(state.stage)
    events = made.handlers()
    return SimpleNamespace(
        move=events["on_mouse_motion"], press=events["on_mouse_press"], leave=events["on_mouse_leave"],
        here=lambda: made.here(RECT, state),
    )  # fmt: skip


def name(state, row):
    return state.stage.engine.table.areas[row].name


def test_the_area_under_the_mouse_is_read_where_the_picture_lies(state, pointer):
    assert pointer.here() is None
    pointer.move(4 + 5.5, 2 + 15.5)
    assert (pointer.here().name, pointer.here().pinned) == (name(state, 5), False)
    assert pointer.here().readings[0].label
    for outside in ((3.5, 17.5), (36.5, 17.5), (9.5, 18.5), (9.5, 1.0), (9.5, 3.0)):
        pointer.move(*outside)
        assert pointer.here() is None
    pointer.move(4 + 5.5, 2 + 15.5)
    pointer.leave()
    assert pointer.here() is None


def test_px_are_not_units_where_the_screen_is_fine(state, pointer):
    state.stage.window.ratio = 2.0
    pointer.move((4 + 5.5) / 2, (2 + 15.5) / 2)
    assert pointer.here().name == name(state, 5)


def test_a_click_pins_an_area_and_the_next_lets_it_go(state, pointer):
    pointer.press(4 + 5.5, 2 + 15.5)
    assert pointer.here().pinned
    pointer.move(4 + 9.5, 2 + 15.5)
    assert pointer.here().name == name(state, 5)
    pointer.press(4 + 9.5, 2 + 15.5)
    assert (pointer.here().name, pointer.here().pinned) == (name(state, 9), False)
    pointer.press(0.0, 0.0)  # beside the picture
    assert pointer.here() is None
    assert state.pinned is None


def test_a_brush_reads_no_areas_and_a_row_that_is_gone_is_none(state, pointer):
    pointer.press(4 + 5.5, 2 + 15.5)
    state.sculptor = SimpleNamespace(on=True)
    assert pointer.here() is None
    state.sculptor = None
    state.pinned = 10**6
    assert pointer.here() is None


def test_an_area_of_the_map_that_the_table_has_not_says_its_name_and_nothing_nothing(stage, imgui_context):  # noqa: ARG001
    rows = "void main() { o = vec4(pixel().y < u_resolution.y / 2.0 ? -1.0 : float(u_rows) + floor(pixel().x)); }"
    one = stage(f"places=True, {ROWS}", window=(64, 32), rows_frag=rows, image_frag=GREY)
    table, ground = one.engine.table, load_ground(find_map("us_states"), 64, 48)  # joined with no table: all are bare
    one.engine.pipeline.ground(ground)
    session = begin(one.engine.loaded)
    one.draw(session, 0)
    state = PreviewState(Path("small/scene.py"), SETUP, one, Clock(Fraction(30), 0.0), session)
    made = Pointer(one)
    move = made.handlers()["on_mouse_motion"]
    move(4 + 5.5, 2 + 15.5)
    assert made.here(RECT, state) == Here(ground.names[5], ())
    move(4 + 5.5, 3)
    assert made.here(RECT, state) is None
    one.engine.pipeline.ground(None)
    move(4 + 5.5, 2 + 15.5)
    assert made.here(RECT, state) is None
    # A scene that draws no map is seated by it: the table has a row of which nothing is known.
    row = seated(replace(table, areas=table.areas[:20], **{name: getattr(table, name)[:, :20] for name in CUBES}),
                 load_ground(find_map("us_states"), 64, 48, table.areas[:20]))  # fmt: skip
    one.engine.table = row
    state.pinned = next(n for n, area in enumerate(row.areas) if area.name == "Texas")
    assert made.here(RECT, state) == Here("Texas", (), pinned=True)
    state.pinned = next(n for n, area in enumerate(row.areas) if area.name == table.areas[0].name)
    assert made.here(RECT, state).readings


def test_before_there_is_a_scene_it_says_that_one_is_tried(state):
    state.session = None
    shown = panel_state(state, 0.0, 0, "", None, (1, 0.0))
    assert (shown.title, shown.session, shown.notes) == ("small", None, ("Trying the scene ...",))
    shown = panel_state(state, 0.0, 0, "no file", None, (1, 0.0))
    assert (shown.error, shown.notes) == ("no file", ())


def test_everything_that_the_panel_says_is_taken_from_the_preview(state):
    state.note("saved")
    shown = panel_state(state, 0.0, 45, "broken", None, (3, 120.0))
    assert (shown.title, shown.index, shown.time, shown.playing, shown.error) == ("Small", 45, 1.5, True, "broken")
    assert (shown.compiles, shown.trial, shown.fps, shown.size, shown.wanted) == (3, 120.0, 30.0, (32, 16), (32, 16))
    assert shown.notes == ("saved",)
    assert shown.pick
    assert sum(shown.counts.values()) == state.stage.engine.table.state.size
    assert set(shown.counts) == set(State)
    assert (shown.shown, shown.session) == (state.session.params, state.session)
    state.clock = state.clock.paused(1.0)
    assert not panel_state(state, 0.0, 45, "", None, (3, 0.0)).playing


def test_a_scene_without_figures_counts_none(stage):
    one = stage(image_frag=GREY)
    session = begin(one.engine.loaded)
    state = PreviewState(Path("small/scene.py"), SETUP, one, Clock(Fraction(30), 0.0), session)
    shown = panel_state(state, 0.0, 0, "", None, (1, 0.0))
    assert (shown.counts, shown.pick, shown.sculpting, shown.instrument) == ({}, False, None, None)


def test_the_instrument_is_shown_with_what_plays_what(state):
    links = Mapping({"/cc/7": Link("/cc/7", "glow"), "/cc/8": Link("/cc/8", "rate", "toggle")})
    instrument = SimpleNamespace(mapping=links, learning="level", said=lambda: ("OSC on 9000",))
    state.player = SimpleNamespace(instrument=instrument, recorder=SimpleNamespace(path=Path("a.take")),
                                   keyboard=SimpleNamespace(playing=True))  # fmt: skip
    shown = panel_state(state, 0.0, 0, "", None, (1, 0.0)).instrument
    assert (shown.keys, shown.learning, shown.take, shown.lines) == (True, "level", "a.take", ("OSC on 9000",))
    assert shown.played == (("/cc/7", "glow"), ("/cc/8", "rate (toggle)"))
    state.player.recorder = None
    assert panel_state(state, 0.0, 0, "", None, (1, 0.0)).instrument.take == ""


def test_each_role_is_shown_with_its_figure_and_all_that_fits(stage):
    roles = "Role('lit', 'light', good='more', default='1-teeth_lost_6'), Role('open', 'sockets', needed=False)"
    one = stage(f"roles=({roles}), passes=(Pass('image', 'image.frag'),), caption='{{lit}}'", image_frag=GREY)
    loaded, whole = one.engine.loaded, load_newest("us_oral_health")
    session = begin(loaded).showing({}, offer_of(whole, loaded.scene.roles)).choose("stratum", "race=black", 0.0)
    one.engine.table = role_table(whole, filled(loaded.scene, {"stratum": "race=black"}, ()).wanted).table
    state = PreviewState(Path("small/scene.py"), SETUP, one, Clock(Fraction(30), 0.0), session)
    shown = panel_state(state, 0.0, 0, "", None, (1, 0.0))
    lit, open = shown.put_in.roles
    assert (lit.mark, lit.figure, lit.unit, lit.good) == ("light", "1-teeth_lost_6@race=black", "percent", "more")
    assert lit.label == "all others than Adults aged 65+ who have lost six or more teeth"
    assert (lit.group, lit.chosen, len(lit.fits)) == ("", False, 3)
    assert (open.label, open.figure) == ("", "")
    assert (shown.put_in.stratum, len(shown.put_in.strata) > 10) == ("race=black", True)
    state.session = session.choose("lit", "dental_visit@race=white", 0.0).choose("stratum", "", 0.0)
    again = panel_state(state, 0.0, 0, "", None, (1, 0.0)).put_in
    assert (again.roles[0].chosen, again.stratum) == (True, "")
    assert again.roles[0].group == "race or ethnicity: Black"  # the table does not follow before it is read


def test_a_click_on_a_map_shows_the_card_of_the_area_there(stage, imgui_context):  # noqa: ARG001
    map_scene = "passes=(Pass('image', 'image.frag'),), columns=('dental_visit',), places=True"
    one = stage(map_scene, window=(96, 64), image_frag=GREY)
    session, rect = begin(one.engine.loaded), (8, 4, 64, 32)
    one.draw(session, 0)
    state = PreviewState(Path("small/scene.py"), SETUP, one, Clock(Fraction(30), 0.0), session)
    pointer, areas = Pointer(one), one.engine.table.areas
    events, ground = pointer.handlers(), load_ground(find_map("us_states"), 64, 32, areas)
    one.engine.pipeline.ground(ground)

    for code in ("48", "06", "30"):
        area = ground.codes.index(code)
        x, y = ground.centre[area]
        events["on_mouse_press"](8 + x * 32, 4 + y * 32)
        here = pointer.here(rect, state)
        assert (here.name, here.pinned) == (ground.names[area], True)
        assert areas[ground.table_row[area]].code == code
        events["on_mouse_press"](8.5, 4.5)  # beside the land
        assert pointer.here(rect, state) is None
    assert panel_state(state, 0.0, 0, "", None, (0, 0.0)).pick
    one.engine.pipeline.ground(None)
    events["on_mouse_press"](8 + x * 32, 4 + y * 32)
    assert pointer.here(rect, state) is None
