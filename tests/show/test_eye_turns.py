"""Eyes take turns with each picture that is shown, however few frames a machine draws; what is skipped is counted."""

import re
import time
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.flash.viewer import Safety
from renderer.frames.clock import Clock
from renderer.session.session import begin
from renderer.session.setup import Output
from renderer.show.eye_turns import EARLY, LATE, QUIET, EyeTurns, flip, show_between
from renderer.show.perform import Performance
from renderer.show.stage import Stage
from renderer.signals.source import Figures

RATE = 60
VIEWS = "passes=(Pass('image', 'image.frag'),), views=Volume(width=60.0, height=30.0)"
EYES = "void main() { o = vec4(vec3(u_eye.x < 0.0 ? 0.50 : 0.46), 1.0); }"  # left and right; too alike for a flash


@pytest.fixture
def turns():
    """Return turns of 60 pictures a second, which were told in ``.heard``."""
    heard = []
    made = EyeTurns("stereo:sequential", Fraction(RATE), heard.append)
    made.heard = heard
    return made


def test_it_is_told_at_which_rate_glasses_must_run(turns):
    assert turns.heard[0].startswith("stereo:sequential: the eyes take turns with each picture, 60 a second; ")


def test_pictures_in_time_are_no_news(turns):
    for number in range(10 * RATE):
        turns.shown(number / RATE + 0.004 * (number % 2))  # as a busy machine trembles
    assert len(turns.heard) == 1
    assert turns.skipped == 0


def words(turns):
    """Return what was told of skipped pictures: how many, of how many, in how many s."""
    told = [re.search(r": (\d+) of (\d+) pictures skipped in ([\d.]+) s; each", one) for one in turns.heard[1:]]
    return [tuple(map(float, one.groups())) for one in told]


@pytest.mark.parametrize("gap", [4, 2.5, 4 / 3, 1.02])  # times of a picture's own time
def test_each_picture_that_is_skipped_is_counted_and_told_now_and_then(turns, gap):
    for number in range(int(2.5 * QUIET * RATE / gap)):
        turns.shown(100.0 + number * gap / RATE)
    turns.release()
    told = words(turns)
    assert [seconds for *_, seconds in told] == pytest.approx([2, QUIET, QUIET, 0.5 * QUIET - 2], abs=1)
    for skipped, due, seconds in told:
        assert due == pytest.approx(seconds * RATE, abs=0.01 * seconds * RATE)  # of seconds that are rounded
        assert skipped / due == pytest.approx(1 - 1 / gap, abs=0.02)


def test_one_slow_picture_is_told_at_the_end_at_the_latest(turns):
    for number in (*range(30), *range(37, 60)):
        turns.shown(number / RATE)
    assert words(turns) == []
    turns.release()
    assert words(turns) == [(7, 59, 0.983)]


@pytest.fixture
def world(monkeypatch):
    """Return a time that goes on only where somebody waits or works."""
    one = SimpleNamespace(now=0.0, flips=[])
    one.wait = lambda until: setattr(one, "now", max(one.now, until))
    monkeypatch.setattr("renderer.show.eye_turns.time", SimpleNamespace(perf_counter=lambda: one.now))
    one.turns = EyeTurns("stereo:sequential", Fraction(RATE), lambda _: None, one.wait)
    window = SimpleNamespace(gl=SimpleNamespace(finish=lambda: None), show=lambda: one.flips.append(one.now))
    one.stage = SimpleNamespace(turns=one.turns, window=window)
    return one


@pytest.mark.parametrize("part", [0.1, 0.4, 0.9])  # of a picture's time that drawing takes
def test_both_eyes_stand_as_long_whatever_drawing_takes(world, part):
    for number in range(60):
        world.wait(number * 2 / RATE)
        world.now += part * (1 if number % 7 else 0.5) / RATE
        assert flip(world.stage) == pytest.approx(world.now, abs=0.55 / RATE)
        show_between(world.stage)
    stood = np.diff(world.flips) * RATE
    assert stood.min() > 0.85
    assert stood.max() < LATE + 1 + 0.1
    assert world.turns.skipped == 0


def test_a_picture_that_is_late_is_not_the_reason_why_the_next_one_stands_too_short(world):
    for number in range(60):
        world.wait(number * 2 / RATE)
        world.now += (0.5 if number % 10 else 1.9) / RATE  # a slow one now and then
        flip(world.stage)
        show_between(world.stage)
    assert (np.diff(world.flips) * RATE).min() > 0.85
    assert world.turns.skipped >= 5


@pytest.mark.parametrize("stall", [5.3, 40.0])  # pictures: a window that is brought back, minimised, made fullscreen
@pytest.mark.parametrize("between", [False, True])  # the eyes
def test_after_a_stall_each_eye_stands_as_long_as_the_other_and_what_was_missed_is_counted(world, stall, between):
    heard = []
    world.turns._say = heard.append
    for number in range(120):
        world.wait((int(world.now * RATE / 2 + 1e-6) + 1) * 2 / RATE)  # the clock's next frame
        world.now += (stall if number == 30 and not between else 0.4) / RATE
        flip(world.stage)
        world.now += stall / RATE if number == 30 and between else 0.0
        show_between(world.stage)
    stood = np.diff(world.flips) * RATE
    assert stood.min() > 0.85
    afterwards = stood[64:]
    # A display's own pace makes them the same; where there is none they differ by what is left to it.
    assert afterwards[::2].mean() == pytest.approx(afterwards[1::2].mean(), abs=2 * (1 - EARLY) + 0.01)
    assert afterwards.max() < LATE + 1
    world.turns.release()
    assert sum(int(said.split()[1]) for said in heard) == pytest.approx(stood.max() - 1, abs=1.1)


def performance(world, monkeypatch, part, seconds=2.0):
    """Run a performance of 30 frames a second in ``world``, which draws each in ``part`` of a picture's time."""
    show, clock = Performance.__new__(Performance), SimpleNamespace(perf_counter=lambda: world.now)
    for module in ("perform", "heard_wait"):
        monkeypatch.setattr(f"renderer.show.{module}.time", clock)
    monkeypatch.setattr("renderer.show.heard_wait.wait_until", world.wait)
    show.display, show.life = SimpleNamespace(follow=pytest.fail), SimpleNamespace(wait=pytest.fail)
    world.told, world.drawn, fresh = [], [], [True]

    def draw(began, _):
        world.drawn.append(show.clock.index(began))
        world.stage.show(began)
        world.now += part / RATE
        fresh[0] = True
        world.stage.present()
        flip(world.stage)

    def take():
        turned, fresh[0] = not fresh[0], False
        return turned

    world.stage.device, world.stage.show = SimpleNamespace(take=take), world.told.append
    world.stage.present = lambda: world.turns.turn(world.stage)
    show.window = type("Window", (), {"open": property(lambda _: world.now < seconds)})()
    show.stage, show.clock, show._listen, show._draw = world.stage, Clock(Fraction(30), 0.0), lambda *_: None, draw
    show.projector, world.stage.fail, world.turns._asked = SimpleNamespace(editor=None), pytest.fail, ()
    show.run()


@pytest.mark.parametrize(("part", "least"), [(0.9, 60), (1.2, 50)])
def test_a_frame_that_is_a_little_late_costs_no_other_frame(world, monkeypatch, part, least):
    performance(world, monkeypatch, part)
    assert len(world.drawn) >= least  # of 60; 30 where each next one was waited for
    assert len(world.flips) == 2 * len(world.drawn)


@pytest.mark.parametrize("part", [0.1, 0.9, 1.2])
def test_the_guard_is_told_of_times_that_never_fall(world, monkeypatch, part):
    """A picture is told before it is waited for: no later than it is let go, or the next one would come before it."""
    performance(world, monkeypatch, part)
    assert len(world.told) == len(world.flips) > 100
    assert np.diff(world.told).min() >= 0.0
    assert (np.subtract(world.flips, world.told) > -1e-9).all()


@pytest.fixture
def sequential(offscreen, scene):
    """Return a stage that shows a left eye lighter than a right one, in turns."""
    heard = []
    one = Stage(offscreen((32, 16)), (32, 16), Fraction(30), heard.append,
                Output("stereo:sequential", {}, (32, 16)), Safety())  # fmt: skip
    loaded = scene(VIEWS, image_frag=EYES)
    one.adopt(loaded, Figures(load_table(loaded.scene.data, loaded.scene.wanted)))
    one.heard, one.begun = heard, begin(loaded)
    yield one
    one.release()


@pytest.mark.parametrize("safety", [Safety(), Safety(override="by us")], ids=["guarded", "not guarded"])
@pytest.mark.parametrize("output", ["stereo:sequential", "stereo:sbs"])
def test_a_save_that_is_not_drawn_yet_leaves_the_picture_and_its_eye(offscreen, scene, output, safety):
    one = Stage(offscreen(), (32, 16), Fraction(30), print, Output(output, {}, (32, 16)), safety)
    loaded = scene(VIEWS, image_frag=EYES)
    figures = Figures(load_table(loaded.scene.data, loaded.scene.wanted))
    seen = []

    def look():
        one.present((0, 0, 32, 16), (0.0, 0.0, 0.0))
        seen.append(one.window.gl.seen().copy())
        one.finish(time.perf_counter(), 0, running=False)

    def draw():
        one.draw(begin(loaded), 0)
        while one.device.waiting:
            one.draw(begin(loaded), 0)
        look()

    one.adopt(loaded, figures)
    draw()
    for _ in range(3):  # of a wall that is frozen: nothing is drawn of it
        one.adopt(loaded, figures)
        look()
    one.adopt(loaded, figures)
    draw()
    one.release()
    assert one.error == ""
    assert min(picture.max() for picture in seen) > 150
    same = [np.abs(np.subtract(other, seen[0], dtype=float)).max() < 3 for other in seen]  # but for the dither
    assert same == ([True, False, True, False, True] if output == "stereo:sequential" else [True] * 5)


def shown(stage):
    """Return which eye's picture is on the screen."""
    return "left" if np.median(stage.window.gl.seen()) > 183 else "right"  # sRGB of 0.50 is 188, of 0.46 it is 181


@pytest.mark.parametrize("step", [1, 2, 0])
def test_the_other_eye_is_shown_next_whatever_frame_it_is(sequential, step):
    seen = []
    for number in range(8):
        sequential.draw(sequential.begun, number * step)
        sequential.present((0, 0, 32, 16), (0.0, 0.0, 0.0))
        sequential.finish(time.perf_counter(), number * step, running=True)
        seen.append(shown(sequential))
    assert seen in (["left", "right"] * 4, ["right", "left"] * 4)
    assert sequential.guard.fps == 60
    assert not sequential.error


def test_between_two_frames_the_other_eye_is_shown_with_what_lies_over_it(sequential):
    sequential.draw(sequential.begun, 0)
    while sequential.device.waiting:  # on a busy machine
        sequential.draw(sequential.begun, 0)
    sequential.present((0, 0, 32, 16), (0.0, 0.0, 0.0))
    first, over = shown(sequential), []
    sequential.finish(time.perf_counter(), 0, running=True)
    show_between(sequential, lambda: over.append(shown(sequential)))
    assert {first, *over} == {"left", "right"}


def test_a_device_without_turns_shows_nothing_between(stage):
    one = stage(adopt=False)
    one.window = SimpleNamespace()  # nothing is asked of it
    show_between(one)
    assert one.turns is None


def test_while_eyes_rest_nothing_is_skipped(turns):
    for number in range(10 * RATE // 2):  # every other picture
        turns.shown(number * 2 / RATE)
        turns.rest()
    assert turns.skipped == 0
    assert len(turns.heard) == 1
