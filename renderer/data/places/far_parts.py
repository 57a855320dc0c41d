"""Which parts of a map lie so far from the others that to show all at one scale would shrink the map to a dot."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Groups", "groups"]

_GAP = 0.1  # of the map's size: open sea or foreign land between two parts, from which on they are apart
_TOGETHER = 3.0  # times that gap, within which far parts are one group: a chain of islands
_GROWTH, _SIDE = 1.3, 1.3  # how much larger the map's box, and its longer side, may become to take a part in
_AREA = 0.5  # of the map's: what is larger is no far part of it
_FEWEST, _MOST = 4, 24  # areas of a map that has far parts; groups of far parts
_WORLD = 200.0  # degrees
_FINE = 4  # cells within a gap


class Groups(NamedTuple):
    """
    Parts of shapes, by where they lie.

    parts : [p], polygons, degrees; owner : int, [p], the shape that each is of
    group : int, [p], 0 for the map itself, 1, 2 ... for each group of far parts
    scattered : how many groups would be far and are too many for that, 0 by default
    """

    parts: "NDArray[Any]"
    owner: "NDArray[np.intp]"
    group: "NDArray[np.intp]"
    scattered: int = 0


def groups(shapes: "NDArray[Any]") -> Groups:
    """
    Return the parts of ``shapes``, [n] in degrees, and which of them are far from the map itself.

    The map itself is where most of the areas are. Parts are apart where more than a tenth of its size lies between
    them, and far where the map would shrink for them. Nothing is far on a map of the world, of a few areas, or where
    what would be is more than half of the rest, or more than ``_MOST`` groups: ``scattered`` then says how many.
    """
    import shapely

    parts, owner = shapely.get_parts(shapes, return_index=True)
    group = np.zeros(len(parts), np.intp)
    west, _, east, _ = shapely.total_bounds(shapes)
    if len(shapes) < _FEWEST or east - west > _WORLD:
        return Groups(parts, owner, group)
    apart = _apart(parts, _GAP * _size(shapes))
    count = int(apart.max()) + 1
    if count == 1:
        return Groups(parts, owner, group)
    areas = np.array([len(np.unique(owner[apart == n])) for n in range(count)])
    flat = _flattened(parts, shapes)
    size = np.bincount(apart, shapely.area(flat), count)
    main = int(max(range(count), key=lambda n: (areas[n], size[n])))
    near = _near(shapely.bounds(flat), apart, main)
    far = np.flatnonzero(~np.isin(apart, list(near)))
    area = shapely.area(flat)
    if not len(far) or area[far].sum() > _AREA * (area.sum() - area[far].sum()):
        return Groups(parts, owner, group)
    together = _apart(parts[far], _TOGETHER * _GAP * _size(shapes))
    order = np.argsort(np.argsort(-np.bincount(together, area[far]), kind="stable"))
    if len(order) > _MOST:
        return Groups(parts, owner, group, len(order))
    group[far] = order[together] + 1
    return Groups(parts, owner, group)


def _on_sphere(lon: "NDArray[np.float64]", lat: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return points on a sphere of radius 1, [n, 3]."""
    lon, lat = np.radians(lon), np.radians(lat)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _size(shapes: "NDArray[Any]") -> float:
    """Return how large the map is without its outer tenths: the diagonal between areas, radii of the Earth."""
    import shapely

    bounds = shapely.bounds(shapes)
    middles = _on_sphere((bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2)
    return max(float(np.linalg.norm(np.diff(np.percentile(middles, [10, 90], axis=0), axis=0))), 1e-6)


def _apart(parts: "NDArray[Any]", gap: float) -> "NDArray[np.intp]":
    """
    Return the number of each part's group; within one, no part is farther than ``gap`` from all others.

    The sphere is divided into cells of a quarter of the gap: what is near is decided by the cells' middles.
    """
    import shapely

    lonlat, part = shapely.get_coordinates(parts, return_index=True)
    place = np.floor(_on_sphere(*lonlat.T) / (gap / _FINE)).astype(np.int64)
    step = np.array([1, 1 << 20, 1 << 40])
    cells, own = np.unique(place @ step, return_inverse=True)
    reach = np.stack(np.meshgrid(*[np.arange(-_FINE, _FINE + 1)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    reach = reach[((reach**2).sum(axis=1) <= _FINE**2) & (reach @ step > 0)]
    pairs = [np.column_stack([np.flatnonzero(found), at[found]]) for at, found in (
        _looked_up(cells, cells + offset) for offset in (reach @ step).tolist())]  # fmt: skip
    begin = own[np.flatnonzero(np.append(True, part[1:] != part[:-1]))]
    joined = np.concatenate([*pairs, np.column_stack([begin[part], own])])
    return np.asarray(np.unique(_components(len(cells), joined)[begin], return_inverse=True)[1], np.intp)


def _looked_up(
    cells: "NDArray[np.int64]", wanted: "NDArray[np.int64]"
) -> "tuple[NDArray[np.intp], NDArray[np.bool_]]":
    """Return where in ``cells``, sorted, each of ``wanted`` is, and whether it is there."""
    at = np.minimum(np.searchsorted(cells, wanted), len(cells) - 1)
    return at, np.asarray(cells[at] == wanted)


def _components(count: int, pairs: "NDArray[np.intp]") -> "NDArray[np.intp]":
    """Return for each of ``count`` nodes the lowest that ``pairs``, [k, 2], connect it with."""
    lowest = np.arange(count)
    while True:
        least = np.minimum(lowest[pairs[:, 0]], lowest[pairs[:, 1]])
        following = lowest.copy()
        np.minimum.at(following, lowest[pairs[:, 0]], least)
        np.minimum.at(following, lowest[pairs[:, 1]], least)
        following = following[following]
        if np.array_equal(following, lowest):
            return lowest
        lowest = following


def _flattened(parts: "NDArray[Any]", shapes: "NDArray[Any]") -> "NDArray[Any]":
    """Return the parts on a plane around the map's middle, areas true."""
    import shapely

    from .equal_area import Projection, project

    bounds = shapely.bounds(shapes)
    lon, lat = np.median((bounds[:, 0] + bounds[:, 2]) / 2), np.median((bounds[:, 1] + bounds[:, 3]) / 2)
    return project(parts, Projection(f"+proj=laea +lat_0={lat:.9f} +lon_0={lon:.9f} +datum=WGS84 +units=m", ""))


def _near(bounds: "NDArray[np.float64]", apart: "NDArray[np.intp]", main: int) -> set[int]:
    """Return the groups that make the map little larger, ``main`` among them."""
    boxes = {n: np.append(bounds[apart == n, :2].min(axis=0), bounds[apart == n, 2:].max(axis=0))
             for n in np.unique(apart).tolist()}  # fmt: skip
    near, box = {main}, boxes[main]
    while True:
        grown = {n: np.append(np.minimum(box[:2], other[:2]), np.maximum(box[2:], other[2:]))
                 for n, other in boxes.items() if n not in near}  # fmt: skip
        able = {n: one for n, one in grown.items() if _grows(box, one) <= 1.0}
        if not able:
            return near
        best = min(able, key=lambda n: _grows(box, able[n]))
        near.add(best)
        box = able[best]


def _grows(box: "NDArray[np.float64]", other: "NDArray[np.float64]") -> float:
    """Return by how much a box grows, 1 where that is just not too much."""
    before, after = np.maximum(box[2:] - box[:2], 1e-9), other[2:] - other[:2]
    return float(max(after.prod() / before.prod() / _GROWTH, after.max() / before.max() / _SIDE))
