"""What mouse and keyboard did in a window reaches imgui: place, buttons, wheel, keys, letters."""

from types import SimpleNamespace

import pytest
from pyglets import key, mouse

from renderer.preview.panel.imgui_input import handlers


@pytest.fixture
def window(imgui_context, pyglet_names):  # noqa: ARG001
    """Return the handlers of a window 300 units high, and ``.frame()``, which lets imgui hear."""
    made = SimpleNamespace(**handlers(SimpleNamespace(get_size=lambda: (400, 300))))

    def frame():
        imgui_context.new_frame()
        imgui_context.render()
        return imgui_context.get_io()

    made.frame, made.imgui = frame, imgui_context
    frame()
    return made


@pytest.mark.parametrize("event", ["on_mouse_motion", "on_mouse_drag"])
def test_the_mouse_is_counted_from_the_top(window, event):
    getattr(window, event)(120, 280, 3, 4)
    io = window.frame()
    assert (io.mouse_pos.x, io.mouse_pos.y) == (120, 20)


@pytest.mark.parametrize(("button", "number"), [(mouse.LEFT, 0), (mouse.RIGHT, 1), (mouse.MIDDLE, 2)])
def test_buttons_are_pressed_where_the_mouse_is(window, button, number):
    window.on_mouse_press(50, 100, button, 0)
    window.frame()
    io = window.frame()
    assert (io.mouse_pos.x, io.mouse_pos.y) == (50, 200)
    assert [n for n in range(3) if io.mouse_down[n]] == [number]
    window.on_mouse_release(50, 100, button, 0)
    assert not any(window.frame().mouse_down[n] for n in range(3))


def test_the_wheel_turns_both_ways(window):
    window.on_mouse_scroll(0, 0, 0.5, -2.0)
    window.imgui.new_frame()
    io = window.imgui.get_io()
    assert (io.mouse_wheel_h, io.mouse_wheel) == (0.5, -2.0)
    window.imgui.render()


def test_a_mouse_that_left_points_at_nothing(window):
    window.on_mouse_motion(120, 280)
    window.frame()
    window.on_mouse_leave(0, 0)
    window.frame()
    assert not window.imgui.is_mouse_pos_valid()


@pytest.mark.parametrize(("symbol", "own"), [
    (key.RETURN, "enter"), (key.NUM_ENTER, "keypad_enter"), (key.LEFT, "left_arrow"),
    (key.BACKSPACE, "backspace"), (key.Z, "z"), (key.ESCAPE, "escape"),
])  # fmt: skip
def test_keys_that_edit_are_heard_and_let_go(window, symbol, own):
    window.on_key_press(symbol, 0)
    window.frame()
    assert window.imgui.is_key_down(getattr(window.imgui.Key, own))
    window.on_key_release(symbol, 0)
    window.frame()
    assert not window.imgui.is_key_down(getattr(window.imgui.Key, own))


def test_modifiers_come_with_any_key(window):
    window.on_key_press(key.Q, key.MOD_CTRL | key.MOD_SHIFT)
    io = window.frame()
    assert (io.key_ctrl, io.key_shift, io.key_alt) == (True, True, False)
    window.on_key_release(key.Q, 0)
    io = window.frame()
    assert not io.key_ctrl


def test_only_letters_are_typed(window):
    imgui, got = window.imgui, []
    for step in range(4):
        imgui.new_frame()
        imgui.begin("test")
        if step == 0:
            imgui.set_keyboard_focus_here()
        got.append(imgui.input_text("##a", "")[1])
        imgui.end()
        imgui.render()
        if step == 1:
            window.on_text("a\r\u00e9\n7")
    assert got[-1] == "a\u00e97" or got[-2] == "a\u00e97"


def test_tab_reaches_the_panel_only_while_something_is_typed(window):
    for typed in (False, True):
        window.imgui.get_io().want_text_input = typed
        window.on_key_press(key.TAB, 0)
        window.imgui.new_frame()
        assert window.imgui.is_key_down(window.imgui.Key.tab) is typed
        window.imgui.render()
        window.on_key_release(key.TAB, 0)
        window.frame()


def test_keys_and_letters_are_told_when_they_may_be_and_which_is_tab(imgui_context, pyglet_names):  # noqa: ARG001
    waiting = []
    made = handlers(SimpleNamespace(get_size=lambda: (400, 300)), 1.0, lambda *one: waiting.append(one))
    made["on_key_press"](key.TAB, 0)
    made["on_text"]("7")
    made["on_key_release"](key.TAB, 0)
    imgui_context.get_io().want_text_input = True
    assert [tab for _, tab in waiting] == [True, False, False]
    waiting[0][0]()
    imgui_context.new_frame()
    assert imgui_context.is_key_down(imgui_context.Key.tab)
    imgui_context.render()


def test_a_click_brings_its_modifiers_and_a_modifier_s_own_key_says_itself(window):
    window.on_mouse_press(50, 100, mouse.LEFT, key.MOD_CTRL)
    window.frame()
    assert window.frame().key_ctrl
    window.on_mouse_release(50, 100, mouse.LEFT, 0)
    window.on_key_press(key.LCTRL, 0)  # X tells what was held before
    window.frame()
    assert window.frame().key_ctrl
    window.on_key_release(key.LCTRL, key.MOD_CTRL)
    window.frame()
    assert not window.frame().key_ctrl


def test_a_drag_that_a_slow_frame_swallows_moves_a_slider(window):
    imgui, value, at = window.imgui, 0.5, [0.0, 0.0]

    def frame():
        nonlocal value
        imgui.new_frame()
        imgui.set_next_window_pos((0, 0))
        imgui.set_next_window_size((300, 100))
        imgui.begin("test")
        at[:] = imgui.get_cursor_screen_pos().x + 100, 300 - imgui.get_cursor_screen_pos().y - 8
        _, value = imgui.slider_float("##a", value, 0.0, 1.0)
        imgui.end()
        imgui.render()

    frame()
    frame()
    x, y = at
    window.on_mouse_press(x, y, mouse.LEFT, 0)
    for step in range(1, 9):
        window.on_mouse_drag(x - 10 * step, y)
    window.on_mouse_release(x - 80, y, mouse.LEFT, 0)
    window.on_mouse_motion(x - 80, 0)
    for _ in range(5):
        frame()
    assert value < 0.2
    assert not imgui.is_mouse_down(0)
