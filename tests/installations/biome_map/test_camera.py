"""Biome map: the whole map is in the picture, in every format, preset and seed, and as large as it can be."""

import numpy as np
import pytest

from renderer.scene.catalogue import load

PRESETS = {"default": {}, **{one.name: dict(one.params) for one in load("biome_map").presets}}
FORMATS = [(320, 180), (180, 320), (240, 240), (480, 120)]
LENS = 1.744  # as lens.glsl has it


def on_screen(camera, lean, points):
    """Return where points of the flat, [n, 2], are seen: heights of the picture from its middle; lens.glsl's twin."""
    x, y, near, yaw = camera
    off = (points - [x, y]) @ np.array([[np.cos(yaw), -np.sin(yaw)], [np.sin(yaw), np.cos(yaw)]]).T
    away = LENS / near + off[:, 1] * np.sin(lean)
    return LENS * off * [1.0, np.cos(lean)] / away[:, None]


def lean_of(size, tilt):
    """Return how far the camera leans, radians."""
    def between(low, high):
        part = np.clip((size[0] / size[1] - low) / (high - low), 0.0, 1.0)
        return part * part * (3.0 - 2.0 * part)

    most = 18.0 + 72.0 * between(0.85, 1.75)
    return np.radians(min(max(tilt, 52.0 * between(2.0, 4.0)), most))


@pytest.mark.parametrize("size", FORMATS)
def test_the_map_fills_the_picture_and_nothing_of_it_is_cut(flat, size):
    """Each pixel of the map, by the camera alone: looked at in few points the westernmost islands were not seen."""
    made = flat(size)
    made.engine.pipeline.compiled = [one for one in made.engine.pipeline.compiled
                                     if one.step.name in ("hull", "extent", "camera")]  # fmt: skip
    here = np.argwhere(made.engine.pipeline.map.rows >= 0)
    height = len(made.engine.pipeline.map.rows)
    points = (here[:, ::-1] + 0.5) / height * [1.0, -1.0] + [0.0, 1.0]
    for name, values in PRESETS.items():
        for seed in range(4):
            made.draw(seed=seed, **values)
            tilt = values.get("tilt", made.loaded.scene.params().tilt)
            seen = on_screen(made.texels("camera")[0, 0].astype(float), lean_of(size, tilt), points)
            free = 0.5 * np.array([size[0] / size[1], 1.0]) - np.abs(seen).max(axis=0)

            assert free.min() > 0.01, (name, seed)
            assert (free / [size[0] / size[1], 1.0]).min() < 0.05, (name, seed)
