"""Which passes are drawn in parts, and how far beyond its part a picture must be drawn for that.

A pass is drawn in parts where it has the picture's size and all who read it look no further than the
footprint they declare. The others are drawn whole, once for all parts, at their own size. Geometry that is
drawn whole because it rounds otherwise in a part is drawn in parts where no GPU draws it whole: an edge may lie by a
sample's raster elsewhere then, a 256th of a pixel.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from .reads import Read
from .scene import EffectPass, Pass, Scene
from .size import evaluate

__all__ = ["EVERY_GPU", "Extent", "extent_of", "moves_along", "part_bytes", "radius_of", "texel_bytes", "why_whole"]

EVERY_GPU = 16384  # px a side that every GPU of today draws
_PICTURE, _FIGURES = ("width", "height"), ("rows", "columns", "times")


class Extent(NamedTuple):
    """``whole`` : passes drawn whole; ``reaches`` : px around a part that each of the others must be drawn with."""

    whole: frozenset[str]
    reaches: Mapping[str, int]

    @property
    def reach(self) -> int:
        """The most of all: px around a part that anything is drawn with."""
        return max(self.reaches.values())


def extent_of(scene: Scene, size: tuple[int, int], rows: int = 1) -> Extent:
    """Return what the footprints of ``scene``, over ``rows``, say of drawing a picture of ``size`` px in parts."""
    large = max(size) > EVERY_GPU
    whole = {step.name for step in scene.passes if step.size != _PICTURE or (step.footprint.whole is True and
             step.kind != "fragment" and not (large and step.kind == "geometry"))}  # fmt: skip
    whole |= {read.source for step in scene.passes for read in step.sampled if read.last and _moves(step, read)}
    while True:
        before: set[str] | None = None
        while whole != before:  # what a whole pass reads must be there, whole
            before = set(whole)
            for step in scene.passes:
                whole |= {read.source for read in step.sampled if step.name in whole or _freely(step, read)}
        reaches, endless = _reaches(scene, whole, size, rows)
        if not endless:
            return Extent(frozenset(whole), reaches)
        whole |= endless


def moves_along(scene: Scene, size: tuple[int, int], rows: int = 1) -> bool:
    """
    Return whether a part of a picture of ``size`` px, moved along it, keeps what stands: only what is new is drawn.

    Not so where a pass that is drawn in parts draws geometry, computes or remembers, or reads a map, of which each part
    has its own.
    """
    extent = extent_of(scene, size, rows)
    steps = [step for step in scene.passes if step.name not in extent.whole and extent.reaches[step.name]]
    return not scene.places and all(step.kind == "fragment" and step.name not in scene.kept for step in steps)


def part_bytes(scene: Scene, size: tuple[int, int], part: tuple[int, int], rows: int = 1) -> int:
    """Return what the targets of the passes drawn in parts take for one of ``part`` px of a picture of ``size`` px."""
    extent, held = extent_of(scene, size, rows), 0
    for step in scene.passes[:-1]:
        if step.name not in extent.whole:
            width, height = (side + 2 * extent.reaches[step.name] for side in part)
            copies = (1 + len(step.outputs)) * (1 + (step.name in scene.kept))
            held += width * height * texel_bytes(step.format) * copies
    return held


def radius_of(step: Pass, size: tuple[int, int], rows: int = 1) -> int:
    """Return how many px around itself ``step`` reads, in a picture of ``size`` px of a table of ``rows``."""
    radius = step.footprint.radius
    return evaluate(radius, {"width": size[0], "height": size[1], "rows": rows}) if isinstance(radius, str) else radius


def why_whole(scene: Scene, size: tuple[int, int], *, taken: bool = False) -> str:
    """
    Return in a sentence why a picture of ``size`` px cannot be drawn in parts, "" where it can.

    taken : whether hands move what remembers past frames, which begins anew where a part of it is lost
    """
    if taken:
        return "past frames of a performance are remembered, and a part would begin without them"
    found = _too_large(scene, size)
    if found is None:
        return ""
    name, sides = found
    large = f"at {'x'.join(map(str, sides))} px it is larger than GPUs draw"
    # Each effect goes over the picture so far: the first of them with which it can no more be drawn in parts.
    ends = [at for at, step in enumerate(scene.passes, 1) if isinstance(step, EffectPass) and step.leads]
    own = next((at for at, step in enumerate(scene.passes) if isinstance(step, EffectPass)), len(scene.passes))
    for end in (own, *ends):
        if _too_large(replace(scene, passes=scene.passes[:end]), size):
            break
    last = scene.passes[end - 1]
    if isinstance(last, EffectPass):
        return f"the effect {last.key} looks anywhere in the picture, which is needed whole for that, and {large}"
    return f"'{name}' is needed whole for any part, and {large}"


def texel_bytes(numbers: str) -> int:
    """
    Return the bytes of a texel, which has four channels of such numbers: those of a pass, or as GL names them.

    >>> texel_bytes("f4"), texel_bytes("f2"), texel_bytes("u1"), texel_bytes("f1")
    (16, 8, 4, 4)
    """
    return 4 * int(numbers[1])


def _too_large(scene: Scene, size: tuple[int, int]) -> tuple[str, list[int]] | None:
    """Return the first pass that is needed whole and no GPU draws so, with its sides in px; None where none is."""
    whole, names = extent_of(scene, size).whole, dict(zip(_PICTURE, size, strict=True))
    for step in scene.passes:
        sides = [evaluate(side, names) for side in step.size if not _of_figures(side)]
        if step.name in whole and max(sides, default=0) > EVERY_GPU:
            return step.name, sides
    return None


def _of_figures(side: str) -> bool:
    """Return whether a side of a pass hangs on how many figures there are."""
    return any(name in side for name in _FIGURES)


def _freely(step: Pass, read: Read) -> bool:
    """Return whether ``step`` may look anywhere in ``read``."""
    whole = step.footprint.whole
    return whole if isinstance(whole, bool) else read.source in whole


def _moves(step: Pass, read: Read) -> bool:
    """Return whether what ``step`` makes of a last frame would have come in from beyond a part, frame by frame."""
    return step.footprint.radius != 0 or step.footprint.displacement != 0 or _freely(step, read)


def _reaches(
    scene: Scene, whole: set[str], size: tuple[int, int], rows: int
) -> tuple[dict[str, int], set[str]]:  # fmt: skip
    """
    Return the most px that any chain of reads leads away from a pixel of the picture, for each pass it ends in.

    And the passes whose last frames lead away without end: what one frame looks around moves on in the next.
    """
    reaches, before = dict.fromkeys((step.name for step in scene.passes), 0), dict[str, int]()
    for _ in range(len(scene.passes) + 1):
        if reaches == before:
            return reaches, set()
        before = dict(reaches)
        for step in reversed(scene.passes):
            radius = radius_of(step, size, rows)
            for read in step.sampled:
                if read.source in reaches and read.source not in whole:
                    reaches[read.source] = max(reaches[read.source], reaches[step.name] + radius)
    lasts = {read.source for step in scene.passes for read in step.sampled if read.last}
    return reaches, {name for name in lasts - whole if reaches[name] != before[name]}
