"""The worked example against its twin: warmth that spreads by compute, through a mask, with figures and rows."""

import numpy as np
import pytest
from PIL import Image

from renderer.core.frame import Frame
from renderer.core.paths import ROOT
from renderer.data.load import load_table
from renderer.frames.checks import check_all
from renderer.frames.engine import Engine
from renderer.scene.catalogue import load

EMBERS = ROOT / "tests/scenes/embers"
SIZE = (75, 46)  # no multiple of a group's 8 x 8


@pytest.fixture
def embers(gl):
    """Return an engine of the example."""
    loaded = load(EMBERS)
    made = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SIZE)
    yield made
    made.release()


def held(engine, name, output=0):
    """Return what the pass ``name`` holds, [height, width, 4], bottom row first."""
    texture = engine.pipeline.targets[name].side(last=False)[output]
    return np.frombuffer(texture.read(), np.float32).reshape(texture.height, texture.width, 4)


def step(heat, areas, wall, params, *, fresh):
    """Return the next warmth and how the last one falls, [height, width] and [height, width, 2]."""
    padded = np.pad(heat, 1, "edge")
    left, right, below, above = padded[1:-1, :-2], padded[1:-1, 2:], padded[:-2, 1:-1], padded[2:, 1:-1]
    mixed = heat * (1 - params.spread) + (left + right + below + above) / 4 * params.spread
    ember = np.where((areas[..., 0] < 0) | (areas[..., 3] > 0.2), 0, areas[..., 2])
    now = ember if fresh else np.maximum(mixed * (1 - params.loss), ember)
    return now * wall, np.stack([left - right, below - above], -1)


def test_warmth_spreads_as_in_its_twin(embers):
    y, x = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    with Image.open(EMBERS / "mask.png") as file:
        mask = np.asarray(file.convert("L")) / 255
    wall = mask[::-1][np.floor((y + 0.5) / SIZE[1] * len(mask)).astype(int),
                      np.floor((x + 0.5) / SIZE[0] * mask.shape[1]).astype(int)]  # fmt: skip
    params, heat = embers.loaded.scene.params(), np.zeros(SIZE[::-1])

    for index in range(12):
        embers.draw(Frame(index, size=SIZE))
        heat, flow = step(heat, held(embers, "rows").astype(float), wall, params, fresh=index == 0)
        np.testing.assert_allclose(held(embers, "heat")[..., 0], heat, atol=1e-6)
        np.testing.assert_allclose(held(embers, "heat", 1)[..., :2], flow, atol=1e-6)
    assert ((heat > 0) & (heat < 0.3)).sum() > 500, "it has spread"


def test_the_row_under_a_pixel_is_the_area_whose_ember_lies_there(embers):
    embers.draw(Frame(0, size=SIZE))
    rows = len(embers.table.areas)
    width, height = SIZE[0] / 9, SIZE[1] / -(-rows // 9)

    for row in range(rows):
        assert embers.row_at(int((row % 9 + 0.5) * width), int(SIZE[1] - (row // 9 + 0.5) * height)) == row
    assert embers.row_at(0, SIZE[1] - 1) is None


def test_it_keeps_every_rule_of_a_scene(gl):
    assert [found.fault for found in check_all(gl, EMBERS, SIZE) if found.fault] == []
