"""What hands do to an alignment, each a function to another one; a place is which outline (0 the corners) and point."""

from dataclasses import replace

from renderer.core.errors import DisplayError

from .alignment import BRIGHTNESS, FEATHER, GAMMA, Alignment, Point, PolygonMask
from .homography import SQUARE

__all__ = ["Place", "brighter", "feathered", "inverted", "moved", "outlines", "places", "square", "steeper",
           "with_mask", "with_point", "without"]  # fmt: skip

Place = tuple[int, int]

_FIRST = ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6))  # a mask as it begins
_NEEDS_MASK = "this is for a mask's points: take one with Tab, or make a mask with M"


def outlines(alignment: Alignment) -> tuple[tuple[Point, ...], ...]:
    """Return the corners, then the points of each mask."""
    return (alignment.corners, *(mask.points for mask in alignment.masks))


def places(alignment: Alignment) -> list[Place]:
    """Return every place, in the order of Tab."""
    return [(number, index) for number, points in enumerate(outlines(alignment)) for index in range(len(points))]


def moved(alignment: Alignment, place: Place, to: Point) -> Alignment:
    """Return ``alignment`` with the point at ``place`` moved ``to`` there; raises DisplayError where it may not be."""
    number, index = place
    points = list(outlines(alignment)[number])
    points[index] = to
    if number == 0:
        return replace(alignment, corners=tuple(points))
    return _with(alignment, number, replace(alignment.masks[number - 1], points=tuple(points)))


def square(alignment: Alignment) -> Alignment:
    """Return it with its corners in those of the display."""
    return replace(alignment, corners=SQUARE)


def with_mask(alignment: Alignment) -> tuple[Alignment, Place]:
    """Return it with a mask more, and that mask's first place."""
    added = replace(alignment, masks=(*alignment.masks, PolygonMask(_FIRST)))
    return added, (len(added.masks), 0)


def with_point(alignment: Alignment, place: Place) -> tuple[Alignment, Place]:
    """Return it with a point more, between that at ``place`` and the next, and where it is."""
    number, index = place
    mask = _mask(alignment, number)
    (ax, ay), (bx, by) = mask.points[index], mask.points[(index + 1) % len(mask.points)]
    points = (*mask.points[: index + 1], ((ax + bx) / 2, (ay + by) / 2), *mask.points[index + 1 :])
    return _with(alignment, number, replace(mask, points=points)), (number, index + 1)


def without(alignment: Alignment, place: Place) -> tuple[Alignment, Place]:
    """Return it without the point at ``place``, or its mask where that is a triangle; and what is chosen then."""
    number, index = place
    mask = _mask(alignment, number)
    if len(mask.points) == 3:
        return replace(alignment, masks=alignment.masks[: number - 1] + alignment.masks[number:]), (number - 1, 0)
    points = mask.points[:index] + mask.points[index + 1 :]
    return _with(alignment, number, replace(mask, points=points)), (number, index % len(points))


def inverted(alignment: Alignment, place: Place) -> Alignment:
    """Return it with the mask of ``place`` dark where it was not."""
    mask = _mask(alignment, place[0])
    return _with(alignment, place[0], replace(mask, inverted=not mask.inverted))


def feathered(alignment: Alignment, place: Place, by: float) -> Alignment:
    """Return it with the mask of ``place`` softer ``by`` so many heights of the display, within its bounds."""
    mask = _mask(alignment, place[0])
    return _with(alignment, place[0], replace(mask, feather=_bounded(mask.feather + by, FEATHER)))


def brighter(alignment: Alignment, by: float) -> Alignment:
    """Return it with a larger share of the light, within its bounds."""
    return replace(alignment, brightness=_bounded(alignment.brightness + by, BRIGHTNESS))


def steeper(alignment: Alignment, by: float) -> Alignment:
    """Return it with a larger gamma, within its bounds."""
    return replace(alignment, gamma=_bounded(alignment.gamma + by, GAMMA))


def _bounded(value: float, span: tuple[float, float]) -> float:
    return min(max(round(value, 6), span[0]), span[1])


def _mask(alignment: Alignment, number: int) -> PolygonMask:
    if number == 0:
        raise DisplayError(_NEEDS_MASK)
    return alignment.masks[number - 1]


def _with(alignment: Alignment, number: int, mask: PolygonMask) -> Alignment:
    masks = alignment.masks
    return replace(alignment, masks=(*masks[: number - 1], mask, *masks[number:]))
