"""The smile's maps, read back from the GPU as numbers."""

from types import SimpleNamespace

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.params.param import assign
from renderer.scene.catalogue import load
from renderer.sculpture.stroke import packed

TILE = (97, 65)


@pytest.fixture(scope="module")
def smile(gl_context):
    """
    Return ``smile(strokes, **params)``: the maps of a smile with these values, after these strokes of sculptors.

    teeth : [8, 32, 4] as teeth.frag writes them
    tile : tile(id) -> [65, 97, 4], points of one surface
    """
    loaded = load("smile")
    engine = Engine(gl_context, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (32, 18))

    def read(name):
        target = engine.pipeline.targets[name]
        texels = np.frombuffer(target.buffer.read(components=4, dtype="f4"), np.float32)
        return texels.reshape(target.size[1], target.size[0], 4)

    def make(strokes=(), **values):
        engine.strokes = packed(strokes)
        engine.draw(loaded.scene.frame(0, size=(32, 18)), assign(loaded.scene.params(), **values))
        form = read("form")

        def tile(number):
            x, y = number % 8 * TILE[0], number // 8 * TILE[1]
            return form[y : y + TILE[1], x : x + TILE[0]]

        return SimpleNamespace(teeth=read("teeth"), tile=tile)

    yield make
    engine.release()
