"""Textures that are no passes: upload without a new object, versions, units, and what is handed on."""

import numpy as np
import pytest

from renderer.core.errors import RendererError
from renderer.gpu.textures import Textures
from renderer.scene.reads import Input

MAP = Input("map", format="f4")


@pytest.fixture
def textures(gl):
    """Return ``textures()``: one that is released after the test."""
    made = []

    def make():
        made.append(Textures(gl))
        return made[-1]

    yield make
    for one in made:
        one.release()


def content(textures, name):
    """Return what the texture ``name`` holds, [height, width, 4], bottom row first."""
    texture = textures._held[name]
    kind = {"f1": np.uint8, "f2": np.float16, "f4": np.float32}[texture.dtype]
    return np.frombuffer(texture.read(alignment=1), kind).reshape(texture.height, texture.width, -1)


@pytest.mark.parametrize(("kind", "dtype"), [("u1", np.uint8), ("f2", np.float16), ("f4", np.float32)])
@pytest.mark.parametrize("width", [1, 3, 8])
def test_a_picture_lies_bottom_row_first_in_its_own_numbers(textures, kind, dtype, width):
    pixels = (np.arange(5 * width * 4).reshape(5, width, 4) % 250).astype(dtype)
    held = textures()
    held.picture(Input("map", format=kind), pixels, 0.0)

    np.testing.assert_array_equal(content(held, "t_map"), pixels[::-1])


def test_the_same_size_is_an_upload_and_another_size_another_texture(textures):
    held, pixels = textures(), np.ones((4, 6, 4), np.float32)
    names = []
    for picture in (pixels, pixels * 2, pixels[:2], pixels * 3):
        held.picture(MAP, picture, 0.0)
        names.append(held._held["t_map"].glo)
        np.testing.assert_array_equal(content(held, "t_map"), picture)

    assert names[0] == names[1] != names[2] != names[3]


def test_each_picture_is_another_version_and_says_its_moment(textures):
    held = textures()
    for count, moment in ((1, 0.5), (2, 0.5), (3, 7.0)):
        held.picture(MAP, np.ones((1, 1, 4), np.float32), moment)
        assert (held.versions, held.moments) == ({"t_map": count}, {"u_map_moment": moment})


def test_units_follow_each_other_without_what_a_pass_does_not_read(textures):
    held = textures()
    held.numbers("t_table", np.ones((2, 3, 4, 4), np.float32))
    for name in ("map", "film"):
        held.picture(Input(name), np.ones((1, 1, 4), np.float32), 0.0)

    assert held.bind(3) == {"t_table": 3, "t_map": 4, "t_film": 5}
    assert held.bind(1, {"t_map"}) == {"t_table": 1, "t_film": 2}


def test_filter_and_wrap_are_as_declared(gl, textures):
    held = textures()
    held.picture(Input("map", filter="nearest", wrap=True), np.ones((1, 1, 4), np.float32), 0.0)
    held.picture(Input("film"), np.ones((1, 1, 4), np.float32), 0.0)
    one, other = held._held["t_map"], held._held["t_film"]

    assert (one.filter, one.repeat_x, one.repeat_y) == ((gl.NEAREST, gl.NEAREST), True, True)
    assert (other.filter, other.repeat_x, other.repeat_y) == ((gl.LINEAR, gl.LINEAR), False, False)


def test_numbers_that_do_not_fit_into_half_floats_become_the_most_they_hold(textures):
    held = textures()
    held.picture(Input("map"), np.array([[[1e9, -1e9, 65504.0, 1.0]]]), 0.0)

    np.testing.assert_array_equal(content(held, "t_map")[0, 0], np.float16([65504, -65504, 65504, 1]))


def test_a_picture_beyond_the_gpu_is_refused_and_the_old_one_stays(gl, textures):
    held, most = textures(), gl.info["GL_MAX_TEXTURE_SIZE"]
    held.picture(Input("map", format="u1"), np.zeros((1, most, 4), np.uint8), 0.0)
    held.picture(Input("map", format="u1"), np.full((1, 1, 4), 7, np.uint8), 0.0)
    with pytest.raises(RendererError, match=f"input 'map': 1x{most + 1} px is more than this GPU takes"):
        held.picture(Input("map", format="u1"), np.zeros((most + 1, 1, 4), np.uint8), 1.0)

    assert held.moments["u_map_moment"] == 0.0
    assert (content(held, "t_map") == 7).all()


def test_pictures_are_handed_on_with_their_moment_and_the_rest_stays(textures):
    old, new = textures(), textures()
    for name, moment in (("map", 2.0), ("film", 3.0)):
        old.picture(Input(name, format="f4"), np.full((1, 1, 4), moment, np.float32), moment)
    new.picture(Input("film", format="f4"), np.zeros((1, 1, 4), np.float32), 9.0)
    new.adopt(old, [MAP, Input("text")])
    old.release()  # what was handed on must outlive it

    assert "t_map" not in old
    assert "t_text" not in new
    assert new.moments["u_map_moment"] == 2.0
    assert (content(new, "t_map") == 2.0).all()
    assert (content(new, "t_film") == 0.0).all()


def test_numbers_that_are_taken_in_bands_are_shown_once_they_are_whole(textures):
    before, texels, other = (np.random.default_rng(n).random((5, 3, 4), np.float32) for n in range(3))
    held = textures()
    held.numbers("t_map", before)
    assert [held.grow("t_map", texels, 2 * 3 * 16) for _ in range(2)] == [False, False]
    assert (content(held, "t_map") == before).all()
    assert held.versions["t_map"] == 1
    assert held.grow("t_map", texels, 2 * 3 * 16)
    assert (content(held, "t_map") == texels).all()
    assert held.versions["t_map"] == 2

    assert not held.grow("t_map", other, 1)  # of less than a line one is taken
    assert not held.grow("t_map", before, 2 * 3 * 16)  # others begin anew
    assert held.grow("t_map", other)
    assert (content(held, "t_map") == other).all()
    assert not held._coming
