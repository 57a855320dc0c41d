"""The end of the line: the last pass's light becomes codes, top row first, ready to be read.

One sample a frame: the last pass maps to codes by itself, and no copy is made. More samples, or a
last pass that feeds back, computes or draws geometry: light is gathered in float first.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import moderngl
import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import RendererError
from renderer.core.region import Region
from renderer.scene.built_in import BUILT_IN

from .context import Context, check_size, unbind
from .declare import DISPLAY
from .program import compile_text
from .target import Target

__all__ = ["STEPS", "Picture"]

_DTYPES = {8: "f1", 16: "nu2", 32: "f4"}
_NUMPY: dict[int, type] = {8: np.uint8, 16: np.uint16, 32: np.float32}
STEPS = {8: 255.0, 16: 65535.0, 32: 0.0}

_MAP = f"""#version 410 core
{chr(10).join(f"uniform {name};" for name in BUILT_IN)}
uniform sampler2D t_light;
uniform int u_flip;  // 1 where the light's first row is the bottom one; then the picture's part lies in it so:
uniform ivec2 u_from;
out vec4 o;
{DISPLAY}
void main() {{
    ivec2 at = ivec2(gl_FragCoord.xy);
    if (u_flip == 1) at = ivec2(at.x, int(u_extent.y) - 1 - at.y) + u_from;
    vec4 light = texelFetch(t_light, at, 0);
    o = u_steps > 0.0 ? chorus_display(light * u_weight) : light * u_weight;
}}
"""


@contextmanager
def _room(size: tuple[int, int], of: str) -> Iterator[None]:
    """Raise RendererError where the GPU has no room for a picture ``of`` so many bits."""
    try:
        yield
    except moderngl.Error as error:
        raise RendererError(f"this GPU has no room for a picture of {size[0]}x{size[1]} px in {of} ({error})") from None


class Picture:
    """
    A finished picture of ``size`` px at 8 or 16 bit sRGB, or 32 bit linear float.

    part : the region that it is of a picture of ``whole`` px
    """

    def __init__(
        self, gl: Context, part: Region, whole: tuple[int, int], depth: int = 8, *, straight: bool = False
    ) -> None:
        """Make the targets; ``straight`` keeps alpha beside the colour, else the picture stands on black."""
        size = part.size
        check_size(gl, size)
        self.gl, self.size, self.depth, self.straight = gl, size, depth, straight
        self.part, self.whole = part, whole
        with _room(size, f"{depth} bit; ask for fewer px"):
            self.texture = gl.texture(size, 4, dtype=_DTYPES[depth])
            self.codes = gl.framebuffer([self.texture])
        self._light: Any = None
        self._map: Any = None

    @property
    def light(self) -> Any:  # noqa: ANN401
        """Framebuffer that gathers samples of linear light, top row first."""
        if self._light is None:
            with _room(self.size, "32 bit, in which samples are gathered: ask for one sample, or for fewer px"):
                self._light = self.gl.framebuffer([self.gl.texture(self.size, 4, dtype="f4")])
        return self._light

    def develop(self, source: Target | None, frame: int, seed: int, weight: float = 1.0) -> None:
        """Map the light of ``source``, that which was gathered without one, to codes; ``weight`` multiplies it."""
        values = {"u_frame": frame, "u_seed": seed, "u_weight": weight, "u_steps": STEPS[self.depth],
                  "u_straight": int(self.straight)}  # fmt: skip
        self.codes.use()
        self._copy(source, values)

    def add(self, source: Target, weight: float) -> None:
        """Add ``weight`` of the light of ``source`` to what is gathered."""
        self.light.use()
        self.gl.enable(self.gl.BLEND)
        self.gl.blend_func = self.gl.ONE, self.gl.ONE
        self._copy(source, {"u_weight": weight, "u_steps": 0.0})
        self.gl.disable(self.gl.BLEND)

    def read(self, components: int = 3, region: Region | None = None) -> NDArray[Any]:
        """
        Return the pixels, [height, width, components], top row first; colour is straight where asked for.

        region : of the whole picture, inside ``part``; all of ``part`` without
        """
        dtype = np.dtype(_NUMPY[self.depth])
        x, y, width, height = 0, 0, *self.size
        if region is not None:
            x, y, width, height = region.x - self.part.x, region.y - self.part.y, *region.size
        pixels = np.empty((height, width, components), dtype)
        self.codes.read_into(pixels, (x, y, width, height), components=components, dtype=_DTYPES[self.depth],
                             alignment=1)  # fmt: skip
        return pixels

    def _copy(self, source: Target | None, values: Mapping[str, Any]) -> None:
        """Draw a target, whose first row is the bottom one, or what was gathered through the display map."""
        if self._map is None:
            self._map = compile_text(self.gl, _MAP)
        program, vao = self._map
        bottom = self.whole[1] - self.part.y - self.part.height
        origin = source.place.origin if source is not None else (0, 0)
        texture = source.front if source is not None else self.light.color_attachments[0]
        values = {**values, "u_flip": int(source is not None), "t_light": 0,
                  "u_from": (self.part.x - origin[0], bottom - origin[1]), "u_resolution": self.whole,
                  "u_origin": (self.part.x, bottom), "u_extent": self.part.size}  # fmt: skip
        for name, value in values.items():
            program[name].value = value
        texture.use(0)
        vao.render(self.gl.TRIANGLES, vertices=3)

    def release(self) -> None:
        """Free the GL objects."""
        unbind(self.gl)
        if self._light is not None:
            self._light.color_attachments[0].release()
            self._light.release()
        for item in (*(self._map or ()), self.codes, self.texture):
            item.release()
