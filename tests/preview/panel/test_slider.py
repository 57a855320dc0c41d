"""Numbers of sliders are typed: by a double click and by Ctrl and a click; Esc gives back what stood before."""

from types import SimpleNamespace

import pytest

from renderer.preview.panel import slider


@pytest.fixture
def knob(hand, imgui_context):
    """Return a slider's value in ``.now``, and the hand at it."""
    made = SimpleNamespace(now=0.3, taken=0)

    def draw():
        imgui_context.set_next_item_width(300.0)
        _, made.now = slider.number("##v", made.now, 0.0, 1.0, "%.3f m")
        made.taken += slider.taken()

    made.hand, made.io = hand(draw), imgui_context.get_io()
    return made


def test_a_double_click_types_over_what_stood_before_the_first_press(knob):
    knob.hand.click("##v", 0.8)
    assert knob.now == pytest.approx(0.8, abs=0.02)
    knob.hand.click("##v", 0.8)
    assert knob.now == 0.3
    assert knob.io.want_text_input
    knob.hand.type("0.1", "enter")
    assert knob.now == 0.1  # as it was typed, not the float32 beside it
    assert not knob.io.want_text_input
    assert knob.taken == 1  # one hand, one step of undo


def test_escape_gives_it_back(knob):
    knob.hand.click("##v", 0.8)
    knob.hand.click("##v", 0.8)
    knob.hand.type("9", "escape")
    assert knob.now == 0.3


def test_control_and_a_click_types_too_and_no_number_leaves_the_range(knob, imgui_context):
    knob.io.add_key_event(imgui_context.Key.mod_ctrl, True)
    knob.hand.click("##v", 0.8)
    knob.io.add_key_event(imgui_context.Key.mod_ctrl, False)
    knob.hand.type("7", "enter")
    assert knob.now == 1.0


def test_two_clicks_apart_turn_it_twice(knob):
    knob.hand.click("##v", 0.8)
    knob.hand.frame(30)
    knob.hand.click("##v", 0.4)
    assert knob.now == pytest.approx(0.4, abs=0.02)
    assert not knob.io.want_text_input


@pytest.mark.parametrize(("typed", "end", "now"), [
    ("0.99rsb", "enter", 0.3), ("0.99rsb", "escape", 0.3), ("half", "enter", 0.3), ("0.5 m", "enter", 0.5),
    ("0,25", "enter", 0.25), ("5e-1", "enter", 0.5), ("", "enter", 0.3),
])  # fmt: skip
def test_what_is_no_number_is_told_while_it_is_typed_and_leaves_what_stood_before(knob, typed, end, now):
    knob.hand.click("##v", 0.8)
    knob.hand.click("##v", 0.8)
    knob.hand.type(typed)
    assert ("is no number" in knob.hand.words) is (now == 0.3 and bool(typed))
    knob.hand.type("", end)
    assert knob.now == now
    knob.hand.frame(3)
    assert "is no number" not in knob.hand.words
    knob.hand.drag("##v", 0.2, 0.6)
    assert knob.now == pytest.approx(0.6, abs=0.02)


def test_whole_numbers_are_typed_alike(hand, imgui_context):
    made = SimpleNamespace(now=3)

    def draw():
        imgui_context.set_next_item_width(300.0)
        _, made.now = slider.whole("##n", made.now, 0, 40, "%d px")
        slider.taken()

    own = hand(draw)
    for typed, now in (("7x", 3), ("5e1", 3), ("2.7", 3), ("7 px", 7)):
        own.click("##n", 0.8)
        own.click("##n", 0.8)
        own.type(typed)
        assert ("is no whole number" in own.words) is (now == 3)
        own.type("", "enter")
        assert made.now == now
        own.frame(30)


def test_a_number_with_its_unit_is_one_whatever_words_stand_before_it(hand, imgui_context):
    made = SimpleNamespace(now=30.0)

    def draw():
        imgui_context.set_next_item_width(300.0)
        _, made.now = slider.number("##r", made.now, 1.0, 100.0, "radius %.1f mm")
        slider.taken()

    own = hand(draw)
    own.click("##r", 0.8)
    own.click("##r", 0.8)
    own.type("40 mm", "enter")
    assert made.now == 40.0
