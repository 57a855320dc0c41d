"""Where each area sits on a wall: a map on which every place has the same room.

Areas start where they lie on a map that somebody named, else on Earth, and push each other apart until each has its
share, so that a small crowded coast is as readable as a wide empty state, and neighbours stay neighbours.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .table import Area, Table

__all__ = ["asked", "seat_texels", "seats", "wall_seats"]

_GRID = (72, 36)
_ROUNDS = 24
_MANY = 128  # areas that the grid above parts well; more begin evenly spread, on a finer one
_EACH = 12  # points of the grid for each area then
_WIDE = 3.6  # how much a step across counts against one up, squared: the oblong is as wide as it is


def seat_texels(table: Table) -> NDArray[np.float32]:
    """Return what a scene reads of each area's place, [3, areas, 2]: ``wall_seats``, and ``asked`` with a 0."""
    return np.concatenate([wall_seats(table), np.pad(asked(table)[None, :, None], ((0, 0), (0, 0), (0, 1)))])


def asked(table: Table) -> NDArray[np.float32]:
    """
    Return how many were asked in each area against the mean of all, [areas].

    They are those behind the newest figure of the first column; 0 where the table does not say, and where that figure
    is not known: what is withheld shall not be told by a size.
    """
    out = np.zeros(len(table.areas), np.float32)
    if table.columns:
        told = (table.sample[-1, :, 0] > 0) & np.isfinite(table.value[-1, :, 0])
        if told.any():
            out[told] = table.sample[-1, told, 0] / table.sample[-1, told, 0].mean()
    return out


def wall_seats(table: Table) -> NDArray[np.float32]:
    """
    Return the seat of each area of ``table`` on a wide wall and on a tall one, [2, areas, 2]: x right, y up, 0 .. 1.

    On a tall wall areas lie on their side, north to the right; where somebody named a map north is up on both. Who is
    not on that map sits at the lower edge.
    """
    if table.on_map is None or not np.isfinite(table.on_map).any():
        wide = seats(table.areas)
        return np.stack([wide, _on_side(wide)])
    where = _with_edge(table.on_map)
    wide, turned = (_settled(tuple(map(tuple, place.tolist()))) for place in (where, where[:, ::-1] * (-1.0, 1.0)))
    return np.stack([wide, _on_side(turned)])


def _on_side(wide: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return seats as they lie on a tall wall: what was up is to the right."""
    return np.column_stack([wide[:, 1], np.float32(1.0) - wide[:, 0]])


def _with_edge(where: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places on a map, [n, 2], those that have none side by side below it."""
    out, none = where.copy(), ~np.isfinite(where).all(axis=1)
    low, high = where[~none].min(axis=0), where[~none].max(axis=0)
    part = (np.arange(none.sum()) + 0.5) / max(1, none.sum())
    out[none] = np.column_stack([low[0] + part * (high[0] - low[0]), np.full(len(part), low[1] - 0.1)])
    return out


def seats(areas: Sequence[Area]) -> NDArray[np.float32]:
    """
    Return the seat of each area, [areas, 2]: x east and y north, 0 .. 1 across a rounded oblong.

    Lloyd's relaxation ("Least squares quantization in PCM", 1982) over a superellipse: the seats end
    evenly spread. Areas without a place on Earth start on a sunflower spiral (Vogel, 1979).

    >>> seats([Area("01", "A", -90.0, 30.0), Area("02", "B", -70.0, 30.0)])[:, 0].astype(float).round(1).tolist()
    [0.3, 0.7]
    """
    if not areas:
        return np.zeros((0, 2), np.float32)
    # NaN equals nothing, itself included: None stands for it in the cache's key.
    return _settled(tuple((one.lon, one.lat) if one.lon == one.lon else None for one in areas))


@lru_cache(maxsize=8)
def _settled(places: tuple[tuple[float, float] | None, ...]) -> NDArray[np.float32]:
    """Return the seats of ``places``, degrees east and north; they cost 25 ms and each reload asks again."""
    start, many = _start(places), len(places) > _MANY
    if many and None not in places:
        start = _spread(start)
    finer = max(1.0, (_EACH * len(places) / 2000.0) ** 0.5) if many else 1.0
    width, height = (round(side * finer) for side in _GRID)
    x, y = np.meshgrid((np.arange(width) + 0.5) / width * 2 - 1, (np.arange(height) + 0.5) / height * 2 - 1)
    points = np.column_stack([x.ravel(), y.ravel()])
    points = points[(np.abs(points) ** 3).sum(axis=1) < 1]
    room = np.empty((2, len(points), 0 if many else len(start)))  # anew in each round it would cost four times as much
    for _ in range(_ROUNDS):
        away = _nearest(start, points) if many else _each_asked(start, points, room)
        count = np.bincount(away, minlength=len(start))
        centre = np.column_stack([np.bincount(away, points[:, k], len(start)) for k in (0, 1)])
        held = count > 0
        start[held] = centre[held] / count[held, None]
    settled = np.asarray(start * 0.5 + 0.5, np.float32)
    settled.setflags(write=False)  # it is shared by all who ask
    return settled


def _each_asked(
    start: NDArray[np.float64], points: NDArray[np.float64], room: NDArray[np.float64]
) -> NDArray[np.intp]:
    """Return which of ``start`` is nearest to each of ``points``, all asked; ``room`` : [2, points, start], to use."""
    for k in (0, 1):
        np.subtract(points[:, None, k], start[:, k], out=room[k])
    room *= room
    room[0] *= _WIDE
    room[0] += room[1]
    return np.asarray(room[0].argmin(axis=1), np.intp)


def _nearest(start: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return which of ``start`` is nearest to each of ``points``, by a tree: many areas would cost seconds."""
    from scipy.spatial import cKDTree  # 0.1 s to import, which only a table of many areas pays

    scale = np.array([_WIDE**0.5, 1.0])
    return np.asarray(cKDTree(start * scale).query(points * scale)[1], np.intp)


def _spread(start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``start`` evenly over the oblong: in columns from west to east, in each from south to north."""
    count = len(start)
    x = np.linspace(-1.0, 1.0, 512)
    high = (1.0 - np.abs(x) ** 3) ** (1 / 3)
    part = np.cumsum(high) / high.sum()
    east = np.argsort(np.argsort(start[:, 0], kind="stable"), kind="stable")
    columns = max(1, round((count * _WIDE**0.5) ** 0.5))
    column = np.minimum(east * columns // count, columns - 1)
    out = np.empty_like(start)
    for index in range(columns):
        own = np.flatnonzero(column == index)
        at = float(np.interp((index + 0.5) / columns, part, x))
        north = np.argsort(np.argsort(start[own, 1], kind="stable"), kind="stable")
        reach = (1.0 - abs(at) ** 3) ** (1 / 3)
        up = (north + (0.25, 0.75)[index % 2]) / len(own) * 2 - 1  # staggered: a square lattice would stay one
        out[own] = np.column_stack([np.full(len(own), at), up * reach])
    return out


def _start(places: Sequence[tuple[float, float] | None]) -> NDArray[np.float64]:
    """Return first places in -1 .. 1: from longitude and latitude, far outliers drawn in."""
    count = len(places)
    turn = np.arange(count) * np.radians(137.50776)
    spiral = np.sqrt((np.arange(count) + 0.5) / count)[:, None] * np.column_stack(
        [np.cos(turn), np.sin(turn)]
    )
    earth = np.array([place or (np.nan, np.nan) for place in places], np.float64)
    known = np.isfinite(earth).all(axis=1)
    if known.sum() < 2:
        return np.asarray(spiral)
    middle = _quantile(earth[known], 0.5)
    reach = np.maximum(_quantile(np.abs(earth[known] - middle), 0.9), 1e-6)
    scaled = np.clip((earth - middle) / reach, -1.15, 1.15) * 0.8
    # Two places at one point would never part: the spiral's last digits tell them apart.
    return np.asarray(np.where(np.reshape(known, (-1, 1)), scaled + spiral * 1e-3, spiral))


def _quantile(values: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """Return the quantile ``share`` of each column, between the two nearest: numpy's own imports numpy.ma for it."""
    ordered, at = np.sort(values, axis=0), share * (len(values) - 1)
    low, high = ordered[int(at)], ordered[min(int(at) + 1, len(ordered) - 1)]
    return np.asarray(high - (high - low) * (1.0 - at % 1.0))
