"""The plate played by hand and by faults: pictures, and its maps read back as numbers."""

from types import SimpleNamespace

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames import engine as engines
from renderer.frames.trial_tables import all_of
from renderer.params.param import assign
from renderer.scene.catalogue import load
from renderer.signals.fault.kinds import KINDS

SIZE = (640, 360)


@pytest.fixture(scope="module")
def fracture(gl_context):
    """
    Return ``fracture(faults, seed, part, **params)``: one frame with these faults and values, otherwise of a calm dish
    whose strike stands where it is told, without the light that visits.

    faults : {(kind, row): (now, amount, mended)}
    picture : [360, 640, 3] sRGB codes, bottom row first as the maps are
    seen, plan, relief, shards : as pieces.frag, plan.frag, relief.frag and shards.frag write them
    bowls : as bowls.frag writes them; near : as near.frag; clay, bend : both outputs of clay.frag
    row : the area that each point of the unbroken plate belongs to, -1 beyond its rim
    blossom : the area whose blossom is nearest
    part : where in their range all figures lie, 0 .. 1; None draws the bundled ones
    """
    loaded = load("fracture")
    calm = assign(loaded.scene.params(), movement=0.0, plate="dish", vary=0.0, lamp=0.0, focus=(0.36, 0.58),
                  reach=0.7)  # fmt: skip
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    made = {}
    levels = np.zeros((len(table.areas), len(KINDS), 4), np.float32)

    def engine_for(part):
        if part not in made:
            shown = table if part is None else all_of(table, State.VALUE, part)
            made[part] = engines.Engine(gl_context, loaded, shown, SIZE)
        return made[part]

    def read(engine, name, output=0):
        target = engine.pipeline.targets[name]
        texels = np.frombuffer(target.buffer.read(components=4, attachment=output, dtype="f4"), np.float32)
        return texels.reshape(target.size[1], target.size[0], 4)

    def make(faults=(), seed=0, part=None, **values):
        engine = engine_for(part)
        levels[:] = 0.0
        levels[:, :, 2] = -1.0
        for (kind, row), (now, amount, mended) in dict(faults).items():
            levels[row, KINDS.index(kind)] = now, amount, 1.0, mended
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engines, "alarms", lambda *_: levels.copy())
            engine.draw(loaded.scene.frame(0, size=SIZE, seed=seed), assign(calm, **values))
        plan, relief, shards, bowls, near = (read(engine, name) for name in
                                              ("plan", "relief", "shards", "bowls", "near"))  # fmt: skip
        row = np.where(relief[..., 2] > 0, shards[1, plan[..., 0].astype(int), 3], -1).astype(int)
        return SimpleNamespace(picture=engine.read()[::-1, :, :3].astype(int), seen=read(engine, "pieces"), plan=plan,
                               relief=relief, shards=shards, row=row, bowls=bowls, near=near,
                               clay=read(engine, "clay"), bend=read(engine, "clay", 1),
                               blossom=relief[..., 3].astype(int))  # fmt: skip

    yield make
    for engine in made.values():
        engine.release()
