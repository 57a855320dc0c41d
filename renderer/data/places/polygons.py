"""Shapes as a map has them, made into polygons that are valid, flat and without what is no area."""

from typing import TYPE_CHECKING, Any

import numpy as np

from .crossings import tangled

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["TANGLE", "areas_only", "kept_where", "mended", "parts_of"]

_POLYGON, _MULTI, _COLLECTION = 3, 6, 7
_CROSSED = 1000  # times that a shape's sides may cross, whatever it is
TANGLE = "its sides cross each other"
_HOLE = "Hole as large as its ring"  # GEOS says where the two touch


def areas_only(shapes: "NDArray[Any]") -> "NDArray[Any]":
    """
    Return the polygons in each of ``shapes``, [n]: of a collection those inside it; None where there is none.

    >>> import shapely
    >>> mixed = "GEOMETRYCOLLECTION(POINT(0 0), POLYGON((0 0,1 0,0 1,0 0)))"
    >>> found = areas_only(shapely.from_wkt([mixed, "POINT(1 1)"]))
    >>> [one and one.geom_type for one in found]
    ['Polygon', None]
    """
    import shapely

    kind = shapely.get_type_id(shapes)
    out = kept_where(np.isin(kind, (_POLYGON, _MULTI)) & ~shapely.is_empty(shapes), shapes)
    for index in np.flatnonzero(kind == _COLLECTION):
        parts = shapely.get_parts(areas_only(_unnested(shapes[index])))
        if len(parts):
            out[index] = parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts))
    return out


def kept_where(wanted: "NDArray[np.bool_]", shapes: "NDArray[Any]") -> "NDArray[Any]":
    """Return the ``wanted`` of ``shapes``, None for the others."""
    out = shapes.copy()
    out[~wanted] = None
    return out


def mended(shapes: "NDArray[Any]") -> "tuple[NDArray[Any], dict[int, str]]":
    """
    Return polygons made valid, and of each that was not, by its index, why in GEOS's words.

    shapes : [n], polygons; None stays. What collapses to lines goes; a shape of which nothing stays becomes None, and
        so does one whose sides cross 1,000 times, and as often as it has sides or 10,000 times: to mend those takes
        half a minute
    A hole in a hole is land again, and a bow tie its two halves: an area is where an odd or even number of rings says,
    where a ring that is drawn twice counts once: a hole as large as its ring is passed over.
    """
    import shapely

    broken = np.flatnonzero(~shapely.is_valid(shapes) & ~shapely.is_missing(shapes))
    reasons = {int(index): _HOLE if _all_hole(shapes[index]) else str(shapely.is_valid_reason(shapes[index]))
               for index in broken}  # fmt: skip
    if not len(broken):
        return shapes, reasons
    out = shapes.copy()
    for index in broken:
        if crossed := tangled(shapes[[index]], _CROSSED):
            reasons[int(index)] = f"{TANGLE} {crossed:,} times or more"
            out[index] = None
        else:
            out[index] = areas_only(np.array([_valid(shapes[index])], object))[0]
    return out, reasons


def _all_hole(shape: Any) -> bool:  # noqa: ANN401
    """Return whether a polygon of the shape has a hole that is its own outer ring."""
    import shapely

    return any(hole.bounds == part.exterior.bounds and shapely.equals(hole, part.exterior)
               for part in shapely.get_parts(shape) for hole in part.interiors)  # fmt: skip


def _valid(shape: Any) -> Any:  # noqa: ANN401
    """Return a shape made valid; None where GEOS cannot: corners nearer than numbers can tell apart defeat it."""
    import shapely

    for mend in (_with_holes_cut, shapely.make_valid,
                 lambda one: shapely.make_valid(one, method="structure", keep_collapsed=False),
                 lambda one: shapely.buffer(one, 0.0)):  # fmt: skip
        try:
            if shapely.is_valid(found := mend(shape)):
                return found
        except shapely.GEOSException:
            continue
    return None


def _with_holes_cut(shape: Any) -> Any:  # noqa: ANN401
    """Return a shape made valid; a hole that shares sides with its ring is cut out: by its lines GEOS would fill it."""
    import shapely

    whole = []
    for part in shapely.get_parts(shape):
        holes = np.array([*part.interiors], object)
        beside = ((shapely.length(shapely.intersection(holes, part.exterior)) > 0.0)
                  & ~shapely.equals(holes, part.exterior))  # fmt: skip
        rest = shapely.Polygon(part.exterior, list(holes[~beside]))
        cut = [areas_only(np.array([shapely.make_valid(shapely.Polygon(hole))], object))[0] for hole in holes[beside]]
        whole.append(shapely.difference(shapely.make_valid(rest), shapely.union_all(cut)) if cut else part)
    parts = shapely.get_parts(areas_only(np.array(whole, object)))
    return shapely.make_valid(shapely.MultiPolygon(list(parts))) if len(parts) else None


def parts_of(shapes: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[np.intp]]":
    """Return the polygons of ``shapes``, empty ones left out, and the index of the shape that each is of."""
    import shapely

    parts, owner = shapely.get_parts(shapes, return_index=True)
    there = ~shapely.is_empty(parts)
    return parts[there], owner[there]


def _unnested(collection: Any) -> "NDArray[Any]":  # noqa: ANN401
    """Return the parts of a collection, those of collections within it too."""
    import shapely

    parts, level = shapely.get_parts(collection), 0
    while (shapely.get_type_id(parts) == _COLLECTION).any() and level < 16:
        parts, level = shapely.get_parts(parts), level + 1
    return np.asarray(parts)
