"""A slow picture is drawn in parts, whoever plays is heard between them, and it is the same picture."""

import numpy as np
import pytest

from renderer.session.session import begin
from renderer.show.slow_frame import SLOW, Left
from renderer.signals.source import Figures

FEEDS = """columns=("dental_visit",), passes=(
    Pass("count", "count.frag", reads=("count",), format="f4"),
    Pass("rows", "rows.frag", reads=("count",), format="f4"),
    Pass("image", "image.frag", reads=("rows",)))"""
COUNT = "void main() { o = vec4((u_fresh ? 0.0 : texelFetch(t_count, ivec2(gl_FragCoord.xy), 0).x) + 1.0); }"
ROWS = "void main() { o = texelFetch(t_count, ivec2(gl_FragCoord.xy), 0) * gl_FragCoord.y; }"
IMAGE = "void main() { o = vec4(vec3(texelFetch(t_rows, ivec2(gl_FragCoord.xy), 0).x / 255.0), 1.0); }"


@pytest.fixture
def slow(stage):
    """Return a stage of three passes, one of which feeds back; in parts where ``hear`` is given."""

    def make(hear=None):
        one = stage(FEEDS, wanted=(64, 64), window=(64, 64), count_frag=COUNT, rows_frag=ROWS, image_frag=IMAGE)
        one.slow.hear = hear
        return one, begin(one.engine.loaded)

    return make


def seen(one):
    one.present((0, 0, 64, 64), (0.0, 0.0, 0.0))
    return one.window.gl.seen().copy()


def test_it_is_the_same_picture_and_state_and_hands_are_heard_in_each_pass(slow):
    heard = []
    whole, session = slow()
    parts, _ = slow(lambda: heard.append(parts.engine.draws))
    for index in (0, 1, 4):
        for one in (whole, parts):
            one.draw(session, index)
        assert len(heard) >= 3 * 2  # at least twice in each of three passes
        heard.clear()
        np.testing.assert_array_equal(seen(whole), seen(parts))
        parts.slow.expected()
    assert seen(parts).max() > 100


def test_only_what_is_slow_is_drawn_in_parts_and_another_scene_may_be(slow):
    heard = []
    one, session = slow(lambda: heard.append(1))
    one.draw(session, 0)
    one.slow.took(SLOW / 2)
    heard.clear()
    one.draw(session, 1)
    assert not heard
    one.draw(session.turn("level", 0.25, 0.0), 1)  # which may have made it a hundred times slower
    assert heard
    one.slow.took(SLOW / 2)
    one.draw(session, 1)
    heard.clear()
    one.draw(session, 2)
    assert not heard
    one.slow.took(2 * SLOW)
    one.draw(session, 3)
    assert heard
    one.slow.took(SLOW / 2)
    heard.clear()
    one.adopt(one.engine.loaded, Figures(one.engine.table))
    one.draw(session, 4)
    assert heard


def test_whoever_hears_may_draw_on_the_window_meanwhile(slow):
    plain, session = slow()
    plain.draw(session, 0)
    one, session = slow(lambda: one.presenter.clear(one.window.size, (1.0, 0.0, 0.0)))
    one.draw(session, 0)
    assert (one.window.gl.seen() == (255, 0, 0)).all()  # and what is drawn did not go there
    np.testing.assert_array_equal(seen(one), seen(plain))


def test_meanwhile_the_last_picture_that_is_whole_can_be_shown(slow):
    shown = []
    one, session = slow()
    one.draw(session, 0)
    before = seen(one)
    one.slow.hear = lambda: shown.append(seen(one))
    one.slow.expected()
    one.draw(session, 1)
    assert len(shown) >= 4
    assert all((picture == before).all() for picture in shown)
    assert (seen(one) != before).any()


def test_one_that_is_left_is_no_fault_and_is_drawn_whole_the_next_time(slow):
    def leave():
        raise Left

    one, session = slow(leave)
    one.draw(session, 0)
    assert (one.error, one.heard) == ("", [])
    one.slow.hear = None
    plain, _ = slow()
    for stage in (one, plain):
        stage.draw(session.restarted(), 0)
    np.testing.assert_array_equal(seen(one), seen(plain))
