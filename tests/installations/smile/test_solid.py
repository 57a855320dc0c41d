"""The smile as an object: one body, closed, with no hole through it, no steeper than a mesher needs."""

import shutil
from itertools import product

import numpy as np
import pytest

from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.params.param import assign
from renderer.scene.catalogue import load

GRID = 96  # points a side: 0.9 mm apart at most
SIZE = (GRID * 12, GRID * 8)
LOOKS = {
    "as it comes": {},
    "one jaw": {"jaw": "upper"},
    "with gaps": {"missing": 8},
    "primary": {"dentition": "primary_20"},
    "open": {"opening": 14.0},
}
SLAB = """
vec3 point() {{
    int k = texel().y * {width} + texel().x;
    return vec3{low} + vec3{span} * vec3(k % {grid}, k / {grid} % {grid}, k / {square}) / {last}.0;
}}
#include "solid.frag"
"""


@pytest.fixture(scope="module")
def solid(gl_context, tmp_path_factory):
    """Return ``solid(**params)``: the field and its colour on a grid, [x, y, z, 4]."""
    folder = tmp_path_factory.mktemp("solid") / "smile"
    shutil.copytree(INSTALLATIONS / "smile", folder, ignore=shutil.ignore_patterns("presets"))
    made = load("smile").scene.solid
    span = tuple(b - a for a, b in zip(made.low, made.high, strict=True))
    slab = SLAB.format(width=SIZE[0], low=made.low, span=span, grid=GRID, square=GRID**2, last=GRID - 1)
    (folder / "slab.frag").write_text(slab)
    (folder / "show.frag").write_text("void main() { o = texelFetch(t_slab, texel(), 0); }\n")
    (folder / "scene.py").write_text((folder / "scene.py").read_text() + f"""
from dataclasses import replace
kept = tuple(step for step in SCENE.passes if step.name in {made.reads})
slab = Pass("slab", "slab.frag", reads={made.reads}, format="f4", size=("{SIZE[0]}", "{SIZE[1]}"), filter="nearest")
SCENE = replace(SCENE, passes=(*kept, slab, Pass("show", "show.frag", reads=("slab",))), depth=None, pick=None)
""")
    loaded = load(folder / "scene.py")
    engine = Engine(gl_context, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (8, 8))

    def field(**values):
        engine.draw(loaded.scene.frame(0, size=(8, 8)), assign(loaded.scene.params(), **values))
        buffer = engine.pipeline.targets["slab"].buffer
        texels = np.frombuffer(buffer.read(components=4, dtype="f4"), np.float32)
        return texels.reshape(GRID, GRID, GRID, 4).transpose(2, 1, 0, 3), np.array(span) / (GRID - 1)

    yield field
    engine.release()


@pytest.mark.parametrize("look", LOOKS)
def test_it_is_one_body_without_a_hole(solid, look):
    from scipy import ndimage
    from skimage.measure import marching_cubes

    field, step = solid(**LOOKS[look])
    points, faces, _, _ = marching_cubes(field[..., 0], 0.0, spacing=tuple(step))
    edges, counts = np.unique(np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1), axis=0, return_counts=True)

    assert ndimage.label(field[..., 0] < 0)[1] == 1
    assert (counts == 2).all(), "watertight"
    assert len(points) - len(edges) + len(faces) == 2, "genus 0"


def test_it_stays_inside_its_box_and_is_no_steeper_than_promised(solid):
    field, step = solid()
    value = field[..., 0]
    rim = np.ones_like(value, bool)
    rim[1:-1, 1:-1, 1:-1] = False
    steep = np.sqrt(sum(part**2 for part in np.gradient(value, *step)))
    near = abs(value) < 2.0

    assert np.isfinite(field).all()
    assert value[rim].min() > 1.0
    # A few thin edges are steeper; a mesher that halves its cells does not miss them.
    assert np.percentile(steep[near], 99) < 1.3
    assert 0.5 < np.median(steep[near]) < 1.05


def test_crowns_and_gum_have_their_colours(solid):
    field, _ = solid()
    near = abs(field[..., 0]) < 0.5
    colours = np.unique(field[near][:, 1:].round(2), axis=0)

    assert len(colours) > 2
    assert (colours >= 0).all()
    assert (colours <= 1).all()


@pytest.mark.parametrize("look", ["as it comes", "primary", "open"])
def test_the_post_is_solid_from_plate_to_plate(solid, look):
    """Behind front teeth it had slabs cut out, where it was taken to be as far as the palate."""
    field, step = solid(**LOOKS[look])
    inside = field[..., 0] < 0.0
    low = load("smile").scene.solid.low
    at = [(np.arange(GRID) * step[k] + low[k]) for k in range(3)]
    level = int(np.abs(at[1]).argmin())
    mine = np.argwhere(inside[:, level] & (np.abs(at[0]) < 5.0)[:, None])  # between the jaws nothing else is there
    x, z = np.round(mine.mean(axis=0)).astype(int)
    for across, deep in product(range(-3, 4), repeat=2):
        if np.hypot(across * step[0], deep * step[2]) < 3.0:  # mm of 4.5
            column = np.flatnonzero(inside[x + across, :, z + deep])
            assert (np.diff(column) == 1).all(), (across, deep)
