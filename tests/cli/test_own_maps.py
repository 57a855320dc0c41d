import json

import pytest
from click.testing import CliRunner

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

    assert "joins    1 of 3 areas: 1 by code (1 without the zeros that one of the two lost)" in told
    assert "without a place on the map, 2: 9 Veddel, x Sankt Pauli" in told
    assert "without figures, 2: 01 St. Pauli, 02 Neustadt" in told
    assert "like names, not joined: --same 'Sankt Pauli=St. Pauli' if area x Sankt Pauli is St. Pauli" in told


def test_what_somebody_says_is_joined(town):
    told = run(town, "--data", "figures.csv", "--same", "Sankt Pauli=St. Pauli")

    assert "joins    2 of 3 areas: 1 by code, 1 as said" in told
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
    assert "joins    51 of 51 states: 51 by code" in told


def test_it_draws_the_map(town, tmp_path):
    told = run(town, "--data", "figures.csv", "--out", "map.png")

    assert "drawn    Albers equal-area, centred at 53.5° N, 1.5° E" in told
    assert (tmp_path / "map.png").stat().st_size > 1000
    assert main(["data", "places", town, "--out", "map.svg"]) == 2
