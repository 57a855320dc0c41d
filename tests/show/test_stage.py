"""One scene on one stage: what is drawn and what stands, how failures are told, sizes, and the flash limits live."""

import re
import time
from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from renderer import Bind
from renderer.core.errors import ShaderError, UsageError
from renderer.data.load import load_newest, load_table
from renderer.data.offer import offer_of
from renderer.data.role import WantedRoles
from renderer.data.role_table import role_table
from renderer.displays.recipe import Output
from renderer.flash.analyse import Analyser
from renderer.flash.holding import REASONS
from renderer.flash.limits import DESK, Override
from renderer.flash.viewer import Safety
from renderer.scene.catalogue import load
from renderer.session.session import begin
from renderer.show import live_display
from renderer.show.shown_params import shown_params
from renderer.show.stage import Stage
from renderer.signals.source import Figures

SCENE = '''
from dataclasses import dataclass
from renderer import Bind, Pass, Scene, param

@dataclass(frozen=True)
class Params:
    strobe: float = param(10.0, 0.0, 15.0, unit="Hz", help="Flashes a second.")

SCENE = Scene("Lamp", Params, (Pass("image", "image.frag"),))
'''
SHADER = "void main() { o = vec4(vec3(fract(u_strobe_phase) < 0.5 ? 1.0 : 0.05), 1.0); }"
FPS = Fraction(30)


@pytest.fixture
def shown(gl, tmp_path, monkeypatch):
    """Return ``shown(safety, sizes)``: what 90 frames of a strobe put on the wall, drawn at sizes in turn."""
    (tmp_path / "scene.py").write_text(SCENE)
    (tmp_path / "image.frag").write_text(SHADER)
    loaded = load(tmp_path / "scene.py")
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(time, "perf_counter", lambda: clock.now)

    def run(safety, sizes, said):
        window = SimpleNamespace(gl=gl, size=(160, 90), ratio=1.0)
        stage = Stage(window, (160, 90), FPS, said.append, safety=safety)
        stage.adopt(loaded, Figures(load_table("us_oral_health", ())))
        session, pictures = begin(loaded), []
        for index in range(90):
            clock.now = 5.0 + index / 30
            monkeypatch.setattr(Stage, "size", sizes[index // 7 % len(sizes)])
            stage.draw(session, index)
            raw = np.frombuffer(stage._shown.read(), np.uint8).reshape(*stage._shown.size[::-1], 4)
            pictures.append(raw[..., :3].copy())
        stage.release()
        return pictures

    return run


HOLDS = f"the flash guard holds back a part of the picture: {REASONS['general']}"


def passes(pictures):
    """Return whether the analyser passes what was shown."""
    analyser = Analyser(FPS, DESK)
    records = [analyser.feed(picture) for picture in pictures]
    return all(record.passes for record in records)


def test_a_strobe_is_held_at_one_size_and_while_sizes_change(shown):
    for sizes in (((160, 90),), ((160, 90), (112, 63), (128, 72))):
        said = []
        pictures = shown(Safety(), sizes, said)
        assert passes(pictures), sizes
        assert len({picture.shape for picture in pictures}) == len(sizes)
        assert said == [HOLDS]


def test_what_somebody_decided_to_show_is_shown(shown):
    said = []
    assert not passes(shown(Safety(DESK, Override("Ada", "a test")), ((160, 90),), said))
    assert said == []


GREY = "void main() { o = vec4(vec3(u_level), 1.0); }"
FAILS = "passes=(Pass('image', 'image.frag'),), derive=lambda frame, params: {'part': 1.0 / (params.count - 9)}"
PART = "void main() { o = vec4(vec3(0.2 + 0.0 * u_part), 1.0); }"


def counted(stage):
    """Return a list that grows by each frame that the engine really draws."""
    drawn, draw = [], stage.engine.draw
    stage.engine.draw = lambda frame, **how: (drawn.append(frame.index), draw(frame, **how))
    return drawn


def test_a_frame_is_drawn_once_until_anything_about_it_changes(stage):
    one = stage(image_frag=GREY)
    session, drawn = begin(one.engine.loaded), counted(one)
    for index in (0, 0, 1):
        one.draw(session, index)
    assert drawn == [0, 1]
    turned = session.turn("level", 1.0, 0.0)
    for _ in range(2):
        one.draw(turned, 1)
    one.draw(turned.reseed(5, 0.0), 1)
    assert drawn == [0, 1, 1, 1]
    one.strokes = np.zeros((1, 3, 4), np.float32)
    one.draw(turned.reseed(5, 0.0), 1)
    assert drawn == [0, 1, 1, 1, 1]


def test_before_a_scene_is_there_nothing_is_drawn_and_the_ground_is_shown(stage):
    one = stage(adopt=False)
    one.draw(SimpleNamespace(), 0)
    assert one.present((0, 0, 32, 16), (0.0, 1.0, 0.0)) == (0, 0, 32, 16)
    assert (one.window.gl.seen() == (0, 255, 0)).all()


def test_a_scene_that_fails_keeps_its_picture_and_says_so_once_until_it_is_mended(stage):
    one = stage(FAILS, image_frag=PART)
    session = begin(one.engine.loaded)
    one.draw(session, 0)
    one.present((0, 0, 32, 16), (0.0, 0.0, 0.0))
    good = one.window.gl.seen()
    assert (one.error, good.max() > 100) == ("", True)
    broken = session.turn("count", 9, 0.0)
    for index in (1, 2, 3):
        one.draw(broken, index)
        one.present((0, 0, 32, 16), (0.0, 0.0, 0.0))
        assert (one.window.gl.seen() == good).all()
    assert len(one.heard) == 1
    assert re.search(r"scene\.py:\d+: ZeroDivisionError: float division by zero$", one.error)
    assert one.heard == [one.error]
    one.draw(session, 4)
    assert one.error == ""
    one.draw(broken, 5)
    assert len(one.heard) == 1  # the same words are not said again ...
    one.adopt(one.engine.loaded, Figures(one.engine.table))
    one.draw(broken, 5)
    assert len(one.heard) == 2  # ... but of a scene that was saved


def test_a_scene_that_does_not_compile_leaves_the_old_one_playing(stage, scene):
    one = stage(image_frag=GREY)
    table, old = one.engine.table, one.engine.loaded
    with pytest.raises(ShaderError):
        one.adopt(scene("passes=(Pass('image', 'image.frag'),)", image_frag="nonsense"), Figures(table))
    assert one.engine.loaded is old


@pytest.mark.parametrize(("wanted", "window", "size"), [
    ((32, 16), (32, 16), (32, 16)), ((64, 32), (32, 16), (32, 16)), ((32, 16), (64, 64), (32, 16)),
    ((64, 64), (64, 32), (32, 32)), ((2000, 20), (200, 200), (200, 16)),
])  # fmt: skip
def test_no_more_is_drawn_than_asked_for_nor_than_the_window_has(stage, wanted, window, size):
    assert stage(wanted=wanted, window=window, adopt=False).size == size


def test_a_machine_that_is_too_slow_draws_smaller_and_says_how_much(stage, monkeypatch):
    one = stage(wanted=(160, 80), window=(160, 80), image_frag=GREY)
    session, clock = begin(one.engine.loaded), SimpleNamespace(now=0.0)

    def slow():
        clock.now += 0.05
        return clock.now

    monkeypatch.setattr(time, "perf_counter", slow)
    for index in range(40):
        began = slow()
        one.draw(session, index)
        one.finish(began, index, running=True)
    assert one.adaptive.scale < 0.5
    one.draw(session, 41)
    assert one.engine.size == (round(160 * one.adaptive.scale), round(80 * one.adaptive.scale))
    assert one.timings.read().frames == 40


def test_a_picture_that_feeds_back_changes_its_size_less_readily(stage):
    back = "passes=(Pass('image', 'image.frag', reads=('image',)),)"
    assert stage(image_frag=GREY).adaptive.patience == 1
    assert stage(back, image_frag=GREY).adaptive.patience == 2


def test_while_time_stands_nothing_is_measured(stage):
    one = stage(image_frag=GREY)
    session = begin(one.engine.loaded)
    for _ in range(3):
        one.draw(session, 7)
        one.finish(time.perf_counter(), 7, running=False)
    assert one.timings.read().frames == 0
    assert one.adaptive.scale == 1.0


def test_what_is_shown_of_the_parameters_is_what_their_binds_make_of_them(stage):
    bound = """passes=(Pass('image', 'image.frag'),), columns=('dental_visit',),
        binds=(Bind('mean.dental_visit', to='level', span=(0.0, 100.0)),)"""
    one = stage(bound, image_frag=GREY)
    session = begin(one.engine.loaded)
    mean = one.engine.table.value[-1, :, 0].mean()
    assert shown_params(one, session, 0).level == pytest.approx(2.0 * mean / 100, rel=1e-5)
    assert shown_params(one, session.turn("level", 0.25, 0.0), 0).level == 0.25
    assert shown_params(stage(image_frag=GREY), session.turn("level", 0.25, 0.0), 0).level == 0.25


def test_blackout_is_black_and_a_picture_lies_in_the_middle(stage):
    one = stage(wanted=(16, 16), window=(32, 16), image_frag=GREY)
    session = begin(one.engine.loaded)
    one.draw(session, 0)
    assert one.present((0, 0, 32, 16), (0.0, 0.0, 1.0)) == (8, 0, 16, 16)
    seen = one.window.gl.seen()
    assert (seen[:, :8] == (0, 0, 255)).all()
    assert (seen[:, 24:] == (0, 0, 255)).all()
    assert (seen[:, 8:24] > 180).all()
    one.present((0, 0, 32, 16), (0.0, 0.0, 1.0), 0.0)
    assert not one.window.gl.seen().any()


def test_without_anything_that_flashes_nothing_is_held(stage):
    one = stage(image_frag=GREY)
    assert one.guard.held == ""
    one.draw(begin(one.engine.loaded), 0)
    assert one.guard.held == ""


def test_a_flat_scene_has_no_views_for_a_device(offscreen, scene):
    loaded = scene("passes=(Pass('image', 'image.frag'),)", image_frag=GREY)
    one = Stage(offscreen(), (32, 16), FPS, lambda _: None, Output("anaglyph:red-cyan-2009", {}, (32, 16)))
    with pytest.raises(UsageError, match="is a flat picture: it has no views for anaglyph"):
        one.adopt(loaded, Figures(load_table(loaded.scene.data, ())))
    one.release()


def test_a_save_that_takes_the_views_away_leaves_the_device_and_its_scene_playing(offscreen, scene):
    one = Stage(offscreen(), (32, 16), FPS, lambda _: None, Output("anaglyph:red-cyan-2009", {}, (32, 16)))
    deep = load("smile")
    one.adopt(deep, Figures(load_table(deep.scene.data, deep.scene.wanted)))
    device, flat = one.device, scene("passes=(Pass('image', 'image.frag'),)", image_frag=GREY)
    with pytest.raises(UsageError, match="is a flat picture: it has no views for anaglyph"):
        one.adopt(flat, Figures(load_table(flat.scene.data, ())))
    assert (one.engine.loaded, one.device) == (deep, device)
    one.release()


def test_a_save_that_does_not_compile_leaves_nothing_of_its_device_on_the_card(offscreen, scene, monkeypatch):
    made = []

    class Display(live_display.LiveDisplay):
        def __init__(self, *how):
            super().__init__(*how)
            made.append(self)
            self.freed = 0

        def release(self):
            self.freed += 1
            super().release()

    monkeypatch.setattr(live_display, "LiveDisplay", Display)
    one = Stage(offscreen(), (32, 16), FPS, lambda _: None, Output("anaglyph:red-cyan-2009", {}, (32, 16)))

    def adopt(shader):
        loaded = scene("passes=(Pass('image', 'image.frag'),)", image_frag=shader)
        deep = replace(loaded, scene=replace(loaded.scene, views=load("smile").scene.views))
        one.adopt(deep, Figures(load_table(deep.scene.data, ())))

    adopt(GREY)
    with pytest.raises(ShaderError):
        adopt("nonsense")
    assert (one.device, [display.freed for display in made]) == (made[0], [0, 1])
    one.release()


COUNTS = """columns=("dental_visit",), passes=(
    Pass("count", "count.frag", reads=("count",), format="f4", size=("4", "4")),
    Pass("image", "image.frag", reads=("count",)))"""
COUNT = "void main() { o = vec4((u_fresh ? 0.0 : texelFetch(t_count, ivec2(0), 0).x) + 1.0); }"
COUNTED = "void main() { o = vec4(vec3(texelFetch(t_count, ivec2(0), 0).x / 255.0), 1.0); }"


class Given:
    """A source of figures that a test changes."""

    def __init__(self, figures):
        self.figures, self.error, self.chosen, self.binds = figures, "", None, None

    def choose(self, choice, binds=None):
        self.chosen, self.binds = choice, binds

    def at(self, _time, _seed=0):
        return self.figures


@pytest.fixture
def counting(stage):
    """Return a stage whose picture counts the frames since its state began, and how to read it."""
    one = stage(COUNTS, count_frag=COUNT, image_frag=COUNTED)
    one.count = lambda: round(float(one.engine.pipeline.targets["count"].texel(0, 0)[0]))
    return one


def test_a_restart_begins_with_the_frame_it_was_asked_for(counting):
    session = begin(counting.engine.loaded)
    for index in (0, 1, 2):
        counting.draw(session, index)
    counting.draw(session.restarted(), 9)  # frames were dropped: none of them is made up for
    assert counting.count() == 1
    counting.draw(session.restarted().settled(), 10)
    assert counting.count() == 2
    counting.draw(session.restarted(), 10)  # while time stands
    assert counting.count() == 1


def test_a_save_and_a_knob_draw_the_same_frame_again_from_the_same_state(counting):
    session = begin(counting.engine.loaded)
    for index in range(6):
        counting.draw(session, index)
    counting.draw(session.turn("level", 1.0, 0.1), 5)
    assert counting.count() == 6
    counting.adopt(counting.engine.loaded, Figures(counting.engine.table))
    counting.draw(session, 5)
    assert counting.count() == 6
    counting.draw(session, 6)
    assert counting.count() == 7


def test_new_figures_are_drawn_at_once_and_the_state_goes_on(counting):
    from renderer.data.state import State
    from renderer.frames.trial_tables import all_of

    first = counting.engine.table
    counting.figures = given = Given(Figures(first))
    session = begin(counting.engine.loaded)
    counting.draw(counting.renew(session, 0), 0)
    given.figures = Figures(all_of(first, State.ZERO))
    counting.draw(counting.renew(session, 0), 0)  # the same frame: only the figures are others
    assert counting.engine.table is given.figures.table
    assert counting.renew(session, 1).release == given.figures.table.release != first.release  # which a take keeps
    counting.draw(counting.renew(session, 1), 1)
    assert counting.count() == 2


def test_figures_of_a_scene_that_is_not_there_yet_are_left(counting):
    counting.figures = Given(Figures(load_table("us_oral_health", ("teeth_lost_6",))))
    before = counting.engine.table
    counting.draw(counting.renew(begin(counting.engine.loaded), 0), 0)
    assert counting.engine.table is before
    assert counting.error == ""


def test_what_is_put_into_a_role_is_drawn_with_no_compile_and_the_session_knows_what_is_shown(stage):
    declared = "roles=(Role('lit', 'light', default='dental_visit'),), passes=(Pass('image', 'image.frag'),)"
    one = stage(declared, image_frag="""
        #include "lib/data/cell.glsl"
        void main() { o = vec4(vec3(data_cell(0, ROLE_LIT, 0).value / 100.0), 1.0); }
    """)
    roles, pipeline = one.engine.loaded.scene.roles, one.engine.pipeline
    one.figures = given = Given(Figures(one.engine.table, notes=("told at the start",)))
    session = one.renew(begin(one.engine.loaded), 0)
    assert (session.shown, session.offer, one.heard) == ({"lit": "dental_visit", "stratum": ""}, None, [])
    one.draw(session, 0)
    before = one.engine.read(3)
    chosen = session.choose("lit", "1-dental_visit", 0.0)
    assert one.renew(chosen, 0).shown == session.shown  # until they are read
    assert given.chosen == chosen.values.choice
    whole = load_newest("us_oral_health")
    other = role_table(whole, WantedRoles((replace(roles[0], default="1-dental_visit"),))).table
    given.figures = Figures(other, offer=offer_of(whole, roles), notes=("a note",))
    for index in (0, 0, 1):
        chosen = one.renew(chosen, index)
        one.draw(chosen, index)
    assert (chosen.shown, chosen.offer) == ({"lit": "1-dental_visit", "stratum": ""}, given.figures.offer)
    for figures in (Figures(role_table(whole, WantedRoles(roles)).table), given.figures):  # back, and there again
        given.figures = figures
        chosen = one.renew(chosen, 1)
    one.draw(chosen, 1)
    assert one.heard == ["a note"]
    assert one.engine.pipeline is pipeline
    assert abs(int(before[0, 0, 0]) - int(one.engine.read(3)[0, 0, 0])) > 20


def test_what_cannot_be_read_or_shown_is_said_once(counting, gl, monkeypatch):
    from renderer.data.state import State
    from renderer.frames.trial_tables import all_of

    before = counting.engine.table
    counting.figures = given = Given(Figures(before))
    given.error = "figures.csv does not exist\nStill showing the figures of 14:02:10."
    session = begin(counting.engine.loaded)
    for index in range(3):
        counting.draw(counting.renew(session, index), index)
    assert counting.heard == [given.error]
    given.error, given.figures = "", Figures(all_of(before, State.ZERO))
    monkeypatch.setattr(type(gl), "info", {**gl.info, "GL_MAX_TEXTURE_SIZE": 50}, raising=False)
    for index in range(3, 6):
        counting.draw(counting.renew(session, index), index)
    monkeypatch.undo()
    assert counting.heard[1:] == ["the figures have 51 areas, and this GPU takes 50; group them\n"
                                  "Still showing the figures before."]  # fmt: skip
    assert counting.engine.table is before
    assert counting.count() == 6


def test_what_is_resampled_waits_longer_before_it_changes_its_size(stage):
    fixed = stage(COUNTS, count_frag=COUNT, image_frag=COUNTED)
    grows = stage(COUNTS.replace('size=("4", "4")', 'size=("width", "height")'), count_frag=COUNT, image_frag=COUNTED)
    assert (fixed.adaptive.patience, grows.adaptive.patience) == (1, 2)


def test_a_bind_of_the_session_moves_the_picture_and_what_cannot_be_played_is_told(stage):
    declared = "roles=(Role('lit', 'light', default='dental_visit'),), passes=(Pass('image', 'image.frag'),)"
    one = stage(declared, image_frag="void main() { o = vec4(vec3(u_level), 1.0); }")
    one.figures = given = Given(Figures(one.engine.table))
    session = begin(one.engine.loaded)

    def light(session):
        session = one.renew(session, 0)
        one.draw(session, 0)
        return shown_params(one, session, 0).level, int(one.engine.read(3)[0, 0, 0])

    own, code = light(session)
    waiting = one.renew(session.bind(Bind("mean.lit@race=black", "level", (0.0, 100.0)), 0.0), 0)
    assert (waiting.played, len(waiting.binds)) == ((), 1)  # its figures are read: what is recorded is what is drawn
    bound = session.bind(Bind("median.lit", "level", (0.0, 100.0), reach=(0.1, 0.3)), 0.0)
    level, darker = light(bound)
    assert one.renew(bound, 0).played == bound.binds
    assert 0.2 < level < 0.3 < own
    assert darker < code - 20
    assert given.binds == bound.values.binds
    assert light(bound.bind(Bind("area.Nowhere.lit", "level", (0.0, 100.0)), 0.0))[0] == level
    assert "no area 'Nowhere'" in one.heard[0]
    assert light(bound.undo(0.0)) == (own, code)
