"""
The map on which a test draws the areas of a table: the one that travels with Chorus, or one made up.

Maps are made in the process of the tests, which costs a quarter of a child's CPU. Children are started in
tests/data/places (test_map_child, test_ground) and by every ``chorus`` that a test starts.
"""

import json
import pickle
import warnings

import numpy as np
import pytest
import shapely

from renderer.core.errors import DataError
from renderer.data.places import ground_child, made_ground, map_child, map_layer
from renderer.data.places.ground import ground_of
from renderer.data.places.map_areas import Places
from renderer.data.places.map_layout import lay_out
from renderer.data.places.shown_ground import ground_for
from renderer.data.readers.bounded import answered

SEED = 8


def asked_here(given, module, *words, remedy, job=b""):  # noqa: ARG001
    """Answer in this process as the child that reads or makes a map does."""
    with warnings.catch_warnings():  # of which the child hears none
        if module == "places.ground_child":
            return ground_child.make_ground(given.scratch.folder, *pickle.loads(job))
        assert module == "places.map_child"
        answer = json.loads(json.dumps(answered(map_child.answer, given.path, given.scratch.folder, *words)))
    if "error" in answer:
        raise DataError(f"{given.told}{answer['error']}")
    return answer


@pytest.fixture(scope="session", autouse=True)
def maps_are_made_here():
    """Ask no child for a map, as long as a test does not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(map_layer, "ask", asked_here)
        patch.setattr(made_ground, "ask", asked_here)
        yield


def any_ground(source, table, size, *said):
    """Return the map as ``ground_for`` does; for areas that are on none, a town that has them."""
    return ground_for(source, table, size, *said) or town_ground(table.areas, size)


def town_ground(areas, size):
    """Return a drawing in which each of ``areas`` is a part of one town, larger and smaller ones."""
    chance = np.random.default_rng(SEED)
    turn, away = chance.uniform(0.0, 2 * np.pi, len(areas)), np.sqrt(chance.uniform(0.0, 0.98, len(areas)))
    points = (8.0, 4.5) + (7.6, 4.2) * np.column_stack([away * np.cos(turn), away * np.sin(turn)])
    town = shapely.Point(0.0, 0.0).buffer(1.0)
    town = shapely.transform(town, lambda at: at * (7.6, 4.2) + (8.0, 4.5))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=town, ordered=True))
    codes = tuple(area.code for area in areas)
    places = Places(codes, tuple(area.name for area in areas), shapely.intersection(cells, town), earth=False)
    return ground_of(places, lay_out(places), *size, np.arange(len(areas), dtype=np.int32))


def on_ground(engine):
    """Return ``engine`` with a map of its table's areas, where its scene reads one."""
    if engine.loaded.scene.places:
        engine.pipeline.ground(any_ground(None, engine.table, engine.size))
    return engine
