"""Files that are dropped: shown where they can be, with what to know of them; else a sentence that says what to do."""

import threading
import time
from dataclasses import replace

import pytest
from figures import figures_text

from renderer import Pass, Role, Scene
from renderer.data.figure_choice import FigureChoice
from renderer.preview.dropped import Drops, read_drop

ROLES = (Role("lit", "light", good="more", default="dental_visit"), Role("open", "sockets", good="less", needed=False))
OWN = "Zahnarztbesuche\n\nArea;Time;Measure;Value;Unit\n01;2020;Dental visit;61,5;%\n02;2020;Dental visit;*;%\n"


@pytest.fixture
def wall(knobs):
    return Scene("Wall", type(knobs), (Pass("image", "image.frag"),), roles=ROLES)


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
    ("photo.jpg", b"\xff\xd8", "type `chorus data import "),
    ("book.xlsx", b"PK\x03\x04", "then drop what it writes"),
    ("notes.txt", b"nothing\nat all\n", "no known form"),
    ("half.csv", figures_text(50.0).encode()[:-9], "line"),
    ("empty.csv", b"", "empty"),
])  # fmt: skip
def test_what_is_no_figures_says_so_and_what_to_do(wall, tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    found = read_drop(tmp_path / name, wall, FigureChoice())
    assert (found.data, found.notes) == ("", ())
    assert words in found.error
    assert [path.name for path in tmp_path.iterdir()] == [name]  # nothing half written


def test_a_scene_without_roles_says_that_it_shows_no_others(wall, tidy):
    assert "has no roles" in read_drop(tidy, replace(wall, roles=()), FigureChoice()).error


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
