"""Biome map: in every preset that shows the whole map, water is told from shade and sand, kelp from water."""

import numpy as np
import pytest
from decoders.decode import bundled, decoder, spearman
from decoders.still import Still
from scipy.stats import spearmanr

from renderer.params.param import assign
from renderer.signals.moment import cells_at, moment

SIZE, PRINT = (480, 270), (960, 540)
SLOW = 0.3  # heights of the picture a second, in which the guard held nothing back
LOADED = bundled("biome_map")[0]
WHOLE = [preset for preset in LOADED.presets if preset.params.get("near", 1.0) <= 1.15]


@pytest.mark.parametrize("preset", WHOLE, ids=lambda preset: preset.name)
def test_its_still_ranks_the_areas(flat, preset):
    made = flat(SIZE)
    picture = made.draw(**preset.params)
    still = Still(picture, {"row": made.texels("whose")[::-1, :, 0].round().astype(int)}, len(made.table.areas), None)
    now = moment(LOADED.scene.frame(0, size=SIZE), made.table)

    assert len(WHOLE) == 6
    assert spearman("biome_map", still, cells_at(made.table, 0, now).value)[0] >= 0.85


@pytest.mark.parametrize("preset", [*WHOLE, None], ids=lambda preset: preset.name if preset else "default")
def test_its_kelp_ranks_the_areas_at_print_size_and_on_a_thumbnail(flat, preset):
    made = flat(PRINT)
    picture = made.draw(**(preset.params if preset else {}))
    rows = made.texels("whose")[::-1, :, 0].round().astype(np.int32)
    still = Still(picture, {"row": rows}, len(made.table.areas), None)
    bare = cells_at(made.table, 1, moment(LOADED.scene.frame(0, size=PRINT), made.table)).value

    for seen, least in ((still, 0.9), (still.thumbnail(), 0.7)):
        read = decoder("biome_map").read_bare(seen)
        both = np.isfinite(read) & np.isfinite(bare)
        assert both.sum() > 35
        assert spearmanr(read[both], bare[both]).statistic >= least


@pytest.mark.parametrize("preset", LOADED.presets, ids=lambda preset: preset.name)
def test_its_camera_is_slow_enough_for_the_flash_guard(flat, preset):
    """Where it was faster what passed flashed: of `places` the guard held back 432 of 720 pictures, in squares."""
    made, fps = flat(SIZE), 6
    every = made.engine.pipeline.compiled
    made.engine.pipeline.compiled = [step for step in every if step.step.name in ("hull", "extent", "camera")]
    cameras = []
    for index in range(made.loaded.scene.frame(0, fps).frames):
        frame = made.loaded.scene.frame(index, fps, SIZE)
        made.engine.draw(frame, assign(made.loaded.scene.params(), **preset.params))
        cameras.append(made.texels("camera")[0, 0])
    made.engine.pipeline.compiled = every
    x, y, near, _ = np.array(cameras).T
    across = np.hypot(np.diff(x), np.diff(y)) * near[1:]
    fastest = fps * (across + 0.5 * np.abs(np.diff(np.log(near)))).max()

    assert fastest < SLOW
    assert (fastest > 0.01) == (preset.params.get("travel", 1.0) > 0.0)
