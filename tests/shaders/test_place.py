"""The map on the GPU against shapely."""

import numpy as np
import pytest
import shapely

from renderer.data.places.bundled_maps import find_map
from renderer.data.places.ground import ground_of
from renderer.data.places.ground_texture import (
    NO_GROUND,
    NO_WAY,
    cartogram_texels,
    ground_textures,
    place_numbers,
)
from renderer.data.places.list_texture import NO_LIST, line_texels, neighbour_texels, seat_texels, triangle_texels
from renderer.data.places.map_areas import read_places
from renderer.data.places.map_layout import lay_out
from renderer.data.places.map_seats import seats_of
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


def test_neighbours_are_those_of_shapely_the_longest_border_first(call, truth):
    most = 9
    asked = np.array([(row, k) for row in range(COUNT + 1) for k in range(most)])
    given = {"places": truth.textures, "textures": {"t_ground_neighbours": neighbour_texels(truth.ground, COUNT)}}
    ask = "place_neighbour(int(x.x), int(x.y))", "place_shared(int(x.x), int(x.y))", "place_neighbours(int(x.x))"
    row, shared, count = (call("lib/place/neighbour.glsl", one, asked, **given)[:, 0].reshape(-1, most) for one in ask)

    order = np.argsort(truth.number)
    one, other = np.mgrid[0 : COUNT + 1, 0 : COUNT + 1].reshape(2, -1)
    both = shapely.intersection(truth.shapes[order][one], truth.shapes[order][other])
    length = np.where(one == other, 0, shapely.length(both)).reshape(COUNT + 1, -1)
    # Of another area two may have a corner alone: no border is so short.
    assert (count[:, 0] == (length > 1e-6).sum(axis=1)).all()
    assert count.max() == most - 1
    assert (row[:, -1] == -1).all()
    own = np.flatnonzero(count[:, 0])
    assert (np.diff(shared, axis=1) <= 0).all()
    for n in own:
        held = row[n, : int(count[n, 0])].astype(int)
        assert set(held) == set(np.flatnonzero(length[n] > 1e-6))
        assert shared[n, : len(held)] == pytest.approx(length[n, held], rel=1e-4)
    assert (call("lib/place/neighbour.glsl", ask[0], [[-1, 0], [1e5, 0], [3, -1]], **given)[:, 0] == -1).all()


def test_triangles_fill_each_area(call, truth):
    count = len(truth.ground.corners)
    given = {"textures": {"t_ground_triangles": triangle_texels(truth.ground, COUNT)}, "u_place_triangles": count}
    corner = call("lib/place/corner.glsl", "vec3(place_corner(int(x.x)), place_corner_row(int(x.x)))",
                  np.arange(3 * count + 2), **given)  # fmt: skip

    assert (corner[3 * count :, :3] == [0, 0, -1]).all()
    triangle = corner[: 3 * count].reshape(-1, 3, 4)
    assert (triangle[:, :, 2] == triangle[:, :1, 2]).all()
    row = triangle[:, 0, 2].astype(int)
    area = np.bincount(row, shapely.area(shapely.polygons(triangle[:, :, :2])))
    wanted = shapely.area(truth.shapes[np.argsort(truth.number)])
    border = shapely.length(truth.shapes[np.argsort(truth.number)])
    assert (np.abs(area - wanted) < 0.3 * border / SIZE[1]).all()
    inside = shapely.contains_xy(truth.shapes[np.argsort(truth.number)][row], *triangle[:, :, :2].mean(axis=1).T)
    assert inside.mean() > 0.99


def test_lines_lie_on_the_borders_and_know_the_areas_beside_them(call, truth):
    count = len(truth.ground.lines)
    given = {"textures": {"t_ground_lines": line_texels(truth.ground, COUNT)}, "u_place_lines": count}
    ends = call("lib/place/line.glsl", "place_line(int(x.x))", np.arange(count), **given).astype(float)
    rows = call("lib/place/line.glsl", "vec2(place_line_rows(int(x.x)))", np.arange(count), **given)[:, :2].astype(int)

    lines = shapely.linestrings(ends.reshape(-1, 2, 2))
    corners = shapely.points(shapely.get_coordinates(truth.borders))
    _, away = shapely.STRtree(lines).query_nearest(corners, return_distance=True, all_matches=False)
    assert away.max() * SIZE[1] < 1.5
    assert shapely.distance(shapely.points(ends.reshape(-1, 2)), truth.borders).max() * SIZE[1] < 0.5
    shapes = np.append(truth.shapes[np.argsort(truth.number)], None)
    middle, along = (ends[:, :2] + ends[:, 2:]) / 2, ends[:, 2:] - ends[:, :2]
    aside = np.column_stack([-along[:, 1], along[:, 0]]) / np.hypot(*along.T)[:, None] * 0.8 / SIZE[1]
    for side, way in ((0, aside), (1, -aside)):
        held, long = rows[:, side] >= 0, np.hypot(*along.T) * SIZE[1] > 3
        assert shapely.contains_xy(shapes[rows[held & long, side]], *(middle + way)[held & long].T).mean() > 0.99
        outside = shapely.contains_xy(shapely.union_all(truth.shapes), *(middle + way)[~held & long].T)
        assert outside.mean() < 0.01
    assert (rows == -1).any(axis=1).sum() > 100


def test_a_line_becomes_an_oblong_around_it(call, truth):
    count, wide = len(truth.ground.lines), 0.01
    given = {"textures": {"t_ground_lines": line_texels(truth.ground, COUNT)}, "u_place_lines": count}
    asked = np.array([(line, k) for line in range(0, count, 50) for k in range(6)])
    corner = call("lib/place/line.glsl", f"place_line_corner(int(x.x), int(x.y), {wide})", asked, **given)
    ends = call("lib/place/line.glsl", "place_line(int(x.x))", asked[::6, :1], **given).astype(float)

    triangles = shapely.polygons(corner[:, :2].astype(float).reshape(-1, 2, 3, 2))
    made = shapely.union_all(triangles, axis=1)
    wanted = shapely.buffer(shapely.linestrings(ends.reshape(-1, 2, 2)), wide, cap_style="square")
    assert shapely.area(shapely.symmetric_difference(made, wanted)) == pytest.approx(0, abs=1e-7)
    assert shapely.area(triangles).sum(axis=1) == pytest.approx(shapely.area(wanted), rel=1e-4)


def test_seats_are_fields_of_a_honeycomb(call, truth, tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path))
    seats = seats_of(truth.ground)
    given = {"places": truth.textures, "textures": {"t_ground_seats": seat_texels(truth.ground, COUNT)}}
    rows = np.arange(COUNT + 4)
    seat = call("lib/place/seat.glsl", "vec3(place_seat(int(x.x)), place_seat_pitch())", rows, **given)

    order = np.argsort(truth.number)
    assert seat[: COUNT + 1, :2] == pytest.approx(seats.place[order], abs=1e-6)
    assert (seat[COUNT + 1 :, :2] == -1).all()
    assert seat[0, 2] == pytest.approx(seats.pitch)
    found = call("lib/place/seat.glsl", "place_seat_at(x.xy)", POINTS, **given)[:, 0]
    away = np.hypot(*(POINTS[:, None] - seats.place[None, order]).transpose(2, 0, 1))
    nearest, near = away.argmin(axis=1), np.sort(away, axis=1)
    inside = near[:, 0] < 0.499 * seats.pitch  # the circle in the field; of its corners the nearest seat may be none
    clear = near[:, 1] - near[:, 0] > 1e-5
    assert (found == nearest)[inside & clear].all()
    assert (found == -1)[near[:, 0] > 0.578 * seats.pitch].all()
    assert (inside & clear).sum() > 1500
    none = call("lib/place/seat.glsl", "place_seat_at(x.xy)", POINTS[:9], places=NO_GROUND,
                textures={"t_ground_seats": NO_LIST})  # fmt: skip
    assert (none[:, 0] == -1).all()


@pytest.fixture(scope="module")
def people(truth, tmp_path_factory):
    """Return the states' textures with a cartogram, of a tenfold span of density, and who lives in each row."""
    density = np.exp(np.random.default_rng(2).uniform(-1.2, 1.2, 52))
    living = np.zeros(COUNT + 1)
    living[truth.number] = density * shapely.area(truth.shapes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHORUS_STATE", str(tmp_path_factory.mktemp("state")))
        texels = cartogram_texels(truth.ground, living[:COUNT])
    return {"places": truth.textures, "textures": {"t_ground_cartogram": texels}}, living


@pytest.mark.parametrize("morph", [0.4, 1.0])
def test_the_way_to_the_cartogram_is_the_way_back(call, people, morph):
    given, _ = people
    there = call("lib/place/cartogram.glsl", f"place_to_cartogram(x.xy, {morph})", POINTS, **given)[:, :2]
    back = call("lib/place/cartogram.glsl", f"place_from_cartogram(x.xy, {morph})", there, **given)[:, :2]

    inside = (there > 0.01).all(axis=1) & (there < np.array([SIZE[0] / SIZE[1], 1.0]) - 0.01).all(axis=1)
    assert inside.mean() > 0.9
    assert (np.abs(back - POINTS)[inside].max(axis=1) * SIZE[1] < 0.01).mean() > 0.998
    assert np.abs(back - POINTS)[inside].max() * SIZE[1] < 1.0
    assert np.abs(there - POINTS).max() > 0.02


def test_areas_of_the_cartogram_are_the_peoples(call, truth, people):
    given, living = people
    row, column = np.mgrid[0 : 2 * SIZE[1], 0 : 2 * SIZE[0]].reshape(2, -1)
    points = np.column_stack([column + 0.5, row + 0.5]) / (2 * SIZE[1])
    found = call("lib/place/cartogram.glsl", "place_at_cartogram(x.xy, 1.0)", points, **given)[:, 0].astype(int)
    part = np.bincount(found[found >= 0], minlength=COUNT + 1).astype(float)

    # The 52nd is not in the table: its density is the mean.
    own = shapely.area(truth.shapes)[truth.number == COUNT]
    wanted = np.append(living[:COUNT], own * living[:COUNT].sum() / (shapely.area(truth.shapes).sum() - own))
    error = np.abs(part / part.sum() - wanted / wanted.sum())
    assert error.sum() < 0.02
    plain = np.bincount(truth.number, shapely.area(truth.shapes))
    assert np.abs(plain / plain.sum() - wanted / wanted.sum()).sum() > 0.3


def test_nothing_moves_without_people(call, truth):
    given = {"places": truth.textures, "textures": {"t_ground_cartogram": NO_WAY}}

    for way in ("from", "to"):
        assert (call("lib/place/cartogram.glsl", f"place_{way}_cartogram(x.xy, 1.0)", POINTS, **given)[:, :2]
                == POINTS).all()  # fmt: skip
    at = call("lib/place/at.glsl", "place_at(x.xy)", POINTS, places=truth.textures)
    assert (call("lib/place/cartogram.glsl", "place_at_cartogram(x.xy, 0.7)", POINTS, **given) == at).all()
