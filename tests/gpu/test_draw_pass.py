"""One pass over its target, or over a band of it alone; light is added where that is asked."""

from types import SimpleNamespace

import numpy as np

from renderer.gpu.draw_pass import cover
from renderer.gpu.program import compile_text


def test_a_band_is_drawn_alone_and_light_adds_up(gl):
    program, vao = compile_text(gl, "#version 410 core\nout vec4 o;\nvoid main() { o = vec4(0.25); }")
    texture, before = gl.texture((4, 6), 4, dtype="f4"), gl.detect_framebuffer()
    into = gl.framebuffer([texture])
    into.clear()
    once = SimpleNamespace(vao=vao)
    cover(gl, once, into, (0, 2, 4, 3))
    cover(gl, once, into, add=True)
    seen = np.frombuffer(texture.read(), np.float32).reshape(6, 4, 4)
    assert seen[:, 0, 0].tolist() == [0.25, 0.25, 0.5, 0.5, 0.5, 0.25]
    before.use()  # one that is current may not be released
    for item in (into, texture, vao, program):
        item.release()
