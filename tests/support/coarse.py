"""The smile on coarser maps: as fine as a print they cost half a second each time a parameter or a seed changes."""

import shutil

import numpy as np
import pytest

from renderer.core.paths import INSTALLATIONS

SMILE = INSTALLATIONS / "smile"
# Half as many points a side, which is as many as its mesh has.
ROUGH = {"scene.py": ('("97 * 8", "65 * 8")', '("49 * 8", "33 * 8")'), "atlas.glsl": ("vec2(97, 65)", "vec2(49, 33)")}


@pytest.fixture(scope="session")
def coarse_smile(gl_context, tmp_path_factory):
    """Return the folder of a copy of the smile that differs in its maps alone, and looks like it."""
    from renderer.data.load import load_table
    from renderer.frames.engine import Engine
    from renderer.scene.catalogue import load

    folder = shutil.copytree(SMILE, tmp_path_factory.mktemp("coarse") / "smile")
    for file, (fine, rough) in ROUGH.items():
        text = (folder / file).read_text("utf-8")
        assert text.count(fine) == 1
        (folder / file).write_text(text.replace(fine, rough), "utf-8")
    seen = []
    for loaded in (load(SMILE), load(folder)):
        engine = Engine(gl_context, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (192, 108))
        engine.draw(loaded.scene.frame(0, size=(192, 108)))
        seen.append(engine.read().astype(int))
        engine.release()
    assert np.abs(seen[1] - seen[0]).mean() < 1.0, "a copy that looks otherwise proves nothing"
    return folder
