"""Figures are put into a role of a running window: by a preset, by the panel, by OSC and as a dropped file."""

import json
import socket

import numpy as np
import pytest
from desktop import save
from figures import figures_text
from PIL import Image
from pythonosc.osc_message_builder import OscMessageBuilder, build_msg
from xdnd import drop

from renderer.cli.main import main
from renderer.session.take_file import read_take

SCENE = '''
from dataclasses import dataclass
from renderer import Pass, Role, Scene, param

@dataclass(frozen=True)
class Params:
    level: float = param(1.0, 0.0, 1.0, help="Light.")

SCENE = Scene("Wall", Params, (Pass("image", "image.frag"),), roles=(Role("lit", "light", default="dental_visit"),))
'''
SHADER = """
#include "lib/data/cell.glsl"
void main() { o = vec4(vec3(pow(data_cell(0, ROLE_LIT, 0).value / 100.0, 2.2)) * u_level, 1.0); }
"""
PLACE = (60, 360)


def tidy(**values):
    """Return a tidy file whose measures are the same share everywhere."""
    texts = [figures_text(value, measures=(name,)) for name, value in values.items()]
    return texts[0] + "".join(text.partition("\n")[2] for text in texts[1:])


@pytest.fixture
def wall(tmp_path):
    """Return the folder of a scene that is as light as what stands in its role, and figures beside it."""
    folder = tmp_path / "wall"
    (folder / "presets").mkdir(parents=True)
    (folder / "scene.py").write_text(SCENE)
    (folder / "image.frag").write_text(SHADER)
    (folder / "presets" / "a.toml").write_text('title = "A"\n[figures]\nlit = "sealants"\n')
    (tmp_path / "mine.csv").write_text(tidy(dental_visit=20.0, sealants=80.0, decay=50.0))
    return folder


def light(window):
    """Return how light the wall is, percent."""
    return round(window.at(*PLACE)[0] / 255 * 100)


def near(window, percent):
    return window.until(lambda: abs(light(window) - percent) <= 8)


def test_a_preset_the_panel_osc_and_undo_put_figures_into_a_role_and_a_take_keeps_them(chorus, server, wall, port):
    window = chorus("preview", wall, "--size", "1280x720", "--fps", 12, "--fresh", "--data", "mine.csv", "--osc", port)
    near(window, 20)
    server.key("F5")
    window.until(lambda: list(window.folder.glob("exports/*.take")))
    window.work()
    server.key("1")
    near(window, 80)
    window.until(lambda: window.memory()["setup"]["roles"] == {"lit": "sealants"})
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hand:
        for address, text in (("/chorus/figure/lit", "1-sealant"), ("/chorus/figure/lit", "1-dental_visit")):
            hand.sendto(build_msg(address, [text]).dgram, ("127.0.0.1", port))
            window.work()
    near(window, 80)
    window.until(lambda: window.memory()["setup"]["roles"] == {"lit": "1-dental_visit"})
    save(wall / "image.frag", SHADER.replace("* u_level", "* u_level * 0.5"))
    near(window, 58)  # half the light of 80: what was chosen outlives a save
    server.key("ctrl+z", "ctrl+z")
    near(window, 15)
    window.work()
    server.key("F5")
    (path,) = window.folder.glob("exports/*.take")
    window.until(lambda: path.read_text().endswith("}\n"))
    window.work()
    take, notes = read_take(path)
    changes = [value["lit"] for value in take.facts["figures"].values]
    assert (notes, take.head.setup.roles["lit"]) == ((), "dental_visit")
    assert changes[:2] == ["sealants", "1-dental_visit"]
    assert changes[-1] == "dental_visit"
    assert "did you mean 'sealants'" not in window.said  # the panel tells it: the terminal is for errors of the scene


RANGED = SCENE.replace('default="dental_visit")', 'default="dental_visit", domain=(0.0, 100.0))')
VALUE = "data_cell(0, ROLE_LIT, 0).value"
REACHES = SHADER.replace(f"{VALUE} / 100.0", f"role_part(ROLE_LIT, {VALUE})")
FIELD = np.array([34, 36, 43])  # behind what can be typed


def fields(screen):
    """Return the middles of two short fields beside each other: where a role is dark, and where full."""
    for y in range(0, len(screen), 4):
        inside = np.flatnonzero((abs(screen[y, 900:1260].astype(int) - FIELD) <= 3).all(axis=1)) + 900
        runs = np.split(inside, np.flatnonzero(np.diff(inside) > 12) + 1)
        if len(runs) == 2 and all(50 <= len(run) <= 70 for run in runs):
            return [(int(run.mean()), y + 6) for run in runs]
    return []


def test_a_range_is_typed_into_the_panel_lent_by_a_preset_heard_by_osc_and_undone(chorus, server, wall, port):
    save(wall / "scene.py", RANGED)
    save(wall / "image.frag", REACHES)
    (wall / "presets" / "a.toml").write_text('title = "A"\n[domains]\nlit = [0, 50]\n')
    window = chorus("preview", wall, "--size", "1280x720", "--fps", 12, "--fresh", "--data", "mine.csv", "--osc", port)
    near(window, 20)
    _, (x, y) = window.steady(lambda: fields(server.screen()))  # a note above it goes after a while
    server.mouse("mousemove", x, y)
    window.work()
    server.mouse("mousedown", 1, "sleep", 0.2, "mouseup", 1)
    window.work()
    server.key("4", "0", "Return")
    near(window, 50)
    window.until(lambda: window.memory()["setup"]["domains"] == {"lit": [0.0, 40.0]})
    save(wall.parent / "mine.csv", tidy(dental_visit=30.0, sealants=80.0, decay=50.0))
    near(window, 75)  # a release leaves it as it is
    server.mouse("mousemove", 300, 300)
    server.key("1")
    near(window, 60)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hand:
        message = OscMessageBuilder("/chorus/domain/lit")
        for number in (0.0, 60.0):
            message.add_arg(number)
        hand.sendto(message.build().dgram, ("127.0.0.1", port))
        near(window, 50)
        hand.sendto(OscMessageBuilder("/chorus/domain/lit").build().dgram, ("127.0.0.1", port))
        near(window, 30)
    server.key("ctrl+z")
    near(window, 50)


def test_a_file_dropped_onto_the_window_becomes_its_figures(chorus, server, wall, tmp_path):
    window = chorus("preview", wall, "--size", "1280x720", "--fps", 12, "--fresh", "--data", "mine.csv")
    near(window, 20)
    target = int(server.run("xdotool", "search", "--onlyvisible", "--name", "Chorus").split()[0])
    (tmp_path / "other.csv").write_text(tidy(fillings=70.0))
    drop(server.name, target, tmp_path / "other.csv")
    near(window, 70)
    assert "light show fillings" in window.said
    window.until(lambda: window.memory()["setup"]["figures"].endswith("other.csv"))
    (tmp_path / "notes.txt").write_text("no table\nat all\n")
    drop(server.name, target, tmp_path / "notes.txt", types=4)
    window.until(lambda: "notes.txt" in window.said)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    drop(server.name, target, tmp_path / "photo.jpg")
    window.until(lambda: "photo.jpg is in an encoding that cannot be told" in window.said)
    near(window, 70)
    still = window.press("s", lambda: next(window.folder.glob("exports/[!.]*.json"), None))
    assert json.loads(still.read_text())["data"]["name"] == "other"


def test_a_performance_is_played_by_osc_and_its_take_is_drawn_again(chorus, wall, port, tmp_path, monkeypatch):
    how = ("--figure", "lit=decay", "--data", "mine.csv", "--size", "1280x720", "--fps", 12)
    show = chorus("perform", wall, *how, "--osc", port, "--record", "night.take")
    near(show, 50)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hand:
        for text, percent in (("sealants", 80), ("", 20)):
            hand.sendto(build_msg("/chorus/figure/lit", [text]).dgram, ("127.0.0.1", port))
            near(show, percent)
        hand.sendto(build_msg("/chorus/stratum", ["age=child"]).dgram, ("127.0.0.1", port))
        show.until(lambda: "no figures of 'age=child': these figures have no groups" in show.said)
    assert show.leave("Escape", "Escape") == 0
    take, notes = read_take(tmp_path / "night.take")
    changed = take.facts["figures"]
    assert (notes, take.head.setup.roles["lit"]) == ((), "decay")
    assert [value["lit"] for value in changed.values] == ["sealants", "dental_visit"]
    monkeypatch.chdir(tmp_path)
    frames = [changed.frames[0] - 1, changed.frames[0], changed.frames[1]]
    for frame, percent in zip(frames, (50, 80, 20), strict=True):
        words = ["--size", "64x48", "--take", "night.take", "--frames", str(frame), "--force"]
        assert main(["export", "wall", "again.png", *words]) == 0
        with Image.open("again.png") as again:
            assert abs(np.asarray(again)[..., :3].mean() / 255 * 100 - percent) < 2
