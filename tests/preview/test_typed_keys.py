"""Keys that follow a click into the panel wait until the panel knows whose they are."""

from types import SimpleNamespace

import pytest

from renderer.preview.typed_keys import NEXT_FIELD, TypedKeys


@pytest.fixture
def keys(imgui_context):
    """Return keys beside a panel at the right of a window of 1000 units, its handlers and what they did."""
    shown = [True]
    made = TypedKeys(SimpleNamespace(size=(1000, 700), unit=1.0, scale=1.0), lambda: shown[0])
    done = []
    return SimpleNamespace(made=made, done=done, shown=shown, io=imgui_context.get_io(),
                           key=lambda name: made.let(lambda: done.append(name)), on=made.handlers())  # fmt: skip


def test_a_key_acts_at_once_where_nothing_is_clicked_and_not_while_something_is_typed(keys):
    keys.key("s")
    keys.on["on_mouse_press"](100, 300)  # on the picture
    keys.key("r")
    keys.io.want_text_input = True
    keys.key("x")
    assert keys.done == ["s", "r"]
    keys.shown[0] = False
    keys.key("l")
    assert keys.done == ["s", "r", "l"]


@pytest.mark.parametrize("typed", [True, False])
def test_after_a_click_into_the_panel_keys_wait_for_what_it_says(keys, typed):
    for event in ("on_mouse_press", "on_mouse_release"):
        keys.on[event](900, 300)
    keys.key("5")
    assert keys.made.typing
    for _ in range(2):
        keys.made.drawn()
        assert keys.done == []
    keys.io.want_text_input = typed
    keys.made.drawn()
    assert keys.done == ([] if typed else ["5"])


def test_a_tab_that_comes_before_the_panel_knows_of_a_click_is_told_in_its_turn(keys):
    def heard(name, tab=False):
        keys.made.hear(lambda: keys.done.append(name), tab)

    heard("tab", True)  # nothing is clicked: whether a field is open is known
    keys.on["on_mouse_press"](900, 300)
    for name in ("2", "tab", "5"):
        heard(name, name == "tab")
    for _ in range(2):
        assert keys.done == ["tab", "2"]
        keys.io.want_text_input = True  # the click opened a field
        keys.made.drawn()
    assert keys.done == ["tab", "2", "tab"]
    keys.io.want_text_input = False  # between two fields
    keys.key("s")
    heard("7")
    for _ in range(NEXT_FIELD):
        assert keys.done == ["tab", "2", "tab"]
        keys.made.drawn()
        keys.io.want_text_input = True
    assert keys.done == ["tab", "2", "tab", "5", "7"]
    heard("tab", True)
    heard("8")
    keys.shown[0] = False
    heard("x")
    assert keys.done == ["tab", "2", "tab", "5", "7", "tab", "x"]


def test_after_a_tab_is_waited_for_what_the_panel_has_not_heard_yet(keys, imgui_context):
    keys.io.want_text_input = True
    keys.io.add_mouse_button_event(0, True)  # it hears one event of a kind a frame
    keys.made.hear(lambda: keys.done.append("tab"), True)
    keys.made.hear(lambda: keys.done.append("5"), False)
    for _ in range(NEXT_FIELD + 1):
        keys.made.drawn()
    assert keys.done == ["tab"]
    for _ in range(NEXT_FIELD):
        imgui_context.new_frame()
        imgui_context.render()
        keys.made.drawn()
    assert keys.done == ["tab", "5"]
