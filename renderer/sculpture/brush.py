"""The brush in a sculptor's hand: what it makes of a place, a normal and a way."""

import math
from dataclasses import dataclass, replace
from typing import Any

from renderer.core.errors import ParamError
from renderer.core.suggest import nearest

from .stroke import KINDS, Stroke

__all__ = ["SPACING", "Brush", "Grip"]

Vec = tuple[float, float, float]

SPACING = 0.3  # radii between two dabs of one gesture
DAB = 0.25  # radii that one dab moves at full strength
FINE = 0.35  # of the radius that carves
MOST_DABS = 12  # made of one move; one that is farther was a jump
_RADII, _STRENGTHS = (0.2, 40.0), (0.02, 1.0)


@dataclass(frozen=True, slots=True)
class Brush:
    """
    What a sculptor may turn.

    kind : one of ``KINDS``; radius : mm; strength : 0.02 .. 1, of a dab; symmetric : mirrored at x = 0 too
    """

    kind: str = "drag"
    radius: float = 4.0
    strength: float = 0.5
    symmetric: bool = False

    def turned(self, name: str, value: Any) -> "Brush":  # noqa: ANN401
        """Return the brush with ``name`` set, within its range; raises ParamError for what cannot be meant."""
        if name == "kind":
            if value not in KINDS:
                raise ParamError(f"no brush is called '{value}', but {', '.join(KINDS)}{nearest(str(value), KINDS)}")
            return replace(self, kind=value)
        if name == "symmetric":
            return replace(self, symmetric=bool(value))
        low, high = {"radius": _RADII, "strength": _STRENGTHS}[name]
        if not isinstance(value, (int, float)) or not math.isfinite(value):
            raise ParamError(f"{name} = {value!r} is no number; it goes from {low:g} to {high:g}")
        value = min(max(float(value), low), high)
        return replace(self, radius=value) if name == "radius" else replace(self, strength=value)

    @property
    def reach(self) -> float:
        """How far its strokes reach, mm: carving is fine."""
        return self.radius * (FINE if self.kind == "carve" else 1.0)

    def dab(self, place: Vec, normal: Vec) -> Stroke:
        """Return one stroke at ``place`` (mm) of a surface with the outward ``normal``."""
        amount = self.strength if self.kind == "smooth" else self.strength * DAB * self.reach
        return Stroke(self.kind, place, normal, self.reach, amount, self.symmetric)

    def drag(self, place: Vec, way: Vec) -> Stroke | None:
        """Return the stroke that takes ``place`` along ``way`` (mm), None where that is nowhere."""
        length = math.hypot(*way)
        if not length > 1e-6:
            return None
        return Stroke("drag", place, way, self.reach, min(length, 15.0 * self.reach), self.symmetric)


@dataclass(frozen=True, slots=True)
class Grip:
    """
    One press of a brush: where it began, how far it went, where it dabbed last; mm.

    gesture : its number among those of its author
    """

    brush: Brush
    gesture: int
    place: Vec
    way: Vec = (0.0, 0.0, 0.0)
    last: Vec | None = None

    @property
    def pending(self) -> Stroke | None:
        """The drag as it stands: it is one stroke, made when the hand lets go."""
        stroke = self.brush.drag(self.place, self.way) if self.brush.kind == "drag" else None
        return replace(stroke, gesture=self.gesture) if stroke else None

    def along(self, place: Vec) -> tuple[Vec, ...]:
        """Return where to dab on the way from the last dab to ``place``: as evenly on a slow machine as on a fast."""
        if self.last is None:
            return (place,)
        start, far = self.last, math.dist(self.last, place)
        spacing = SPACING * self.brush.reach
        count = int(min(far / spacing * (1 + 1e-6), MOST_DABS))
        return tuple(_between(start, place, (i + 1) * spacing / far) for i in range(count))

    def dabbed(self, place: Vec, normal: Vec) -> tuple["Grip", Stroke]:
        """Return the grip after a dab at ``place``, and its stroke."""
        stroke = replace(self.brush.dab(place, normal), gesture=self.gesture)
        return replace(self, last=place), stroke


def _between(a: Vec, b: Vec, part: float) -> Vec:
    x, y, z = (p + part * (q - p) for p, q in zip(a, b, strict=True))
    return x, y, z
