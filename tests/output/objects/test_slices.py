"""Layers of a form whose every section is known: a cone that widens upwards."""

import json
import zipfile

import numpy as np
import pytest
from PIL import Image

from renderer.output.objects.mesh import Mesh
from renderer.output.objects.slices import layer_at, write_slices

STEP = 0.25  # mm from cell to cell
MIDDLE = np.array([4.0, 5.0])  # mm, along x and z
LOWEST, HIGHEST = 2.0, 7.0  # mm; ends between two cells would be rounded by the grid


def cone():
    """Return a mesh whose field is that of a cone: 1 mm wide at its foot, half a mm more for each mm up."""
    x, y, z = np.meshgrid(*(np.arange(n) * STEP for n in (36, 40, 44)), indexing="ij")
    side = np.hypot(x - MIDDLE[0], z - MIDDLE[1]) - (1.0 + 0.5 * (y - LOWEST))
    field = np.maximum(side, np.maximum(LOWEST - y, y - HIGHEST)).astype(np.float32)
    none = np.zeros((0, 3), np.float32)
    return Mesh(none, none.astype(np.int32), none, none, field, np.zeros(3), STEP)


def test_each_layer_is_the_section_in_its_middle(tmp_path):
    count = write_slices(cone(), tmp_path / "a.zip", layer=0.5, pixel=0.125)
    with zipfile.ZipFile(tmp_path / "a.zip") as parts:
        note = json.loads(parts.read("slices.json"))
        names = sorted(name for name in parts.namelist() if name.endswith(".png"))
        layers = [np.asarray(Image.open(parts.open(name))) / 255.0 for name in names]
    inside = np.argwhere(cone().grid < 0)
    low, high = (inside.min(axis=0) - 1) * STEP, (inside.max(axis=0) + 1) * STEP
    size = high - low

    assert (note["size"], note["layers"], count) == (size.tolist(), len(layers), len(layers))
    assert count == np.ceil(size[1] / 0.5)
    assert (note["width"], note["height"]) == (np.ceil(size[0] / 0.125), np.ceil(size[2] / 0.125))
    for number, layer in enumerate(layers):
        assert layer.shape == (note["height"], note["width"])
        height = low[1] + (number + 0.5) * 0.5
        if LOWEST + STEP < height < HIGHEST - STEP:
            radius = 1.0 + 0.5 * (height - LOWEST)
            assert layer.sum() * 0.125**2 == pytest.approx(np.pi * radius**2, rel=0.02)
            row, column = (np.average(np.arange(n) + 0.5, weights=layer.sum(axis=axis)) * 0.125
                           for n, axis in ((layer.shape[0], 1), (layer.shape[1], 0)))  # fmt: skip
            assert (column + low[0], row + low[2]) == pytest.approx(tuple(MIDDLE), abs=0.01)


def test_a_pixel_is_grey_by_the_share_of_it_that_lies_inside():
    # A wall at x = 0.6 mm: inside is left of it. Pixels of 0.25 mm end at 0.25, 0.5, 0.75: the third holds 0.4.
    x = np.broadcast_to((np.arange(9) * STEP - 0.6)[:, None, None], (9, 4, 4)).astype(np.float32)
    none = np.zeros((0, 3), np.float32)
    wall = Mesh(none, none.astype(np.int32), none, none, x, np.zeros(3), STEP)

    for height in (-1.0, 0.5, 2.0, 7.0):  # cells; beyond its ends the grid goes on as it ends
        layer = layer_at(wall, height, np.zeros(3), (6, 3), 0.25)
        np.testing.assert_array_equal(layer, np.broadcast_to([255, 255, 102, 0, 0, 0], (3, 6)))
