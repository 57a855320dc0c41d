"""A map in the pixels of a picture that is larger than the map's own: a mural, drawn whole or in parts.

It is made in tiles that lie where the picture has them, whatever part is asked for: a part has the very pixels that the
whole has.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from .ground_cache import ground_key
from .map_pixels import draw_map
from .map_view import MapView, fitted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.core.region import Region

    from .ground import Ground
    from .map_layout import MapLayout

__all__ = ["NEAR", "TILE", "GroundPart", "ground_part"]

TILE = 1024  # px
NEAR = 96  # px from a border up to which distances are worked out; halfway there the map's own set in
_KEPT = 16  # tiles of 12 MB: parts side by side share them


@dataclass(frozen=True, slots=True, eq=False)
class GroundPart:
    """
    A part of a map in a picture's own pixels, [height, width], top row first.

    rows : int32, the area under a pixel, -1 for none
    edge, coast : float32, heights of the whole picture to the nearest border and coast, below 0 outside of all areas
    """

    rows: "NDArray[np.int32]" = field(repr=False)
    edge: "NDArray[np.float32]" = field(repr=False)
    coast: "NDArray[np.float32]" = field(repr=False)


def ground_part(ground: "Ground", size: tuple[int, int], region: "Region") -> GroundPart | None:
    """
    Return ``region`` of the map ``ground`` in a picture of ``size`` px; None where the map has as many pixels itself.

    None, too, where its file is not known or no longer the same. Distances are exact to 0.75 px up to half of ``NEAR``
    from a border; from there on they become those of the map's own pixels.
    """
    if ground.source is None or size[1] <= ground.size[1] or (layout := _layout(ground)) is None:
        return None
    view = fitted(layout.bounds, *size)
    shape = region.height, region.width
    out = GroundPart(np.empty(shape, np.int32), np.empty(shape, np.float32), np.empty(shape, np.float32))
    for line in range(region.y // TILE, (region.y + region.height - 1) // TILE + 1):
        for column in range(region.x // TILE, (region.x + region.width - 1) // TILE + 1):
            own = _tile(ground, view, column, line)
            x, y = column * TILE - region.x, line * TILE - region.y
            into = (slice(max(0, y), max(0, y + TILE)), slice(max(0, x), max(0, x + TILE)))
            for name in ("rows", "edge", "coast"):
                place, one = getattr(out, name)[into], getattr(own, name)
                place[...] = one[max(0, -y) :, max(0, -x) :][: place.shape[0], : place.shape[1]]
    return out


@lru_cache(maxsize=2)
def _layout(ground: "Ground") -> "MapLayout | None":
    """Return the map laid out again, None where its file is gone or another one now, were it by a corner alone."""
    from .drawn_places import draw_places
    from .ground import is_wide
    from .map_layout import lay_out

    source = ground.source
    assert source is not None
    if ground_key(source.path, source.asked) != source.key:
        return None
    places = draw_places(source.path, source.areas, source.said, finer=source.finer, inside=source.inside).places
    wide = is_wide(*ground.size)
    return lay_out(places, wide=wide) if ground_key(source.path, source.asked) == source.key else None


@lru_cache(maxsize=_KEPT)
def _tile(ground: "Ground", view: MapView, column: int, line: int) -> GroundPart:
    """Return one tile of the picture ``view``."""
    import shapely

    layout = _layout(ground)
    assert layout is not None
    x, y = column * TILE, line * TILE
    part = view.part(x, y, min(TILE, view.width - x), min(TILE, view.height - y))
    around = part.part(-NEAR, -NEAR, part.width + 2 * NEAR, part.height + 2 * NEAR)
    west, south, east, north = shapely.bounds(layout.shapes).T
    right, down = around.left + around.width / around.scale, around.top - around.height / around.scale
    near = np.flatnonzero((west <= right) & (east >= around.left) & (south <= around.top) & (north >= down))
    drawn = draw_map(replace(layout, shapes=layout.shapes[near]), part, NEAR)
    rows = np.append(near, -1).astype(np.int32)[drawn.rows]
    edge, coast = (_blended(fine, whole, view, x, y) for fine, whole in
                   ((drawn.edge, ground.edge), (drawn.coast, ground.coast)))  # fmt: skip
    return GroundPart(rows, edge, coast)


def _blended(
    fine: "NDArray[np.float32]", whole: "NDArray[np.float32]", view: MapView, x: int, y: int
) -> "NDArray[np.float32]":
    """Return ``fine`` distances, px, in heights, and far from a border those of the ``whole`` map's own pixels."""
    near = fine / np.float32(view.height)
    part = np.clip(np.abs(fine) * np.float32(2 / NEAR) - 1, 0, 1)
    if not part.any():
        return near
    part = part * part * (3 - 2 * part)
    far = _between(whole, view, x, y, fine.shape)
    return np.asarray(near + (np.copysign(far, near) - near) * part)


def _between(
    whole: "NDArray[np.float32]", view: MapView, x: int, y: int, shape: tuple[int, ...]
) -> "NDArray[np.float32]":
    """Return ``whole``, the picture's map in fewer pixels, between these at the pixels of a tile, bilinear."""
    per = whole.shape[0] / view.height
    out = whole
    for axis, (first, count) in enumerate(((y, shape[0]), (x, shape[1]))):
        at = (np.arange(first, first + count) + 0.5) * per - 0.5
        low = np.clip(np.floor(at), 0, whole.shape[axis] - 2).astype(np.intp)
        part = np.clip(at - low, 0, 1).astype(np.float32)
        part = part[:, None] if axis == 0 else part
        out = out.take(low, axis) * (1 - part) + out.take(low + 1, axis) * part
    return out
