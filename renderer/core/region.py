"""A part of a picture that is drawn by itself: a tile of a mural, one projector's share of a wall."""

from collections.abc import Iterator
from dataclasses import dataclass

from .errors import UsageError

__all__ = ["Region", "parts", "region_in"]


@dataclass(frozen=True, slots=True)
class Region:
    """``width`` x ``height`` px of a picture, whose corner lies ``x`` px from its left and ``y`` px from its top."""

    x: int
    y: int
    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, px."""
        return self.width, self.height

    def grown(self, reach: int, size: tuple[int, int]) -> "Region":
        """
        Return the region with ``reach`` px more on every side, inside a picture of ``size`` px.

        Its edges are an even number of px from those of the picture, from the top as from the bottom:
        derivatives are taken over blocks of 2 x 2 pixels, and these must be the whole picture's. In a
        picture of an odd size blocks from one side break at the other, so there is one px more.

        >>> Region(101, 50, 64, 64).grown(3, (1001, 401))
        Region(x=96, y=46, width=73, height=73)
        """
        (left, right), (top, bottom) = (
            tuple(max(0, edge - reach - whole % 2) // 2 * 2 for edge in (at, whole - at - own))
            for at, own, whole in zip((self.x, self.y), self.size, size, strict=True)
        )
        return Region(left, top, size[0] - left - right, size[1] - top - bottom)


def region_in(region: Region | None, size: tuple[int, int]) -> Region:
    """
    Return ``region``, the whole picture of ``size`` px where it is None.

    Raises UsageError for one that is not inside the picture.
    """
    if region is None:
        return Region(0, 0, *size)
    inside = region.x >= 0 and region.y >= 0 and region.x + region.width <= size[0]
    if min(region.size) < 1 or not inside or region.y + region.height > size[1]:
        raise UsageError(
            f"the region of {region.width}x{region.height} px at {region.x}, {region.y} does not lie inside the "
            f"picture of {size[0]}x{size[1]} px; its corner counts from the top left"
        )
    return region


def parts(size: tuple[int, int], part: tuple[int, int]) -> Iterator[Region]:
    """
    Yield regions of at most ``part`` px that cover a picture of ``size`` px, row by row from the top left.

    >>> [region.size for region in parts((5, 2), (3, 2))]
    [(3, 2), (2, 2)]
    """
    for y in range(0, size[1], part[1]):
        for x in range(0, size[0], part[0]):
            yield Region(x, y, min(part[0], size[0] - x), min(part[1], size[1] - y))
