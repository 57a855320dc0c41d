"""Keys as a real X server tells them, in the layouts that artists have: what they play, and what they command."""

import time

import pytest

from renderer.show.projector import STEADY

# Of keys, by their place.
CODES = {"1": 10, "q": 24, "s": 39, "z": 52, "b": 56, "n": 57, "y": 29, "pad 2": 88, "shift": 50, "ctrl": 37}
REST, FIRST, SECOND, FULL = 124, 190, 236, 255  # codes of the red that the scene draws at 0, 0.4, 0.8 and 1
SCENE = """from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    one: float = param(0.0, 0.0, 1.0, help="Red.")
    two: float = param(0.0, 0.0, 1.0)
    three: float = param(0.0, 0.0, 1.0)
    four: float = param(0.0, 0.0, 1.0)
    five: float = param(0.0, 0.0, 1.0)
    six: float = param(0.0, 0.0, 1.0, help="Green.")

SCENE = Scene("Keys", Params, (Pass("image", "image.frag"),), caption="One. Two.")
"""
IMAGE = "void main() { o = vec4(0.2 + 0.8 * vec2(u_one, u_six), 0.2 + u_two + u_three + u_four + u_five, 1.0); }\n"


@pytest.fixture
def show(server, chorus, tmp_path):
    """Return ``show(layout)``: a performance, or a preview, of one parameter and two presets on such a keyboard."""
    folder = tmp_path / "keys"
    (folder / "presets").mkdir(parents=True)
    (folder / "scene.py").write_text(SCENE)
    (folder / "image.frag").write_text(IMAGE)
    for n in (1, 2):
        (folder / "presets" / f"p{n}.toml").write_text(f"order = {n}\n[params]\none = {0.4 * n:.1f}\nred = 1.0\n")

    def start(*layout, command="perform"):
        server.run("setxkbmap", *layout)
        shown = chorus(command, folder, "--size", "320x180")
        shown.until(lambda: "red" in shown.said)  # the presets of the scene are read
        return shown

    yield start
    server.run("setxkbmap", "us")


def keys(server, *words):
    """Press, hold and let go keys by their place: ``q``, ``+shift``, ``-shift``."""
    for word in words:
        what = {"+": "keydown", "-": "keyup"}.get(word[0], "key")
        server.run("xdotool", what, str(CODES[word.lstrip("+-")]))


def red(command, code):
    """Wait until the picture is so red."""
    command.until(lambda: abs(command.at(640, 360)[0] - code) <= 2)


@pytest.mark.parametrize(("layout", "black", "told", "plays"), [
    (("fr",), "b", "B blackout, F freeze", "A one"),
    (("de",), "b", "B blackout, F freeze", "Q one"),
    (("us", "-variant", "dvorak"), "n", "B blackout, F freeze", "' one"),
    (("ru",), "b", "\u0418 (B) blackout, \u0410 (F) freeze", "\u0419 one"),
], ids=lambda one: one[-1] if isinstance(one, tuple) else "")  # fmt: skip
def test_places_play_letters_command_and_both_are_told_as_they_are_written(show, server, layout, black, told, plays):
    command = show(*layout)
    red(command, REST)
    assert f"keys: {told}, 0 begin anew, F6 corner pin, Esc twice to leave\n" in command.said
    assert f"keys that fade to a preset: 1 p1, 2 p2\nwhile held: {plays}, " in command.said
    assert command.said.count("no parameter 'red'") == 2  # the show plays though its presets are of an older scene
    for held in ((), ("shift",)):  # which is let go before the key is
        keys(server, *(f"+{one}" for one in held), "+q")
        red(command, FULL)
        keys(server, *(f"-{one}" for one in held), "-q")
        red(command, REST)
    keys(server, "1")
    red(command, FIRST)
    keys(server, "+ctrl", black, "-ctrl")
    command.work()
    red(command, FIRST)
    keys(server, black)
    red(command, 0)
    time.sleep(STEADY)
    keys(server, black)
    red(command, FIRST)
    if layout == ("de",):  # a keyboard that is plugged in while the show runs
        server.run("setxkbmap", "fr")
        command.until(lambda: "while held: A one, " in command.said)
        assert "on and off: Q one, " in command.said


def green(command, code):
    command.until(lambda: abs(command.at(640, 360)[1] - code) <= 2)


def test_places_whose_letters_command_no_more_play_after_another_layout_is_plugged_in(show, server):
    command = show("us", "-variant", "dvorak")
    red(command, REST)
    assert "G six" in command.said  # at the place of u, for f is at that of y
    server.run("setxkbmap", "us")
    command.until(lambda: "Y six" in command.said)
    keys(server, "+y")
    green(command, FULL)
    keys(server, "-y")
    green(command, REST)


def test_a_preset_is_called_again_and_again_with_a_modifier_that_is_let_go_first_and_from_the_keypad(show, server):
    command = show("de")
    red(command, REST)
    for _ in range(2):
        keys(server, "+shift", "+1", "-shift", "-1")
        red(command, FIRST)
        keys(server, "pad 2")
        red(command, SECOND)


def test_a_preview_hears_letters_that_are_no_a_to_z_and_tells_them(show, server, tmp_path):
    window = show("ru", command="preview")
    assert "\u042b (S) still, \u0414 (L) like, \u041a (R) new seed, \u0418 (B) brush" in window.said
    window.until(lambda: window.said.count("no parameter 'red'") == 2 and window.memory())
    keys(server, "s")
    window.until(lambda: [*(tmp_path / "exports").glob("*.png")])
    keys(server, "pad 2")
    window.until(lambda: window.memory()["setup"]["params"] == {"one": 0.8})
    keys(server, "+ctrl", "z", "-ctrl")
    window.until(lambda: window.memory()["setup"]["params"] == {})
    server.key("F2")
    window.until(lambda: "while held: \u0419 one" in window.said)
    keys(server, "+q")
    window.until(lambda: window.memory()["setup"]["params"] == {"one": 1.0})
    keys(server, "-q")
    window.until(lambda: window.memory()["setup"]["params"].get("one", 0.0) == 0.0)
