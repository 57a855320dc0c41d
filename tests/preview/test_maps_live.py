"""A map is drawn by a running window and a performance: named, dropped, saved anew, and kept in stills."""

import json
import socket

import numpy as np
import pytest
from desktop import save
from PIL import Image
from pythonosc.osc_message_builder import build_msg
from xdnd import drop

from renderer.cli.main import main
from renderer.session.take_file import read_take

SCENE = '''
from dataclasses import dataclass
from renderer import Pass, Role, Scene, param

@dataclass(frozen=True)
class Params:
    level: float = param(1.0, 0.0, 1.0, help="Light.")

SCENE = Scene("Ground", Params, (Pass("image", "image.frag"),), places=True,
              roles=(Role("lit", "light", default="visit"),))
'''
SHADER = """
#include "lib/data/cell.glsl"
#include "lib/place/at.glsl"
void main() {
    int row = place_at(pixel() / u_resolution.y);
    o = vec4(vec3(row < 0 ? 0.0 : row < u_rows ? pow(data_cell(row, ROLE_LIT, 0).value / 100.0, 2.2) : 1.0), 1.0);
}
"""
FIGURES = "area,area_name,time,measure,value,state,unit\na,Alder,2023,visit,40,value,percent\n" \
          "b,Birch,2023,visit,70,value,percent\n"


def town(*names):
    """Return a map of halves beside each other, as wide as the window and higher."""
    features = [{"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [
        [[n, 0], [n + 1, 0], [n + 1, 2], [n, 2], [n, 0]]]}} for n, name in enumerate(names)]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.fixture
def ground(tmp_path):
    """Return the folder of a scene that is as light as what is under a point; beside it figures and a map of one."""
    folder = tmp_path / "ground"
    folder.mkdir()
    (folder / "scene.py").write_text(SCENE)
    (folder / "image.frag").write_text(SHADER)
    (tmp_path / "mine.csv").write_text(FIGURES)
    (tmp_path / "town.geojson").write_text(town("Alder"))
    return folder


def lights(window):
    """Return how light the picture is, percent, left and right of its middle."""
    return [round(window.at(x, 360)[0] / 255 * 100) for x in (400, 500)]


def near(window, *percent):
    return window.until(lambda: all(abs(one - asked) <= 8 for one, asked in zip(lights(window), percent, strict=True)))


def test_a_map_is_named_and_another_is_dropped_and_saved_anew_while_it_plays(chorus, server, ground, tmp_path):
    (tmp_path / "other.geojson").write_text(town("Birch", "Cedar"))
    window = chorus("preview", ground, "--size", "1280x720", "--fps", 12, "--fresh", "--data", "mine.csv",
                    "--map", "town.geojson", "--crs", "drawing")  # fmt: skip
    near(window, 40, 40)
    assert "joins 1 of 2 areas: 1 by name" in window.said
    assert "without a place on the map, 1: b Birch" in window.said
    target = int(server.run("xdotool", "search", "--onlyvisible", "--name", "Chorus").split()[0])
    drop(server.name, target, tmp_path / "other.geojson")
    near(window, 70, 100)
    assert f"map: {tmp_path / 'other.geojson'}" in window.said
    window.until(lambda: "without figures, 1: Cedar" in window.said)
    save(tmp_path / "other.geojson", town("Cedar", "Alder"))
    near(window, 100, 40)
    (tmp_path / "broken.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    drop(server.name, target, tmp_path / "broken.geojson")
    window.until(lambda: "broken.geojson" in window.said)
    near(window, 100, 40)
    still = window.press("s", lambda: next(window.folder.glob("exports/[!.]*.json"), None))
    kept = json.loads(still.read_text())
    assert (kept["setup"]["places"], kept["setup"]["map_answers"]) == ("other.geojson", {})
    assert "the map" in kept["files"]


def middle(picture):
    """Return how light a picture is left and right of its middle, percent."""
    height, width = picture.shape[:2]
    return [round(int(picture[height // 2, width // 2 + x * height // 30, 0]) / 255 * 100) for x in (-1, 1)]


def test_a_performance_goes_near_one_place_and_its_take_draws_its_map_again(
    chorus, server, ground, port, tmp_path, monkeypatch
):
    head, *rows = FIGURES.splitlines()
    rows = [f"{row},{parent}" for row, parent in zip(rows, ("West", "East"), strict=True)]
    (tmp_path / "mine.csv").write_text("\n".join((f"{head},parent", *rows)) + "\n")
    (tmp_path / "town.geojson").write_text(town("Alder", "Oak"))
    show = chorus("perform", ground, "--size", "1280x720", "--fps", 12, "--data", "mine.csv", "--osc", port,
                  "--map", "town.geojson", "--same", "Birch=Oak", "--record", "night.take")  # fmt: skip
    lies = lambda *percents: show.until(lambda: all(  # noqa: E731
        abs(one - asked) <= 8 for one, asked in zip(middle(server.screen()), percents, strict=True)))  # fmt: skip
    lies(40, 70)
    assert "1 as said" in show.said
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hand:
        for place, percents in (("East", (70, 70)), ("", (40, 70))):
            hand.sendto(build_msg("/chorus/place", [place]).dgram, ("127.0.0.1", port))
            lies(*percents)
    assert show.leave("Escape", "Escape") == 0
    take, notes = read_take(tmp_path / "night.take")
    changed = take.facts["figures"]
    setup = take.head.setup
    assert (notes, setup.places, setup.map_answers.same) == ((), "town.geojson", (("Birch", "Oak"),))
    assert [value.get("place", "") for value in changed.values] == ["East", ""]
    monkeypatch.chdir(tmp_path)
    frames = [changed.frames[0] - 1, *changed.frames]
    for frame, percents in zip(frames, ((40, 70), (70, 70), (40, 70)), strict=True):
        words = ["--size", "192x108", "--take", "night.take", "--frames", str(frame), "--force"]
        assert main(["export", "ground", "again.png", *words]) == 0
        with Image.open("again.png") as again:
            assert middle(np.asarray(again)) == pytest.approx(percents, abs=2)
