"""A picture that no viewport spans: its geometry is drawn block by block, and lies where it lies in one piece."""

from pathlib import Path

import pytest

from renderer.core.units import Size
from renderer.frames.region_rule import in_parts
from renderer.gpu.draw_pass import seen_through
from renderer.gpu.target import Place
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.make import opened
from renderer.scene import extent
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup


def test_the_crop_puts_each_pixel_where_the_whole_picture_has_it():
    place = Place((700, 500), (39_990, 7_000), (78_740, 15_748))
    (x, y, width, height), (scale_x, scale_y, add_x, add_y) = seen_through(place)
    assert (width, height) == (16_384, 15_748)
    for px, py in ((39_990, 7_000), (40_300.25, 7_499)):  # of the whole picture
        clip = 2 * px / 78_740 - 1, 2 * py / 15_748 - 1
        assert x + (clip[0] * scale_x + add_x + 1) / 2 * width == pytest.approx(px - 39_990, abs=1e-6)
        assert y + (clip[1] * scale_y + add_y + 1) / 2 * height == pytest.approx(py - 7_000, abs=1e-6)
    assert -32_768 <= x <= 0  # what every GPU takes for the edge of a viewport


@pytest.mark.parametrize("scene", ["lagoon", "smile"])
def test_what_is_drawn_in_blocks_is_the_picture_but_for_an_edge_that_rounds(monkeypatch, scene):
    setup = Setup(scene)
    job = Job(setup, loaded_of(setup), choose(Path("a.png")), Size(330, 170))
    with opened(job) as engine:
        frame = engine.loaded.scene.frame(40, size=engine.size)
        engine.draw(frame)
        whole = engine.read().astype(int)
        monkeypatch.setattr(extent, "EVERY_GPU", 256)
        engine.draw(frame)
        assert (engine.read() == whole).all()  # in one piece nothing is cut
        in_blocks = in_parts(engine, (90, 74), lambda: engine.draw(frame), 3).astype(int)
    off = abs(in_blocks - whole).max(axis=2)
    assert whole.std() > 5
    assert (off > 0).mean() < 2e-3  # llvmpipe: none of lagoon, 0.03 % of smile
    assert (off > 2).mean() < 1.5e-4  # 2 to 6 px of smile, by where its edges happen to lie
