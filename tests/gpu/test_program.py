"""Compiling: which stage and file an error is led back to, what a program is made of, what it takes."""

import os
from types import SimpleNamespace

import moderngl
import numpy as np
import pytest

from renderer.core.doing import last_doing, watched_by
from renderer.core.errors import SceneError, ShaderError
from renderer.gpu import program
from renderer.gpu.program import compile_pass, compile_text

VERT = "out float a; void main() { a = u_level; gl_Position = vec4(0.0, 0.0, 0.0, 1.0); }"
FRAG = '#include "part.glsl"\nin float a; void main() { o = vec4(part(a)); }'
PART = "float part(float x) { return x; }"
ONE = "passes=(Pass('image', 'image.frag'),)"
GEOMETRY = "passes=(Pass('dots', 'dots.vert', mode='points'), Pass('image', 'image.frag', reads=('dots',)))"


@pytest.fixture
def compiled(gl, scene):
    """Return ``compiled(declaration, **files)``: the first pass, compiled; released after the test."""
    made = []

    def run(declaration=ONE, derived=(), final=False, gl=gl, **files):
        loaded = scene(declaration, **files)
        made.append(compile_pass(gl, loaded, loaded.scene.passes[0], derived, final=final))
        return made[-1]

    yield run
    for one in made:
        one.release()


def test_a_program_names_every_file_it_is_made_of_once(compiled):
    made = compiled(GEOMETRY, dots_vert=VERT, dots_frag=FRAG, part_glsl=PART, image_frag="")
    assert sorted(path.name for path in made.files) == ["dots.frag", "dots.vert", "part.glsl"]


@pytest.mark.parametrize(("broken", "place"), [
    ({"dots_vert": VERT.replace("u_level", "u_levl")}, r"dots\.vert:1:\d+: .*u_levl.*did you mean u_level\?"),
    ({"dots_frag": FRAG.replace("part(a)", "part(b)")}, r"dots\.frag:2:\d+: .*b"),
    ({"part_glsl": "\n\nfloat part(float x) { return x }"}, r"part\.glsl:3:\d+: "),
    ({"dots_vert": VERT.replace("float a", "vec2 a").replace("a = ", "a = vec2(0.0) + ")}, r"dots\.(vert|frag)"),
])  # fmt: skip
def test_an_error_is_led_back_to_its_own_file_and_line(compiled, broken, place):
    files = {"dots_vert": VERT, "dots_frag": FRAG, "part_glsl": PART, "image_frag": ""} | broken
    with pytest.raises(ShaderError, match=place):
        compiled(GEOMETRY, **files)


def test_an_error_of_a_compute_pass_too(compiled):
    declaration = "passes=(Pass('sums', 'sums.comp'), Pass('image', 'image.frag', reads=('sums',)))"
    with pytest.raises(ShaderError, match=r"sums\.comp:2:\d+: .*u_levl"):
        compiled(declaration, sums_comp="\nvoid main() { imageStore(i_sums, ivec2(0), vec4(u_levl)); }", image_frag="")


def test_computing_needs_a_gpu_of_4_3_and_says_so(compiled):
    declaration = "passes=(Pass('sums', 'sums.comp'), Pass('image', 'image.frag', reads=('sums',)))"
    old = SimpleNamespace(version_code=410)
    with pytest.raises(SceneError, match=r"pass 'sums' computes, which needs OpenGL 4\.3; this machine has 4\.1"):
        compiled(declaration, gl=old, sums_comp="void main() {}", image_frag="")


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="nobody watches here")
def test_while_a_file_is_compiled_that_is_told_to_who_watches(compiled, monkeypatch):
    told, at = os.memfd_create("test"), []
    monkeypatch.setenv("CHORUS_DOING", "")
    watched_by(told)
    monkeypatch.setattr(program, "show", lambda path: path.name)

    def compiling(**_):
        at.append(last_doing(told))
        raise moderngl.Error("fragment_shader === 0:1(1): error")

    with pytest.raises(ShaderError):
        compiled(GEOMETRY, gl=SimpleNamespace(program=compiling), dots_vert=VERT, dots_frag=FRAG, part_glsl=PART,
                 image_frag="")  # fmt: skip
    assert at == ["dots.frag, dots.vert"]
    assert last_doing(told) == ""
    os.close(told)


def test_only_uniforms_that_the_driver_kept_are_set(compiled):
    made = compiled(image_frag="void main() { o = vec4(u_level); }")
    made.set({"u_level": 0.25, "u_rate": 3.0, "no_such": 1})
    assert made.program["u_level"].value == 0.25
    assert "u_rate" not in made.program


@pytest.mark.parametrize("last", [0, 1, 2])
def test_of_an_array_as_much_is_given_as_the_driver_kept(compiled, last):
    """Drivers drop what stands behind the last place that a shader reads."""
    given = ((1.0, 2.0), (3.0, 4.0), (5.0, 6.0))
    made = compiled(image_frag=f"uniform vec2 u_pairs[3]; void main() {{ o = vec4(u_pairs[{last}], 0.0, 1.0); }}")
    made.set({"u_pairs": given})
    value = made.program["u_pairs"].value
    assert (value if last == 0 and isinstance(value, tuple) else value[last]) == given[last]


def test_derived_numbers_are_declared(compiled):
    assert "u_part" in compiled(derived=("part",), image_frag="void main() { o = vec4(u_part); }").program


def test_a_shader_of_our_own_covers_every_pixel_once(gl):
    program, vao = compile_text(gl, "#version 410 core\nout vec4 o;\nvoid main() { o = vec4(gl_FragCoord.xy, 1, 1); }")
    texture = gl.texture((7, 5), 4, dtype="f4")
    frame = gl.framebuffer([texture])
    frame.use()
    gl.enable(gl.BLEND)
    gl.blend_func = gl.ONE, gl.ONE
    vao.render(gl.TRIANGLES, vertices=3)
    gl.disable(gl.BLEND)
    found = np.frombuffer(texture.read(), np.float32).reshape(5, 7, 4)
    gl.detect_framebuffer(0).use()
    for one in (frame, texture, vao, program):
        one.release()
    np.testing.assert_array_equal(found[..., 0], np.tile(np.arange(7) + 0.5, (5, 1)))
    np.testing.assert_array_equal(found[..., 1], np.tile(np.arange(5)[:, None] + 0.5, (1, 7)))
    assert (found[..., 2] == 1).all()


def test_a_program_that_is_lent_again_is_as_the_linker_left_it_and_never_two_have_it(gl):
    """Of the tests' own, tests/support/programs: engines take each other's programs, and must not see it."""
    texts = {"vertex_shader": "#version 410 core\nvoid main() { gl_Position = vec4(0.0); }",
             "fragment_shader": "#version 410 core\nuniform float u = 0.5;\nout vec4 o;\nvoid main() { o = vec4(u); }"}
    one, other = gl.program(**texts), gl.program(**texts)
    assert one.glo != other.glo
    one["u"].value = 3.0
    assert other["u"].value == 0.5
    number = one.glo
    one.release()
    with pytest.raises(TypeError):
        gl.vertex_array(one, [])
    again = gl.program(**texts)
    assert (again.glo, again["u"].value) == (number, 0.5)
    again.release()
    other.release()
