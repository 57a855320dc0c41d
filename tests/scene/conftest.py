"""Scene folders made of text, so that each bad one is three lines long."""

import pytest

GOOD = """
from dataclasses import dataclass
from renderer import Bind, Pass, Scene, param

@dataclass(frozen=True)
class Params:
    glow: float = param(1.0, 0.0, 4.0, help="Light.")
    breath: float = param(0.1, 0.02, 0.5, unit="Hz", help="Rate.")
    tint: str = param("#ffffff", help="Colour.")

SCENE = Scene(title="Good", params=Params, passes=(Pass("image", "image.frag"),))
"""


@pytest.fixture
def scene_folder(tmp_path):
    """Return ``make(change={old: new}, presets={name: text}, files=...)``: a scene.py's path, made from a good one."""

    def make(change=None, presets=None, files=("image.frag",)):
        folder = tmp_path / "wall"
        (folder / "presets").mkdir(parents=True, exist_ok=True)
        text = GOOD
        for old, new in (change or {}).items():
            assert old in text
            text = text.replace(old, new)
        (folder / "scene.py").write_text(text)
        for file in files:
            (folder / file).write_text("void main() { o = vec4(1.0); }\n")
        for name, content in (presets or {}).items():
            (folder / "presets" / f"{name}.toml").write_text(content)
        return folder / "scene.py"

    return make
