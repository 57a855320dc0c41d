"""A stroke of a sculptor: one smooth move of space, so that one function moves maps, meshes and splats alike.

    x -> x + amount * w(|x - centre| / radius) * direction,   w(r) = (1 - r^2)^3 inside, 0 outside

The weight is C2 and ends at the radius. A move longer than the weight is steep would fold space over, so
it is made in several equal steps whose centre goes along: each step is one to one (its Jacobian's
determinant, 1 + amount grad w . direction, stays above 0.1), so are all of them together, and what was
closed stays closed. ``shaders/lib/sculpt/deform.glsl`` says the same to the GPU.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import DataError
from renderer.core.suggest import nearest

__all__ = ["KINDS", "MOST_STEPS", "Stroke", "deform", "displaced", "gathered", "packed", "steps"]

Vec = tuple[float, float, float]

# What each kind does with its direction, which for all but ``drag`` is the surface's outward normal.
KINDS = {"drag": 1.0, "push": -1.0, "pull": 1.0, "carve": -1.0, "smooth": 0.0}
SLOPE = 6 / math.sqrt(5) * (4 / 5) ** 2  # steepest slope of w, at r = 1 / sqrt(5)
FOLD = 0.9  # of the amount at which a step would fold space
FAR = 1e5  # mm; no hall is larger
RADII = (0.01, 1000.0)  # mm
REACH = 16.0  # radii that one stroke may move
MOST_STEPS = 16384  # rows of a texture on the smallest GPU
GROUP, WIDE = 16, 3.0  # steps that the GPU may pass over at once, and how many radii they may spread
SMOOTH, SYMMETRIC = 1.0, 2.0  # added up in a step's code


@dataclass(frozen=True, slots=True)
class Stroke:
    """
    One stroke; raises DataError where a number is not one, or lies outside its range.

    kind : one of ``KINDS``
    centre : mm; direction : of the drag, or the surface's normal; its length says nothing
    radius : mm at which the stroke ends
    amount : mm that the centre moves; for ``smooth`` the share, 0 .. 1, of the way back
    symmetric : whether it acts mirrored at x = 0 as well
    clock, author, number : Lamport's logical time, who, and the author's own count: the one order of all
    gesture : strokes of one press of the brush share it, and are undone together
    """

    kind: str
    centre: Vec
    direction: Vec
    radius: float
    amount: float
    symmetric: bool = False
    clock: int = 0
    author: str = ""
    number: int = 0
    gesture: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be applied."""
        if self.kind not in KINDS:
            known = ", ".join(KINDS)
            raise DataError(f"no stroke is called '{self.kind}', but {known}{nearest(self.kind, KINDS)}")
        _within("radius", self.radius, *RADII, "mm")
        for axis, place, way in zip("xyz", self.centre, self.direction, strict=True):
            _within(f"centre {axis}", place, -FAR, FAR, "mm")
            _within(f"direction {axis}", way, -FAR, FAR)
        if self.kind == "smooth":
            _within("amount", self.amount, 0.0, 1.0)
            return
        _within("amount", self.amount, 0.0, REACH * self.radius, "mm")
        if self.amount > 0.0 and math.hypot(*self.direction) < 1e-9:
            raise DataError("a direction of no length says not where to")

    @property
    def way(self) -> Vec:
        """How far and where to the centre moves, mm."""
        length = math.hypot(*self.direction)
        scale = KINDS[self.kind] * self.amount / length if length else 0.0
        x, y, z = (scale * part for part in self.direction)
        return x, y, z


def steps(stroke: Stroke) -> NDArray[np.float64]:
    """
    Return the steps of a stroke, [k, 3, 4]: (centre, radius), (way mm, code), (share of a smooth, 0, 0, 0).

    ``gathered`` fills in the rest.

    The two halves of a symmetric stroke that overlap share the slope that one alone may have.
    """
    centre, way, radius = np.array(stroke.centre), np.array(stroke.way), stroke.radius
    share = FOLD * stroke.amount if stroke.kind == "smooth" else 0.0
    ends = centre[0], centre[0] + way[0]
    apart = 0.0 if ends[0] * ends[1] < 0.0 else min(map(abs, ends))
    most = FOLD / SLOPE * radius * (0.5 if stroke.symmetric and apart < radius else 1.0)
    count = 1 if stroke.kind == "smooth" else max(1, math.ceil(stroke.amount / most - 1e-12))
    rows = np.zeros((count, 3, 4))
    rows[:, 0, :3] = centre + np.arange(count)[:, None] / count * way
    rows[:, 0, 3] = radius
    rows[:, 1, :3] = way / count
    rows[:, 1, 3] = SMOOTH * (stroke.kind == "smooth") + SYMMETRIC * stroke.symmetric
    rows[:, 2, 0] = share
    return rows


def packed(strokes: Iterable[Stroke]) -> NDArray[np.float32]:
    """Return the steps of ``strokes`` in their order for the GPU's ``t_strokes``, float32 [n, 3, 4]; mm."""
    whole = gathered([steps(stroke) for stroke in strokes])
    if len(whole) > MOST_STEPS:
        raise DataError(f"a sculpture of {len(whole):,} steps is more than a GPU takes ({MOST_STEPS:,}): "
                        "undo some strokes, or use a larger radius")  # fmt: skip
    return whole


def gathered(parts: Sequence[NDArray[Any]]) -> NDArray[np.float32]:
    """
    Return the steps of ``parts``, each [k, 3, 4], as one float32 [n, 3, 4] whose dabs of one place are a group.

    The first step of a group says how far around its centre the group reaches (mm) and how many steps it
    has: a point outside is moved by none of them, and the GPU passes over all at once.
    """
    rows = np.concatenate([np.zeros((0, 3, 4)), *parts]).astype(np.float32)
    folded = np.abs(rows[:, 0]) * (1, 0, 0, 0) + rows[:, 0] * (0, 1, 1, 1)
    balls = folded.tolist()
    head, bound, heads = 0, 0.0, []
    for i, (x, y, z, radius) in enumerate(balls):
        first = balls[head]
        reach = math.dist((x, y, z), first[:3]) + radius
        if i and (i - head == GROUP or reach > WIDE * first[3]):
            heads.append((head, bound, i - head))
            head, bound, reach = i, 0.0, radius
        bound = max(bound, reach)
    if balls:
        heads.append((head, bound, len(balls) - head))
    for at, far, count in heads:
        rows[at, 2, 1:3] = far * (1 + 1e-5), count
    return rows


def deform(points: NDArray[Any], strokes: Sequence[Stroke]) -> NDArray[np.float64]:
    """Return where ``strokes``, in their order, take ``points`` [n, 3]; mm."""
    rows = [steps(stroke) for stroke in strokes]
    return displaced(points, np.concatenate(rows) if rows else np.zeros((0, 3, 4)))


def displaced(points: NDArray[Any], rows: NDArray[Any]) -> NDArray[np.float64]:
    """Return where steps ``rows`` [k, 3, 4] of ``packed`` take ``points`` [n, 3]; mm."""
    place = np.array(points, np.float64).reshape(-1, 3)
    start = place.copy()
    for row in np.asarray(rows, np.float64):
        offset = np.abs(place[:, 0]) - abs(row[0, 0]), place[:, 1] - row[0, 1], place[:, 2] - row[0, 2]
        # Folded at x = 0 a point is as near as to either half.
        near = np.flatnonzero(offset[0] ** 2 + offset[1] ** 2 + offset[2] ** 2 < row[0, 3] ** 2)
        if len(near):
            place[near] = _step(place[near], start[near], row)
    return place


def _step(place: NDArray[np.float64], start: NDArray[np.float64], row: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``place`` [n, 3] after one step; ``start`` is where the points were before all of them."""
    (centre, radius), way, code, share = (row[0, :3], row[0, 3]), row[1, :3], row[1, 3], row[2, 0]
    mirror = np.array([-1.0, 1.0, 1.0])
    own = _weight(place - centre, radius)
    other = _weight(place - centre * mirror, radius) if code >= SYMMETRIC else np.zeros_like(own)
    # Where both halves act each has its share, so that the midline moves once and not twice.
    total = np.maximum(own + other, 1e-30)
    own, other = own * own / total, other * other / total
    if code % SYMMETRIC == SMOOTH:
        back = start - place
        reach = 0.5 * FOLD / SLOPE * radius
        # A long way back is made in many strokes: one alone would fold what lies between.
        back *= reach / np.sqrt(reach**2 + (back**2).sum(1, keepdims=True))
        return np.asarray(place + (share * (own + other))[:, None] * back)
    return np.asarray(place + own[:, None] * way + other[:, None] * (way * mirror))


def _weight(offset: NDArray[np.float64], radius: float) -> NDArray[np.float64]:
    """Return the weight at ``offset`` [n, 3] from the centre, [n]."""
    inside = np.maximum(0.0, 1.0 - (offset**2).sum(1) / radius**2)
    return np.asarray(inside**3)


def _within(name: str, value: float, low: float, high: float, unit: str = "") -> None:
    """Raise DataError unless ``value`` is a number of the range."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise DataError(f"{name} = {value!r} is outside {low:g}..{high:g} {unit}".rstrip())
