"""A map laid out on a plane: projected, far parts as insets, borders that neighbours share to the last bit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.listed import listed

from .dissolve import one_border
from .equal_area import project, suited
from .far_parts import groups
from .inset_boxes import InsetPlace, find_places
from .stray_areas import about_stray

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .map_areas import Places

__all__ = ["Inset", "MapLayout", "lay_out"]

_TOLD = 1e-3  # of all area: what overlaps by less is the drawing's rounding
_NAMED = 3
_MOSTLY = 0.5  # of an area that is gone, under others: that is why
_ZERO = 0.5  # degrees around 0° N, 0° E: open sea
_AT_ZERO = "; it lies at 0° N, 0° E, as what lost its coordinates does: see whether it is wrong in the file"


@dataclass(frozen=True, slots=True)
class Inset:
    """
    Far parts, shown beside the map.

    rows : of the areas that have parts in it; box : west, south, east, north, in the layout's units
    scale : of the map's own, 0..1
    """

    rows: tuple[int, ...]
    box: tuple[float, float, float, float]
    scale: float


@dataclass(frozen=True, slots=True, eq=False)
class MapLayout:
    """
    A map on a plane.

    shapes : [n], (multi)polygons, y up; m at the map's own scale, or a drawing's units. They share their borders
        exactly, and overlap nowhere
    projection : in words, "" for a drawing; insets : those that it has; notes : what was changed, a sentence each
    """

    shapes: "NDArray[Any]" = field(repr=False)
    projection: str
    insets: tuple[Inset, ...]
    notes: tuple[str, ...]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the whole, insets too."""
        import shapely

        west, south, east, north = shapely.total_bounds(self.shapes).tolist()
        return west, south, east, north


def lay_out(places: "Places", far: bool = True, *, wide: bool = False) -> MapLayout:
    """
    Lay ``places`` out; ``far`` says whether far parts become insets. A drawing stays as it is.

    wide : whether it is for a wide picture, so that insets stand beside the map and not below it
    """
    if not places.earth:
        shapes, told = _coverage(places.shapes, places.codes)
        return MapLayout(shapes, "", (), (*told, *_stray(shapes, places)))
    import shapely

    found = groups(places.shapes)
    group = found.group if far else np.zeros_like(found.group)
    projection = suited(*shapely.total_bounds(found.parts[group == 0]).tolist())
    flat = [project(found.parts[group == n], suited(*_box(found.parts[group == n]))) if n else
            project(found.parts[group == 0], projection) for n in range(int(group.max()) + 1)]  # fmt: skip
    insets, parts = [], found.parts.copy()
    parts[group == 0] = flat[0]
    boxes = [_box(one) for one in flat[1:]]
    towards = [_middle(project(found.parts[group == n], projection)) for n in range(1, len(flat))]
    sizes = [(east - west, north - south) for west, south, east, north in boxes]
    for n, place in enumerate(find_places(flat[0], sizes, towards, beside=wide) if boxes else (), 1):
        x, y = (boxes[n - 1][0] + boxes[n - 1][2]) / 2, (boxes[n - 1][1] + boxes[n - 1][3]) / 2
        parts[group == n] = _moved(flat[n], x, y, place)
        rows = tuple(np.unique(found.owner[group == n]).tolist())
        insets.append(Inset(rows, _box(parts[group == n]), float(place.scale)))
    shapes, told = _coverage(_gathered(parts, found.owner, len(places)), places.codes)
    lost = [bool(np.abs(shapely.total_bounds(found.parts[group == n])).max() < _ZERO) for n in range(1, len(flat))]
    notes = [_about(one, places) + (_AT_ZERO if at_zero else "") for one, at_zero in zip(insets, lost, strict=True)]
    if far and found.scattered:
        notes.append(f"{found.scattered} groups of parts lie far from the rest, too many for insets: all is drawn "
                     "where it lies, and as small as that makes it")  # fmt: skip
    return MapLayout(shapes, projection.words, tuple(insets), (*notes, *told, *_stray(shapes, places)))


def _moved(shapes: "NDArray[Any]", x: float, y: float, place: InsetPlace) -> "NDArray[Any]":
    """Return ``shapes``, whose middle is ``x``, ``y``, at their place and scale."""
    import shapely

    return np.asarray(shapely.transform(
        shapes, lambda points: (points - (x, y)) * place.scale + (place.x, place.y)), object)  # fmt: skip


def _about(inset: Inset, places: "Places") -> str:
    names = [places.names[row] for row in inset.rows]
    scale = "at the map's own scale" if inset.scale > 0.995 else f"at {inset.scale:.2f} of the map's scale"
    return f"inset: {listed(names, _NAMED)}, {scale}"


def _stray(shapes: "NDArray[Any]", places: "Places") -> tuple[str, ...]:
    import shapely

    return about_stray(shapely.bounds(shapes), places.names, earth=places.earth)


def _box(shapes: "NDArray[Any]") -> tuple[float, float, float, float]:
    import shapely

    west, south, east, north = shapely.total_bounds(shapes).tolist()
    return west, south, east, north


def _middle(shapes: "NDArray[Any]") -> tuple[float, float]:
    west, south, east, north = _box(shapes)
    return (west + east) / 2, (south + north) / 2


def _gathered(parts: "NDArray[Any]", owner: "NDArray[np.intp]", count: int) -> "NDArray[Any]":
    """Return ``count`` shapes of the parts that each owns."""
    import shapely

    return np.asarray(shapely.multipolygons(parts, indices=owner, out=np.empty(count, object)), object)


def _coverage(shapes: "NDArray[Any]", codes: Sequence[str]) -> "tuple[NDArray[Any], tuple[str, ...]]":
    """Return shapes that overlap nowhere and share their borders exactly, and what had to be changed for that."""
    import shapely

    if shapely.coverage_is_valid(shapes):
        return shapes, ()
    clean, near = one_border(shapes)
    lost = np.flatnonzero(shapely.is_empty(clean))
    before, after = shapely.area(shapes), shapely.area(clean)
    told = []
    overlap = float(before.sum() - after.sum())
    # What an area loses where its borders are moved to others is no overlap.
    if overlap > _TOLD * before.sum() and (before - after > near * shapely.length(shapes) / 4).any():
        most = np.argsort(after - before)[:_NAMED]
        named = ", ".join(codes[n] for n in most if after[n] < before[n])
        told.append(f"areas overlap, {overlap / before.sum():.1%} of all: what two have is the smaller's; most "
                    f"is taken from {named}")  # fmt: skip
    elif float(np.abs(after - before).sum()) > _TOLD * before.sum():
        told.append("borders that were drawn beside each other are made one")
    return clean, (*told, *_about_lost(shapes, lost.tolist(), codes))


def _about_lost(shapes: "NDArray[Any]", lost: Sequence[int], codes: Sequence[str]) -> list[str]:
    """Return why areas are not on the map: others lie over them, or they are narrower than what is one border."""
    import shapely

    tree, under = shapely.STRtree(shapes), {}
    for n in lost:
        others = [other for other in tree.query(shapes[n]).tolist() if other != n]
        common = shapely.area(shapely.intersection(shapes[n], shapely.union_all(shapes[others])))
        under[n] = common > _MOSTLY * shapely.area(shapes[n])
    why = {True: "others lie over all of it", False: "too narrow to be kept where borders are made one"}
    named = {is_under: [codes[n] for n in lost if under[n] == is_under] for is_under in why}
    return [f"nothing is left of {listed(found, _NAMED)}: {why[one]}" for one, found in named.items() if found]
