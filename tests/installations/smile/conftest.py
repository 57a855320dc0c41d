"""The smile's maps, read back from the GPU as numbers."""

from functools import cache, cached_property, partial

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.params.param import assign
from renderer.scene.catalogue import load
from renderer.sculpture.stroke import packed

TILE = (97, 65)


class Maps:
    """
    The maps of one smile, each drawn when it is first asked for.

    teeth : [8, 32, 4] as teeth.frag writes them
    """

    def __init__(self, draw):
        self._draw = draw

    @cached_property
    def teeth(self):
        return self._draw("teeth")

    @cached_property
    def _form(self):
        return self._draw("teeth", "form")

    def tile(self, number):
        """Return the points of one surface, [65, 97, 4]."""
        x, y = number % 8 * TILE[0], number // 8 * TILE[1]
        return self._form[y : y + TILE[1], x : x + TILE[0]]


@pytest.fixture(scope="module")
def smile(gl_context):
    """
    Return ``smile(strokes, **params)``: the maps of a smile with these values, after these strokes of sculptors.

    The passes that nobody asks for, light and picture, are not drawn.
    """
    loaded = load("smile")
    engine = Engine(gl_context, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (32, 18))
    every = {one.step.name: one for one in engine.pipeline.compiled}

    def draw(strokes, values, *names):
        engine.strokes, engine.pipeline.compiled = packed(strokes), [every[name] for name in names]
        engine.draw(loaded.scene.frame(0, size=(32, 18)), assign(loaded.scene.params(), **values))
        target = engine.pipeline.targets[names[-1]]
        texels = np.frombuffer(target.buffer.read(components=4, dtype="f4"), np.float32)
        return texels.reshape(target.size[1], target.size[0], 4)

    @cache
    def made(strokes, values):
        return Maps(partial(draw, strokes, dict(values)))

    yield lambda strokes=(), **values: made(tuple(strokes), tuple(sorted(values.items())))
    engine.pipeline.compiled = [*every.values()]
    engine.release()
