"""A part of a picture that is drawn by itself: a tile of a mural, one projector's share of a wall."""

from dataclasses import dataclass

from .errors import UsageError

__all__ = ["Region", "region_in"]


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
        derivatives are taken over blocks of 2 x 2 pixels, and these must be the whole picture's.

        >>> Region(101, 50, 64, 64).grown(3, (1001, 401))
        Region(x=98, y=46, width=71, height=71)
        """
        left, top = (max(0, edge - reach) // 2 * 2 for edge in (self.x, self.y))
        right = max(0, size[0] - self.x - self.width - reach) // 2 * 2
        bottom = max(0, size[1] - self.y - self.height - reach) // 2 * 2
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
