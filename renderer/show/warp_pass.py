"""The last step before a projector: the picture through its corner pin, its masks, brightness and gamma, in one pass.

It draws a mesh, so that a grid or a curved wall is another mesh; and it takes a map of light for each px of the
display, so that the soft edges of several projectors are another factor in that.
"""

from typing import Any

from renderer.core.paths import SHADERS
from renderer.displays.projector.alignment import Alignment, Turn, placement
from renderer.displays.projector.warp_mesh import warp_mesh
from renderer.displays.projector.warped import DISPLAY_GAMMA
from renderer.gpu.context import Context, unbind
from renderer.gpu.include import expand
from renderer.gpu.program import compile_text

__all__ = ["Rect", "WarpPass"]

_HEAD = "#version 410 core\n"
_WRITES = f"{_HEAD}layout(location = 0) out vec4 o;\n"
_SAMPLED = "3f 2f 1f", "a_place", "a_picture", "a_cover"
_CORNERS = 54  # of the triangles of a mesh
Rect = tuple[int, int, int, int]  # x, y from the lower left, width, height; px of the framebuffer


class WarpPass:
    """
    Shows pictures as ``alignment`` and ``turn`` say; both may be set at any time.

    plain : whether there is nothing for it to do
    """

    def __init__(self, gl: Context, turn: Turn, alignment: Alignment | None = None) -> None:
        """Compile nothing yet: what is not pinned costs nothing."""
        self.gl, self.turn, self.alignment = gl, turn, alignment or Alignment()
        self._buffer: Any = None
        self._programs: dict[str, tuple[Any, Any]] = {}
        self._drawn: tuple[Any, ...] = ()  # what the buffer holds
        self._light: Any = None
        self._light_map: tuple[Any, Any] | None = None  # draws that
        self._masked: tuple[Any, ...] = ()  # what the map of light holds

    @property
    def plain(self) -> bool:
        """Whether a picture stays as it is."""
        return self.alignment.plain and self.turn == Turn()

    def show(self, texture: Any, rect: Rect, window: tuple[int, int], level: float = 1.0) -> None:  # noqa: ANN401
        """
        Draw ``texture`` (sRGB codes, top row first) into a window of ``window`` px, which is black beside it.

        rect : of the canvas that the audience sees, px from its lower left; ``level`` multiplies the codes
        """
        gl, said = self.gl, self.alignment
        toned = (said.brightness, said.gamma) != (1.0, 1.0)
        if said.masks:
            self._shade(window)
        program, vao = self._program((("MASKED",) if said.masks else ()) + (("TONED",) if toned else ()))
        self._place(rect, window)
        gl.screen.use()
        gl.screen.viewport = (0, 0, *window)
        gl.disable(gl.BLEND | gl.DEPTH_TEST | gl.CULL_FACE)
        texture.filter = (gl.LINEAR, gl.LINEAR)
        texture.repeat_x = texture.repeat_y = False
        texture.use(0)
        program["t_picture"], program["u_level"] = 0, level
        if said.masks:
            self._light.use(1)
            program["t_light"] = 1
        if toned:
            program["u_tone"] = said.brightness ** (1.0 / DISPLAY_GAMMA), said.gamma
        vao.render(gl.TRIANGLES, vertices=_CORNERS)

    def _program(self, features: tuple[str, ...]) -> tuple[Any, Any]:
        """Return program and vertex array of what is asked for, compiled once."""
        key = "".join(f"#define {one}\n" for one in features)
        if key not in self._programs:
            if self._buffer is None:
                self._buffer = self.gl.buffer(reserve=_CORNERS * 6 * 4)
            program = self.gl.program(
                vertex_shader=expand(SHADERS / "present/warp.vert", _HEAD).text,
                fragment_shader=expand(SHADERS / "present/warp.frag", _WRITES + key).text,
            )
            self._programs[key] = program, self.gl.vertex_array(program, [(self._buffer, *_SAMPLED)])
        return self._programs[key]

    def _place(self, rect: Rect, window: tuple[int, int]) -> None:
        """Give the mesh its places, where they are others than before."""
        wanted = (self.alignment.corners, self.turn, rect, window)
        if wanted != self._drawn:
            canvas = self.turn.canvas(window)
            x, y, width, height = rect
            matrix = placement(self.alignment, self.turn, canvas, (x, canvas[1] - y - height, width, height))
            self._buffer.write(warp_mesh(matrix, window).tobytes())
            self._drawn = wanted

    def _shade(self, window: tuple[int, int]) -> None:
        """Draw the map of light, where masks or window are others than before."""
        gl, wanted = self.gl, (self.alignment.masks, window)
        if wanted == self._masked:
            return
        if self._light is None or self._light.size != window:
            if self._light is not None:
                self._light.release()
            self._light = gl.texture(window, 1, dtype="f2")
            self._light.filter = (gl.NEAREST, gl.NEAREST)
        if self._light_map is None:
            self._light_map = compile_text(gl, expand(SHADERS / "present/light_map.frag", _WRITES).text)
        program, vao = self._light_map
        target = gl.framebuffer([self._light])
        target.use()
        target.clear(1.0)
        gl.disable(gl.DEPTH_TEST | gl.CULL_FACE)
        gl.enable(gl.BLEND)
        gl.blend_func = gl.DST_COLOR, gl.ZERO
        for mask in self.alignment.masks:
            points = [(x * window[0], (1.0 - y) * window[1]) for x, y in mask.points]
            program["u_points"] = points + [(0.0, 0.0)] * (program["u_points"].array_length - len(points))
            program["u_count"], program["u_inverted"] = len(points), mask.inverted
            program["u_feather"] = mask.feather * window[1]
            vao.render(gl.TRIANGLES, vertices=3)
        gl.disable(gl.BLEND)
        gl.blend_func = gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA
        unbind(gl)
        target.release()
        self._masked = wanted

    def release(self) -> None:
        """Free the GL objects."""
        pairs = [item for pair in self._programs.values() for item in pair]
        for item in (*pairs, *(self._light_map or ()), self._buffer, self._light):
            if item is not None:
                item.release()
