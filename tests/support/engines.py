"""Small scenes written into a folder, drawn by the real engine."""

import textwrap

import pytest

HEAD = """
from dataclasses import dataclass
from renderer import Bind, Effect, Footprint, Input, Pass, Role, Scene, Solid, Volume, last, param

@dataclass(frozen=True)
class Params:
    level: float = param(0.5, 0.0, 2.0, help="Light.")
    rate: float = param(1.0, 0.0, 10.0, unit="Hz", help="Turns.")
    tint: str = param("#ff8000", help="Colour.")
    mode: str = param("soft", choices=("soft", "hard"), help="Kind.")
    count: int = param(3, 1, 9, help="How many.")
"""
ONE = "passes=(Pass('image', 'image.frag'),)"


@pytest.fixture
def scene(tmp_path):
    """Return ``scene(declaration, **files)``: a loaded scene; ``image_frag`` becomes image.frag."""
    from renderer.scene.catalogue import load

    def make(declaration, **files):
        folder = tmp_path / "small"
        folder.mkdir(exist_ok=True)
        (folder / "scene.py").write_text(f"{HEAD}\nSCENE = Scene('Small', Params, {declaration})\n")
        for name, text in files.items():
            stem, _, suffix = name.rpartition("_")
            (folder / f"{stem}.{suffix}").write_text(textwrap.dedent(text))
        return load(folder / "scene.py")

    return make


@pytest.fixture
def engine(gl, scene):
    """Return ``engine(declaration, size=, samples=, ..., **files)``; released after the test."""
    from renderer.data.load import load_table
    from renderer.frames.engine import Engine
    from renderer.frames.exposure import Exposure

    made = []

    def make(declaration=ONE, size=(16, 8), samples=1, shutter=0.0, depth=8, alpha=False, **files):
        loaded = scene(declaration, **files)
        table = load_table(loaded.scene.data, loaded.scene.wanted)
        made.append(Engine(gl, loaded, table, size, Exposure(samples, shutter, depth, alpha)))
        return made[-1]

    yield make
    for one in made:
        one.release()
