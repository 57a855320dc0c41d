"""A map as texels."""

import numpy as np

from renderer.data.places.ground import load_ground
from renderer.data.places.ground_texture import WIDTH, ground_textures, place_numbers
from renderer.data.table import Area

from .conftest import feature, ring, squares


def test_areas_without_figures_follow_the_rows_of_the_table(geojson):
    ground = load_ground(geojson(squares()), 60, 40, [Area("x", "none"), Area("03", "three")])

    assert place_numbers(ground, 2).tolist() == [2, 3, 1]
    picture, areas = ground_textures(ground, 2)
    assert set(np.unique(picture[..., 0])) == {-1, 1, 2, 3}
    assert (picture[::-1, :, 1] == ground.edge).all()
    assert areas.shape == (1, WIDTH, 4)
    assert (areas[0, 0] == 0).all()  # no place on the map
    assert areas[0, 1].tolist() == [*ground.centre[2], ground.radius[2], ground.area[2]]
    assert (areas[0, 4:] == 0).all()


def test_many_areas_wrap(geojson):
    many = [feature(f"{n}", "", [ring(n % 20, n // 20)]) for n in range(300)]
    ground = load_ground(geojson(many), 80, 60)

    _, areas = ground_textures(ground, 0)

    assert areas.shape == (2, WIDTH, 4)
    assert areas[1, 299 - WIDTH, 3] == ground.area[299]
