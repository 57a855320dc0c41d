import json

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from renderer.cli.commands import cli
from renderer.cli.main import main

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


@pytest.mark.usefixtures("town")
def test_of_many_that_do_not_join_the_first_are_named_and_all_where_somebody_asks(tmp_path):
    features = [{"type": "Feature", "properties": {"id": f"{n:03}", "name": f"Quarter {n}"}, "geometry": {
        "type": "Polygon", "coordinates": [[[n, 5], [n + 1, 5], [n + 1, 6], [n, 6], [n, 5]]]}}
        for n in range(99)]  # fmt: skip
    (tmp_path / "many.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    few, every = (run("many.geojson", "--data", "figures.csv", *how) for how in ((), ("--all",)))

    assert "without figures, 97:" in few
    assert "Quarter 98" not in few
    assert "--all names every one" in few
    assert "Quarter 98" in every
    assert "--all" not in every


def test_names_that_begin_alike_are_those_of_several_areas_and_no_column_forges_a_line(tmp_path):
    column = "name\n  joins 4 of 4 areas: 4 by code"
    features = [{"type": "Feature", "properties": {column: "x" * 300 + end}, "geometry": {
        "type": "Polygon", "coordinates": [[[n, 5], [n + 1, 5], [n + 1, 6], [n, 6], [n, 5]]]}}
        for n, end in enumerate(("North", "South", "East"))]  # fmt: skip
    (tmp_path / "long.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    told = run("long.geojson")
    assert told.startswith("long.geojson: 3 areas")
    assert not any(line.strip().startswith("joins") for line in told.splitlines())


def test_swapped_axes_are_hinted_at_where_nothing_says_which_way_round_they_are(town):
    hint = "x and y may be swapped in the file: --crs latlon"
    assert hint in run(town)
    assert hint in run(town, "--data", "figures.csv")
    assert hint not in run(town, "--crs", "EPSG:4326")
    assert hint not in run("us_states")  # beyond 90 degrees west


def test_what_somebody_says_is_joined(town):
    told = run(town, "--data", "figures.csv", "--same", "Sankt Pauli=St. Pauli")

    assert "joins 2 of 3 areas: 1 by code, 1 as said" in told
    assert main(["data", "places", town, "--data", "figures.csv", "--same", "Altona"]) == 2
    assert main(["data", "places", town, "--data", "figures.csv", "--same", "x=St. Pauli", "--same", "x=Altona"]) == 2


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
    line = exported(tmp_path / "a.png", ground_scene, "--data", "figures.csv", "--map", town)

    assert {line[n] > 250 for n in (40, 50)} == {True}  # Altona has figures
    assert all(60 < one < 160 for one in line[[80, 120]])
    assert line[1] == 0
    kept = json.loads((tmp_path / "a.png.json").read_text())["setup"]
    assert kept["places"] == town
    again = ["remake", "a.png", "--scene", f"./{ground_scene}", "--data", "figures.csv", "--out", "b.png"]
    (tmp_path / town).rename(tmp_path / "moved.geojson")
    assert main(again) == 1
    assert "does not lie in the folder of this file; name it with --map" in capsys.readouterr().err
    assert main([*again, "--map", "moved.geojson"]) == 0
    assert (np.asarray(Image.open(tmp_path / "b.png")) == np.asarray(Image.open(tmp_path / "a.png"))).all()


def test_a_map_that_is_missing_or_not_wanted_is_told(town, ground_scene, capsys):
    assert main(["export", ground_scene, "a.png", "--data", "figures.csv"]) == 1
    assert "none of those that travel with Chorus (us_states) has these areas" in capsys.readouterr().err
    assert main(["export", "enamel", "a.png", "--size", "64x36", "--map", town]) == 0
    said = "town.geojson: the map itself is not drawn: states are seated by it, neighbours near each other"
    assert said in capsys.readouterr().err


HALVES = """#include "lib/place/at.glsl"
#include "lib/data/cell.glsl"
void main() {
    int row = place_at(pixel() / u_resolution.y);
    o = vec4(vec3(row < 0 || row >= u_rows ? 0.0 : pow(data_cell(row, ROLE_LIT, 0).value / 100.0, 2.2)), 1.0);
}
"""


@pytest.fixture
def halves(tmp_path, ground_scene):
    """Return a scene that holds two areas, with its options; write figures of four quarters, and a map."""
    scene = SCENE.replace('columns=("visit",), data="us_oral_health"', "most=2, roles=(Role('lit', 'light'),)")
    (tmp_path / "ground/scene.py").write_text(scene.replace("import Pass", "import Pass, Role"))
    (tmp_path / "ground/image.frag").write_text(HALVES)
    rows = [f"q{n},Quarter {n},2023,{name},{value},value,{unit},{town}" for n, (share, people, town) in enumerate(
        ((20, 100, "West"), (80, 300, "West"), (40, 100, "East"), (60, 100, "East")))
        for name, value, unit in (("visit", share, "percent"), ("population", people, "people"))]  # fmt: skip
    (tmp_path / "figures.csv").write_text("\n".join((f"{HEADER},parent", *rows)) + "\n")
    features = [{"type": "Feature", "properties": {"key": f"q{n}"}, "geometry": {"type": "Polygon", "coordinates": [
        [[n, 0], [n + 1, 0], [n + 1, 3], [n, 3], [n, 0]]]}} for n in range(4)]  # fmt: skip
    (tmp_path / "four.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return (ground_scene, "--data", "figures.csv", "--map", "four.geojson", "--crs", "drawing")


def percents(path, *arguments):
    """Return how light the picture is in its middle row at four places side by side, percent."""
    return exported(path, *arguments)[[60, 70, 90, 100]] / 255 * 100


def test_small_areas_are_gathered_by_their_people_and_so_is_their_map(halves, tmp_path, capsys):
    assert percents(tmp_path / "a.png", *halves) == pytest.approx([65, 65, 50, 50], abs=2)
    told = capsys.readouterr().err
    assert "4 areas are gathered to 2 larger areas: each shows their mean, weighted by population" in told
    assert "four.geojson: 4 areas on the map are gathered to 2 larger areas" in told


def test_the_parts_of_one_area_are_shown_alone_and_so_is_their_map(halves, tmp_path, capsys):
    assert percents(tmp_path / "a.png", *halves, "--place", "west") == pytest.approx([20, 20, 80, 80], abs=2)
    assert "four.geojson: joins 2 of 2 areas: 2 by code" in capsys.readouterr().err
    assert json.loads((tmp_path / "a.png.json").read_text())["setup"]["roles"]["place"] == "West"
    assert main(["export", *halves, str(tmp_path / "b.png"), "--place", "Wst"]) == 1
    assert "figures.csv: no larger area 'Wst'; did you mean 'West'?" in capsys.readouterr().err
    assert main(["remake", "a.png", "--scene", "./ground", "--data", "figures.csv", "--out", "b.png"]) == 0
    assert (np.asarray(Image.open("b.png")) == np.asarray(Image.open("a.png"))).all()


def test_a_scene_is_checked_on_a_map_that_is_named(halves, capsys):
    main(["check", *halves])
    told = capsys.readouterr()
    assert "joins 2 of 2" not in told.out
    assert "4 areas on the map are gathered to 2 larger areas" in told.out
    assert main(["check", "enamel", "--map", "four.geojson"]) == 1
    assert "none of the 51 states is on the map that was named to seat them by" \
        in capsys.readouterr().out  # fmt: skip


def test_areas_without_figures_are_left_out_where_somebody_says_so_and_in_what_is_made_again(
    town, ground_scene, tmp_path, capsys
):  # fmt: skip
    said = (ground_scene, "--data", "figures.csv", "--map", town)
    line = exported(tmp_path / "a.png", *said, "--areas", "joined")

    assert set(line[line > 0]) == {255}  # none is grey
    assert "town.geojson: 2 areas of the map without figures are not drawn: --areas all" in capsys.readouterr().err
    assert json.loads((tmp_path / "a.png.json").read_text())["setup"]["map_answers"] == {"areas": "joined"}
    again = ["remake", "a.png", "--scene", f"./{ground_scene}", "--data", "figures.csv", "--out", "b.png"]
    assert main(again) == 0
    assert (np.asarray(Image.open(tmp_path / "b.png")) == np.asarray(Image.open(tmp_path / "a.png"))).all()
    main(["check", *said, "--areas", "joined"])
    assert "2 areas of the map without figures are not drawn" in capsys.readouterr().out
    assert "2 areas of the map without figures are not drawn" in run(
        town, "--data", "figures.csv", "--areas", "joined", "--out", "map.png")  # fmt: skip


def test_the_former_name_of_the_option_is_understood(town, ground_scene, tmp_path, capsys):
    exported(tmp_path / "a.png", ground_scene, "--data", "figures.csv", "--places", town)

    assert "--places is called --map now" in capsys.readouterr().err
    assert json.loads((tmp_path / "a.png.json").read_text())["setup"]["places"] == town


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("word", ["town.geojson", "us_states", "anything.zip"])
def test_a_map_where_a_larger_area_is_meant_and_the_reverse_are_answered_by_the_other_option(
    ground_scene, word, capsys
):  # fmt: skip
    assert main(["export", ground_scene, "a.png", "--place", word]) == 2
    assert f"--place {word}: that is a map, which --map {word} draws; --place NAME shows" in capsys.readouterr().err
    assert main(["export", ground_scene, "a.png", "--data", "figures.csv", "--map", "Eastside"]) == 1
    assert "a larger area's parts alone are shown by --place 'Eastside'" in capsys.readouterr().err
