"""How one compiled pass is drawn: over its target, as geometry into it, or computed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from renderer.scene import extent
from renderer.scene.scene import Pass
from renderer.scene.size import evaluate

from .bands import Parts
from .context import Context
from .program import Compiled
from .scroll import Columns
from .target import Place, Target

__all__ = ["bands", "compute", "cover", "geometry"]

_CORNERS = {"triangles": 3, "lines": 2, "points": 1}  # vertices of one; of a strip each has those of its neighbours


Band = tuple[int, int, int, int]  # x, y, width, height: px of a target, rows of groups, or pieces as rows of one


def bands(
    parts: Parts | None, compiled: Compiled, into: Any, target: Target | None, counts: Mapping[str, int],  # noqa: ANN401
    strips: Iterable[Columns] | None = None,
) -> Iterable[Band | None]:  # fmt: skip
    """
    Return the bands that a pass is drawn in, each to be finished before the next; without ``parts`` one: None.

    strips : the columns that a fragment pass is drawn in; all without
    """
    step = compiled.step
    if strips is not None:
        return _in_strips(parts, step.name, into.height, strips)
    if parts is None:
        return (None,)
    if step.kind == "fragment" or target is None:
        return parts.bands(step.name, into.size)
    size = _groups(compiled, target) if step.kind == "compute" else (1, max(1, _pieces(step, counts)[0]))
    return parts.bands(step.name, size, 1)


def _in_strips(parts: Parts | None, name: str, height: int, strips: Iterable[Columns]) -> Iterator[Band]:
    """Yield the bands of each strip."""
    for left, right in strips:
        size = right - left, height
        for x, y, width, rows in parts.bands(name, size) if parts else ((0, 0, *size),):
            yield left + x, y, width, rows


def cover(
    gl: Context, compiled: Compiled, into: Any, band: Band | None = None, *,  # noqa: ANN401
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


def _groups(compiled: Compiled, target: Target) -> tuple[int, int]:
    """Return how many groups cover the target, across and up."""
    x, y = (-(-side // local) for side, local in zip(target.size, compiled.step.local, strict=True))
    return x, y


def compute(gl: Context, compiled: Compiled, target: Target, band: Band | None = None) -> None:
    """
    Run the groups that cover the target, or those of a ``band``.

    Bands may be run one after the other: images are written only, and no order of its groups is promised to a pass.
    """
    step = compiled.step
    images = [f"i_{step.name}", *(f"i_{step.name}_{output}" for output in step.outputs)]
    for unit, (image, texture) in enumerate(zip(images, target.side(last=False), strict=True)):
        texture.bind_to_image(unit, read=False, write=True)
        compiled.set({image: unit})
    across, up = _groups(compiled, target)
    _, first, _, rows = band or (0, 0, across, up)
    compiled.set({"chorus_band": (first, up)})
    compiled.program.run(across, rows)
    gl.memory_barrier()


def _pieces(step: Pass, counts: Mapping[str, int]) -> tuple[int, int]:
    """
    Return how many pieces a pass draws, and the vertices of one.

    They are triangles, lines or points where there is one instance; else whole instances, told by 0 vertices.
    """
    instances, corners = evaluate(step.instances, counts), _CORNERS.get(step.mode, 0)
    if instances == 1 and corners:
        return evaluate(step.vertices, counts) // corners, corners
    return instances, 0


def seen_through(place: Place) -> tuple[tuple[int, int, int, int], tuple[float, float, float, float]]:
    """
    Return the viewport, px of the target, in which geometry is drawn as a part of its whole picture; and the crop.

    Of a picture larger than a viewport it is a block of that, the same for all parts that begin in one half of it;
    the crop takes clip space of the picture to that of the block: scale in x and y, then what is added.
    """
    if place.size == place.whole:  # in one piece: this GPU can, or it was refused
        return (0, 0, *place.whole), (1.0, 1.0, 0.0, 0.0)
    axes = [_axis(origin, whole) for origin, whole in zip(place.origin, place.whole, strict=True)]
    (x, width, scale_x, add_x), (y, height, scale_y, add_y) = axes
    return (x, y, width, height), (scale_x, scale_y, add_x, add_y)


def _axis(origin: int, whole: int) -> tuple[int, int, float, float]:
    """Return where the viewport begins along one axis, how long it is, and the crop's scale and addend."""
    most = extent.EVERY_GPU
    if whole <= most:
        return -origin, whole, 1.0, 0.0
    start = origin // (most // 2) * (most // 2)
    return start - origin, most, whole / most, (whole - 2 * start - most) / most


def geometry(
    gl: Context, compiled: Compiled, target: Target, counts: Mapping[str, int], band: Band | None = None
) -> None:
    """
    Draw instances into the cleared target, as many as ``counts`` say; of a part, as the whole seen through it.

    band : the pieces that are drawn now, in their order, over those before; all without
    """
    step, place = compiled.step, target.place
    count, corners = _pieces(step, counts)
    _, first, _, some = band or (0, 0, 1, count)
    some = min(some, count - first)  # none of vertices that make not one triangle, though a band has one at least
    target.buffer.use()
    if first == 0:
        gl.fbo.clear(0.0, 0.0, 0.0, 0.0)
    gl.fbo.viewport, crop = seen_through(place)
    _blend(gl, step.blend)
    # Mesa's software driver runs vertex shaders while what they sample is still being drawn (22.3; seen in lagoon).
    if step.reads and "llvmpipe" in gl.info["GL_RENDERER"]:
        gl.finish()
    mode = getattr(gl, step.mode.upper())
    compiled.set({"chorus_first": 0 if corners else first, "chorus_crop": crop})
    if corners and some:
        compiled.vao.render(mode, vertices=some * corners, first=first * corners)
    elif not corners:
        compiled.vao.render(mode, vertices=evaluate(step.vertices, counts), instances=some)
    gl.disable(gl.BLEND | gl.DEPTH_TEST)
    gl.fbo.viewport = (0, 0, *place.size)


def _blend(gl: Context, blend: str) -> None:
    """Say how what is drawn next meets what is there."""
    gl.enable(gl.DEPTH_TEST if blend == "none" else gl.BLEND)
    gl.blend_func = (gl.ONE, gl.ONE_MINUS_SRC_ALPHA) if blend == "over" else (gl.ONE, gl.ONE)
