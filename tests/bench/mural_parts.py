"""What a mural costs without its writer: every tile drawn and read. Arguments: width and height, px."""

import sys
from pathlib import Path

from renderer.core.region import parts
from renderer.core.units import Size
from renderer.output.codecs.tiled_tiff import TILE
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.make import opened
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup
from tests.bench.measure import HERE


def main(width: int, height: int) -> None:
    """Draw and read all tiles of the reference shader."""
    setup = Setup(str(HERE / "fractal"))
    job = Job(setup, loaded_of(setup), choose(Path("a.tif"), 8), Size(width, height))
    how, seed = job.at(0)
    with opened(job) as engine:
        frame = job.loaded.scene.frame(0, job.fps, (width, height), seed)
        for part in parts((width, height), (TILE, TILE)):
            engine.resize((width, height), part)
            engine.draw(frame, **how)
            engine.read(3)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
