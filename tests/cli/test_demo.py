"""The demo: two pictures, their manifests, and three lines that say what they mean."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout

import av
import pytest
from PIL import Image

from renderer.cli.demo import FILM, FPS, LOOK, MURAL, SECONDS, _jobs
from renderer.cli.main import main
from renderer.data.load import load_table
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    """Return the folder in which the quick demo was called, its exit code, and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(out), redirect_stderr(err):
        patched.chdir(here := tmp_path_factory.mktemp("demo"))
        code = main(["demo", "--quick"])
    return here, code, out.getvalue(), err.getvalue()


def test_the_quick_demo_leaves_a_still_a_film_and_their_manifests(quick):
    here, code, _, err = quick
    folder = here / "exports/demo"

    assert (code, err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [
        "enamel-film.mp4", "enamel-film.mp4.flash.json", "enamel-film.mp4.flash.png", "enamel-film.mp4.json",
        "enamel-look.png", "enamel-look.png.json", "enamel-mural.png", "enamel-mural.png.json",
    ]  # fmt: skip
    with Image.open(folder / "enamel-mural.png") as mural:
        assert mural.size == (480, 180)
    with av.open(str(folder / "enamel-film.mp4")) as film:
        assert film.streams.video[0].frames == 22
    assert json.loads((folder / "enamel-film.mp4.json").read_text())["setup"]["scene"] == "enamel"


def test_the_last_three_lines_say_what_it_means_and_what_is_next(quick):
    scene = load("enamel").scene
    caption = caption_of(scene, load_table(scene.data, scene.wanted))
    *_, first, second, third = quick[2].splitlines()

    assert f"{first} {second}" == caption
    assert third.startswith("Next: ")
    assert "preview enamel" in third


def test_the_real_demo_is_a_mural_and_six_seconds_of_film(tmp_path):
    (_, look), (_, mural), (_, film) = _jobs(load("enamel"), tmp_path, quick=False)

    assert (mural.size.width, mural.size.height) == MURAL == (3840, 1440)
    assert (film.size.width, film.size.height) == FILM == (1280, 720)
    assert (look.size.width, look.size.height, look.samples) == (*LOOK, 1) == (960, 360, 1)
    assert (len(film.frames), film.fps) == (SECONDS * FPS, FPS) == (180, 30)
    assert (mural.samples, film.samples, film.shutter) == (8, 2, 0.5)


def test_a_file_in_the_way_is_named(chorus, tmp_path):
    (tmp_path / "exports").write_text("")
    said = chorus("demo", "--quick")

    assert said.code == 1
    assert "Could not write exports/demo" in said.err
    assert said.err.count("\n") == 1


def test_any_scene_can_be_shown_and_what_was_changed_since_stays(chorus, tmp_path):
    chorus("new", "pearl")
    (tmp_path / "p").mkdir()
    film = tmp_path / "p/pearl-film.mp4"
    film.write_bytes(b"mine")
    said = chorus("demo", "pearl", "--quick", "--out", "p")

    assert said.code == 2
    assert "pearl-film.mp4 is there already" in said.err
    assert [path.name for path in film.parent.iterdir()] == [film.name]
    assert film.read_bytes() == b"mine"
    assert chorus("demo", "pearl", "--quick", "--out", "p", "--force").code == 0
    assert film.stat().st_size > 1000
    assert film.with_name("pearl-mural.png").is_file()
