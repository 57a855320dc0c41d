"""One pass, compiled: its program, its vertex array and the uniforms the driver kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import moderngl

from renderer.core.doing import doing
from renderer.core.errors import SceneError, ShaderError
from renderer.scene.catalogue import Loaded
from renderer.scene.scene import Pass
from renderer.scene.solid import Solid

from .context import Context
from .declare import declarations, ending, uniform_names
from .include import Expanded, expand, show

__all__ = ["Compiled", "compile_pass", "compile_solid", "compile_text"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """
    A pass that the driver took. ``release`` frees it.

    files : those it was made of; names : what the driver kept of its uniforms: it drops those no line uses
    """

    step: Pass
    program: Any
    vao: Any
    files: tuple[Path, ...]
    names: tuple[str, ...] = field(init=False)
    _given: dict[str, Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Ask the driver for the names, once."""
        object.__setattr__(self, "names", tuple(self.program))

    def set(self, values: Mapping[str, Any]) -> None:
        """Give the uniforms their values; one that is the very value given before stands in the program already."""
        for name in self.names:
            if name in values and (value := values[name]) is not self._given.get(name, self):
                self.program[name].value = _as_long(value, self.program[name].array_length)
                self._given[name] = value

    def release(self) -> None:
        """Free the GL objects."""
        if self.vao is not None:
            self.vao.release()
        self.program.release()


def _as_long(value: Any, length: int) -> Any:  # noqa: ANN401
    """Return ``value``, of an array as many of it as the driver kept: it drops those behind the last that is read."""
    if not (isinstance(value, tuple) and value and isinstance(value[0], tuple)):
        return value
    return value[0] if length == 1 else value[:length]


def compile_pass(gl: Context, loaded: Loaded, step: Pass, derived: Iterable[str], *, final: bool) -> Compiled:
    """Return ``step`` compiled. Raises ShaderError as ``file:line:col: message``, one error a line."""
    if step.kind == "compute":
        if gl.version_code < 430:
            raise SceneError(f"pass '{step.name}' computes, which needs OpenGL 4.3; this machine has "
                             f"{gl.version_code / 100:.1f}")  # fmt: skip
        source = _source(loaded, step, step.shader, derived, final)
        return Compiled(step, _build(gl, {"compute": source}), None, source.files)
    stages = {"fragment_shader": _source(loaded, step, _fragment(step), derived, final)}
    if step.kind == "geometry":
        stages["vertex_shader"] = _source(loaded, step, step.shader, derived, final)
        program = _build(gl, stages)
    else:
        program = _build(gl, stages, vertex_shader=_COVER)
    files = tuple(dict.fromkeys(path for source in stages.values() for path in source.files))
    return Compiled(step, program, gl.vertex_array(program, []), files)


def compile_solid(gl: Context, loaded: Loaded, solid: Solid, derived: Iterable[str]) -> Compiled:
    """Return the field of ``loaded``'s solid, compiled: ``point()`` is the texel of ``t_points``, mm."""
    step = Pass("solid", solid.shader, solid.reads, format="f4")
    head = declarations(loaded.scene, step, "frag", derived, final=False)
    source = expand(loaded.folder / solid.shader, f"{head}\n{_POINT}", ending(step, "frag", final=False), loaded.roots)
    program = _build(gl, {"fragment_shader": source}, vertex_shader=_COVER)
    return Compiled(step, program, gl.vertex_array(program, []), source.files)


_POINT = "uniform sampler2D t_points;\nvec3 point() { return texelFetch(t_points, texel(), 0).xyz; }"


def compile_text(gl: Context, fragment: str) -> tuple[Any, Any]:
    """Return program and vertex array of a fragment shader of our own that covers its target."""
    program = gl.program(vertex_shader=_COVER, fragment_shader=fragment)
    return program, gl.vertex_array(program, [])


# One triangle covers the target: no buffer, no diagonal seam.
_COVER = """#version 410 core
void main() {
    gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0);
}
"""


def _fragment(step: Pass) -> str:
    """Return the fragment shader's file of ``step``."""
    return step.shader.removesuffix(".vert") + ".frag" if step.kind == "geometry" else step.shader


def _source(loaded: Loaded, step: Pass, file: str, derived: Iterable[str], final: bool) -> Expanded:
    """Return the whole text of one stage."""
    stage = file.rpartition(".")[2]
    head = declarations(loaded.scene, step, stage, derived, final=final)
    return expand(loaded.folder / file, head, ending(step, stage, final=final), loaded.roots)


def _build(gl: Context, stages: Mapping[str, Expanded], **ready: str) -> Any:  # noqa: ANN401
    """Return the linked program, or raise with the driver's log led back to the artist's files."""
    texts = {name: source.text for name, source in stages.items()} | ready
    try:
        with doing(", ".join(show(source.files[0]) for source in stages.values())):
            if "compute" in texts:
                return gl.compute_shader(texts["compute"])
            return gl.program(**texts)  # type: ignore[arg-type]
    except moderngl.Error as error:
        log = str(error)
    from .explain import explain  # only what does not compile needs it

    # moderngl's banner says which stage failed; where the link failed, any source will do.
    banner = "compute" if "compute_shader" in log else log.partition("===")[0].split()[-1]
    source = stages.get(banner, next(iter(stages.values())))
    names = [name for text in texts.values() for name in uniform_names(text)]
    raise ShaderError(explain(log, source, names))
