"""An artist paints the picture of an input while the preview runs: it is there at the next look."""

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
              inputs=(Input("map", "map.png", filter="nearest"),))
"""
SHADER = "void main() { o = vec4(texture(t_map, pixel() / u_resolution).rgb * u_level, 1.0); }\n"
LEFT, RIGHT = (100, 360), (600, 360)  # on the screen; the picture lies over both
RED, BLUE, GREEN = (220, 20, 10), (10, 30, 200), (15, 190, 40)


def paint(folder, *colours):
    """Save a picture of one row of ``colours``."""
    picture = Image.new("RGB", (len(colours), 1))
    picture.putdata(colours)
    picture.save(folder / "map.png")


@pytest.fixture
def wall(tmp_path):
    """Return the folder of a scene that shows its picture."""
    folder = tmp_path / "wall"
    folder.mkdir()
    (folder / "scene.py").write_text(textwrap.dedent(SCENE))
    (folder / "image.frag").write_text(SHADER)
    paint(folder, RED, BLUE)
    return folder


def near(one, other, reach=2):
    return all(abs(a - b) <= reach for a, b in zip(one, other, strict=True))


def test_the_picture_of_an_input_follows_its_file(chorus, wall):
    preview = chorus("preview", "wall", "--size", "1280x720", "--fresh")
    preview.until(lambda: near(preview.at(*LEFT), RED))
    assert near(preview.at(*RIGHT), BLUE)

    paint(wall, GREEN)  # of another size
    preview.until(lambda: near(preview.at(*LEFT), GREEN) and near(preview.at(*RIGHT), GREEN))

    whole = (wall / "map.png").read_bytes()
    for part in (30, 50, 55):  # written by a slow hand
        (wall / "map.png").write_bytes(whole[:part])
        preview.until(lambda: "map.png" in preview.said)
    assert near(preview.at(*LEFT), GREEN)
    (wall / "image.frag").write_text(SHADER.replace("u_level", "u_level * 0.0"))  # shaders play on meanwhile
    preview.until(lambda: near(preview.at(*LEFT), (0, 0, 0)))
    (wall / "image.frag").write_text(SHADER)
    preview.until(lambda: near(preview.at(*LEFT), GREEN))
    assert preview.said.count("takes a picture, and this is none, or not a whole one") == 1

    (wall / "map.png").unlink()
    preview.until(lambda: "no file 'map.png'" in preview.said)
    assert near(preview.at(*LEFT), GREEN)
    paint(wall, BLUE, RED)
    preview.until(lambda: near(preview.at(*LEFT), BLUE) and near(preview.at(*RIGHT), RED))
