"""
Installations on coarser maps: those of the smile cost half a second each time a parameter or a seed changes, and the
colonies of the biome map grow in every frame before the one that is drawn.
"""

import shutil

import numpy as np
import pytest
from grounds import on_ground

from renderer.core.paths import INSTALLATIONS

# Of the smile about half as many points a side, so many that its mesh, 33 x 33, stands on every one or on every other;
# and how far a copy may look otherwise, codes: colonies of a quarter as many cells a side are four times as large.
ROUGH = {
    "smile": ({"scene.py": [('("97 * 8", "65 * 8")', '("65 * 8", "33 * 8")')],
               "atlas.glsl": [("vec2(97, 65)", "vec2(65, 33)")]}, 1.0),
    "biome_map": ({"scene.py": [("grid(320)", "grid(80)"), ("grid(640), grid(1280)", "grid(160), grid(320)"),
                               ("grid(458)", "grid(115)")]}, 12.0),
}  # fmt: skip


@pytest.fixture(scope="session")
def coarse_smile(gl_context, tmp_path_factory):
    """Return the folder of a copy of the smile that differs in its maps alone, and looks like it."""
    return coarse_copy(gl_context, "smile", tmp_path_factory.mktemp("coarse"))


@pytest.fixture(scope="session")
def coarse_biome_map(gl_context, tmp_path_factory):
    """Return the folder of a copy of the biome map whose colonies have fewer and larger cells."""
    return coarse_copy(gl_context, "biome_map", tmp_path_factory.mktemp("coarse"))


def coarse_copy(gl, name, home):
    """Return the folder of a coarser copy of an installation, made in ``home``."""
    from renderer.data.load import load_table
    from renderer.frames.engine import Engine
    from renderer.scene.catalogue import load

    files, apart = ROUGH[name]
    folder = shutil.copytree(INSTALLATIONS / name, home / name)
    for file, changes in files.items():
        text = (folder / file).read_text("utf-8")
        for fine, rough in changes:
            assert text.count(fine) == 1
            text = text.replace(fine, rough)
        (folder / file).write_text(text, "utf-8")
    seen = []
    for loaded in (load(INSTALLATIONS / name), load(folder)):
        engine = on_ground(Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (192, 108)))
        engine.draw(loaded.scene.frame(0, size=(192, 108)))
        seen.append(engine.read().astype(int))
        engine.release()
    assert np.abs(seen[1] - seen[0]).mean() < apart, "a copy that looks otherwise proves nothing"
    return folder
