"""Which passes are drawn in parts, and how far beyond its part a picture must be drawn for that.

A pass is drawn in parts where it has the picture's size and all who read it look no further than the
footprint they declare. The others are drawn whole, once for all parts, at their own size.
"""

from typing import NamedTuple

from .reads import Read
from .scene import Pass, Scene
from .size import evaluate

__all__ = ["Extent", "extent_of", "radius_of"]

_PICTURE = ("width", "height")


class Extent(NamedTuple):
    """``whole`` : passes drawn whole; ``reach`` : px around a part that must be drawn with it."""

    whole: frozenset[str]
    reach: int


def extent_of(scene: Scene, size: tuple[int, int]) -> Extent:
    """Return what the footprints of ``scene`` say of drawing a picture of ``size`` px in parts."""
    whole = {step.name for step in scene.passes if step.size != _PICTURE or (step.footprint.whole is True and
             step.kind != "fragment")}  # fmt: skip
    whole |= {read.source for step in scene.passes for read in step.sampled if read.last and _moves(step, read)}
    before: set[str] | None = None
    while whole != before:  # what a whole pass reads must be there, whole
        before = set(whole)
        for step in scene.passes:
            whole |= {read.source for read in step.sampled if step.name in whole or _freely(step, read)}
    return Extent(frozenset(whole), _reach(scene, whole, size))


def radius_of(step: Pass, size: tuple[int, int]) -> int:
    """Return how many px around itself ``step`` reads, in a picture of ``size`` px."""
    radius = step.footprint.radius
    return evaluate(radius, dict(zip(_PICTURE, size, strict=True))) if isinstance(radius, str) else radius


def _freely(step: Pass, read: Read) -> bool:
    """Return whether ``step`` may look anywhere in ``read``."""
    whole = step.footprint.whole
    return whole if isinstance(whole, bool) else read.source in whole


def _moves(step: Pass, read: Read) -> bool:
    """Return whether what ``step`` makes of a last frame would have come in from beyond a part, frame by frame."""
    return step.footprint.radius != 0 or step.footprint.displacement != 0 or _freely(step, read)


def _reach(scene: Scene, whole: set[str], size: tuple[int, int]) -> int:
    """Return the most px that any chain of reads leads away from a pixel of the picture."""
    reach = dict.fromkeys((step.name for step in scene.passes), 0)
    for step in reversed(scene.passes):
        radius = radius_of(step, size)
        for read in step.sampled:
            if not read.last and read.source in reach and read.source not in whole:
                reach[read.source] = max(reach[read.source], reach[step.name] + radius)
    return max(reach.values())
