"""The mesh of a corner pin: its inner corners are the picture's, and its edge is one px of the display wide."""

import numpy as np

from renderer.displays.projector.alignment import Alignment, Turn, placement
from renderer.displays.projector.homography import applied
from renderer.displays.projector.warp_mesh import warp_mesh

KEYSTONE = Alignment(((0.2, 0.1), (0.9, 0.0), (1.0, 0.9), (0.05, 1.0)))
DISPLAY = (1280, 720)


def test_each_vertex_is_where_the_corner_pin_has_its_place_of_the_picture():
    matrix = placement(KEYSTONE, Turn(), DISPLAY, (0, 0, *DISPLAY))
    mesh = warp_mesh(matrix, DISPLAY).astype(float)
    np.testing.assert_allclose(mesh[:, :2] / mesh[:, 2:3], applied(matrix, mesh[:, 3:5]), atol=1e-6)
    assert (mesh[:, 2] > 0).all()


def test_cover_falls_over_about_a_px_across_each_edge():
    mesh = warp_mesh(placement(KEYSTONE, Turn(), DISPLAY, (0, 0, *DISPLAY)), DISPLAY).astype(float)
    px = mesh[:, :2] / mesh[:, 2:3] * DISPLAY
    inner, outer = (px[mesh[:, 5] == cover] for cover in (1.0, 0.0))
    apart = np.linalg.norm(inner[:, None] - outer[None], axis=-1).min(axis=1)
    assert ((apart > 0.5) & (apart < 1.6)).all()
    assert set(mesh[:, 5]) == {0.0, 1.0}
