"""The map of a running show: joined with what is shown, and again when the map or the figures are others."""

import json
import time
from dataclasses import replace

import pytest
from desktop import save

from renderer import Pass, Role, Scene
from renderer.core.errors import DataError
from renderer.core.volume import Volume
from renderer.data.figure_choice import FigureChoice
from renderer.data.load import load_table
from renderer.data.places.map_answers import MapAnswers
from renderer.scene.catalogue import Loaded
from renderer.session.setup import Output, Setup
from renderer.show.live_figures import LiveFigures
from renderer.show.live_map import LiveMap

ROLE = Role("lit", "light", default="dental_visit")


def squares(*names):
    """Return a map of squares side by side."""
    features = [{"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [
        [[n, 0], [n + 1, 0], [n + 1, 1], [n, 1], [n, 0]]]}} for n, name in enumerate(names)]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features})


def sheet(*names):
    """Return figures of areas of these names."""
    rows = [f"{name[:3]},{name},2023,dental_visit,50,value,percent" for name in names]
    return "\n".join(("area,area_name,time,measure,value,state,unit", *rows)) + "\n"


@pytest.fixture
def town(tmp_path, knobs):
    """Return a scene that draws a map, a map of three quarters, and figures of two of them."""
    (tmp_path / "town.geojson").write_text(squares("Alder", "Birch", "Cedar"))
    (tmp_path / "mine.csv").write_text(sheet("Alder", "Cedar"))
    scene = Scene("Ground", type(knobs), (Pass("image", "image.frag"),), roles=(ROLE,), places=True)
    return Loaded(scene, "ground", tmp_path / "scene.py")


@pytest.fixture
def live(town, tmp_path):
    figures = LiveFigures(str(tmp_path / "mine.csv"), places=LiveMap(str(tmp_path / "town.geojson"), size=(64, 48)))
    figures.follow(town)
    figures.start()
    yield figures
    figures.close()


def rows(live):
    ground = live.at(0.0).ground
    return None if ground is None else dict(zip(ground.names, ground.table_row.tolist(), strict=True))


def until(held, seconds=20.0):
    """Wait until ``held()``."""
    end = time.monotonic() + seconds
    while not held():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def test_a_map_is_joined_with_what_is_shown_and_again_when_either_changes(live, tmp_path):
    assert rows(live) == {"Alder": 0, "Birch": -1, "Cedar": 1}
    assert live.at(0.0).ground.size == (64, 48)

    save(tmp_path / "town.geojson", squares("Cedar", "Dogwood"))
    until(lambda: rows(live) == {"Cedar": 1, "Dogwood": -1})
    save(tmp_path / "mine.csv", sheet("Cedar", "Dogwood", "Elm"))
    until(lambda: rows(live) == {"Cedar": 0, "Dogwood": 1})
    first = live.at(0.0).ground
    live.show(str(tmp_path / "mine.csv"), FigureChoice().put("lit", "1-dental_visit"))
    until(lambda: live.at(0.0).table.columns[0].figure == "1-dental_visit")
    assert live.at(0.0).ground is first  # of the same areas: nothing is joined anew


def test_a_map_that_cannot_be_read_leaves_the_one_before_and_none_for_areas_that_it_was_not_joined_with(live, tmp_path):
    before = live.at(0.0).ground
    save(tmp_path / "town.geojson", "{}")
    until(lambda: "is JSON, but no map" in live.error)
    assert live.error.splitlines()[-1].startswith("Still showing the map of ")
    assert live.at(0.0).ground is before
    save(tmp_path / "mine.csv", sheet("Cedar", "Dogwood"))
    until(lambda: live.at(0.0).table.areas[1].name == "Dogwood")
    assert live.at(0.0).ground is None
    save(tmp_path / "town.geojson", squares("Cedar", "Dogwood"))
    until(lambda: rows(live) == {"Cedar": 0, "Dogwood": 1})
    assert live.error == ""


def test_another_map_is_drawn_and_what_is_said_of_it(live, tmp_path):
    (tmp_path / "other.geojson").write_text(squares("Kingston", "Alder"))
    live.draw_on(LiveMap(str(tmp_path / "other.geojson"), MapAnswers(same=(("Cedar", "Kingston"),)), (64, 48)))
    until(lambda: rows(live) == {"Kingston": 1, "Alder": 0})


def test_only_a_map_of_somebody_s_own_is_watched(tmp_path):
    own = tmp_path / "other.geojson"
    own.write_text(squares("Alder"))

    assert LiveMap(str(own)).files() == (own,)
    assert LiveMap("us_states").files() == LiveMap().files() == ()


def test_a_map_that_is_none_is_refused_at_the_start(town, tmp_path):
    (tmp_path / "town.geojson").write_text("{}")
    with pytest.raises(DataError, match="is JSON, but no map"):
        LiveFigures(str(tmp_path / "mine.csv"), places=LiveMap(str(tmp_path / "town.geojson"))).follow(town)
    assert LiveFigures(str(tmp_path / "mine.csv")).follow(town).ground is None


def test_a_map_for_a_device_is_as_large_as_one_of_its_views(town):
    setup = Setup("ground", output=Output("quilt:portrait"))
    scene = replace(town.scene, views=Volume())
    table = load_table("us_oral_health", scene.wanted)
    flat, deep = (LiveMap.of(setup, (640, 360)).joined(one, table).ground.size for one in (town.scene, scene))
    assert flat == (640, 360)
    assert deep[0] < deep[1]
