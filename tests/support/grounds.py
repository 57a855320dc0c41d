"""The map on which a test draws the areas of a table: the one that travels with Chorus, or one made up."""

import numpy as np
import shapely

from renderer.data.places.ground import ground_of
from renderer.data.places.map_areas import Places
from renderer.data.places.map_layout import lay_out
from renderer.data.places.shown_ground import bundled_ground

SEED = 8


def ground_for(areas, size):
    """Return the bundled map of ``areas`` at ``size`` px; of areas that are on none, a town that has them."""
    return bundled_ground(areas, size) or town_ground(areas, size)


def town_ground(areas, size):
    """Return a drawing in which each of ``areas`` is a part of one town, larger and smaller ones, none twice."""
    points = np.random.default_rng(SEED).uniform((0.0, 0.0), (16.0, 9.0), (len(areas), 2))
    town = shapely.Point(8.0, 4.5).buffer(1.0)
    town = shapely.transform(town, lambda at: (at - (8.0, 4.5)) * (7.6, 4.2) + (8.0, 4.5))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=town, ordered=True))
    codes = tuple(area.code for area in areas)
    places = Places(codes, tuple(area.name for area in areas), shapely.intersection(cells, town), earth=False)
    return ground_of(places, lay_out(places), *size, np.arange(len(areas), dtype=np.int32))


def on_ground(engine):
    """Return ``engine`` with a map of its table's areas, where its scene reads one."""
    if engine.loaded.scene.places:
        engine.pipeline.ground(ground_for(engine.table.areas, engine.size))
    return engine
