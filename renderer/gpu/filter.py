"""One full-screen shader of ours over pictures: what packs views for a device, on the GPU."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import moderngl
import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import ShaderError

from .context import Context, check_size, unbind
from .explain import explain
from .include import expand
from .program import compile_text

__all__ = ["Filter"]

_HEAD = "#version 410 core\nout vec4 o;\n"
_DTYPES = {"uint8": "f1", "uint16": "nu2", "float32": "f4"}


class Filter:
    """
    A fragment shader that writes ``o`` for each pixel of a picture of ``size`` px.

    Pictures go in and come out top row first: row 0 of a texture is the top one, so the shader's
    ``gl_FragCoord.y`` counts from the top. The shader declares its own uniforms.
    """

    def __init__(self, gl: Context, shader: Path, size: tuple[int, int]) -> None:
        """Compile ``shader`` and make its target, 8 bits a channel; raises ShaderError as file:line."""
        check_size(gl, size)
        self.gl, self.size = gl, size
        source = expand(shader, _HEAD)
        try:
            self._program, self._vao = compile_text(gl, source.text)
        except moderngl.Error as error:
            raise ShaderError(explain(str(error), source, [])) from None
        self._inputs: dict[str, Any] = {}
        self.texture = gl.texture(size, 4, dtype="f1")
        self._frame = gl.framebuffer([self.texture])

    def upload(self, name: str, pixels: NDArray[Any]) -> None:
        """Make ``pixels``, [height, width, channels], the input ``name``, to stay until another comes."""
        size = (pixels.shape[1], pixels.shape[0])
        check_size(self.gl, size)
        made = self._inputs.get(name)
        dtype = _DTYPES[pixels.dtype.name]
        if made is None or (made.size, made.components, made.dtype) != (size, pixels.shape[2], dtype):
            if made is not None:
                made.release()
            made = self.gl.texture(size, pixels.shape[2], dtype=dtype, alignment=1)
            made.filter = (self.gl.NEAREST, self.gl.NEAREST)
            self._inputs[name] = made
        made.write(np.ascontiguousarray(pixels), alignment=1)

    def draw(self, values: Mapping[str, Any], textures: Mapping[str, Any] | None = None) -> None:
        """
        Draw the picture.

        values : uniforms by name; those the driver dropped are left out
        textures : inputs that live elsewhere, such as a finished picture; those uploaded are bound too
        """
        inputs = {**self._inputs, **(textures or {})}
        for unit, (name, texture) in enumerate(inputs.items()):
            texture.use(unit)
            if name in self._program:
                self._program[name].value = unit
        for name, value in values.items():
            if name in self._program:
                self._program[name].value = value
        self._frame.use()
        self._vao.render(self.gl.TRIANGLES, vertices=3)

    def read(self, components: int = 3) -> NDArray[np.uint8]:
        """Return the picture drawn last, [height, width, components], top row first."""
        pixels = np.empty((self.size[1], self.size[0], components), np.uint8)
        self._frame.read_into(pixels, components=components, alignment=1)
        return pixels

    def release(self) -> None:
        """Free every GL object, the uploaded inputs too."""
        unbind(self.gl)
        for item in (*self._inputs.values(), self._vao, self._program, self._frame, self.texture):
            item.release()
        self._inputs = {}
