"""The flash guard of live pictures: keeps what is shown inside the limits, without delay.

Each finished picture is averaged to a small grid on the GPU, one px of each cell is read beside its mean, the
whole of it ten times a second for what is fine, and judged on the CPU. Regular patterns are
drawn towards the mean around them (renderer.flash.attenuate); what would flash too often is drawn towards
the picture shown before (renderer.flash.limiter). What was really shown is averaged again and counts from
then on. renderer.flash.numpy_limiter is the twin in numpy.
"""

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.paths import SHADERS
from renderer.flash.attenuate import Attenuation
from renderer.flash.holding import Holding, told
from renderer.flash.limiter import FrameTimes, Limiter
from renderer.flash.limits import DESK, Geometry, Limits
from renderer.flash.measure import Measured, offsets
from renderer.flash.patterns import Search
from renderer.flash.swing import CELL
from renderer.flash.watch import GRID

from .context import Context, check_size, unbind
from .include import expand
from .program import compile_text

__all__ = ["FlashLimiter"]

# The loader's words for where a shader stands; the guard's pictures are whole and have their top row first.
_HEAD = "#version 410 core\nlayout(location = 0) out vec4 o;\nvec2 pixel() { return gl_FragCoord.xy; }\n"


class FlashLimiter:
    """
    Holds finished pictures of ``size`` px, as Picture keeps them at 8 or 16 bit, inside the limits.

    ``show`` returns a texture of the guard's own, which stands until the call after the next.
    """

    def __init__(
        self,
        gl: Context,
        size: tuple[int, int],
        fps: float | Fraction,
        geometry: Geometry = DESK,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        *,
        depth: int = 8,
        grid: tuple[int, int] = GRID,
    ) -> None:
        """``fps`` : the highest rate of the pictures; depth : bits, 8 or 16; grid : what is judged, multiples of 5."""
        check_size(gl, size)
        self.gl, self.size = gl, size
        self._made = (Fraction(fps), geometry, limits, grid)
        self._shrink, self._blend, self._fade, self._scale = (
            compile_text(gl, expand(SHADERS / f"guard/{name}.frag", _HEAD).text)
            for name in ("shrink", "blend", "calm", "scale")
        )
        self._light, self._points = (gl.texture(grid, 4, dtype="f4") for _ in range(2))
        self._places = gl.texture(grid, 2, dtype="i4")
        self._places.filter = (gl.NEAREST, gl.NEAREST)
        self._weights = gl.texture(grid, 1, dtype="f4")
        self._calm = gl.texture((grid[0] // CELL, grid[1] // CELL), 4, dtype="f4")
        for small in (self._weights, self._calm):
            small.filter = (gl.LINEAR, gl.LINEAR)
            small.repeat_x = small.repeat_y = False
        self._dtype = {8: "f1", 16: "nu2"}[depth]
        self._small = gl.framebuffer([self._light, self._points])
        self._room()
        self.reset()

    def reset(self) -> None:
        """Forget every picture: at a cut to another scene that starts from black, or after a pause."""
        fps, geometry, limits, grid = self._made
        self._search = Search(geometry, limits, grid)
        self._limiter = Limiter(fps, geometry, limits, grid)
        self._attenuation = Attenuation(limits, grid)
        self._faded = np.zeros(0, np.bool_)
        self._clock = FrameTimes(fps)
        self._index = 0

    def resize(self, size: tuple[int, int]) -> None:
        """Go on at ``size`` px with all that was shown so far, where a live picture is drawn smaller or larger."""
        check_size(self.gl, size)
        last = 1 - self._index % 2
        textures, frames, self.size = self._textures, self._frames, size
        self._room()
        textures[last].filter = (self.gl.LINEAR, self.gl.LINEAR)
        self._frames[last].use()
        self._draw(self._scale, {"u_size": tuple(map(float, size))}, t_picture=textures[last])
        unbind(self.gl)
        for frame, texture in zip(frames, textures, strict=True):
            frame.release()
            texture.release()

    @property
    def acted(self) -> float:
        """Share of the picture that was held back or calmed in the last frame, 0..1."""
        return max(self._limiter.share, float(self._faded.mean()) if self._faded.any() else 0.0)

    @property
    def holding(self) -> Holding | None:
        """What was held back or calmed in the last frame, and why; None for nothing."""
        return told({**self._limiter.held, "pattern": self._faded}, self.acted)

    def show(self, texture: Any, time: float | None = None) -> Any:  # noqa: ANN401
        """
        Return the texture to show instead of ``texture``: the same bytes where nothing offends.

        texture : sRGB codes of the guard's size, four channels; time : s; None counts frames
        """
        new, old = self._index % 2, 1 - self._index % 2
        at = self._clock.at(time)
        seen = self._measured(texture)
        patterns = self._search.look(seen, at)
        fade = self._attenuation.weights(seen, patterns, at)
        self._faded = np.zeros(0, np.bool_) if fade is None else fade > 0
        if fade is not None:
            texture = self._calmed(texture, fade)
            seen = self._measured(texture)

        def blend(weights: NDArray[np.float32]) -> Measured:
            self._weights.write(weights.tobytes())
            self._frames[new].use()
            self._draw(self._blend, {}, t_picture=texture, t_before=self._textures[old], t_weights=self._weights)
            return self._measured(self._textures[new])

        if self._limiter.show(seen, at, blend) is None:
            self._frames[new].use()
            source = self.gl.framebuffer([texture])
            self.gl.copy_framebuffer(self._frames[new], source)
            source.release()
        self._index += 1
        return self._textures[new]

    def read(self, components: int = 3) -> NDArray[Any]:
        """Return the picture shown last, [height, width, components], top row first."""
        frame = self._frames[1 - self._index % 2]
        kind: Any = np.uint8 if self._dtype == "f1" else np.uint16
        pixels = np.empty((self.size[1], self.size[0], components), kind)
        frame.read_into(pixels, components=components, dtype=self._dtype, alignment=1)
        return pixels

    def release(self) -> None:
        """Free the GL objects."""
        unbind(self.gl)
        for item in (*self._shrink, *self._blend, *self._fade, *self._scale, self._small, *self._frames,
                     self._light, self._points, self._places, self._weights, self._calm, *self._textures):  # fmt: skip
            item.release()

    def _room(self) -> None:
        """Make the textures: two that are shown in turn, one to calm patterns in."""
        rows, columns = offsets(self.size, self._made[3])
        self._places.write(np.stack([columns, rows], -1).astype(np.int32).tobytes())
        self._textures = [self.gl.texture(self.size, 4, dtype=self._dtype) for _ in range(3)]
        self._frames = [self.gl.framebuffer([texture]) for texture in self._textures]

    def _calmed(self, texture: Any, fade: NDArray[np.float32]) -> Any:  # noqa: ANN401
        """Return ``texture`` with its patterns drawn towards the light around them by ``fade`` [rows, columns]."""
        self._calm.write(np.dstack([self._attenuation.light, fade]).tobytes())
        self._frames[2].use()
        self._draw(self._fade, {}, t_picture=texture, t_calm=self._calm)
        return self._textures[2]

    def _measured(self, texture: Any) -> Measured:  # noqa: ANN401
        """Return what is measured of ``texture``."""
        grid = self._made[3]
        self._small.use()
        self._draw(self._shrink, {"u_grid": grid}, t_picture=texture, t_places=self._places)
        mean, points = (self._read(k).reshape(grid[1], grid[0], 4)[..., :3].copy() for k in range(2))
        return Measured(mean, points, lambda: self._codes(texture))

    def _read(self, attachment: int) -> NDArray[np.float32]:
        """Return an output of the pass that shrinks, as read back."""
        return np.frombuffer(self._small.read(components=4, attachment=attachment, dtype="f4", alignment=1), np.float32)

    def _codes(self, texture: Any) -> NDArray[np.uint8]:  # noqa: ANN401
        """Return the sRGB codes of ``texture``, [height, width, 3], at 8 bit."""
        kind: Any = np.uint8 if self._dtype == "f1" else np.uint16
        codes = np.frombuffer(texture.read(alignment=1), kind).reshape(self.size[1], self.size[0], -1)[..., :3]
        return codes if self._dtype == "f1" else (codes >> 8).astype(np.uint8)

    def _draw(self, compiled: tuple[Any, Any], values: dict[str, Any], **textures: Any) -> None:  # noqa: ANN401
        """Cover the bound framebuffer with a program."""
        program, vao = compiled
        for unit, (name, texture) in enumerate(textures.items()):
            texture.use(unit)
            program[name].value = unit
        for name, value in values.items():
            program[name].value = value
        vao.render(self.gl.TRIANGLES, vertices=3)
