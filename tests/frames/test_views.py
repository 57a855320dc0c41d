"""A scene that takes views: GLSL's rays and projection against Kooima's matrix."""

import numpy as np
import pytest

from renderer.core.errors import SceneError
from renderer.core.frame import Frame
from renderer.core.view import equirect, head, matrix, orbit, plain, rays

SPACE = "views=Volume(width=80.0, height=40.0), "
LAST = "Pass('image', 'image.frag', reads=('%s',)))"
RAY = SPACE + "depth=('way', 3), passes=(Pass('way', 'way.frag', format='f4'), " + LAST % "way"
WAY = "void main() { o = vec4(view_ray(), 100.0 * u_level); }"
IMAGE = "void main() { o = texelFetch(t_way, texel(), 0); }"
POINT = (11.0, 7.0, 6.0)
DOT = SPACE + "passes=(Pass('dot', 'dot.vert', format='f4', mode='points', vertices='1'), " + LAST % "dot"


@pytest.fixture
def views(engine):
    made = engine(RAY, size=(64, 32), way_frag=WAY, image_frag=IMAGE)
    volume = made.loaded.scene.views
    ahead = plain(volume, 2.0)
    return made, {
        "plain": ahead,
        "head": head(volume, 2.0, (50.0, -30.0, 200.0)),
        "orbit": orbit(volume, 2.0, -50.0),
        "equirect": equirect(volume, (-1.0, 1.2, -0.5, 0.4)),
    }


@pytest.mark.parametrize("name", ["plain", "head", "orbit", "equirect"])
def test_rays_are_those_of_the_twin(views, name):
    made, known = views
    made.draw(Frame(), view=known[name])
    drawn = np.stack([made.pipeline.targets["way"].channel(i) for i in range(3)], axis=-1)

    np.testing.assert_allclose(drawn, rays(known[name], 64, 32), atol=2e-6)


@pytest.mark.parametrize("name", ["plain", "head", "orbit", "equirect"])
def test_a_point_is_projected_onto_the_pixel_whose_ray_meets_it(engine, views, name):
    view = views[1][name]
    vert = f"void main() {{ gl_Position = project(vec3{POINT}); gl_PointSize = 1.0; }}"
    made = engine(DOT, size=(64, 32), dot_vert=vert, dot_frag="void main() { o = vec4(1.0); }",
                  image_frag="void main() { o = texelFetch(t_dot, texel(), 0); }")  # fmt: skip
    made.draw(Frame(), view=view)
    row, column = np.argwhere(made.pipeline.targets["dot"].channel(0) > 0)[0]
    way = np.array(POINT) - view.eye
    apart = rays(view, 64, 32) @ (way / np.linalg.norm(way))

    assert apart[row, column] > 0.9999
    if view.bounds is None:
        x, y, _, w = matrix(view, 10.0, 5000.0) @ [*POINT, 1.0]
        assert abs((x / w + 1) * 32 - column - 0.5) <= 1.0
        assert abs((1 - y / w) * 16 - row - 0.5) <= 1.0


def test_depth_and_the_place_under_a_pixel(views):
    made, known = views
    made.draw(Frame(), view=known["head"])

    assert made.depth().shape == (32, 64)
    np.testing.assert_allclose(made.depth(), 50.0)
    expected = np.array(known["head"].eye) + 50.0 * rays(known["head"], 64, 32)[9, 40]
    np.testing.assert_allclose(made.place_at(40, 9), expected, rtol=1e-5)
    made.draw(Frame(), made.loaded.scene.params(level=0.0))
    assert made.place_at(40, 9) is None


def test_without_a_view_one_eye_looks_straight_ahead(views):
    made, known = views
    made.draw(Frame())
    alone = made.read().copy()
    made.draw(Frame(), view=known["plain"])

    np.testing.assert_array_equal(alone, made.read())


def test_what_does_not_depend_on_the_view_is_drawn_once(engine):
    made = engine(SPACE + "passes=(Pass('clay', 'clay.frag'), Pass('image', 'image.frag', reads=('clay',)))",
                  clay_frag="void main() { o = vec4(u_level); }",
                  image_frag="void main() { o = texelFetch(t_clay, texel(), 0) * view_ray().z; }")  # fmt: skip
    for x in (-20.0, 0.0, 20.0):
        made.draw(Frame(), view=head(made.loaded.scene.views, 2.0, (x, 0.0, 200.0)))
    assert made.pipeline.targets["clay"].drawn == 1
    made.pipeline.forget()
    made.draw(Frame())
    assert made.pipeline.targets["clay"].drawn == 2


def test_a_flat_scene_refuses_a_view(engine):
    made = engine(image_frag="void main() { o = vec4(1.0); }")
    with pytest.raises(SceneError, match="takes no views"):
        made.draw(Frame(), view=head(__import__("renderer").Volume(), 1.0, (0, 0, 100)))


def test_strokes_redraw_what_reads_them_and_survive_a_reload(engine):
    made = engine("sculpt=True, passes=(Pass('clay', 'clay.frag'), Pass('image', 'image.frag', reads=('clay',)))",
                  clay_frag="void main() { o = vec4(u_strokes == 0 ? 0.0 : texelFetch(t_strokes, ivec2(2, 0), 0).y); }",
                  image_frag="void main() { o = vec4(texelFetch(t_clay, texel(), 0).rgb, 1.0); }",
                  depth=32)  # fmt: skip
    seen = []
    for level in (None, 0.25, 0.5):
        made.strokes = None if level is None else np.full((1, 3, 4), level, np.float32)
        made.draw(Frame())
        seen.append(float(made.read()[0, 0, 0]))
    made.adopt(made.loaded, made.table)
    made.draw(Frame())

    assert [*seen, float(made.read()[0, 0, 0])] == [0.0, 0.25, 0.5, 0.5]
