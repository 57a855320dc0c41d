"""The installations of places: what a frame of theirs costs beside enamel's, and what many areas add to it."""

import statistics
import sys
import time

from renderer.data.load import load_table
from renderer.data.role_table import role_table
from renderer.frames.engine import Engine
from renderer.gpu.context import create
from renderer.scene.catalogue import load
from tests.bench.measure import HERE, bar

sys.path.insert(0, str(HERE.parent / "support"))

NAMES, SIZE, ROUNDS, FEW, MANY = ("biome_map", "equity"), (1280, 720), 9, 12, 3144


def main() -> None:
    """Print each one's frame against enamel's, and its frame of many areas against that of few."""
    from areas import areas_table
    from grounds import on_ground

    gl = create()

    def engine(name, areas=0):
        loaded = load(name)
        data, wanted = loaded.scene.data, loaded.scene.wanted
        table = role_table(areas_table(areas), wanted).table if areas else load_table(data, wanted)
        return on_ground(Engine(gl, loaded, table, SIZE))

    for name in NAMES:
        theirs = engine("enamel"), engine(name), engine(name, FEW), engine(name, MANY)
        costs = [[] for _ in theirs]
        for index in range(ROUNDS):
            for one, found in zip(theirs, costs, strict=True):
                found.append(_frame(gl, one, index))
        enamel, bundled, few, many = (statistics.median(found[1:]) for found in costs)  # the first compiles
        bar(f"{name}, CPU of a frame at {SIZE[0]}x{SIZE[1]} beside enamel's", bundled / enamel, 2.0)
        bar(f"{name}, a frame of {MANY:,} areas beside one of {FEW}", many / few, 1.3)
        for one in theirs:
            one.release()
    gl.release()


def _frame(gl, engine, index) -> float:
    begun = time.process_time()
    engine.draw(engine.loaded.scene.frame(index, size=SIZE))
    gl.finish()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
