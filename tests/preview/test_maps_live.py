"""A map is drawn by a running window and a performance: named, dropped, saved anew, and kept in stills."""

import json

import pytest
from desktop import save
from xdnd import drop

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
                    "--places", "town.geojson", "--crs", "drawing")  # fmt: skip
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
    server.key("s")
    still = window.until(lambda: next(window.folder.glob("exports/*.json"), None))
    kept = json.loads(still.read_text())
    assert (kept["setup"]["places"], kept["setup"]["map_answers"]) == ("other.geojson", {})
    assert "the map" in kept["files"]


def test_a_performance_draws_the_map_that_is_named(chorus, ground):
    show = chorus("perform", ground, "--size", "1280x720", "--fps", 12, "--data", "mine.csv",
                  "--places", "town.geojson", "--same", "Birch=Alder")  # fmt: skip
    show.until(lambda: any(abs(round(show.at(x, 360)[0] / 255 * 100) - 70) <= 8 for x in (500, 640, 700)))
    assert "1 as said" in show.said
