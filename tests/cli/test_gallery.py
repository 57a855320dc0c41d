"""``chorus gallery`` as it is typed, on a small scene."""

import shutil

import pytest
from PIL import Image

from renderer.cli.main import main
from renderer.core.paths import INSTALLATIONS as BUNDLED
from renderer.data.state import State

SCENE = '''
"""Tiles: a scene for tests."""
from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    level: float = param(1.0, 0.0, 1.0, help="Light.")

SCENE = Scene("Tiles", Params, (Pass("image", "image.frag"),), seconds=0.4)
'''
OWN = """
moment = 3
hero = "--seed 5"
[detail]
at = [0.9, 0.0]
[sheets.pair]
columns = 2
cells = [
  {label = "dim", options = "-p level=0.2"},
  {label = "bright", options = "-p level=1 --size 200x100", crop = [0.0, 0.0, 0.5, 1.0]},
]
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("renderer.cli.gallery._MURAL", ("--size", "96x54"))
    (tmp_path / "tiles").mkdir()
    (tmp_path / "tiles/scene.py").write_text(SCENE, "utf-8")
    (tmp_path / "tiles/image.frag").write_text(
        "void main() { o = vec4(u_level * fract(u_time), float(u_seed) / 8.0, pixel().x / u_resolution.x, 1.0); }")
    (tmp_path / "tiles/presets").mkdir()
    (tmp_path / "tiles/presets/dim.toml").write_text('title = "Dim"\n[params]\nlevel = 0.3\n')
    return tmp_path


def test_all_that_a_scene_has_is_drawn(here, capsys):
    (here / "tiles/gallery.toml").write_text(OWN)
    assert main(["gallery", "./tiles", "--out", "press"]) == 0
    names = ["tiles.jpg", "thumbs/tiles.jpg", *(f"tiles-{one}.jpg" for one in (
        "detail", "motion", "formats", "seeds", "presets", "pair"))]  # fmt: skip
    assert sorted(str(one.relative_to(here / "press")) for one in (here / "press").rglob("*.*")) == sorted(names)
    told = capsys.readouterr().out.split()
    assert told == [f"press/{name}" for name in names]
    with Image.open(here / "press/tiles.jpg") as hero:  # frame 3 of 30 a second, seed 5 of 8
        assert hero.size == (1600, 900)
        red, green, _ = hero.getpixel((800, 450))
    assert green > red > 60
    with Image.open(here / "press/thumbs/tiles.jpg") as thumb:
        assert thumb.size == (480, 270)
    with Image.open(here / "press/tiles-detail.jpg") as piece:  # from the right end
        assert piece.size == (24, 14)
        assert piece.getpixel((23, 5))[2] > 240


def test_without_a_file_of_its_own_a_scene_is_shown_as_it_comes(here):
    assert main(["gallery", "./tiles", "--only", "thumb, presets"]) == 0
    assert sorted(one.name for one in (here / "gallery").rglob("*.jpg")) == ["tiles-presets.jpg", "tiles.jpg"]


def test_a_strip_of_motion_counts_by_the_rate_that_is_asked_for(here, monkeypatch):
    (here / "tiles/gallery.toml").write_text('hero = "--fps 60"')
    made = []
    monkeypatch.setattr("renderer.output.gallery.make_plate", lambda plate, _: made.append(plate))
    assert main(["gallery", "./tiles", "--only", "motion"]) == 0
    assert [cell.job.frames[0] for cell in made[0].cells] == [0, 3, 6, 9, 12, 15, 18, 21]  # of 24 in 0.4 s
    assert made[0].cells[-1].label == "0.3 s"


def test_a_preset_that_cannot_be_read_is_told_once_and_drawn_in_no_cell(here, capsys, monkeypatch):
    (here / "tiles/presets/odd.toml").write_text("[params\n")
    made = []
    monkeypatch.setattr("renderer.output.gallery.make_plate", lambda plate, _: made.append(plate))
    assert main(["gallery", "./tiles", "--only", "formats,seeds,presets"]) == 0
    assert capsys.readouterr().err.count("odd.toml:1: this preset cannot be read") == 1
    assert [len(plate.cells) for plate in made] == [4, 4, 2]


def test_states_are_shown_from_as_near_as_a_scene_wants(here, monkeypatch):
    scene = shutil.copytree(BUNDLED / "equity", here / "fan")
    (scene / "gallery.toml").write_text('[states]\noptions = "--size 400x200 --seed 3"\ncrop = [0.1, 0.2, 0.3, 0.4]')
    made = []
    monkeypatch.setattr("renderer.output.gallery.make_plate", lambda plate, _: made.append(plate))
    assert main(["gallery", "./fan", "--only", "states"]) == 0
    cells = made[0].cells
    assert [cell.state for cell in cells] == [None, State.ZERO, State.SUPPRESSED, State.HELD, State.MISSING]
    assert {cell.crop for cell in cells} == {(0.1, 0.2, 0.3, 0.4)}
    assert {(cell.job.size.width, cell.job.size.height, cell.job.setup.seed) for cell in cells} == {(400, 200, 3)}
    (scene / "gallery.toml").write_text("[states]\ncorp = [0, 0, 1, 1]")
    assert main(["gallery", "./fan", "--only", "states"]) == 2


@pytest.mark.parametrize(("text", "words", "told"), [
    ("", ["--only", "states"], "nothing to draw: tiles has no states"),
    ("", ["--only", "heroo"], "tiles has no picture 'heroo'; did you mean 'hero'?"),
    ("momnet = 2", [], "gallery.toml says 'momnet'; did you mean 'moment'?"),
    ("moment =", [], "gallery.toml cannot be read:"),
    ('hero = "--sede 2"', ["--only", "hero"], "hero: No such option"),
    ('hero = "--seed 1..3"', ["--only", "hero"], "a cell is one picture"),
    ('[sheets.a]\ncells = [{options = "", crop = [0, 0, 2]}]', ["--only", "a"], "is no piece"),
    ('[sheets.a]\ncells = [{options = "", crop = [1, 0, 0.5, 1]}]', ["--only", "a"], "is no piece"),
    ('[sheets.a]\ncells = [{options = "--dry-run"}]', ["--only", "a"], "--dry-run has no place"),
    ('[sheets.a]\ncells = []', ["--only", "a"], "a: it has 0 cells"),
    ('[sheets.a]\ncells = ["x"]', ["--only", "a"], "gallery.toml: a:"),
    ('[sheets."a/../b"]\ncells = []', [], "a sheet cannot be called 'a/../b'"),
    ('[sheets.hero]\ncells = []', [], "a sheet cannot be called 'hero'"),
    ('sheets = 3', [], "write [sheets.NAME]"),
    ('hero = 3', [], "gallery.toml: "),
    ('[detail]\nat = [nan, 0.5]', ["--only", "detail"], "at is the middle of the piece"),
    ('[sheets.a]\nother = 1', ["--only", "a"], "a: it lacks 'cells'"),
])  # fmt: skip
def test_what_is_wrong_is_told_before_anything_is_drawn(here, capsys, text, words, told):
    (here / "tiles/gallery.toml").write_text(text)
    assert main(["gallery", "./tiles", *words]) == 2
    assert told in capsys.readouterr().err.replace("\n", " ")
    assert not (here / "gallery").exists()
