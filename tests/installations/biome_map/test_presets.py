"""Biome map: in every preset that shows the whole map, water can be told from shade, sand and colonies."""

import pytest
from decoders.decode import bundled, spearman
from decoders.still import Still

from renderer.signals.moment import cells_at, moment

SIZE = (480, 270)
LOADED = bundled("biome_map")[0]
WHOLE = [preset for preset in LOADED.presets if preset.params.get("near", 1.0) <= 1.15]


@pytest.mark.parametrize("preset", WHOLE, ids=lambda preset: preset.name)
def test_its_still_ranks_the_areas(flat, preset):
    made = flat(SIZE)
    picture = made.draw(**preset.params)
    still = Still(picture, {"row": made.texels("whose")[::-1, :, 0].round().astype(int)}, len(made.table.areas), None)
    figures = cells_at(made.table, 0, moment(LOADED.scene.frame(0, size=SIZE), made.table)).value

    assert len(WHOLE) == 5
    assert spearman("biome_map", still, figures)[0] >= 0.85
