"""One small still of each installation, to see what no oracle sees; drawn by one pinned renderer.

Rewrite with ``./run test tests/test_goldens.py --rewrite-goldens`` after you have looked at the picture.
"""

from pathlib import Path

import numpy as np
import pytest
from grounds import on_ground
from PIL import Image

from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.frames.exposure import Exposure
from renderer.scene.catalogue import load

SIZE = (384, 144)
GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize("name", sorted(path.parent.name for path in INSTALLATIONS.glob("*/scene.py")))
def test_the_picture_is_the_one_we_looked_at(gl, name, request, tmp_path):
    if "llvmpipe" not in gl.info["GL_RENDERER"]:
        pytest.skip(f"goldens are drawn by llvmpipe, this is {gl.info['GL_RENDERER']}")
    loaded = load(name)
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    engine = on_ground(Engine(gl, loaded, table, SIZE, Exposure(samples=4)))
    engine.draw(loaded.scene.frame(0, size=SIZE))
    picture = engine.read()
    engine.release()
    path = GOLDENS / f"{name}.png"
    if request.config.getoption("--rewrite-goldens"):
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(picture).save(path)
    with Image.open(path) as golden:
        apart = np.abs(np.asarray(golden).astype(int) - picture).max(axis=2)
    if (apart > 2).any():
        Image.fromarray(np.uint8(np.minimum(apart * 16, 255))).save(tmp_path / f"{name}-apart.png")
    # Another LLVM rounds another way; two codes are not seen, and no pixel may be further off.
    assert (apart > 2).sum() == 0, f"{(apart > 2).sum()} px differ; see {tmp_path / f'{name}-apart.png'}"
