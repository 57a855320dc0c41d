"""The field of a scene's solid, asked by GLSL at any points: what meshes, splats and slices are made of."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.scene.solid import Solid

from .bindings import bindings_of
from .context import unbind
from .pipeline import Pipeline
from .program import compile_solid

__all__ = ["Field"]

WIDTH = 1024  # px of the texture that holds the points
ROWS = 1024


class Field:
    """Signed distance and colour of ``solid`` over the drawn passes of ``pipeline``; ``release`` frees it."""

    def __init__(self, pipeline: Pipeline, solid: Solid, derived: Iterable[str], values: Mapping[str, Any]) -> None:
        """Compile; the passes it reads must have been drawn with ``values``, every uniform of the frame."""
        self.pipeline, self.gl, self.values = pipeline, pipeline.gl, values
        self._compiled = compile_solid(pipeline.gl, pipeline.loaded, solid, derived)
        self._bound = bindings_of(pipeline.scene, self._compiled.step)
        pipeline.sample(self._compiled.names)

    def at(self, points: NDArray[Any]) -> NDArray[np.float32]:
        """Return distance (mm, negative inside) and linear colour at ``points`` ([n, 3], mm), [n, 4]."""
        points = np.asarray(points, np.float32).reshape(-1, 3)
        most = WIDTH * ROWS
        parts = [self._part(points[at : at + most]) for at in range(0, len(points), most)]
        return np.concatenate(parts) if parts else np.zeros((0, 4), np.float32)

    def _part(self, points: NDArray[np.float32]) -> NDArray[np.float32]:
        """Draw one texel for each point."""
        gl, rows = self.gl, -(-len(points) // WIDTH)
        texels = np.zeros((rows * WIDTH, 3), np.float32)
        texels[: len(points)] = points
        inputs = gl.texture((WIDTH, rows), 3, texels, dtype="f4")
        inputs.filter = (gl.NEAREST, gl.NEAREST)
        target = gl.texture((WIDTH, rows), 4, dtype="f4")
        buffer = gl.framebuffer([target])
        try:
            units = self.pipeline.bind(self._bound)
            inputs.use(len(units))
            self._compiled.set({**self.values, **units, "t_points": len(units)})
            buffer.use()
            self._compiled.vao.render(gl.TRIANGLES, vertices=3)
            found = np.frombuffer(buffer.read(components=4, dtype="f4"), np.float32).reshape(-1, 4)
            return found[: len(points)]
        finally:
            unbind(gl)
            for item in (buffer, target, inputs):
                item.release()

    def release(self) -> None:
        """Free the program."""
        self._compiled.release()
