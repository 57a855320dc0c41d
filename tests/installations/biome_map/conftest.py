"""Pools drawn over any table and any map, and what their passes hold."""

import shutil
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from areas import areas_table
from grounds import any_ground

from renderer.core.colour import srgb_decode
from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.params.param import assign
from renderer.scene.catalogue import load
from renderer.scene.filled import filled

SIZE = (320, 180)
FIGURES = {"water": "sealed", "bare": "decayed"}


class Flat:
    """One engine of the installation, and the texels of its passes, bottom row first."""

    def __init__(self, gl, size, count=0, ground=None, where="biome_map"):
        self.loaded, self.size = load(where), size
        if count:
            scene = filled(self.loaded.scene, FIGURES, set(FIGURES))
            self.loaded = replace(self.loaded, scene=scene)
            self.table = role_table(areas_table(count), scene.wanted).table
        else:
            self.table = load_table(self.loaded.scene.data, self.loaded.scene.wanted)
        self.engine = Engine(gl, self.loaded, self.table, size)
        self.engine.pipeline.ground(ground or any_ground(None, self.table, size))

    def draw(self, index=0, fps=30, seed=0, **values):
        """Draw frame ``index`` and return its picture, [height, width, 3], codes, top row first."""
        frame = self.loaded.scene.frame(index, Fraction(fps), self.size, seed)
        self.engine.draw(frame, assign(self.loaded.scene.params(), **values))
        return self.engine.read(3)

    def texels(self, name, output=0):
        """Return what a pass of 32 bits wrote, [height, width, 4]."""
        target = self.engine.pipeline.target(name)
        texture = target.side(last=False)[output]
        return np.frombuffer(texture.read(), np.float32).reshape(target.size[1], target.size[0], 4)

    def show(self, part, state=None, bare=0.0, bare_state=None, doubt=0.0):
        """
        Give each area a figure at ``part`` of what the first role shows, 0 .. 1, [areas], without doubt.

        state : of each, VALUE without; bare, bare_state : the same of the second role, one number or [areas]
        doubt : how far the ends of intervals of the second role lie, of what it shows, to both sides
        """
        cubes = {name: getattr(self.table, name).copy() for name in ("value", "low", "high", "state")}
        for column, share in enumerate((part, bare)):
            low, high = self.table.columns[column].domain
            for name in ("value", "low", "high"):
                off = column * doubt * {"low": -1.0, "value": 0.0, "high": 1.0}[name]
                cubes[name][:, :, column] = low + (high - low) * (np.asarray(share) + off)
            cubes["state"][:, :, column] = State.VALUE
        for column, states in enumerate((state, bare_state)):
            if states is not None:
                cubes["state"][:, :, column] = states
        self.engine.table = replace(self.table, release="test", **cubes)


@pytest.fixture
def flat(gl):
    """Return ``flat(size, count, ground)``: of so many areas of a town, or of all states; all is freed afterwards."""
    made = []

    def make(size=SIZE, count=0, ground=None, where="biome_map"):
        made.append(Flat(gl, size, count, ground, where))
        return made[-1]

    yield make
    for one in made:
        one.engine.release()


@pytest.fixture
def drawn_parts(flat, tmp_path):
    """
    Return ``drawn_parts(made, index, ...)`` of ``probe(size, count)``: at each pixel what the picture draws there.

    The picture's last line is replaced by one that writes how much of a pixel is colony, under water and calm.
    """
    folder = shutil.copytree(INSTALLATIONS / "biome_map", tmp_path / "probe")
    text = (folder / "image.frag").read_text("utf-8")
    last = text[text.rindex("    o = ") :]
    (folder / "image.frag").write_text(text.replace(last, "    o = vec4(s.alive, s.wet, 0.0, 1.0);\n}\n"), "utf-8")

    def make(size, count=0):
        made = flat(size, count, where=folder)

        def parts(index=0, fps=30, **values):
            """Return rows, how much of each pixel is colony, and how much lies under water, [height, width] each."""
            light = srgb_decode(made.draw(index, fps, **values) / 255.0)
            return made.texels("whose")[::-1, :, 0].round().astype(int), light[..., 0], light[..., 1]

        return made, parts

    return make
