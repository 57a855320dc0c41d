"""Pictures of inputs, read again when they were saved: once each, and what cannot be read waits."""

import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderer.scene.catalogue import Loaded
from renderer.scene.reads import Input
from renderer.scene.scene import Pass, Scene
from renderer.show.live_pictures import LivePictures

PASSES = (Pass("image", "image.frag"),)
MAP, MASK = Input("map", "map.png", "u1"), Input("mask", "mask.png", "u1")


def paint(path: Path, value: int):
    """Save a picture of one grey; its time differs from any before."""
    last = path.stat().st_mtime_ns if path.exists() else 0
    Image.new("L", (3, 2), value).save(path)
    while path.stat().st_mtime_ns <= last:
        time.sleep(0.002)
        path.touch()


@pytest.fixture
def folder(tmp_path):
    """Return a folder with two pictures."""
    paint(tmp_path / "map.png", 10)
    paint(tmp_path / "mask.png", 20)
    return tmp_path


def scene(folder, *inputs):
    return Loaded(Scene("S", object, PASSES, inputs), "s", folder / "scene.py")


def greys(pictures):
    """Return the grey of each picture."""
    assert all((picture == picture[0, 0]).all() for picture in pictures.values())
    return {name: int(picture[0, 0, 0]) for name, picture in pictures.items()}


def test_a_save_brings_the_picture_once(folder):
    pictures, loaded = LivePictures(), scene(folder, MAP, MASK, Input("film"))
    assert pictures.changed(loaded) == {}  # the engine has read them
    assert pictures.files == {(folder / name).resolve() for name in ("map.png", "mask.png")}

    paint(folder / "mask.png", 30)
    assert greys(pictures.changed(loaded)) == {"mask": 30}
    assert pictures.changed(loaded) == {}


def test_an_input_that_is_new_is_left_to_the_engine(folder):
    pictures = LivePictures()
    pictures.changed(scene(folder, MAP))
    paint(folder / "map.png", 40)

    assert greys(pictures.changed(scene(folder, MASK, MAP))) == {"map": 40}
    paint(folder / "map.png", 50)
    assert pictures.changed(scene(folder, MASK, Input("map", "map.png", "u1", wrap=True))) == {}  # declared anew


def test_what_cannot_be_read_is_told_and_read_when_it_is_whole(folder):
    pictures, loaded = LivePictures(), scene(folder, MAP, MASK)
    pictures.changed(loaded)
    (folder / "map.png").write_bytes(b"half of a picture")
    paint(folder / "mask.png", 60)

    assert greys(pictures.changed(loaded)) == {"mask": 60}
    assert "map.png: the input 'map' takes a picture" in pictures.error
    assert pictures.changed(loaded) == {}
    assert "map.png" in pictures.error
    paint(folder / "map.png", 70)
    assert greys(pictures.changed(loaded)) == {"map": 70}
    assert pictures.error == ""


def test_a_picture_that_is_gone_is_told_and_heard_when_it_returns(folder):
    pictures, loaded = LivePictures(), scene(folder, MAP)
    pictures.changed(loaded)
    (folder / "map.png").rename(folder / "away")

    assert pictures.changed(loaded) == {}
    assert "the picture of the input 'map' is not there" in pictures.error
    paint(folder / "map.png", 80)
    assert greys(pictures.changed(loaded)) == {"map": 80}


def test_a_picture_that_is_being_written_is_read_once_more_before_it_is_told(folder, monkeypatch):
    pictures, loaded = LivePictures(), scene(folder, MAP)
    pictures.changed(loaded)
    (folder / "map.png").write_bytes(b"half")
    monkeypatch.setattr(time, "sleep", lambda _s: Image.new("L", (3, 2), 90).save(folder / "map.png"))

    assert greys(pictures.changed(loaded)) == {"map": 90}
    assert pictures.error == ""


def test_the_numbers_are_those_that_an_input_takes(folder):
    pictures = LivePictures()
    light = Input("map", "map.png", "f2")
    pictures.changed(scene(folder, light))
    paint(folder / "map.png", 255)
    found = pictures.changed(scene(folder, light))["map"]

    assert found.dtype == np.float32
    assert (found == 1.0).all()
