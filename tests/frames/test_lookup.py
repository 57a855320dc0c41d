"""Rows, places and depths under a pixel are the same where only a part of the picture is drawn."""

import numpy as np
import pytest

from renderer.core.errors import UsageError
from renderer.core.region import Region
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.scene.catalogue import load

SIZE, REGION = (120, 68), Region(33, 21, 50, 30)


@pytest.fixture(params=["lagoon", "smile"])
def both(request, gl, coarse_smile):
    """Return an engine of the whole picture and one of a part of it; both have drawn. Smile's depth is drawn around."""
    loaded = load(coarse_smile if request.param == "smile" else request.param)
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    made = [Engine(gl, loaded, table, SIZE, region=region) for region in (None, REGION)]
    for engine in made:
        engine.draw(loaded.scene.frame(0, size=SIZE))
    yield made
    for engine in made:
        engine.release()


def inside(step=3):
    """Yield places in the region, its corners among them."""
    for y in (*range(REGION.y, REGION.y + REGION.height, step), REGION.y + REGION.height - 1):
        for x in (*range(REGION.x, REGION.x + REGION.width, step), REGION.x + REGION.width - 1):
            yield x, y


def test_rows_and_places_are_those_of_the_whole_picture(both):
    whole, part = both
    rows = {(x, y): whole.row_at(x, y) for x, y in inside()}
    places = {(x, y): whole.place_at(x, y) for x, y in inside()}

    assert len({place for place in places.values() if place}) > 20
    assert {at: part.row_at(*at) for at in rows} == rows
    assert {at: part.place_at(*at) for at in places} == places


def test_depth_is_that_of_the_part(both):
    whole, part = both
    expected = whole.depth()[REGION.y : REGION.y + REGION.height, REGION.x : REGION.x + REGION.width]

    assert expected.max() > 0
    np.testing.assert_array_equal(part.depth(), expected)
    assert whole.depth().shape == SIZE[::-1]


def test_what_is_not_drawn_is_not_known(both):
    _, part = both
    for x, y in ((0, 0), (119, 67), (60, 0), (0, 40), (119, 40), (60, 67)):
        with pytest.raises(UsageError, match=f"column {x}, row {y} of the picture is not drawn here"):
            part.place_at(x, y)
        with pytest.raises(UsageError, match="ask the engine that draws that part"):
            part.row_at(x, y)


def test_depth_of_a_pass_of_its_own_size_is_refused_for_a_part(gl, scene):
    small = "Pass('near', 'near.frag', size=('width / 2', 'height / 2'))"
    loaded = scene(f"passes=({small}, Pass('image', 'image.frag', reads=('near',))), depth=('near', 3), "
                   "views=Volume(width=80.0, height=45.0)",
                   near_frag="void main() { o = vec4(floor(gl_FragCoord.x)); }",
                   image_frag="void main() { o = texture(t_near, pixel() / u_resolution); }")  # fmt: skip
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (32, 18))
    engine.draw(loaded.scene.frame(0, size=(32, 18)))
    of_whole = engine.depth()
    place = engine.place_at(20, 4)
    engine.resize((32, 18), Region(12, 2, 10, 8))
    engine.draw(loaded.scene.frame(0, size=(32, 18)))

    with pytest.raises(UsageError, match="a pass of 16x9 px has no part of a picture of 32x18 px"):
        engine.depth()
    assert engine.place_at(20, 4) == place
    assert of_whole.shape == (9, 16)
    engine.release()
