"""Keys that follow a click into the panel wait until the panel knows whose they are."""

from types import SimpleNamespace

import pytest

from renderer.preview.typed_keys import TypedKeys


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
