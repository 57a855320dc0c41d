"""Targets: what is front and what is back, where row 0 is, and that each format holds what it should."""

import numpy as np
import pytest

from renderer.core.errors import RendererError
from renderer.gpu.target import make_target
from renderer.scene.scene import Pass

SIZE = (5, 3)


@pytest.fixture
def target(gl):
    """Return ``target(...)``: the target of a pass, released after the test."""
    made = []

    def make(name="a", shader="a.frag", size=SIZE, **more):
        made.append(make_target(gl, Pass(name, shader, **more), size))
        return made[-1]

    yield make
    gl.detect_framebuffer(0).use()
    for one in made:
        one.release()


def texels(count=4):
    return np.arange(SIZE[0] * SIZE[1] * count, dtype=np.float32).reshape(SIZE[1], SIZE[0], count)


def test_texels_and_channels_count_rows_from_the_top(target):
    made = target(format="f4")
    made.front.write(texels()[::-1].copy())  # GL's first row is the bottom one
    np.testing.assert_array_equal(made.texel(3, 1), texels()[1, 3])
    np.testing.assert_array_equal(made.texel(0, 0), texels()[0, 0])
    for channel in range(4):
        np.testing.assert_array_equal(made.channel(channel), texels()[..., channel])


def test_a_pass_that_feeds_back_has_two_textures_and_swaps_them(target):
    made = target(reads=("a",), format="f4")
    one, two = made.front, made.back
    assert one.glo != two.glo
    assert made.buffer.color_attachments[0].glo == one.glo
    made.swap()
    assert (made.front.glo, made.back.glo) == (two.glo, one.glo)
    assert made.buffer.color_attachments[0].glo == two.glo
    made.swap()
    assert (made.front.glo, made.back.glo) == (one.glo, two.glo)


def test_another_pass_has_one_and_keeps_it(target):
    made = target(reads=("b",))
    before = made.front.glo
    made.swap()
    assert made.front.glo == made.back.glo == before


@pytest.mark.parametrize("reads", [(), ("a",)])
def test_it_begins_empty_and_clearing_empties_it_and_forgets_what_it_was_drawn_from(target, reads):
    made = target(reads=reads, format="f4")
    for _ in range(2):
        assert not made.channel(0).any()
        made.swap()
    for texture in made.textures:
        texture.write(texels())
    made.inputs = ("something",)
    made.clear()
    assert made.inputs is None
    for texture in made.textures:
        assert not np.frombuffer(texture.read(), np.float32).any()


@pytest.mark.parametrize(("form", "kind"), [("f4", np.float32), ("f2", np.float16), ("u1", np.uint8)])
def test_each_format_holds_numbers_of_its_kind(target, form, kind):
    made = target(format=form)
    assert len(made.front.read(alignment=1)) == SIZE[0] * SIZE[1] * 4 * np.dtype(kind).itemsize
    made.buffer.clear(0.1, 0.1, 0.1, 0.1)
    value = np.float32(kind(0.1)) if kind is not np.uint8 else np.float32(26 / 255)
    np.testing.assert_allclose(made.texel(0, 0), value, rtol=1e-6)


def test_only_tested_geometry_has_a_depth(target):
    assert target(shader="a.vert").depth is not None
    assert target(shader="a.vert", blend="add").depth is None
    assert target().depth is None


@pytest.mark.parametrize(("filter", "wrap"), [("linear", False), ("nearest", True)])
def test_it_is_sampled_as_the_pass_says(gl, target, filter, wrap):
    made = target(filter=filter, wrap=wrap)
    own = gl.LINEAR if filter == "linear" else gl.NEAREST
    assert made.front.filter == (own, own)
    assert (made.front.repeat_x, made.front.repeat_y) == (wrap, wrap)


def test_a_target_that_no_gpu_holds_is_refused_in_words(target):
    with pytest.raises(RendererError, match="ask for fewer px"):
        target(size=(10**7, 8))
