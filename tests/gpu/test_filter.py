"""One full-screen shader over pictures: rows from the top, inputs kept, errors led back to the file."""

import numpy as np
import pytest

from renderer.core.errors import ShaderError
from renderer.gpu.filter import Filter

COPY = "uniform sampler2D t_in; uniform float u_gain;\n" \
       "void main() { o = texelFetch(t_in, ivec2(gl_FragCoord.xy), 0) * u_gain; }"
RNG = np.random.default_rng(5)


@pytest.fixture
def made(gl, tmp_path):
    """Return ``made(text, size)``, released after the test."""
    kept = []

    def make(text, size):
        path = tmp_path / "some.frag"
        path.write_text(text)
        kept.append(Filter(gl, path, size))
        return kept[-1]

    yield make
    for one in kept:
        one.release()


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_a_picture_goes_through_row_by_row(made, channels):
    one = made(COPY, (7, 5))
    pixels = RNG.integers(0, 256, (5, 7, channels), np.uint8)
    one.upload("t_in", pixels)
    one.draw({"u_gain": 1.0, "u_unknown": 3})

    np.testing.assert_array_equal(one.read(channels), pixels)


def test_inputs_stay_until_others_come_and_may_change_size(made):
    one = made(COPY, (4, 4))
    for level, side in ((10, 4), (20, 4), (30, 8)):
        one.upload("t_in", np.full((side, side, 3), level, np.uint8))
        one.draw({"u_gain": 1.0})
        one.draw({"u_gain": 2.0})
        assert one.read().tolist() == np.full((4, 4, 3), 2 * level).tolist()


def test_a_texture_that_lives_elsewhere_is_read_in_place(made):
    first, second = made(COPY, (6, 3)), made(COPY, (6, 3))
    pixels = RNG.integers(0, 256, (3, 6, 3), np.uint8)
    first.upload("t_in", pixels)
    first.draw({"u_gain": 1.0})
    second.draw({"u_gain": 1.0}, {"t_in": first.texture})

    np.testing.assert_array_equal(second.read(), pixels)


def test_two_pictures_are_told_apart(made):
    one = made("uniform sampler2D t_a; uniform sampler2D t_b;\n"
               "void main() { ivec2 p = ivec2(gl_FragCoord.xy); o = texelFetch(t_a, p, 0) - texelFetch(t_b, p, 0); }",
               (3, 2))  # fmt: skip
    one.upload("t_a", np.full((2, 3, 3), 90, np.uint8))
    one.upload("t_b", np.full((2, 3, 3), 30, np.uint8))
    one.draw({})

    assert (one.read() == 60).all()


def test_a_mistake_is_led_back_to_its_line(made):
    with pytest.raises(ShaderError, match=r"some.frag:2"):
        made("uniform float u_gain;\nvoid main() { o = vec4(u_gian); }", (2, 2))
