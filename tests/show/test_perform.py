"""A performance as its operator meets it: a display by name, blackout, freeze, Esc twice."""

import json
import re
import socket
import struct
import time
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from desktop import PROBE
from figures import figures_text

from renderer.core.errors import RendererError, SceneError
from renderer.frames.clock import Clock
from renderer.session.setup import Setup
from renderer.show.adoption import Adoption
from renderer.show.life import Life, stamped
from renderer.show.operator_keys import TWICE
from renderer.show.perform import Performance
from renderer.show.projector import STEADY
from renderer.show.reload import News, Reloader

RED, GREEN = (200, 360), (640, 360)


@pytest.fixture
def show(chorus, probe, tmp_path):
    command = chorus("perform", probe, "--display", "1", "--size", "640x360", "--record", tmp_path / "n.take")
    command.until(lambda: command.at(*RED)[0] > 100)
    return command


def test_it_covers_the_display_without_a_panel_and_is_found_by_its_class_and_process(show, server):
    (window,) = server.run("xdotool", "search", "--class", "^Chorus$").decode().split()
    assert server.run("xdotool", "getwindowpid", window) == f"{show.drawing}\n".encode()
    screen = server.screen()
    assert (screen[:, :300, 0] > 180).all()
    assert (screen[300:320, 1100:] == screen[300, 1100]).all()


def test_blackout_freeze_and_escape_twice(show, server, tmp_path):
    server.key("b", "b")  # the second at once: a finger that hammers must not flash the wall
    show.until(lambda: not server.screen().any())
    show.work()
    assert not server.screen().any()
    time.sleep(STEADY)
    show.press("b", lambda: show.at(*RED)[0] > 100)
    show.work()  # a frame between the two: its take has one state a frame
    server.key("f")
    show.work()
    still = show.at(*GREEN)
    show.work()
    assert show.at(*GREEN) == still
    server.key("f")
    show.until(lambda: show.at(*GREEN) != still)
    server.key("Escape")
    show.work()
    time.sleep(TWICE)
    server.key("Escape")
    show.work()
    assert show.process.poll() is None
    time.sleep(TWICE)
    assert show.leave("Escape", "Escape") == 0
    assert "leaked" not in show.said
    take = [json.loads(line) for line in (tmp_path / "n.take").read_text().splitlines()]
    assert [line["operator"] for line in take if "operator" in line] == [["black"], [], ["frozen"], []]


def test_a_scene_that_fails_keeps_its_picture_and_says_so_once(chorus, probe, server):
    module = probe / "scene.py"
    end = probe / "end"  # from when this file is there
    fails = f"\n\ndef derive(frame, params):\n    return {{'part': 1.0 / (not Path({str(end)!r}).exists())}}\n"
    text = module.read_text().replace("\n\nSCENE", f"{fails}\n\nSCENE")
    text = text.replace("from dataclasses", "from pathlib import Path\nfrom dataclasses")
    module.write_text(text.replace("pick=", "derive=derive, pick="))
    command = chorus("perform", probe, "--size", "640x360")
    command.until(lambda: command.at(*RED)[0] > 100)
    end.touch()
    command.until(lambda: "ZeroDivisionError" in command.said)
    command.work()
    first = server.screen()
    command.work()
    assert (server.screen() == first).all()
    assert first[360, 200, 0] > 100
    assert command.said.count("ZeroDivisionError") == 1
    assert "scene.py:21: ZeroDivisionError: float division by zero" in command.said
    server.key("b")  # blackout works though the scene has failed
    command.until(lambda: not server.screen().any())


@pytest.mark.parametrize("reload", [False, True])
def test_saves_reach_the_audience_only_where_that_was_asked_for(chorus, probe, reload):
    sheet = probe / "visits.csv"
    sheet.write_text(figures_text())
    extra = ["--reload"] if reload else ["--data", sheet]
    command = chorus("perform", probe, "--size", "640x360", *extra)
    command.until(lambda: command.at(*RED)[0] > 100)
    command.work()
    (probe / "tint.glsl").write_text("const vec3 TINT = vec3(0.0, 0.0, 1.0);\n")
    if reload:
        command.until(lambda: command.at(*RED)[2] > 100)
        (probe / "tint.glsl").write_text("nonsense\n")
        command.until(lambda: "tint.glsl:1" in command.said)
        assert "plays again" not in command.said
        (probe / "tint.glsl").write_text("const vec3 TINT = vec3(0.0, 1.0, 0.0);\n")
        command.until(lambda: command.at(*RED)[1] > 100)
        command.until(lambda: "tint.glsl plays again\n" in command.said)  # not a word of it at the save before
        assert command.said.count("plays again") == 1
    else:
        sheet.write_text("")  # figures always do
        command.until(lambda: "Still showing the figures of" in command.said)
        assert "plays again" not in command.said
        sheet.write_text(figures_text())
        command.until(lambda: "visits.csv plays again\n" in command.said)
        command.work()
        assert command.at(*RED)[2] == 0


@pytest.fixture
def frozen():
    """Return a performance whose wall is frozen, its words as ``.said``, and the one in ``.refused`` for scenes."""
    said, refused = [], [""]

    def adopt(*_):
        if refused[0]:
            raise RendererError(refused[0])

    def fail(words):
        said.append(words)

    stage = SimpleNamespace(error="", engine=object(), adopt=adopt, give=lambda _: None, fail=fail)
    show = Performance.__new__(Performance)
    show.stage, show.session, show.say, show._told_lost = stage, None, said.append, set()
    show._keeper, show._adoption = SimpleNamespace(know=lambda _: None), Adoption(stage, said.append)
    show.clock, show.life, show.operator = Clock(30, 0.0), Life(said.append), SimpleNamespace(frozen=True)
    show.player = SimpleNamespace(operate=lambda *_, **__: None)
    show.operator.black, show.operator.presented = False, lambda _: None
    show._present, stage.finish = lambda: None, lambda *_, **__: None
    show.said, show.refused = said, refused
    return show


def heard(show, reloader):
    """Return what is said of news, and with the frame after them."""
    show.said.clear()
    show._hear(reloader)
    show._draw(0.0, None)
    return list(show.said)


def test_what_is_refused_on_the_stage_is_said_and_a_preset_beside_it_plays_nothing_again(frozen, monkeypatch):
    monkeypatch.setattr("renderer.show.perform.say_lost", lambda *_: None)

    def save(name, **facts):
        news = News(SimpleNamespace(scene=SimpleNamespace(inputs=())), object(), changed=(name,), **facts)
        return heard(frozen, SimpleNamespace(news=lambda: news))

    frozen.refused[0] = "no room on this GPU"
    assert save("a.frag") == ["no room on this GPU"]
    assert save("calm.toml", only_presets=True) == ["no room on this GPU"]  # which the stage itself says once
    frozen.refused[0] = ""
    assert save("a.frag") == ["a.frag plays again"]


def test_a_preset_that_cannot_be_read_is_told_once_and_what_else_is_wrong_is_told_as_ever(frozen, probe):
    reloader, low = Reloader(Setup(str(probe / "scene.py")), dict, trial=object()), probe / "presets" / "low.toml"
    low.write_text("[params\n")

    def save(path):
        reloader._reread(0.0, (path,), only_presets=path.suffix == ".toml")
        return heard(frozen, reloader)

    assert [words[:36] for words in save(low)] == ["low.toml:1: this preset cannot be re"]
    assert save(probe / "image.frag") == []
    frozen.refused[0] = "no room on this GPU"
    assert save(probe / "image.frag") == ["no room on this GPU"]
    frozen.refused[0] = ""
    assert [words[-22:] for words in save(probe / "image.frag")] == ["image.frag plays again"]
    low.unlink()
    assert save(low) == []


DEEP = '''"""White for the left eye, black for the right one."""
from dataclasses import dataclass
from renderer import Pass, Scene, Volume

@dataclass(frozen=True)
class Params:
    pass

SCENE = Scene("Deep", Params, (Pass("image", "image.frag"),), views=Volume(width=60.0, height=44.0))
'''


def test_a_device_shows_what_it_shows_in_a_preview_and_is_told_where_its_px_are_others(chorus, tmp_path):
    (tmp_path / "scene.py").write_text(DEEP)
    (tmp_path / "image.frag").write_text("void main() { o = vec4(vec3(u_eye.x < 0.0 ? 0.8 : 0.0), 1.0); }")
    command = chorus("perform", tmp_path, "--as", "anaglyph:red-cyan-2009", "--size", "640x360")
    command.until(lambda: command.at(640, 360)[0] > 100 > max(command.at(640, 360)[1:]))  # red is for the left eye
    assert "anaglyph:red-cyan-2009 is 640x360 px, and screen has 1280x720: it is scaled to fit" in command.said


def test_a_flat_scene_is_refused_for_a_device_before_anything_is_shown(chorus):
    command = chorus("perform", PROBE, "--as", "anaglyph")
    assert command.ended() == 2
    command.close()
    assert command.said.startswith("probe is a flat picture: it has no views for anaglyph")


def test_an_unknown_display_is_refused_with_those_there_are(chorus):
    command = chorus("perform", PROBE, "--display", "scren")
    assert command.ended() == 2
    command.close()
    assert command.said.startswith("no display 'scren'; did you mean 'screen'? There are: 1 screen (1280x720)")


SLOW = '''"""White, and as slow as is asked for."""
from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    turns: int = param(20000, 1, 20000000, help="Of a loop.")

SCENE = Scene("Slow", Params, (Pass("image", "image.frag"),))
'''
LOOP = """void main() {
    float x = gl_FragCoord.x + u_time;
    for (int i = 0; i < u_turns; i++) x = sin(x * 1.7 + 1.0);
    o = vec4(vec3(0.8 + 0.1 * x), 1.0);
}"""


def test_blackout_and_leaving_do_not_wait_for_a_slow_picture(chorus, tmp_path, port):
    (tmp_path / "scene.py").write_text(SLOW)
    (tmp_path / "image.frag").write_text(LOOP)
    command = chorus("perform", tmp_path, "--size", "320x180", "--osc", port)
    command.until(lambda: command.at(640, 360)[0] > 100)
    command.work(1.0)  # its pace is known
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as osc:
        osc.sendto(b"/chorus/typed/turns\0,f\0\0" + struct.pack(">f", 5e6), ("127.0.0.1", port))
        command.work(1.0)  # of a picture that takes many seconds
        command.press("b", lambda: not command.server.screen().any())
        time.sleep(STEADY)
        command.press("b", lambda: command.at(640, 360)[0] > 100)  # the last picture that is whole
        assert "a picture took" not in command.said  # as is told of a slow one when it is whole
        assert command.leave("Escape", "Escape") == 0
    assert "a picture took" not in command.said
    assert "leaked" not in command.said


def test_a_scene_that_ends_the_process_by_itself_is_named(chorus, tmp_path):
    (tmp_path / "scene.py").write_text("import os\nos._exit(0)\n")
    command = chorus("perform", tmp_path, "--size", "320x180")
    assert command.ended() == 3
    assert "scene.py: it ends with exit status 0 in the midst of its work, by itself" in command.said


def test_a_scene_that_never_drew_is_refused(chorus, probe):
    (probe / "tint.glsl").write_text("nonsense\n")
    command = chorus("perform", probe)
    assert command.ended() == 1
    command.close()
    assert "tint.glsl:1" in command.said


@pytest.mark.parametrize("follows", [True, False])
def test_what_ends_a_life_after_another_is_told_with_the_time_of_day(monkeypatch, follows):
    def show(*_):
        raise SceneError("scene.py:55: ValueError: x")

    command, said = import_module("renderer.cli.perform"), []
    monkeypatch.setattr(command, "_show", show)
    life = SimpleNamespace(follows=follows, say=stamped(said.append))
    if follows:
        assert command._live(Path("scene.py"), {}, life) == SceneError.exit_code
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d scene.py:55: ValueError: x", *said)
    else:  # of the first, the command itself tells it
        with pytest.raises(SceneError):
            command._live(Path("scene.py"), {}, life)
        assert said == []
