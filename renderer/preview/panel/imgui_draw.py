"""Draws what Dear ImGui made, with moderngl: so that no other library touches the GL state of the scene."""

import ctypes
from typing import Any

import numpy as np
from imgui_bundle import imgui

from renderer.gpu.context import Context

__all__ = ["ImDraw"]

_VERTEX = """#version 410 core
uniform vec2 u_size;
in vec2 in_place;
in vec2 in_texel;
in vec4 in_colour;
out vec2 texel;
out vec4 colour;
void main() {
    texel = in_texel;
    colour = in_colour;
    vec2 q = in_place / u_size * 2.0 - 1.0;
    gl_Position = vec4(q.x, -q.y, 0.0, 1.0);
}
"""
_FRAGMENT = """#version 410 core
uniform sampler2D t_atlas;
in vec2 texel;
in vec4 colour;
out vec4 o;
void main() { o = colour * texture(t_atlas, texel); }
"""
_SPARE = 1 << 17  # bytes a buffer begins with


class ImDraw:
    """Owns the textures, buffers and the one program of the panel."""

    def __init__(self, gl: Context) -> None:
        """Compile; a Dear ImGui context must be current."""
        self.gl = gl
        self._program = gl.program(vertex_shader=_VERTEX, fragment_shader=_FRAGMENT)
        self._textures: dict[int, Any] = {}
        self._vertices = gl.buffer(reserve=_SPARE, dynamic=True)
        self._indices = gl.buffer(reserve=_SPARE, dynamic=True)
        self._array = self._new_array()
        io = imgui.get_io()
        io.backend_flags |= imgui.BackendFlags_.renderer_has_textures

    def render(self, data: imgui.ImDrawData, window: tuple[int, int], ratio: float) -> None:
        """Draw ``data`` over a window of ``window`` px; ``ratio`` is px per unit of the layout."""
        gl = self.gl
        for texture in imgui.get_platform_io().textures:
            self._update(texture)
        gl.screen.use()
        gl.screen.viewport = (0, 0, *window)
        gl.disable(gl.DEPTH_TEST | gl.CULL_FACE)
        gl.enable(gl.BLEND)
        gl.blend_func = gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA
        self._program["u_size"] = (window[0] / ratio, window[1] / ratio)
        for commands in data.cmd_lists:
            self._list(commands, window, ratio)
        gl.scissor = None
        gl.disable(gl.BLEND)

    def release(self) -> None:
        """Free the GL objects."""
        for item in (self._array, self._vertices, self._indices, self._program, *self._textures.values()):
            item.release()
        self._textures = {}

    def _list(self, commands: Any, window: tuple[int, int], ratio: float) -> None:  # noqa: ANN401
        """Draw one list of commands."""
        vertices, indices = commands.vtx_buffer, commands.idx_buffer
        self._load(vertices.data_address(), vertices.size() * imgui.VERTEX_SIZE,
                   indices.data_address(), indices.size() * imgui.INDEX_SIZE)  # fmt: skip
        for command in commands.cmd_buffer:
            left, top, right, bottom = (value * ratio for value in command.clip_rect)
            width, height = int(right - left), int(bottom - top)
            if width <= 0 or height <= 0:
                continue
            self.gl.scissor = (int(left), int(window[1] - bottom), width, height)
            self._textures[command.tex_ref.get_tex_id()].use(0)
            self._array.render(self.gl.TRIANGLES, vertices=command.elem_count, first=command.idx_offset)

    def _load(self, vertices: int, vertex_bytes: int, indices: int, index_bytes: int) -> None:
        """Copy geometry into the buffers, which grow as needed."""
        if vertex_bytes > self._vertices.size or index_bytes > self._indices.size:
            self._array.release()
            for buffer, size in ((self._vertices, vertex_bytes), (self._indices, index_bytes)):
                buffer.orphan(max(buffer.size, 2 * size))
            self._array = self._new_array()
        self._vertices.orphan()
        self._indices.orphan()
        self._vertices.write(ctypes.string_at(vertices, vertex_bytes))
        self._indices.write(ctypes.string_at(indices, index_bytes))

    def _new_array(self) -> Any:  # noqa: ANN401
        """Return the vertex array over the buffers as they are."""
        layout = [(self._vertices, "2f 2f 4f1", "in_place", "in_texel", "in_colour")]
        return self.gl.vertex_array(
            self._program, layout, index_buffer=self._indices, index_element_size=imgui.INDEX_SIZE
        )

    def _update(self, texture: Any) -> None:  # noqa: ANN401
        """Do what Dear ImGui wants done with one of its textures."""
        status = imgui.ImTextureStatus
        if texture.status == status.want_destroy:
            self._textures.pop(texture.tex_id).release()
            texture.set_tex_id(0)
            texture.status = status.destroyed
        elif texture.status != status.ok:
            pixels = np.ascontiguousarray(texture.get_pixels_array())
            if texture.status == status.want_create:
                made = self.gl.texture((texture.width, texture.height), 4, pixels)
                made.repeat_x = made.repeat_y = False
                self._textures[made.glo] = made
                texture.set_tex_id(made.glo)
            else:  # letters not met before; the atlas is small enough to send whole
                self._textures[texture.tex_id].write(pixels)
            texture.status = status.ok
