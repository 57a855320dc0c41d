"""Files that are dropped: shown where they can be, with what to know of them; else a sentence that says what to do."""

import threading
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from figures import figures_text

from renderer import Pass, Role, Scene
from renderer.cli.main import main
from renderer.data.figure_choice import FigureChoice
from renderer.preview.dropped import Drops, read_drop
from renderer.scene.catalogue import Loaded

ROLES = (Role("lit", "light", good="more", default="dental_visit"), Role("open", "sockets", good="less", needed=False))
OWN = "Zahnarztbesuche\n\nArea;Time;Measure;Value;Unit\n01;2020;Dental visit;61,5;%\n02;2020;Dental visit;*;%\n"


@pytest.fixture
def wall(knobs):
    scene = Scene("Wall", type(knobs), (Pass("image", "image.frag"),), roles=ROLES)
    return Loaded(scene, "wall", Path("wall/scene.py"))


@pytest.fixture
def ground(wall):
    """Return a scene that draws a map."""
    return replace(wall, scene=replace(wall.scene, places=True))


@pytest.fixture
def tidy(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(figures_text(50.0, measures=("sealants", "decay")))
    return path


def test_a_tidy_file_is_shown_as_it_is_and_what_it_lacks_of_the_choice_goes(wall, tidy):
    chosen = FigureChoice().put("lit", "dental_visit").put("open", "decay").put("stratum", "age=child")
    found = read_drop(tidy, wall, chosen)
    assert (found.error, found.data, found.choice) == ("", str(tidy), FigureChoice().put("open", "decay"))
    assert "no measure 'dental_visit' for light" in "".join(found.notes)
    assert "no figures of 'age=child'" in "".join(found.notes)
    assert "light show sealants" in "".join(found.notes)


def test_a_file_of_a_known_form_is_imported_beside_itself(wall, tmp_path):
    path = tmp_path / "raw.csv"
    path.write_text(OWN)
    found = read_drop(path, wall, FigureChoice())
    assert (found.error, found.data) == ("", str(tmp_path / "raw_tidy.csv"))
    assert found.notes[0].startswith("raw.csv is Chorus' own form: imported as raw_tidy.csv")
    assert (tmp_path / "datapackage.json").is_file()


@pytest.mark.parametrize(("name", "content", "words"), [
    ("photo.jpg", b"\xff\xd8", "save it as CSV UTF-8"),
    ("book.xlsx", b"PK\x03\x04", "is no whole workbook"),
    ("notes.txt", b"nothing\nat all\n", "is no table"),
    ("half.csv", figures_text(50.0).encode()[:-9], "line"),
    ("empty.csv", b"", "empty"),
])  # fmt: skip
def test_what_is_no_figures_says_so_and_what_to_do(wall, tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    found = read_drop(tmp_path / name, wall, FigureChoice())
    assert (found.data, found.notes) == ("", ())
    assert words in found.error
    assert [path.name for path in tmp_path.iterdir()] == [name]  # nothing half written


def test_a_sheet_that_leaves_something_open_says_what_and_who_asks_and_is_shown_once_it_is_described(
    wall, tmp_path, monkeypatch
):
    path = tmp_path / "quarters.csv"
    path.write_text("Quarter,Saw a dentist 2020 (%)\nAlder,61\nBirch,48\nCedar,*\n")
    monkeypatch.chdir(tmp_path)
    found = read_drop(path, wall, FigureChoice())
    assert f"No file tells that: type `chorus data import {path}`, which asks, and drop what it writes" in found.error
    assert main(["data", "import", "quarters.csv", "--out", "other.csv", "--yes", "--good", "more",
                 "--time", "2020"]) == 0  # fmt: skip
    found = read_drop(path, wall, FigureChoice())
    assert (found.error, found.data) == ("", str(tmp_path / "quarters_tidy.csv"))
    assert found.notes[0] == "quarters.csv is described by quarters.description.json: imported as quarters_tidy.csv"


def test_what_stands_where_the_import_belongs_is_not_overwritten(wall, tmp_path):
    (tmp_path / "raw.csv").write_text(OWN)
    (tmp_path / "raw_tidy.csv").write_text("somebody's own")
    found = read_drop(tmp_path / "raw.csv", wall, FigureChoice())
    assert "raw_tidy.csv is there already" in found.error
    assert (tmp_path / "raw_tidy.csv").read_text() == "somebody's own"


def test_a_scene_without_roles_says_that_it_shows_no_others(wall, tidy):
    assert "has no roles" in read_drop(tidy, replace(wall, scene=replace(wall.scene, roles=())), FigureChoice()).error


def test_a_drop_is_read_beside_the_loop_and_wakes_it(wall, tidy, monkeypatch):
    wake, readers = threading.Event(), []
    monkeypatch.setattr("renderer.preview.dropped.load_newest",
                        lambda path: readers.append(threading.current_thread()) or load_newest(path))  # fmt: skip
    from renderer.data.load import load_newest

    drops = Drops(wake)
    drops.handlers()["on_file_drop"](1, 2, [str(tidy), "/another.csv"])
    assert drops.work(None, FigureChoice())[0].error.startswith("one file at a time: mine.csv is read")
    found, end = [], time.monotonic() + 20.0
    wake.clear()
    while not found and time.monotonic() < end:
        found = drops.work(wall, FigureChoice()) or (wake.wait(5.0), [])[1]
    assert [one.data for one in found] == [str(tidy)]
    assert readers != [threading.main_thread()]
    assert drops.work(wall, FigureChoice()) == []


SQUARE = b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Alder"},
    "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}]}"""


def test_a_map_is_drawn_or_else_areas_are_seated_by_it(wall, ground, tmp_path):
    (tmp_path / "town.geojson").write_bytes(SQUARE)
    found = read_drop(tmp_path / "town.geojson", ground, FigureChoice())
    assert (found.error, found.data, found.places) == ("", "", str(tmp_path / "town.geojson"))
    assert read_drop(tmp_path / "town.geojson", wall, FigureChoice()).places == found.places
    with zipfile.ZipFile(tmp_path / "town.zip", "w") as archive:
        archive.writestr("town.shp", b"")
    assert "has no .dbf beside it" in read_drop(tmp_path / "town.zip", ground, FigureChoice()).error
    assert "has no .dbf beside it" in read_drop(tmp_path / "town.zip", wall, FigureChoice()).error
    (tmp_path / "town.geojson").write_bytes(SQUARE.replace(b"[1, 1]", b"[2000, 1]"))
    told = read_drop(tmp_path / "town.geojson", ground, FigureChoice()).error
    assert told.endswith("or --crs drawing; such options are typed: chorus preview wall --map town.geojson")


def test_a_table_is_a_table_where_a_map_is_drawn_too(ground, tidy):
    assert read_drop(tidy, ground, FigureChoice()).data == str(tidy)


def test_the_parts_of_a_shapefile_are_one_map(ground, tmp_path):
    drops = Drops(threading.Event())
    drops.hear([str(tmp_path / f"town{suffix}") for suffix in (".dbf", ".prj", ".shp", ".shp.xml")])
    found, end = [], time.monotonic() + 20.0
    while not found and time.monotonic() < end:
        found = drops.work(ground, FigureChoice())
    assert [one.error.partition(" ")[0] for one in found] == [str(tmp_path / "town.shp")]
