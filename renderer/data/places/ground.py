"""Everything that a picture reads of a map, made once from its file and then kept."""

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .ground_cache import ground_key, recall_ground
from .map_answers import NOTHING_SAID, MapAnswers
from .map_source import FinerAreas, MapSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from renderer.data.table import Area, Table

    from .map_areas import Places
    from .map_layout import MapLayout

__all__ = ["Ground", "ground_of", "is_wide", "load_ground", "said_of", "same_areas"]

_PIECE = 0.02  # heights of the picture: a longer piece of a border would stay straight in a cartogram
_WIDE = 2.5  # widths to a height from which on a picture has more room beside a map than below it
_LINE = 0.3  # px: how far a border line may be simplified; the square root of what area it may lose at a corner


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """
    A map as a picture reads it.

    Places are in heights of the picture: x right from 0 to its width, y up from 0 to 1. Pictures are [height, width],
    their top row first.

    codes, names : [n]; table_row : int32, [n], the row of a table that each area shows, -1 for none
    rows : int32, the area under a pixel, -1 for none; edge, coast : float32, heights to the nearest border, and to the
        coast, below 0 outside of all areas
    centre : float32, [n, 2], inside each area, as far from its border as can be; radius : float32, [n], how far that
        is, 0 where others lie over all of the area
    area : float32, [n], km²; of a drawing its part of all, 0..1
    neighbours : int32, [k, 2], rows of areas with a common border; shared : float32, [k], how long that is
    points : float32, [p, 2], corners : int32, [t, 3], triangle_row : int32, [t]: triangles that fill the areas
    lines : float32, [m, 4], pieces of borders, x, y, x, y; sides : int32, [m, 2], the area left and right of each
    earth : whether it is a map and no drawing; projection, notes : in words
    joined : what of the figures has a place on it and what has none, a sentence each
    left_out : how many areas of its file are not drawn, for they have no figures
    source : what it was made of, None where that is not known: a larger picture reads it again
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    earth: bool
    projection: str
    notes: tuple[str, ...]
    table_row: "NDArray[np.int32]" = field(repr=False)
    rows: "NDArray[np.int32]" = field(repr=False)
    edge: "NDArray[np.float32]" = field(repr=False)
    coast: "NDArray[np.float32]" = field(repr=False)
    centre: "NDArray[np.float32]" = field(repr=False)
    radius: "NDArray[np.float32]" = field(repr=False)
    area: "NDArray[np.float32]" = field(repr=False)
    neighbours: "NDArray[np.int32]" = field(repr=False)
    shared: "NDArray[np.float32]" = field(repr=False)
    points: "NDArray[np.float32]" = field(repr=False)
    corners: "NDArray[np.int32]" = field(repr=False)
    triangle_row: "NDArray[np.int32]" = field(repr=False)
    lines: "NDArray[np.float32]" = field(repr=False)
    sides: "NDArray[np.int32]" = field(repr=False)
    joined: tuple[str, ...] = ()
    left_out: int = 0
    source: MapSource | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        for one in fields(self):
            if isinstance(value := getattr(self, one.name), np.ndarray):
                value.setflags(write=False)

    @property
    def told(self) -> tuple[str, ...]:
        """What joins and what does not, then what was mended or left out, a sentence each."""
        return (*self.joined, *self.notes)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the pictures, px."""
        return self.rows.shape[1], self.rows.shape[0]


def same_areas(one: "Table", other: "Table") -> bool:
    """Return whether a map that was joined with one table fits the other, row by row."""
    return one is other or [area.code for area in one.areas] == [area.code for area in other.areas]


def said_of(area: "Area") -> tuple[str, ...]:
    """Return all by which a map is joined with ``area``: of two alike one map does for both."""
    return area.code, area.name, area.abbr, area.parent, repr(area.lon), repr(area.lat)


def is_wide(width: int, height: int) -> bool:
    """Return whether insets stand beside the map in a picture of that size, px."""
    return width >= _WIDE * height


def load_ground(
    path: Path, width: int, height: int, areas: "Sequence[Area]" = (), said: MapAnswers = NOTHING_SAID,
    area_word: tuple[str, str] = ("area", "areas"), finer: "Table | None" = None, inside: str = "",
) -> Ground:  # fmt: skip
    """
    Return the map at ``path`` in a picture of ``width`` to ``height`` px; from the cache where nothing changed.

    areas : those of the table that is shown on it, each called ``area_word``; said : what somebody said of the map
    finer, inside : that table's own, as ``draw_places`` takes them
    Raises DataError where it is no map of areas.
    """
    words = [said_of(one) for one in (*areas, *(finer.areas if finer else ()))]
    called = (*finer.area_word, *finer.parent_word) if finer else ()
    asked = (width, height, said, area_word, words, called, inside)
    key = ground_key(path, asked)
    source = MapSource(path, tuple(areas), said, FinerAreas.of(finer) if finer else None, inside, asked, key)
    if (kept := recall_ground(key)) is None:
        from .made_ground import made_ground

        kept = made_ground(source, width, height, area_word)
    return Ground(**kept, source=source)


def ground_of(
    places: "Places", layout: "MapLayout", width: int, height: int, table_row: "NDArray[np.int32]"
) -> Ground:
    """Return ``places``, laid out, as a picture of ``width`` to ``height`` px reads them."""
    from .borders import borders_of, neighbours, split
    from .centres import centres_of
    from .map_pixels import draw_map
    from .map_view import fitted
    from .simplify import simplified
    from .triangles import triangles_of

    view = fitted(layout.bounds, width, height)
    drawn = draw_map(layout, view)
    shapes = view.shapes(layout.shapes)
    plain = simplified(shapes, _LINE)
    borders, cut = split(borders_of(plain), _PIECE * height), triangles_of(plain)
    middle, radius = centres_of(plain)
    beside, shared = neighbours(drawn.borders)
    area = places.area_km2() if places.earth else _shares(shapes)

    def heights(points: "NDArray[np.float64]") -> "NDArray[np.float32]":
        return np.asarray(np.column_stack([points[:, 0], height - points[:, 1]]) / height, np.float32)

    content: dict[str, Any] = {
        "rows": drawn.rows, "edge": drawn.edge / np.float32(height), "coast": drawn.coast / np.float32(height),
        "centre": heights(middle), "radius": (radius / height).astype(np.float32), "area": area.astype(np.float32),
        "neighbours": beside, "shared": (shared / height).astype(np.float32),
        "points": heights(cut.points), "corners": cut.corners, "triangle_row": cut.row,
        "lines": np.hstack([heights(borders.start), heights(borders.end)]),
        # y is turned round, and with it left and right
        "sides": np.column_stack([borders.right, borders.left]),
    }  # fmt: skip
    return Ground(places.codes, places.names, places.earth, layout.projection, (*places.notes, *layout.notes),
                  table_row, **content)  # fmt: skip


def _shares(shapes: "NDArray[Any]") -> "NDArray[np.float64]":
    import shapely

    found = shapely.area(shapes)
    return np.asarray(found / max(found.sum(), 1e-12))
