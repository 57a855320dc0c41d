import json

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from renderer.cli.main import cli, main

HEADER = "area,area_name,time,measure,value,state,unit"


@pytest.fixture(autouse=True)
def _state(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def town(tmp_path):
    """Return a map of three quarters, and write figures of two of them and of one that the map has not."""
    names = ("Altona", "St. Pauli", "Neustadt")
    features = [{"type": "Feature", "properties": {"id": f"0{n}", "name": name}, "geometry": {
        "type": "Polygon", "coordinates": [[[n, 53], [n + 1, 53], [n + 1, 54], [n, 54], [n, 53]]]}}
        for n, name in enumerate(names)]  # fmt: skip
    (tmp_path / "town.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    areas = (("0", "Altona"), ("x", "Sankt Pauli"), ("9", "Veddel"))
    rows = [f"{code},{name},2023,visit,60,value,percent" for code, name in areas]
    (tmp_path / "figures.csv").write_text("\n".join((HEADER, *rows)) + "\n")
    return "town.geojson"


def run(*arguments):
    return CliRunner().invoke(cli, ["data", "places", *arguments], catch_exceptions=False).output


def test_it_says_what_a_map_holds(town):
    told = run(town)

    assert told.startswith("town.geojson: 3 areas, 22,")
    assert "  codes    id: 00, 01, 02\n  names    name: Altona, St. Pauli, Neustadt\n" in told
    assert "joins" not in told


def test_it_says_what_joins_and_what_does_not(town):
    told = run(town, "--data", "figures.csv")

    assert "joins 1 of 3 areas: 1 by code (1 without the zeros that one of the two lost)" in told
    assert "without a place on the map, 2: 9 Veddel, x Sankt Pauli" in told
    assert "without figures, 2: 01 St. Pauli, 02 Neustadt" in told
    assert "like names, not joined: --same 'Sankt Pauli=St. Pauli' if area x Sankt Pauli is St. Pauli" in told


def test_what_somebody_says_is_joined(town):
    told = run(town, "--data", "figures.csv", "--same", "Sankt Pauli=St. Pauli")

    assert "joins 2 of 3 areas: 1 by code, 1 as said" in told
    assert main(["data", "places", town, "--data", "figures.csv", "--same", "Altona"]) == 2


def test_a_map_that_is_none_is_refused_in_a_sentence(capsys):
    assert main(["data", "places", "none.zip"]) == 1
    assert "none.zip does not exist" in capsys.readouterr().err
    assert main(["data", "places", "town"]) == 1
    assert main(["data", "places"]) == 2
    assert "name a map as FILE; those that travel with Chorus: us_states" in capsys.readouterr().err


def test_figures_of_states_have_their_map():
    told = run("--data", "us_oral_health")

    assert told.startswith("us_states: 52 areas, ")
    assert "joins 51 of 51 states: 51 by code" in told


def test_it_draws_the_map(town, tmp_path):
    told = run(town, "--data", "figures.csv", "--out", "map.png")

    assert "drawn    Albers equal-area, centred at 53.5° N, 1.5° E" in told
    assert (tmp_path / "map.png").stat().st_size > 1000
    assert main(["data", "places", town, "--out", "map.svg"]) == 2
    assert main(["data", "places", town, "--out", "map.png"]) == 2
    assert main(["data", "places", town, "--out", "map.png", "--force"]) == 0


SCENE = """
from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    light: float = param(1.0, 0.0, 2.0, help="Light.")

SCENE = Scene("Ground", Params, (Pass("image", "image.frag"),), places=True, columns=("visit",), data="us_oral_health")
"""
FRAG = """#include "lib/place/at.glsl"
void main() {
    int row = place_at(pixel() / u_resolution.y);
    o = vec4(vec3(row < 0 ? 0.0 : row < u_rows ? 1.0 : 0.2) * u_light, 1.0);
}
"""


@pytest.fixture
def ground_scene(tmp_path):
    """Return the folder of a scene: white where an area has figures, grey where it has none."""
    (tmp_path / "ground").mkdir()
    (tmp_path / "ground/scene.py").write_text(SCENE)
    (tmp_path / "ground/image.frag").write_text(FRAG)
    return "ground"


def exported(path, *arguments):
    """Return the middle row of what is exported, 0 .. 255."""
    assert main(["export", *arguments, str(path), "--size", "160x90"]) == 0
    return np.asarray(Image.open(path))[45, :, 0].astype(int)


def test_a_scene_draws_the_map_that_is_named_and_is_made_again_from_its_manifest(town, ground_scene, tmp_path, capsys):
    line = exported(tmp_path / "a.png", ground_scene, "--data", "figures.csv", "--places", town)

    assert {line[n] > 250 for n in (40, 50)} == {True}  # Altona has figures
    assert all(60 < one < 160 for one in line[[80, 120]])
    assert line[1] == 0
    kept = json.loads((tmp_path / "a.png.json").read_text())["setup"]
    assert kept["places"] == town
    again = ["remake", "a.png", "--scene", f"./{ground_scene}", "--data", "figures.csv", "--out", "b.png"]
    (tmp_path / town).rename(tmp_path / "moved.geojson")
    assert main(again) == 1
    assert "does not lie in the folder of this file; name it with --places" in capsys.readouterr().err
    assert main([*again, "--places", "moved.geojson"]) == 0
    assert (np.asarray(Image.open(tmp_path / "b.png")) == np.asarray(Image.open(tmp_path / "a.png"))).all()


def test_a_map_that_is_missing_or_not_wanted_is_told(town, ground_scene, capsys):
    assert main(["export", ground_scene, "a.png", "--data", "figures.csv"]) == 1
    assert "none of those that travel with Chorus (us_states) has these areas" in capsys.readouterr().err
    assert main(["export", "enamel", "a.png", "--places", town]) == 2
    assert "enamel draws no map, and 'town.geojson' was named: leave it out" in capsys.readouterr().err
