"""The plain picture of a map."""

import numpy as np
import pytest
import shapely
from PIL import Image

from renderer.data.places.ground import ground_of
from renderer.data.places.map_areas import Places
from renderer.data.places.map_layout import lay_out
from renderer.output.map_sketch import sketch, write_sketch


@pytest.fixture
def ground():
    """Return two squares side by side; only the first has figures."""
    town = Places(("a", "b"), ("a", "b"), np.array([shapely.box(0, 0, 4, 4), shapely.box(4, 0, 8, 4)]), earth=False)
    return ground_of(town, lay_out(town), 200, 100, np.array([0, -1], np.int32))


def test_areas_stand_out_from_the_ground_and_are_parted_by_their_borders(ground):
    found = sketch(ground, joined=False).astype(int)

    assert found[2, 2].tolist() == [16, 17, 20]
    assert found[50, 50].min() > 100
    assert (found[50, 150] == found[50, 50]).all()  # tones that differ would be read as figures
    assert found[50, 99].max() < 80  # the border


def test_an_area_without_figures_is_grey_and_hatched(ground):
    found = sketch(ground, joined=True).astype(int)

    inside = found[20:80, 120:180].reshape(-1, 3)
    assert len(np.unique(inside, axis=0)) == 2
    assert (np.ptp(inside, axis=1) < 20).all()
    assert np.ptp(found[50, 50]) > 30


def test_it_is_written_whole(ground, tmp_path):
    write_sketch(tmp_path / "map.png", ground, joined=True)

    assert (np.asarray(Image.open(tmp_path / "map.png")) == sketch(ground, joined=True)).all()
