"""Pictures of inputs are part of what a result is made of: in its manifest, and told of where they changed."""

import hashlib
import json
import textwrap

import pytest
from PIL import Image

SCENE = """
from dataclasses import dataclass
from renderer import Input, Pass, Scene, param

@dataclass(frozen=True)
class Params:
    level: float = param(1.0, 0.0, 1.0, help="Light.")

SCENE = Scene("Wall", Params, (Pass("image", "image.frag", reads=("map",)),),
              inputs=(Input("map", "maps/map.png", "u1"), Input("film")))
"""


@pytest.fixture
def wall(chorus, tmp_path):  # noqa: ARG001  it makes the folder the current one
    """Return the folder of a scene that shows a picture, below the current one."""
    folder = tmp_path / "wall"
    (folder / "maps").mkdir(parents=True)
    (folder / "scene.py").write_text(textwrap.dedent(SCENE))
    (folder / "image.frag").write_text("void main() { o = texture(t_map, pixel() / u_resolution) * u_level; }\n")
    Image.new("RGB", (3, 2), (40, 80, 120)).save(folder / "maps" / "map.png")
    return folder


def test_a_manifest_names_pictures_with_their_hash_and_remake_says_which_changed(chorus, wall):
    assert chorus("export", "./wall", "a.png", "--size", "32x18").code == 0
    files = json.loads((wall.parent / "a.png.json").read_text())["files"]
    assert sorted(files) == ["image.frag", "maps/map.png", "scene.py"]
    assert files["maps/map.png"] == hashlib.sha256((wall / "maps/map.png").read_bytes()).hexdigest()

    same = chorus("remake", "a.png", "--scene", "./wall", "--out", "b.png")
    assert "has changed" not in same.out
    assert (wall.parent / "b.png").read_bytes() == (wall.parent / "a.png").read_bytes()

    Image.new("RGB", (3, 2), (41, 80, 120)).save(wall / "maps/map.png")
    other = chorus("remake", "a.png", "--scene", "./wall", "--out", "c.png")
    assert "maps/map.png has changed since; the picture may differ" in other.out
    assert (wall.parent / "c.png").read_bytes() != (wall.parent / "a.png").read_bytes()


def test_a_scene_with_inputs_is_checked(chorus, wall):  # noqa: ARG001
    said = chorus("check", "./wall")

    assert (said.code, said.out.splitlines()[-1]) == (0, "1 scene keeps every rule.")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.unlink(), "input 'map': no file 'maps/map.png'"),
        (lambda path: path.write_bytes(path.read_bytes()[:50]), "the input 'map' takes a picture, and this is none"),
        (lambda path: path.write_text("{}"), "the input 'map' takes a picture, and this is none"),
    ],
)
@pytest.mark.parametrize(("command", "code"), [(("export", "./wall", "a.png"), 2), (("check", "./wall"), 1)])
def test_a_picture_that_cannot_be_read_is_one_sentence(chorus, wall, spoil, words, command, code):
    spoil(wall / "maps/map.png")

    said = chorus(*command)

    assert said.code == code
    assert words in said.out + said.err
    assert "Traceback" not in said.out + said.err
    assert not (wall.parent / "a.png").exists()
