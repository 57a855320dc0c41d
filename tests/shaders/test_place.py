"""The map on the GPU against shapely."""

import numpy as np
import pytest
import shapely

from renderer.data.places.bundled_maps import find_map
from renderer.data.places.ground import ground_of
from renderer.data.places.ground_texture import NO_GROUND, ground_textures, place_numbers
from renderer.data.places.map_areas import read_places
from renderer.data.places.map_layout import lay_out
from renderer.data.places.map_view import fitted

SIZE = (400, 300)
RNG = np.random.default_rng(11)
POINTS = RNG.uniform(0, (SIZE[0] / SIZE[1], 1.0), (6000, 2)).astype(np.float32)
COUNT = 51  # rows of a table, in which the first of the map's 52 areas is not


def heights(points):
    """Return pixels, y down, in heights of the picture, y up."""
    return np.column_stack([points[:, 0], SIZE[1] - points[:, 1]]) / SIZE[1]


class Truth:
    """The map as shapely has it, in heights of the picture with y up."""

    def __init__(self):
        places = read_places(find_map("us_states"))
        layout = lay_out(places)
        row = np.arange(len(places), dtype=np.int32) - 1
        self.ground = ground_of(places, layout, *SIZE, row)
        self.textures = ground_textures(self.ground, COUNT)
        self.number = place_numbers(self.ground, COUNT)
        view = fitted(layout.bounds, *SIZE)
        self.shapes = shapely.transform(view.shapes(layout.shapes), heights)
        self.area = places.area_km2()
        self.borders = shapely.union_all(shapely.boundary(self.shapes))
        self.outside = shapely.boundary(shapely.union_all(self.shapes))

    def signed(self, lines):
        away = shapely.distance(shapely.points(POINTS), lines)
        return np.where(shapely.contains_xy(shapely.union_all(self.shapes), *POINTS.T), away, -away)


@pytest.fixture(scope="module")
def truth():
    return Truth()


def test_an_area_under_a_point_is_the_one_that_shapely_has(call, truth):
    found = call("lib/place/at.glsl", "place_at(x.xy)", POINTS, places=truth.textures)[:, 0]

    point, shape = shapely.STRtree(truth.shapes).query(shapely.points(POINTS), "within")
    wanted = np.full(len(POINTS), -1)
    wanted[point] = truth.number[shape]
    far = shapely.distance(shapely.points(POINTS), truth.borders) > 1 / SIZE[1]
    assert (found == wanted)[far].all()
    assert far.mean() > 0.9
    assert set(range(-1, COUNT)) - set(found.astype(int)) <= {truth.number[n] for n in np.argsort(truth.area)[:9]}


def test_at_the_centre_of_each_pixel_the_area_is_exact(call, truth):
    row, column = np.mgrid[0 : SIZE[1], 0 : SIZE[0]].reshape(2, -1)
    points = np.column_stack([column + 0.5, SIZE[1] - row - 0.5]) / SIZE[1]

    found = call("lib/place/at.glsl", "place_at(x.xy)", points, places=truth.textures)[:, 0]

    assert (found == np.append(truth.number, -1)[truth.ground.rows].ravel()).all()


def test_an_area_that_the_table_has_not_comes_after_its_rows(call, truth):
    centre = truth.ground.centre[truth.number == COUNT]

    assert len(centre) == 1
    assert call("lib/place/at.glsl", "place_at(x.xy)", centre, places=truth.textures)[0, 0] == COUNT


@pytest.mark.parametrize("name", ["edge", "coast"])
def test_the_distance_is_that_of_shapely_within_a_pixel(call, truth, name):
    found = call(f"lib/place/{name}.glsl", f"place_{name}(x.xy)", POINTS, places=truth.textures)[:, 0]
    wanted = truth.signed(truth.borders if name == "edge" else truth.outside)

    error = np.abs(found - wanted) * SIZE[1]
    clear = np.abs(wanted) * SIZE[1] > 1.0  # nearer, the sign may be that of the other side
    assert error[clear].max() < 1.5  # 0.75 px of the picture, and what lies between its pixels
    assert np.median(error) < 0.1


def test_what_is_known_of_each_area_arrives(call, truth):
    rows = np.arange(COUNT + 1)
    centre = call("lib/place/centre.glsl", "vec3(place_centre(int(x.x)), place_radius(int(x.x)))", rows,
                  places=truth.textures)[:, :3]  # fmt: skip
    area = call("lib/place/area.glsl", "place_area(int(x.x))", rows, places=truth.textures)[:, 0]

    order = np.argsort(truth.number)
    points = shapely.points(centre[:, :2].astype(float))
    assert shapely.contains(truth.shapes[order], points).all()
    away = shapely.distance(shapely.boundary(truth.shapes[order]), points)
    assert centre[:, 2] == pytest.approx(away, abs=0.6 / SIZE[1])
    assert area == pytest.approx(truth.area[order], rel=1e-6)


@pytest.mark.parametrize("row", [-1, -1000, 256, 100_000])
def test_a_row_that_the_map_has_not_is_nowhere(call, truth, row):
    found = call("lib/place/facts.glsl", "place_facts(int(x.x))", [row], places=truth.textures)

    assert found[0].tolist() == [0, 0, 0, 0]


def test_beyond_the_picture_and_without_a_map_there_is_nothing(call, truth):
    beyond = np.array([[-0.01, 0.5], [0.5, -0.01], [0.5, 1.01], [SIZE[0] / SIZE[1] + 0.01, 0.5]])

    assert (call("lib/place/at.glsl", "place_at(x.xy)", beyond, places=truth.textures)[:, 0] == -1).all()
    assert (call("lib/place/at.glsl", "place_at(x.xy)", POINTS[:50], places=NO_GROUND)[:, 0] == -1).all()
    assert (call("lib/place/edge.glsl", "place_edge(x.xy)", POINTS[:50], places=NO_GROUND)[:, 0] == -1).all()
