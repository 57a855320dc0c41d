"""How many tiles are drawn together, and in parts how wide: by what the passes of the scene look around and take."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from renderer.core.region import Region
from renderer.core.units import Size
from renderer.output import tile_blocks
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.tile_blocks import block_of, drawn_along
from renderer.scene.extent import part_bytes
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup


def job(scene, width, height):
    setup = Setup(scene)
    return Job(setup, loaded_of(setup), choose(Path("a.tif"), 8), Size(width, height))


def test_the_wall_of_the_readme_takes_its_room_and_no_more():
    wall = job("enamel", 78740, 15748)
    assert block_of(wall, 50) == (1, 256)
    assert part_bytes(wall.loaded.scene, (78740, 15748), (256, 1024), 50) < 180e6
    assert block_of(replace(wall, samples=2), 50) == (2, 2048), "each sample is drawn anew: nothing stands"


def test_a_smaller_wall_has_room_for_wider_parts_and_more_tiles(monkeypatch):
    half = job("enamel", 39370, 7874)
    assert block_of(half, 50) == (2, 1024)
    monkeypatch.setattr(tile_blocks, "ROOM", 10**12)
    assert block_of(half, 50) == (2, 2048), "no more tiles than halve what is drawn around them"
    monkeypatch.setattr(tile_blocks, "ROOM", 1)
    assert block_of(half, 50) == (1, 256)


def test_a_part_is_as_wide_as_there_is_room_a_half_tile_or_a_quarter(monkeypatch):
    wall = job("enamel", 78740, 15748)
    for width in (512, 256):
        monkeypatch.setattr(tile_blocks, "ROOM", part_bytes(wall.loaded.scene, (78740, 15748), (width, 1024), 50))
        assert block_of(wall, 50) == (1, width)


def test_what_looks_nowhere_else_is_drawn_tile_by_tile():
    assert block_of(job("equity", 78740, 15748), 50) == (1, 1024)


def test_a_row_of_parts_is_one_picture():
    class Columns:
        """An engine whose picture is its columns' numbers."""

        def resize(self, size, region):
            assert size == (100, 50)
            self.region = region

        def read(self, components):
            x = np.arange(self.region.x, self.region.x + self.region.width, dtype=np.uint8)
            return np.broadcast_to(x[None, :, None], (self.region.height, len(x), components))

    drawn = []
    engine = Columns()
    made = drawn_along(engine, (100, 50), Region(30, 10, 25, 8), 10, lambda: drawn.append(engine.region), 3)
    assert drawn == [Region(30, 10, 10, 8), Region(40, 10, 10, 8), Region(50, 10, 5, 8)]
    assert made.shape == (8, 25, 3)
    assert made[0, :, 0].tolist() == list(range(30, 55))
