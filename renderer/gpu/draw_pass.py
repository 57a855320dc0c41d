"""How one compiled pass is drawn: over its target, as geometry into it, or computed."""

from collections.abc import Mapping
from typing import Any

from renderer.scene.size import evaluate

from .context import Context
from .program import Compiled
from .target import Target

__all__ = ["compute", "cover", "geometry"]


def cover(
    gl: Context, compiled: Compiled, into: Any, band: tuple[int, int, int, int] | None = None, *,  # noqa: ANN401
    add: bool = False,
) -> None:  # fmt: skip
    """Draw one triangle over ``into``, or over a ``band`` (x, y, width, height, px) of it; ``add`` adds its light."""
    into.scissor = band
    into.use()
    if add:
        _blend(gl, "add")
    compiled.vao.render(gl.TRIANGLES, vertices=3)
    gl.disable(gl.BLEND)
    into.scissor = None


def compute(gl: Context, compiled: Compiled, target: Target) -> None:
    """Run enough groups to cover the target."""
    step = compiled.step
    images = [f"i_{step.name}", *(f"i_{step.name}_{output}" for output in step.outputs)]
    for unit, (image, texture) in enumerate(zip(images, target.side(last=False), strict=True)):
        texture.bind_to_image(unit, read=False, write=True)
        compiled.set({image: unit})
    groups = [-(-side // local) for side, local in zip(target.size, step.local, strict=True)]
    compiled.program.run(*groups)
    gl.memory_barrier()


def geometry(gl: Context, compiled: Compiled, target: Target, counts: Mapping[str, int]) -> None:
    """Draw instances into the cleared target, as many as ``counts`` say; of a part, as the whole seen through it."""
    step, place = compiled.step, target.place
    target.buffer.use()
    gl.fbo.clear(0.0, 0.0, 0.0, 0.0)
    gl.fbo.viewport = (-place.origin[0], -place.origin[1], *place.whole)
    _blend(gl, step.blend)
    vertices, instances = evaluate(step.vertices, counts), evaluate(step.instances, counts)
    # Mesa's software driver runs vertex shaders while what they sample is still being drawn (22.3; seen in lagoon).
    if step.reads and "llvmpipe" in gl.info["GL_RENDERER"]:
        gl.finish()
    compiled.vao.render(getattr(gl, step.mode.upper()), vertices=vertices, instances=instances)
    gl.disable(gl.BLEND | gl.DEPTH_TEST)
    gl.fbo.viewport = (0, 0, *place.size)


def _blend(gl: Context, blend: str) -> None:
    """Say how what is drawn next meets what is there."""
    gl.enable(gl.DEPTH_TEST if blend == "none" else gl.BLEND)
    gl.blend_func = (gl.ONE, gl.ONE_MINUS_SRC_ALPHA) if blend == "over" else (gl.ONE, gl.ONE)
