"""Marks over the picture on a window, drawn anew only where they change."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.paths import SHADERS
from renderer.gpu.context import Context
from renderer.gpu.include import expand
from renderer.gpu.program import compile_text

__all__ = ["Overlay"]

_HEAD = "#version 410 core\nlayout(location = 0) out vec4 o;\n"


class Overlay:
    """Shows the marks that it was given last."""

    def __init__(self, gl: Context) -> None:
        """Compile its program."""
        self.gl = gl
        self._program, self._vao = compile_text(gl, expand(SHADERS / "present/overlay.frag", _HEAD).text)
        self._texture: Any = None

    def give(self, codes: NDArray[np.uint8]) -> None:
        """Take marks, premultiplied RGBA, [height, width, 4], top row first."""
        size = (codes.shape[1], codes.shape[0])
        if self._texture is None or self._texture.size != size:
            if self._texture is not None:
                self._texture.release()
            self._texture = self.gl.texture(size, 4)
        self._texture.write(np.ascontiguousarray(codes))

    def draw(self) -> None:
        """Blend them over what is on the window."""
        gl = self.gl
        if self._texture is None:
            return
        gl.screen.use()
        gl.screen.viewport = (0, 0, *self._texture.size)
        gl.disable(gl.DEPTH_TEST | gl.CULL_FACE)
        gl.enable(gl.BLEND)
        gl.blend_func = gl.ONE, gl.ONE_MINUS_SRC_ALPHA
        self._texture.use(0)
        self._program["t_marks"] = 0
        self._vao.render(gl.TRIANGLES, vertices=3)
        gl.disable(gl.BLEND)
        gl.blend_func = gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA

    def release(self) -> None:
        """Free the GL objects."""
        for item in (self._program, self._vao, self._texture):
            if item is not None:
                item.release()
