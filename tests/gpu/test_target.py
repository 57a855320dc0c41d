"""Targets: what is front and what is back, where row 0 is, and that each format holds what it should."""

import moderngl
import numpy as np
import pytest

from renderer.core.errors import RendererError
from renderer.gpu.target import Place, make_target
from renderer.scene.scene import Pass

SIZE = (5, 3)


@pytest.fixture
def target(gl):
    """Return ``target(...)``: the target of a pass, released after the test."""
    made = []

    def make(name="a", shader="a.frag", size=SIZE, **more):
        double = more.pop("double", False)
        made.append(make_target(gl, Pass(name, shader, **more), Place(size, (0, 0), size), double=double))
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


def test_what_keeps_its_last_frame_has_two_sides_and_swaps_them(target):
    made = target(double=True, format="f4", outputs=("more",))
    one, two = made.front, made.side(last=True)[0]
    assert len({texture.glo for last in (False, True) for texture in made.side(last=last)}) == 4
    assert made.buffer.color_attachments[0].glo == one.glo
    made.swap()
    assert (made.front.glo, made.side(last=True)[0].glo) == (two.glo, one.glo)
    assert made.buffer.color_attachments[0].glo == two.glo
    made.swap()
    assert (made.front.glo, made.side(last=True)[0].glo) == (one.glo, two.glo)


def test_another_pass_has_one_and_keeps_it(target):
    made = target(reads=("b",))
    before = made.front.glo
    made.swap()
    assert made.front.glo == made.side(last=True)[0].glo == before


@pytest.mark.parametrize("double", [False, True])
def test_it_begins_empty_and_clearing_empties_it_and_forgets_what_it_was_drawn_from(target, double):
    made = target(double=double, format="f4")
    for _ in range(2):
        assert not made.channel(0).any()
        made.swap()
    for texture in (side[0] for side in made.textures):
        texture.write(texels())
    made.inputs = ("something",)
    made.clear()
    assert made.inputs is None
    for texture in (side[0] for side in made.textures):
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


def test_a_pass_that_is_too_large_by_its_own_sum_is_named_and_not_the_picture(gl):
    place = Place((99999, 360), (0, 0), (99999, 360))
    step = Pass("samples", "a.frag", size=("360 * width / height", "360"))
    with pytest.raises(RendererError, match=r"^pass 'samples': 99999x360 px is more than .* the pass' own, as size"):
        make_target(gl, step, place, double=False)


def test_a_gpu_without_room_is_told_in_words_and_keeps_nothing(gl):
    class Full:
        def __getattr__(self, name):
            return getattr(gl, name)

        def framebuffer(self, *_):
            raise moderngl.Error("the framebuffer is not complete")

    place = Place(SIZE, (0, 0), SIZE)
    with pytest.raises(RendererError, match=r"pass 'a': this GPU has no room for 5x3 px of f2 \(the framebuffer"):
        make_target(Full(), Pass("a", "a.frag"), place, double=False)


@pytest.mark.parametrize("size", [(0, 0), (-1, 5)])
def test_what_is_no_size_is_refused(target, size):
    with pytest.raises(RendererError, match="is no picture"):
        target(size=size)
