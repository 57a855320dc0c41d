"""Eyes take turns with each picture that is shown, however few frames a machine draws; what is skipped is counted."""

import time
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.flash.viewer import Safety
from renderer.session.session import begin
from renderer.session.setup import Output
from renderer.show.eye_turns import QUIET, EyeTurns, show_between
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


def test_each_picture_that_is_skipped_is_counted_and_told_now_and_then(turns):
    now, step = 100.0, 4 / RATE  # of four one is shown
    while now < 100.0 + 2.5 * QUIET:
        turns.shown(now)
        now += step
    assert len(turns.heard) == 1 + 3
    told = [int(words.partition("second ")[2].split()[0]) for words in turns.heard[1:]]
    assert told[0] == 3
    assert told[1:] == pytest.approx([QUIET * RATE * 3 / 4] * 2, rel=0.01)


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
    sequential.present((0, 0, 32, 16), (0.0, 0.0, 0.0))
    first, over = shown(sequential), []
    show_between(sequential, time.perf_counter() + 0.02, lambda: over.append(shown(sequential)))
    assert {first, *over} == {"left", "right"}
    show_between(sequential, time.perf_counter() - 0.01, lambda: over.append("late"))
    assert len(over) == 1


def test_a_device_without_turns_shows_nothing_between(stage):
    one = stage(adopt=False)
    one.window = SimpleNamespace()  # nothing is asked of it
    began = time.perf_counter()
    show_between(one, began + 100.0)  # nor is there any waiting
    assert time.perf_counter() - began < 90.0
    assert one.turns is None


def test_while_eyes_rest_nothing_is_skipped(turns):
    for number in range(10 * RATE // 2):  # every other picture
        turns.shown(number * 2 / RATE)
        turns.rest()
    assert turns.skipped == 0
    assert len(turns.heard) == 1
