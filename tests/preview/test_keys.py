"""The keys of a preview: what each asks for, and that letters are letters while something is typed."""

from types import SimpleNamespace

import pytest
from pyglets import key

from renderer.preview import keys
from renderer.preview.keys import GROW, STRONGER, bind_keys, commands, unless_typed
from renderer.preview.typed_keys import TypedKeys
from renderer.show.key_places import KeyPlaces


@pytest.fixture
def press(imgui_context, monkeypatch, pyglet_names):  # noqa: ARG001
    """Return ``press(symbol, held)``: what the key asks for; ``.state`` is the preview, ``.io`` imgui's."""
    asked, bound = [], []
    monkeypatch.setattr(keys, "act", lambda _state, action: asked.append(action))
    state = SimpleNamespace(panel=True, sculptor=None)
    window = SimpleNamespace(listen=bound.append, keys=KeyPlaces(SimpleNamespace()), size=(900, 500), unit=1.0,
                             scale=1.0)  # fmt: skip
    typed = TypedKeys(window, lambda: state.panel)
    bind_keys(window, state, typed)

    def run(symbol, held=0):
        asked.clear()
        bound[0]["on_key_press"](symbol, held)
        return [*asked]

    run.state, run.typed, run.io = state, typed, imgui_context.get_io()
    return run


@pytest.mark.parametrize(("symbol", "action"), [
    (key.SPACE, "pause"), (key.PERIOD, "step"), (key.NUM_DECIMAL, "step"), (key.S, "still"), (key.L, "like"),
    (key.R, "reseed"), (key.TAB, "panel"), (key.B, "brush"), (key.F2, "keys"), (key.F5, "record"), (key.F11, "full"),
    (key.ESCAPE, "leave"), (key._0, "restart"), (key.NUM_0, "restart"),
])  # fmt: skip
def test_each_key_asks_for_its_own(press, symbol, action):
    assert press(symbol) == [(action,)]
    for held in (key.MOD_ALT, key.MOD_WINDOWS):
        assert press(symbol, held) == []


def test_numbers_ask_for_presets_and_other_keys_for_nothing(press):
    for row in ("_{}", "NUM_{}"):
        assert [press(getattr(key, row.format(n))) for n in range(1, 10)] == [[("number", n)] for n in range(1, 10)]
    for symbol in (key.Q, key.Z, key.F1, key.D, key.BRACKETLEFT):
        assert press(symbol) == []


@pytest.mark.parametrize("control", [key.MOD_CTRL, key.MOD_COMMAND])
def test_control_undoes_and_redoes_what_the_hand_is_at(press, control):
    for on, first in ((False, ()), (True, ("sculpt",))):
        press.state.sculptor = SimpleNamespace(on=on)
        assert press(key.Z, control) == [(*first, "undo")]
        assert press(key.Z, control | key.MOD_SHIFT) == [(*first, "redo")]
        assert press(key.Y, control) == [(*first, "redo")]
        assert press(key.S, control) == []


def test_with_the_brush_in_hand_letters_turn_it(press):
    press.state.sculptor = SimpleNamespace(on=True)
    for letter, kind in {"D": "drag", "P": "pull", "I": "push", "C": "carve", "M": "smooth"}.items():
        assert press(getattr(key, letter)) == [("sculpt", "kind", kind)]
    assert press(key.X) == [("sculpt", "flip")]
    for symbol, turn in {key.EQUAL: 1, key.NUM_ADD: 1, key.MINUS: -1, key.NUM_SUBTRACT: -1}.items():
        assert press(symbol) == [("sculpt", "press", turn * STRONGER)]
    assert press(key.BRACKETRIGHT) == [("sculpt", "grow", GROW)]
    assert press(key.BRACKETLEFT) == [("sculpt", "grow", pytest.approx(1 / GROW))]
    assert press(key.EQUAL) == [("sculpt", "press", STRONGER)]
    assert press(key.MINUS) == [("sculpt", "press", -STRONGER)]
    assert press(key.S) == [("still",)]
    assert press(key.D, key.MOD_ALT) == []


def test_while_something_is_typed_letters_are_letters(press):
    press.io.want_text_input = True
    for symbol in (key.S, key.SPACE, key.ESCAPE):
        assert press(symbol) == []
    assert press(key.Z, key.MOD_CTRL) == []
    press.state.panel = False  # a panel that is hidden has no words
    assert press(key.S) == [("still",)]


def test_escape_closes_an_open_list_and_not_the_window(press, imgui_context):
    def frame(opens):
        imgui_context.new_frame()
        imgui_context.begin("test")
        if opens:
            imgui_context.open_popup("list")
        if imgui_context.begin_popup("list"):
            imgui_context.text("one")
            imgui_context.end_popup()
        imgui_context.end()
        found = press(key.ESCAPE)
        imgui_context.render()
        return found

    assert frame(False) == [("leave",)]
    assert frame(True) == []
    assert frame(False) == []


def test_another_s_handlers_rest_while_something_is_typed(press):
    heard = []
    wrapped = unless_typed({"on_key_press": lambda *at: heard.append(at) or True, "on_text": "same"}, press.typed)
    assert wrapped["on_text"] == "same"
    assert wrapped["on_key_press"](key.A, 0) is True
    press.io.want_text_input = True
    assert wrapped["on_key_press"](key.A, 0) is None
    assert heard == [(key.A, 0)]


def test_what_the_keys_do_is_told_as_it_is_written():
    assert commands(KeyPlaces(SimpleNamespace())) == ""  # the panel says it
    russian = SimpleNamespace(command={"s": "\u042b (S)", "l": "\u0414 (L)", "r": "\u041a (R)", "b": "\u0418 (B)"}.get)
    assert "\u042b (S) still, \u0414 (L) like, \u041a (R) new seed, \u0418 (B) brush" in commands(russian)
