"""Pictures drawn in parts: how many pixels differ from the whole one, and what it costs.

still : one picture from nothing, in four regions by one engine, against whole; what is whole is drawn once
wall  : a frame of a film, four engines with a region each, against one with the whole; what is whole is drawn by each
"""

import statistics
import time

import numpy as np

from renderer.core.paths import INSTALLATIONS
from renderer.core.region import parts
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.frames.region_rule import in_parts
from renderer.gpu.context import create, unbind
from renderer.params.param import assign
from renderer.scene.catalogue import load
from renderer.scene.effect import effects
from renderer.scene.extent import extent_of
from renderer.scene.scene import Effect
from tests.bench.measure import bar

SIZE, PART, ROUNDS = (1280, 720), (640, 360), 5
SMALL, SMALL_PARTS = (321, 181), ((107, 61), (75, 169))


def cpu(work):
    """Return the CPU s that ``work`` takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def apart(engine, part, frame, params):
    """Return how many pixels differ between ``frame`` drawn whole and in parts."""
    if engine.loaded.scene.feedback:
        engine.restart()
    engine.draw(frame, params)
    whole = engine.read(4)
    return int(np.count_nonzero((whole != in_parts(engine, part, lambda: engine.draw(frame, params))).any(axis=2)))


def still(engine):
    """Return the CPU s of a picture from nothing, whole and in parts: medians of turns."""
    frame, rows = engine.loaded.scene.frame(81, size=SIZE), []

    def whole():
        engine.draw(frame)
        engine.read(4)

    for _ in range(ROUNDS):
        engine.pipeline.forget()
        one = cpu(whole)
        engine.pipeline.forget()
        rows.append((one, cpu(lambda: in_parts(engine, PART, lambda: engine.draw(frame)))))
    return [statistics.median(column) for column in zip(*rows, strict=True)]


def wall(engine, four):
    """Return the CPU s of a frame of a film, by one engine and by ``four``: medians of turns."""
    def draw(engines, index):
        for one in engines:
            one.draw(one.loaded.scene.frame(index, size=SIZE))
            one.read(4)

    draw([engine, *four], 0)
    rows = [[cpu(lambda each=each, now=index: draw(each, now)) for each in ([engine], four)]
            for index in range(1, ROUNDS + 1)]  # fmt: skip
    return [statistics.median(column) for column in zip(*rows, strict=True)]


def installation(gl, name):
    """Print the lines of one installation."""
    loaded = load(name)
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    extent = extent_of(loaded.scene, SIZE)
    regional = [f"{name} {px}" for name, px in extent.reaches.items() if name not in extent.whole]
    print(f"      {name}: in parts, with px around each: {', '.join(regional)}")
    engine = Engine(gl, loaded, table, SIZE)
    frame = loaded.scene.frame(81, size=SIZE)
    bar(f"{name}, pixels that differ", apart(engine, PART, frame, None), 0, "px")
    one, in_four = still(engine)
    print(f"      {name}, still {one:.2f} s whole, in four regions {in_four / one:.2f}x")
    four = [Engine(gl, loaded, table, SIZE, region=region) for region in parts(SIZE, PART)]
    one, in_four = wall(engine, four)
    print(f"      {name}, frame {one:.2f} s whole, by four engines {in_four / one:.2f}x", flush=True)
    for each in (engine, *four):
        each.release()


def effect(gl, name):
    """Return how many pixels differ at two odd sizes of a part, over a moving scene."""
    loaded = load("lagoon", (Effect(name),))
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SMALL)
    params = assign(loaded.scene.params(), **{f"{name}_amount": 0.8})
    found = sum(apart(engine, part, loaded.scene.frame(5, size=SMALL), params) for part in SMALL_PARTS)
    engine.release()
    return found


def main():
    """Print a line for each installation and effect."""
    gl = create()
    for name in sorted(path.name for path in INSTALLATIONS.iterdir() if (path / "scene.py").is_file()):
        installation(gl, name)
    for name in effects():
        bar(f"effect {name}, pixels that differ", effect(gl, name), 0, "px")
    unbind(gl)
    gl.release()


if __name__ == "__main__":
    main()
