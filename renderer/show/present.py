"""A finished picture on a window: fitted, centred, and dimmed by one last factor."""

from typing import Any

from renderer.core.paths import SHADERS
from renderer.displays.projector.alignment import Turn
from renderer.gpu.context import Context
from renderer.gpu.include import expand
from renderer.gpu.program import compile_text

from .warp_pass import Rect, WarpPass

__all__ = ["Presenter", "Rect", "fit", "scaled"]

_HEAD = "#version 410 core\nlayout(location = 0) out vec4 o;\n"
_SHOW = f"""{_HEAD}
uniform sampler2D t_picture;  // sRGB codes, top row first
uniform vec4 u_rect;          // corner and size in the window, px
uniform float u_level;        // 0 is blackout
void main() {{
    vec2 q = (gl_FragCoord.xy - u_rect.xy) / u_rect.zw;
    o = vec4(texture(t_picture, vec2(q.x, 1.0 - q.y)).rgb * u_level, 1.0);
}}
"""


def fit(size: tuple[int, int], area: Rect) -> Rect:
    """
    Return the largest rectangle of the shape of ``size`` centred in ``area``.

    >>> fit((200, 100), (0, 0, 100, 100))
    (0, 25, 100, 50)
    """
    x, y, width, height = area
    scale = min(width / size[0], height / size[1])
    own = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    return (x + (width - own[0]) // 2, y + (height - own[1]) // 2, *own)


def scaled(wanted: tuple[int, int], window: tuple[int, int], scale: float) -> tuple[int, int]:
    """
    Return ``scale`` of the px that were ``wanted``, or of as many as a ``window`` has room for; 16 at least.

    >>> scaled((1280, 720), (640, 480), 0.5)
    (320, 180)
    """
    scale *= min(1.0, fit(wanted, (0, 0, *window))[2] / wanted[0])
    return max(16, round(wanted[0] * scale)), max(16, round(wanted[1] * scale))


class Presenter:
    """
    Draws pictures into the window's own framebuffer.

    through : what a projector needs that is not square to its wall; while that is plain nothing is drawn otherwise
    smooth : whether a picture drawn smaller than it is shown is enlarged along its edges, shaders/present/enlarge.frag:
        it costs some 8 ms of two cores at 908x511 px
    """

    def __init__(self, gl: Context) -> None:
        """Compile the program that every picture needs."""
        self.gl, self.smooth, self.through = gl, False, WarpPass(gl, Turn())
        self._window = (1, 1)
        self._plain = compile_text(gl, _SHOW)
        self._enlarge: tuple[Any, Any] | None = None

    def canvas(self, window: tuple[int, int]) -> tuple[int, int]:
        """Return the px that the audience sees of a ``window``."""
        return self.through.turn.canvas(window)

    def clear(self, window: tuple[int, int], colour: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> None:
        """Fill a window of ``window`` px with ``colour`` (sRGB codes, 0 .. 1)."""
        self._window = window
        self.gl.screen.use()
        self.gl.screen.viewport = (0, 0, *window)
        self.gl.screen.clear(*colour, 1.0)

    def show(self, texture: Any, rect: Rect, level: float = 1.0) -> None:  # noqa: ANN401
        """
        Draw ``texture`` (sRGB codes, top row first) into ``rect`` of the canvas; ``level`` multiplies the codes.

        The window is to be cleared before.
        """
        if not self.through.plain:
            self.through.show(texture, rect, self._window, level)
            return
        gl = self.gl
        gl.screen.use()
        gl.screen.viewport = rect
        gl.disable(gl.BLEND | gl.DEPTH_TEST | gl.CULL_FACE)
        same, smaller = tuple(texture.size) == rect[2:], texture.size[0] < rect[2]
        texture.filter = (gl.NEAREST, gl.NEAREST) if same else (gl.LINEAR, gl.LINEAR)
        texture.repeat_x = texture.repeat_y = False
        texture.use(0)
        if smaller and self.smooth and self._enlarge is None:
            self._enlarge = compile_text(gl, expand(SHADERS / "present/enlarge.frag", _HEAD).text)
        program, vao = self._enlarge if smaller and self.smooth and self._enlarge else self._plain
        program["t_picture"], program["u_rect"], program["u_level"] = 0, tuple(map(float, rect)), level
        vao.render(gl.TRIANGLES, vertices=3)

    def release(self) -> None:
        """Free the GL objects."""
        self.through.release()
        for item in (*self._plain, *(self._enlarge or ())):
            item.release()
