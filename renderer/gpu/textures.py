"""What passes sample that is no pass: the table and its places, strokes, faults, and the scene's inputs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.scene.reads import Input

from .context import Context, check_size

__all__ = ["Textures"]

_DTYPES = {"f2": (np.float16, "f2"), "f4": (np.float32, "f4"), "u1": (np.uint8, "f1")}


class Textures:
    """
    Textures by their name in GLSL; ``release`` frees them.

    versions : how often each was given, so that what reads it is drawn again
    """

    def __init__(self, gl: Context) -> None:
        """Hold none yet."""
        self._gl = gl
        self._held: dict[str, Any] = {}
        self._shapes: dict[str, tuple[int, ...]] = {}
        self.versions: dict[str, float] = {}

    def __contains__(self, name: str) -> bool:
        """Return whether there is one of that name."""
        return name in self._held

    def numbers(self, name: str, texels: NDArray[np.float32]) -> None:
        """
        Take numbers that nothing blends: [height, width, channels], or [layers, height, width, channels].

        Of the shape of those before it costs the upload alone.
        """
        texels = np.ascontiguousarray(texels, np.float32)
        if self._shapes.get(name) != texels.shape:
            make = self._gl.texture if texels.ndim == 3 else self._gl.texture_array
            self._put(name, make(texels.shape[-2::-1], texels.shape[-1], dtype="f4"), texels.shape)
            self._held[name].filter = (self._gl.NEAREST, self._gl.NEAREST)
        self._held[name].write(texels)
        self._count(name)

    def picture(self, declared: Input, pixels: NDArray[Any], moment: float) -> None:
        """
        Take ``pixels``, [height, width, 4], top row first, of ``moment`` (s) for an input.

        They are uint8 where it is declared as ``u1``, float linear light elsewhere.
        """
        check_size(self._gl, (pixels.shape[1], pixels.shape[0]))
        kind, dtype = _DTYPES[declared.format]
        pixels = np.ascontiguousarray(pixels[::-1], kind)  # GL counts rows from below
        name, size = f"t_{declared.name}", (pixels.shape[1], pixels.shape[0])
        if self._shapes.get(name) != pixels.shape:
            texture = self._gl.texture(size, 4, dtype=dtype, alignment=1)
            smooth = self._gl.LINEAR if declared.filter == "linear" else self._gl.NEAREST
            texture.filter = (smooth, smooth)
            texture.repeat_x = texture.repeat_y = declared.wrap
            self._put(name, texture, pixels.shape)
        self._held[name].write(pixels, alignment=1)
        self.versions[f"u_{declared.name}_moment"] = moment
        self._count(name)

    def bind(self, first: int) -> dict[str, int]:
        """Bind all of them from texture unit ``first`` on; return the sampler uniforms."""
        units = {}
        for unit, (name, texture) in enumerate(self._held.items(), first):
            texture.use(unit)
            units[name] = unit
        return units

    def release(self) -> None:
        """Free the GL objects."""
        for texture in self._held.values():
            texture.release()
        self._held, self._shapes = {}, {}

    def _put(self, name: str, texture: Any, shape: tuple[int, ...]) -> None:  # noqa: ANN401
        if name in self._held:
            self._held[name].release()
        self._held[name], self._shapes[name] = texture, shape

    def _count(self, name: str) -> None:
        self.versions[name] = self.versions.get(name, 0) + 1
