"""What a printer and a fitter go by, around the picture: marks to cut at, marks of register, where a panel lies over.

Drawn in the operators of a page's content (ISO 32000-1, 8.5), in the colour of register, which is on every plate.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .panels import Layout, PrintPanel

__all__ = ["Box", "box_of", "cut_marks", "overlap_marks", "register_marks"]

_AWAY, _LONG = 2.0, 8.0  # mm between bleed and mark; length of a mark with that
_ROUND = 0.5523  # of the radius: how far a quarter's control points lie, so that a Bezier is a circle within 0.03 %


@dataclass(frozen=True, slots=True)
class Box:
    """
    Where a page's boxes lie, mm from its lower left corner: x, y of the lower left, x, y of the upper right.

    media : all of the page; bleed : what is printed; trim : what stays
    """

    media: tuple[float, float, float, float]
    bleed: tuple[float, float, float, float]
    trim: tuple[float, float, float, float]


def box_of(layout: Layout, panel: PrintPanel) -> Box:
    """Return where the page of ``panel`` is cut."""
    image, slug, by = layout.image(panel), layout.slug, layout.bleed * layout.mm
    width, height = image.width * layout.mm, image.height * layout.mm
    bleed = slug, slug, slug + width, slug + height
    return Box((0.0, 0.0, width + 2 * slug, height + 2 * slug), bleed,
               (slug + by, slug + by, bleed[2] - by, bleed[3] - by))  # fmt: skip


def cut_marks(box: Box) -> Iterator[str]:
    """Yield a line on each side of each corner, which ends before the bleed."""
    for x in (box.trim[0], box.trim[2]):
        yield from _vertical(box, x)
    for y in (box.trim[1], box.trim[3]):
        yield from _horizontal(box, y)


def overlap_marks(layout: Layout, panel: PrintPanel, box: Box) -> Iterator[str]:
    """Yield dashed lines up to where the panel to the right, and the one above, lie over this one."""
    reach = layout.overlap * layout.mm
    yield "[1.5 1] 0 d"
    if panel.right:
        yield from _vertical(box, box.trim[2] - reach)
    if panel.above:
        yield from _horizontal(box, box.trim[3] - reach)
    yield "[] 0 d"


def register_marks(box: Box) -> Iterator[str]:
    """Yield a cross in a circle in the middle of each side, by which the plates are laid over each other."""
    middle = (box.trim[0] + box.trim[2]) / 2, (box.trim[1] + box.trim[3]) / 2
    slug = box.bleed[0] / 2
    for x, y in ((middle[0], slug), (middle[0], box.media[3] - slug), (slug, middle[1]),
                 (box.media[2] - slug, middle[1])):  # fmt: skip
        yield from _lines((x - 4, y, x + 4, y), (x, y - 4, x, y + 4))
        yield _circle(x, y, 2.0)


def _vertical(box: Box, x: float) -> Iterator[str]:
    low, high = box.bleed[1] - _AWAY, box.bleed[3] + _AWAY
    yield from _lines((x, low, x, low - _LONG), (x, high, x, high + _LONG))


def _horizontal(box: Box, y: float) -> Iterator[str]:
    low, high = box.bleed[0] - _AWAY, box.bleed[2] + _AWAY
    yield from _lines((low, y, low - _LONG, y), (high, y, high + _LONG, y))


def _lines(*ends: tuple[float, float, float, float]) -> Iterator[str]:
    for x, y, to_x, to_y in ends:
        yield f"{x:.4f} {y:.4f} m {to_x:.4f} {to_y:.4f} l S"


def _circle(x: float, y: float, radius: float) -> str:
    """Return a circle of four Bezier curves."""
    made, out = [f"{x + radius:.4f} {y:.4f} m"], radius * _ROUND
    for ahead, side in ((0, 1), (-1, 0), (0, -1), (1, 0)):  # where the next quarter ends, seen from the middle
        from_x, from_y = side, -ahead  # the end before, a quarter turn back
        at = ((x + from_x * radius + ahead * out, y + from_y * radius + side * out),
              (x + ahead * radius + from_x * out, y + side * radius + from_y * out),
              (x + ahead * radius, y + side * radius))  # fmt: skip
        made.append(" ".join(f"{value:.4f}" for point in at for value in point) + " c")
    return " ".join(made) + " S"
