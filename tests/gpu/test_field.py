"""The field of a solid, asked at any points: the distance that its GLSL means, whatever their number."""

import numpy as np
import pytest

from renderer.core.frame import Frame
from renderer.gpu import field as module

SOLID = """views=Volume(), solid=Solid('solid.frag', ('a',)),
    passes=(Pass('a', 'a.frag', format='f4', filter='nearest'), Pass('image', 'image.frag', reads=('a',)))"""
BALL = """void main() {
    vec3 p = point();
    o = vec4(length(p) - 4.0 * u_level, p.x, texelFetch(t_a, ivec2(0), 0).r, 1.0);
}"""


@pytest.fixture
def ball(engine):
    """Return the field of a ball of radius 4 mm times the level."""
    made = engine(SOLID, solid_frag=BALL, a_frag="void main() { o = vec4(7.0); }",
                  image_frag="void main() { o = vec4(1.0); }")  # fmt: skip
    asked = []

    def ask(level):
        params = type(made.loaded.scene.params())(level=level)
        asked.append(made.field(Frame(), params))
        return asked[-1]

    yield ask
    for one in asked:
        one.release()


def test_distance_and_colour_are_those_of_the_points(ball):
    points = np.random.default_rng(1).uniform(-9, 9, (1500, 3))
    found = ball(0.5).at(points)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found[:, 0], np.linalg.norm(points, axis=1) - 2.0, atol=1e-5)
    np.testing.assert_allclose(found[:, 1], points[:, 0], rtol=1e-6)
    assert (found[:, 2] == 7.0).all()
    np.testing.assert_allclose(ball(1.0).at(points)[:, 0] + 2.0, found[:, 0], atol=1e-5)


def test_more_points_than_a_texture_holds_are_asked_in_parts(ball, monkeypatch):
    points = np.random.default_rng(1).uniform(-9, 9, (2500, 3))
    one = ball(0.5)
    whole = one.at(points)
    monkeypatch.setattr(module, "ROWS", 1)
    np.testing.assert_array_equal(one.at(points), whole)


@pytest.mark.parametrize("shape", [(0, 3), (1, 3), (2, 5, 3)])
def test_any_number_of_points_in_any_shape(ball, shape):
    points = np.full(shape, 3.0)
    found = ball(0.5).at(points)
    assert found.shape == (points.size // 3, 4)
    np.testing.assert_allclose(found[:, 0], 27**0.5 - 2.0, rtol=1e-6)
