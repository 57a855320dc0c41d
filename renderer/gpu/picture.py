"""The end of the line: the last pass's light becomes codes, top row first, ready to be read.

One sample a frame: the last pass maps to codes by itself, and no copy is made. More samples, or a
last pass that feeds back, computes or draws geometry: light is gathered in float first.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .context import Context, check_size, unbind
from .declare import BUILT_IN, DISPLAY
from .program import compile_text

__all__ = ["STEPS", "Picture"]

_DTYPES = {8: "f1", 16: "nu2", 32: "f4"}
_NUMPY: dict[int, type] = {8: np.uint8, 16: np.uint16, 32: np.float32}
STEPS = {8: 255.0, 16: 65535.0, 32: 0.0}

_MAP = f"""#version 410 core
{chr(10).join(f"uniform {name};" for name in BUILT_IN)}
uniform sampler2D t_light;
uniform int u_flip;
out vec4 o;
{DISPLAY}
void main() {{
    ivec2 at = ivec2(gl_FragCoord.xy);
    if (u_flip == 1) at.y = textureSize(t_light, 0).y - 1 - at.y;
    vec4 light = texelFetch(t_light, at, 0);
    o = u_steps > 0.0 ? chorus_display(light) : light * u_weight;
}}
"""


class Picture:
    """A finished picture of ``size`` px at 8 or 16 bit sRGB, or 32 bit linear float."""

    def __init__(self, gl: Context, size: tuple[int, int], depth: int = 8, *, straight: bool = False) -> None:
        """Make the targets; ``straight`` keeps alpha beside the colour, else the picture stands on black."""
        check_size(gl, size)
        self.gl, self.size, self.depth, self.straight = gl, size, depth, straight
        self.texture = gl.texture(size, 4, dtype=_DTYPES[depth])
        self.codes = gl.framebuffer([self.texture])
        self._light: Any = None
        self._map: Any = None

    @property
    def light(self) -> Any:  # noqa: ANN401
        """Framebuffer that gathers samples of linear light, top row first."""
        if self._light is None:
            self._light = self.gl.framebuffer([self.gl.texture(self.size, 4, dtype="f4")])
        return self._light

    def develop(self, texture: Any, frame: int, seed: int, *, flip: bool) -> None:  # noqa: ANN401
        """Map ``texture``'s linear light to codes; ``flip`` where its first row is the bottom one."""
        values = {"u_frame": frame, "u_seed": seed, "u_weight": 1.0, "u_steps": STEPS[self.depth],
                  "u_straight": int(self.straight)}  # fmt: skip
        self.codes.use()
        self._copy(texture, values, flip=flip)

    def add(self, texture: Any, weight: float) -> None:  # noqa: ANN401
        """Add ``weight`` of ``texture``'s light to what is gathered; its first row is the bottom one."""
        self.light.use()
        self.gl.enable(self.gl.BLEND)
        self.gl.blend_func = self.gl.ONE, self.gl.ONE
        self._copy(texture, {"u_weight": weight, "u_steps": 0.0}, flip=True)
        self.gl.disable(self.gl.BLEND)

    def read(self, components: int = 3) -> NDArray[Any]:
        """Return the pixels, [height, width, components], top row first; colour is straight where asked for."""
        dtype = np.dtype(_NUMPY[self.depth])
        width, height = self.size
        pixels = np.empty((height, width, components), dtype)
        self.codes.read_into(pixels, components=components, dtype=_DTYPES[self.depth], alignment=1)
        return pixels

    def _copy(self, texture: Any, values: Mapping[str, Any], *, flip: bool) -> None:  # noqa: ANN401
        """Draw ``texture`` into the bound framebuffer through the display map."""
        if self._map is None:
            self._map = compile_text(self.gl, _MAP)
        program, vao = self._map
        for name, value in {**values, "u_flip": int(flip), "t_light": 0}.items():
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
