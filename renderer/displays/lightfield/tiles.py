"""A quilt: the tiles of many views in one picture, and its name that says how they lie.

View 0, the leftmost, is the tile at the bottom left; the last is at the top right. What the tiles
leave over lies at the right and at the top, black. (Looking Glass docs, "Quilts".)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import DataError, UsageError

__all__ = ["Grid", "grid_of", "views_of"]

_TAG = re.compile(r"_qs(\d+)x(\d+)a(\d+(?:\.\d+)?|\.\d+)(?=\.[A-Za-z]\w*$|$)")
_STRETCH = 2.5  # times that a tile's aspect may differ from the display's before a view is mostly lost


@dataclass(frozen=True, slots=True)
class Grid:
    """
    How a quilt of ``size`` px is divided.

    columns, rows : of tiles; ``aspect`` : width / height of the display, which a tile need not have
    downward : view 0 at the top left instead, for programs that read pictures so
    """

    columns: int
    rows: int
    size: tuple[int, int]
    aspect: float
    downward: bool = False

    @property
    def count(self) -> int:
        """Number of views."""
        return self.columns * self.rows

    @property
    def tile(self) -> tuple[int, int]:
        """Width and height of a tile, px."""
        return self.size[0] // self.columns, self.size[1] // self.rows

    @property
    def padding(self) -> tuple[int, int]:
        """Columns and rows of px that belong to no tile."""
        return self.size[0] - self.columns * self.tile[0], self.size[1] - self.rows * self.tile[1]

    @property
    def tag(self) -> str:
        """
        What a player reads from the file's name.

        >>> Grid(8, 6, (3360, 3360), 0.75).tag
        '_qs8x6a0.75'
        """
        return f"_qs{self.columns}x{self.rows}a{self.aspect:g}"

    def place(self, view: int) -> tuple[slice, slice]:
        """Return rows and columns of the picture that hold ``view``."""
        width, height = self.tile
        row, column = divmod(view, self.columns)
        top = row * height if self.downward else self.size[1] - (row + 1) * height
        return slice(top, top + height), slice(column * width, (column + 1) * width)

    def pack(self, pictures: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """Return the quilt of ``count`` pictures, [height, width, channels], in their dtype."""
        if len(pictures) != self.count:
            raise ValueError(f"a quilt of {self.count} views got {len(pictures)}")
        first = pictures[0]
        packed = np.zeros((self.size[1], self.size[0], first.shape[2]), first.dtype)
        for view, picture in enumerate(pictures):
            packed[self.place(view)] = picture
        return packed

    def unpack(self, picture: NDArray[Any]) -> list[NDArray[Any]]:
        """Return the views of a quilt from left to right."""
        return [picture[self.place(view)] for view in range(self.count)]


def views_of(picture: NDArray[Any], name: str) -> tuple[Grid, list[NDArray[Any]]]:
    """
    Return how the quilt ``picture`` is divided, and its views from left to right.

    name : of its file, which ends in ``_qs<columns>x<rows>a<aspect>``; ``a`` is the display's aspect
    Raises DataError where the name does not say it, or the picture cannot be divided so.
    """
    found = _TAG.search(name)
    if not found:
        raise DataError(f"{name} does not say how the quilt is divided: its name must end like smile_qs8x6a0.75.png")
    columns, rows, aspect = int(found[1]), int(found[2]), float(found[3])
    height, width = picture.shape[:2]
    if not (columns and rows and aspect):
        raise DataError(f"{name}: {found[0]} holds a zero; write columns x rows and the display's width / height")
    if columns > width or rows > height:
        raise DataError(f"{name}: a picture of {width}x{height} px has no {columns}x{rows} tiles")
    grid = Grid(columns, rows, (width, height), aspect)
    return grid, grid.unpack(picture)


def grid_of(count: int, size: tuple[int, int], aspect: float) -> tuple[int, int]:
    """
    Return columns and rows for ``count`` views whose tiles are nearest in shape to the display.

    Raises UsageError naming the next count that works where every division stretches its tiles.

    >>> grid_of(45, (4096, 4096), 1.7778)
    (5, 9)
    """
    if (found := _divided(count, size, aspect)) is not None:
        return found
    others = sorted(range(1, 256), key=lambda other: (abs(other - count), -other))
    other = next(other for other in others if _divided(other, size, aspect))
    raise UsageError(f"{count} views fill no grid with tiles near the display's shape; ask for {other}")


def _divided(count: int, size: tuple[int, int], aspect: float) -> tuple[int, int] | None:
    """Return the best division, None where its tiles have another shape altogether."""
    ways = [(columns, count // columns) for columns in range(1, count + 1) if count % columns == 0]

    def stretch(way: tuple[int, int]) -> float:
        shape = size[0] / way[0] / (size[1] / way[1]) / aspect
        return max(shape, 1 / shape)

    best = min(ways, key=stretch)
    return best if stretch(best) <= _STRETCH else None
