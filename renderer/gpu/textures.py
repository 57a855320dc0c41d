"""What passes sample that is no pass: the table and its places, strokes, faults, and the scene's inputs."""

from collections.abc import Container, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import RendererError
from renderer.scene.reads import Input

from .context import Context

__all__ = ["Textures"]

_HALF = 65504.0  # the most that 16 bit floats hold
_DTYPES = {"f2": (np.float16, "f2"), "f4": (np.float32, "f4"), "u1": (np.uint8, "f1")}


class Textures:
    """
    Textures by their name in GLSL; ``release`` frees them.

    versions : how often each was given, so that what reads it is drawn again; and the uniforms that go with them,
        such as how many strokes there are
    moments : of which moment each input's pixels are, s of the show
    """

    def __init__(self, gl: Context) -> None:
        """Hold none yet."""
        self._gl = gl
        self._held: dict[str, Any] = {}
        self._shapes: dict[str, tuple[int, ...]] = {}
        self._coming: dict[str, tuple[NDArray[np.float32], Any, int]] = {}  # numbers, their texture, lines it has
        self.versions: dict[str, float] = {}
        self.moments: dict[str, float] = {}

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

    def grow(self, name: str, texels: NDArray[np.float32], most: int = 0) -> bool:
        """
        Take numbers as ``numbers`` does, ``most`` bytes of them at a time, 0 for all; return whether all are taken.

        Until then those before stay. To be called with the same ``texels`` again.
        """
        if not most or texels.nbytes <= most:
            self._drop(name)
            self.numbers(name, texels)
            return True
        height, width, channels = texels.shape
        before = self._coming.get(name)
        if before is None or before[0] is not texels:
            self._drop(name)
            texture = self._gl.texture((width, height), channels, dtype="f4")
            texture.filter = (self._gl.NEAREST, self._gl.NEAREST)
            before = (texels, texture, 0)
        _, texture, line = before
        lines = min(max(1, most // (texels.nbytes // height)), height - line)
        texture.write(np.ascontiguousarray(texels[line : line + lines]), viewport=(0, line, width, lines))
        if line + lines < height:
            self._coming[name] = texels, texture, line + lines
            return False
        self._coming.pop(name, None)
        self._put(name, texture, texels.shape)
        self._count(name)
        return True

    def picture(self, declared: Input, pixels: NDArray[Any], moment: float) -> None:
        """
        Take ``pixels``, [height, width, 4], top row first, of ``moment`` (s) for an input.

        They are uint8 where it is declared as ``u1``, float linear light elsewhere. What ``f2`` cannot hold
        becomes the most that it can. Raises RendererError for a picture that is too large for this GPU.
        """
        kind, dtype = _DTYPES[declared.format]
        name, size = f"t_{declared.name}", (pixels.shape[1], pixels.shape[0])
        if max(size) > (most := self._gl.info["GL_MAX_TEXTURE_SIZE"]):
            raise RendererError(f"input '{declared.name}': {size[0]}x{size[1]} px is more than this GPU takes "
                                f"({most} px a side); make the picture smaller")  # fmt: skip
        if kind is np.float16:
            pixels = np.clip(pixels, -_HALF, _HALF)
        pixels = np.ascontiguousarray(pixels[::-1], kind)  # GL counts rows from below
        if self._shapes.get(name) != pixels.shape:
            texture = self._gl.texture(size, 4, dtype=dtype, alignment=1)
            smooth = self._gl.LINEAR if declared.filter == "linear" else self._gl.NEAREST
            texture.filter = (smooth, smooth)
            texture.repeat_x = texture.repeat_y = declared.wrap
            self._put(name, texture, pixels.shape)
        self._held[name].write(pixels, alignment=1)
        self.moments[f"u_{declared.name}_moment"] = moment
        self._count(name)

    def uniforms(self, epoch: float) -> dict[str, float]:
        """Return ``versions`` and ``moments`` as GLSL is told of them, whose ``u_time`` began at ``epoch`` (s)."""
        return {**self.versions, **{name: moment - epoch for name, moment in self.moments.items()}}

    def bind(self, first: int, without: Container[str] = ()) -> dict[str, int]:
        """Bind them from texture unit ``first`` on, but those ``without``; return the sampler uniforms."""
        wanted = [name for name in self._held if name not in without]
        for unit, name in enumerate(wanted, first):
            self._held[name].use(unit)
        return {name: unit for unit, name in enumerate(wanted, first)}

    def adopt(self, old: "Textures", declared: Iterable[Input]) -> None:
        """Go on with the pictures that ``old`` holds of the inputs ``declared``, which loses them."""
        for one in declared:
            name, moment = f"t_{one.name}", f"u_{one.name}_moment"
            if name in old:
                self._put(name, old._held.pop(name), old._shapes.pop(name))
                self.moments[moment], self.versions[name] = old.moments[moment], old.versions[name]

    def release(self) -> None:
        """Free the GL objects."""
        for texture in self._held.values():
            texture.release()
        for name in tuple(self._coming):
            self._drop(name)
        self._held, self._shapes = {}, {}

    def _put(self, name: str, texture: Any, shape: tuple[int, ...]) -> None:  # noqa: ANN401
        if name in self._held:
            self._held[name].release()
        self._held[name], self._shapes[name] = texture, shape

    def _drop(self, name: str) -> None:
        if name in self._coming:
            self._coming.pop(name)[1].release()

    def _count(self, name: str) -> None:
        self.versions[name] = self.versions.get(name, 0) + 1
