"""A map in the pixels of a picture larger than its own."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from renderer.core.region import Region
from renderer.data.places import ground_part as module
from renderer.data.places.borders import borders_of
from renderer.data.places.bundled_maps import find_map
from renderer.data.places.ground import load_ground
from renderer.data.places.ground_part import NEAR, ground_part
from renderer.data.places.map_areas import read_places
from renderer.data.places.map_layout import lay_out
from renderer.data.places.map_view import fitted

from .conftest import feature, ring, squares

SIZES = [(900, 600), (1201, 801)]


@pytest.fixture
def states(monkeypatch):
    monkeypatch.setattr(module, "TILE", 300)
    module._tile.cache_clear()
    yield load_ground(find_map("us_states"), 300, 200)
    module._tile.cache_clear()


@pytest.mark.parametrize("size", SIZES)
def test_a_part_has_the_very_pixels_of_the_whole(states, size):
    whole = ground_part(states, size, Region(0, 0, *size))

    for region in (Region(0, 0, 10, 10), Region(290, 299, 50, 12), Region(333, 101, 400, 350),
                   Region(size[0] - 7, size[1] - 5, 7, 5)):  # fmt: skip
        module._tile.cache_clear()
        part = ground_part(states, size, region)
        inside = (slice(region.y, region.y + region.height), slice(region.x, region.x + region.width))
        for name in ("rows", "edge", "coast"):
            assert (getattr(part, name) == getattr(whole, name)[inside]).all(), (region, name)


@pytest.mark.parametrize("size", SIZES)
def test_it_is_what_shapely_has_in_the_pictures_own_pixels(states, size):
    layout = lay_out(read_places(find_map("us_states")))
    shapes = fitted(layout.bounds, *size).shapes(layout.shapes)
    borders = borders_of(shapes)
    points = np.random.default_rng(5).integers(0, size, (4000, 2))
    middle = shapely.points(points + 0.5)
    own = np.full(len(points), -1)
    at, shape = shapely.STRtree(shapes).query(middle, "within")
    own[at] = shape
    lines = shapely.linestrings(np.stack([borders.start, borders.end], axis=1))
    away = [shapely.STRtree(one).query_nearest(middle, return_distance=True, all_matches=False)[1]
            for one in (lines, lines[borders.coast])]  # fmt: skip

    found = ground_part(states, size, Region(0, 0, *size))

    x, y = points.T
    assert (found.rows[y, x] == own)[away[0] > 1e-6].all()
    for drawn, wanted in zip((found.edge, found.coast), away, strict=True):
        error = np.abs(np.abs(drawn[y, x]) * size[1] - wanted)
        near = wanted < NEAR / 2
        assert error[near].max() < 0.75
        assert 0 < error[~near].max() < 0.75 * size[1] / states.size[1] + 0.75  # px of the map's own
        assert ((drawn[y, x] > 0) == (own >= 0))[wanted > 1e-6].all()
    step = np.abs(np.diff(found.edge, axis=1)).max() * size[1]
    assert step < 2.0  # no jump where the map's own distances set in, nor between tiles


def test_a_map_of_as_many_pixels_or_of_an_unknown_file_has_no_finer_ones(states, geojson):
    assert ground_part(states, (300, 200), Region(0, 0, 9, 9)) is None
    town = geojson(squares())
    ground = load_ground(town, 60, 40)
    assert ground_part(ground, (120, 80), Region(0, 0, 9, 9)) is not None
    other = load_ground(town, 60, 40)
    geojson([*squares()[:2], feature("03", "Quarter 03", [ring(0, 1, 2)])])  # the same areas, one of them larger
    assert ground_part(other, (120, 80), Region(0, 0, 9, 9)) is None
    town.unlink()
    assert ground_part(replace(ground), (120, 80), Region(0, 0, 9, 9)) is None
