"""A scene that reads a map, drawn by the engine."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from renderer.core.frame import Frame
from renderer.core.region import Region
from renderer.data.places import ground_part as ground_part_module
from renderer.data.places.bundled_maps import map_for
from renderer.data.places.ground import ground_of, load_ground
from renderer.data.places.ground_part import ground_part
from renderer.data.places.ground_texture import place_numbers
from renderer.data.places.map_areas import Places
from renderer.data.places.map_layout import lay_out
from renderer.frames.lookup import name_at
from renderer.frames.region_rule import in_parts

SIZE = (64, 48)
MAP = "places=True, columns=('dental_visit',), passes=(Pass('image', 'image.frag', format='f4'),)"
SHOW = """
#include "lib/data/cell.glsl"
#include "lib/place/at.glsl"
#include "lib/place/edge.glsl"
void main() {
    vec2 p = pixel() / u_resolution.y;
    int row = place_at(p);
    o = vec4(float(row), place_edge(p), float(data_cell(row, COL_DENTAL_VISIT, 1).state), 1.0);
}
"""


@pytest.fixture
def made(engine):
    return engine(MAP, size=SIZE, depth=32, image_frag=SHOW)


def town(*rows):
    """Return as many squares side by side as there are rows of a table that they show."""
    shapes = np.array([shapely.box(n, 0, n + 1, 1) for n in range(len(rows))])
    places = Places(tuple(map(str, rows)), tuple(map(str, rows)), shapes, earth=False)
    return ground_of(places, lay_out(places), *SIZE, np.array(rows, np.int32))


def drawn(made):
    made.draw(Frame(size=SIZE))
    return made.read()


def test_without_a_map_there_is_no_area(made):
    assert (drawn(made)[..., :2] == -1).all()


def test_a_scene_draws_the_map_that_it_was_given(made):
    ground = town(3, -1, 7)
    made.pipeline.ground(ground)

    found = drawn(made)

    number = np.array([3, 51, 7, -1])  # the second area has no figures: it comes after the table's 51 rows
    assert (found[..., 0] == number[ground.rows]).all()
    assert found[..., 1] == pytest.approx(ground.edge, abs=1e-6)
    assert (found[..., 2][ground.rows == 1] == 0).all()
    assert (found[..., 2][ground.rows == 0] == 1).all()


def test_another_map_is_an_upload_and_a_table_of_other_areas_has_none_until_it_is_joined(made):
    made.pipeline.ground(town(3, 7))
    before = drawn(made)
    made.pipeline.ground(town(7, 3, 1))
    assert (drawn(made)[..., 0] != before[..., 0]).any()

    table = made.table
    made.table = replace(table, release="another")
    assert (drawn(made)[..., 0] != -1).any()
    made.table = replace(table, areas=table.areas[:9], **{
        name: getattr(table, name)[:, :9].copy() for name in ("value", "low", "high", "sample", "state")})  # fmt: skip
    assert (drawn(made)[..., 0] == -1).all()
    made.pipeline.ground(town(3, -1))
    assert set(np.unique(drawn(made)[..., 0])) == {-1, 3, 9}


def test_a_map_stays_when_the_scene_is_read_again_or_another_was_there_between(made, scene):
    made.pipeline.ground(town(3, 7))
    before = drawn(made)

    made.adopt(made.loaded, made.table)
    assert (drawn(made) == before).all()
    made.adopt(scene(MAP.replace("places=True, ", ""), image_frag="void main() { o = vec4(1.0); }"), made.table)
    assert (drawn(made) == 1.0).all()
    made.adopt(scene(MAP, image_frag=SHOW), made.table)
    assert (drawn(made) == before).all()


def test_the_bundled_figures_stand_on_the_map_of_the_states(made):
    areas = made.table.areas
    made.pipeline.ground(load_ground(map_for(areas), *SIZE, areas))

    found = drawn(made)[..., 0].astype(int)

    assert len(np.unique(found)) > 40
    north, south = ({areas[row].name for row in np.unique(line) if 0 <= row < 51} for line in (found[8], found[24]))
    assert north >= {"Montana", "Minnesota"}
    assert south >= {"Arizona", "Tennessee"}

PULL = """
#include "lib/place/corner.glsl"
#include "lib/place/clip.glsl"
flat out int v_row;
void main() {
    v_row = place_corner_row(gl_VertexID);
    gl_Position = place_clip(place_corner(gl_VertexID));
}
"""
BORDERS = """
#include "lib/place/line.glsl"
#include "lib/place/clip.glsl"
flat out ivec2 v_rows;
void main() {
    v_rows = place_line_rows(gl_InstanceID);
    gl_Position = place_clip(place_line_corner(gl_InstanceID, gl_VertexID, 0.02));
}
"""


def test_triangles_are_pulled_in_a_vertex_shader_as_many_as_there_are(engine):
    made = engine("places=True, columns=('dental_visit',), passes=(Pass('areas', 'areas.vert', format='f4',"
                  "vertices='3 * place_triangles'), Pass('image', 'image.frag', reads=('areas',), format='f4'))",
                  size=SIZE, depth=32, areas_vert=PULL,
                  areas_frag="flat in int v_row;\nvoid main() { o = vec4(float(v_row) + 1.0); }",
                  image_frag="void main() { o = fetch_areas(target_texel()) - 1.0; }")  # fmt: skip
    assert (drawn(made) == -1).all()
    for rows in ((3, -1, 7), (5, 6, 7, 8)):
        ground = town(*rows)
        made.pipeline.ground(ground)

        found = drawn(made)[..., 0]

        number = np.append([51 if row < 0 else row for row in rows], -1)[ground.rows]
        clear = np.abs(ground.edge) * SIZE[1] > 0.75
        assert (found == number)[clear].all()
        assert clear.mean() > 0.8


def test_borders_are_instances_that_know_the_areas_beside_them(engine):
    made = engine("places=True, columns=('dental_visit',), passes=(Pass('borders', 'borders.vert', format='f4',"
                  "instances='place_lines', vertices='6'), Pass('image', 'image.frag', reads=('borders',)))",
                  size=SIZE, depth=32, borders_vert=BORDERS,
                  borders_frag="flat in ivec2 v_rows;\nvoid main() { o = vec4(vec2(v_rows) + 2.0, 0.0, 1.0); }",
                  image_frag="void main() { o = fetch_borders(target_texel()); }")  # fmt: skip
    ground = town(3, 7)
    made.pipeline.ground(ground)

    found = drawn(made)[..., :2] - 2

    seen = {frozenset(pair) for pair in found[SIZE[1] // 2].astype(int).tolist()} - {frozenset((-2,))}
    assert seen == {frozenset((-1, 3)), frozenset((3, 7)), frozenset((7, -1))}
    near = np.abs(ground.edge) < 0.02 - 0.75 / SIZE[1]
    assert (found[near] > -2).all()


def test_a_scene_is_given_no_more_of_a_map_than_its_shaders_read(made, engine):
    made.pipeline.ground(town(3, 7))
    given = set(made.pipeline._textures._held)

    assert given == {"t_table", "t_seats", "t_ground", "t_ground_areas", "t_ground_part"}
    asks = engine(MAP, size=SIZE, image_frag='#include "lib/place/neighbour.glsl"\n'
                  "void main() { o = vec4(float(place_neighbour(3, 0))); }")  # fmt: skip
    assert set(asks.pipeline._textures._held) == given | {"t_ground_neighbours"}


def test_the_row_under_a_pixel_is_the_maps_where_the_scene_names_no_pass(made, engine):
    ground = town(3, -1, 7)
    made.pipeline.ground(ground)
    large = engine(MAP, size=(256, 192), depth=32, image_frag=SHOW)
    large.pipeline.ground(ground)
    large.draw(Frame(size=(256, 192)))
    seen = large.read()[..., 0]

    for x, y in ((8, 96), (60, 96), (128, 96), (200, 96), (255, 0), (100, 191)):
        assert large.row_at(x, y) == (seen[y, x] if seen[y, x] >= 0 else None)
    assert {large.row_at(x, 96) for x in range(256)} == {3, 51, 7, None}  # who has no figures follows the table
    table = large.table
    assert [name_at(row, table.areas, ground) for row in (3, 51, 52)] == [table.areas[3].name, "-1", ""]
    large.pipeline.ground(None)
    assert large.row_at(60, 96) is None


FAR = """
#include "lib/place/at.glsl"
#include "lib/place/edge.glsl"
#include "lib/place/coast.glsl"
void main() {
    vec2 p = pixel() / u_resolution.y;
    vec2 beside = p + vec2(3.0, -7.0) / u_resolution.y, far = vec2(p.y, 1.0 - p.x);
    o = vec4(float(place_at(p)), place_edge(p), place_coast(beside) + place_edge(far), float(place_at(far)));
}
"""


@pytest.mark.parametrize("size", [(331, 203), (480, 320)])
def test_a_mural_in_parts_is_the_mural_in_one_piece(engine, size, monkeypatch):
    monkeypatch.setattr(ground_part_module, "TILE", 128)
    ground_part_module._tile.cache_clear()
    mural = "places=True, columns=('dental_visit',), passes=(Pass('map', 'map.frag', format='f4'), " \
            "Pass('image', 'image.frag', reads=('map',), footprint=Footprint(5)))"
    made = engine(mural, size=size, depth=32, map_frag=FAR,
                  image_frag="void main() { o = fetch_map(clamp(target_texel() + ivec2(5, -4), ivec2(0), "
                             "ivec2(u_resolution) - 1)); }")  # fmt: skip
    areas = made.table.areas
    ground = load_ground(map_for(areas), size[0] // 4, size[1] // 4, areas)
    made.pipeline.ground(ground)
    coarse = in_parts(made, (97, 61), lambda: made.draw(Frame(size=size)))
    made.pipeline.ground(ground, fine=True)
    made.draw(Frame(size=size))
    whole = made.read(4)

    parts = in_parts(made, (97, 61), lambda: made.draw(Frame(size=size)))

    assert (parts == whole).all()
    fine = ground_part(ground, size, Region(0, 0, *size))
    wanted = np.append(place_numbers(ground, len(areas)), -1)[fine.rows]
    moved = np.pad(wanted, ((0, 0), (0, 5)), "edge")[:, 5:], np.pad(fine.edge, ((0, 0), (0, 5)), "edge")[:, 5:]
    row, edge = (np.pad(one, ((0, 4), (0, 0)), "edge")[4:] for one in moved)
    assert (whole[..., 0] == row).all()
    assert whole[..., 1] == pytest.approx(edge, abs=1e-5)
    assert (coarse[..., 0] != row).mean() > 0.005
    assert len(np.unique(whole[..., 3])) > 20  # far from its pixel a pass reads the map's own pixels
    ground_part_module._tile.cache_clear()


def test_a_pass_that_is_drawn_whole_and_a_small_picture_read_the_maps_own_pixels(engine):
    passes = "(Pass('map', 'map.frag', format='f4', size=('90', '60')), Pass('image', 'image.frag', reads=('map',)))"
    made = engine(f"places=True, columns=('dental_visit',), passes={passes}", size=(240, 160), depth=32, map_frag=FAR,
                  image_frag="void main() { o = fetch_map(ivec2(0)); }")  # fmt: skip
    areas = made.table.areas
    made.pipeline.ground(load_ground(map_for(areas), 60, 40, areas), fine=True)
    made.draw(Frame(size=(240, 160)))
    assert made.pipeline._map.uniforms("map")["u_ground_reach"] == 0
    assert made.pipeline._map.uniforms("image")["u_ground_part"] == (0, 0, 240, 160)
    made.resize((60, 40))
    assert made.pipeline._map.uniforms("image")["u_ground_reach"] == 0
    made.resize((240, 160), Region(200, 100, 40, 30))
    x, y, *size = made.pipeline._map.uniforms("image")["u_ground_part"]
    assert (size, y) == ([240, 160], 14)
    assert x <= 184
