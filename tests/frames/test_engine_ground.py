"""A scene that reads a map, drawn by the engine."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from renderer.core.frame import Frame
from renderer.data.places.bundled_maps import map_for
from renderer.data.places.ground import ground_of, load_ground
from renderer.data.places.map_areas import Places
from renderer.data.places.map_layout import lay_out

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
