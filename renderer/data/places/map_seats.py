"""Seats that keep a map's neighbourhood: one field of a honeycomb for each area, neighbours beside each other.

The fields cover the land, as many as there are areas. Who sits where is an assignment of least squared distance, first
by halving land and areas again and again, then exactly in small windows; and at last each is drawn to the middle of its
neighbours.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .ground_cache import derived_key, recall_ground, remember_ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .ground import Ground

__all__ = ["Seats", "kept", "seats_of"]

_SUFFIX = ".seats"
_EXACT = 64  # areas that are assigned at once where land is halved no more
_WINDOW = 160  # seats of a window in which the assignment is exact
_ROUNDS = 10  # of windows, each time elsewhere
_PULL = 0.8  # how far towards the middle of its neighbours an area is drawn in a round
_TRIES = 48  # distances between seats that are tried


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """
    A seat for each area of a map, in heights of the picture, x right, y up.

    cell : int64, [n, 2], column and line of each area's seat; pitch : from a seat to the next
    Lines are pitch * sqrt(3) / 2 apart, and every other one is half a pitch further right.
    """

    cell: "NDArray[np.int64]" = field(repr=False)
    pitch: float

    @property
    def place(self) -> "NDArray[np.float64]":
        """The middle of each area's seat, [n, 2]."""
        return _middle(self.cell, self.pitch)


def seats_of(ground: "Ground") -> Seats:
    """Return the seats of a map's areas, from the cache where they were asked for before."""
    key = derived_key("seats", ground.rows >= 0, ground.centre, ground.neighbours)
    if (found := recall_ground(key, _SUFFIX)) is None:
        cells, pitch = _honeycomb(ground)
        own = _assigned(ground, _middle(cells, pitch), pitch) if len(ground.codes) else np.zeros(0, np.intp)
        found = {"cell": cells[own], "pitch": pitch}
        remember_ground(key, found, _SUFFIX)
    return Seats(**found)


def kept(ground: "Ground", place: "NDArray[np.float64]", pitch: float) -> float:
    """Return how many of the map's neighbours sit side by side where each has its ``place``, [n, 2], as a share."""
    away = np.hypot(*(place[ground.neighbours[:, 0]] - place[ground.neighbours[:, 1]]).T)
    return float((away < 1.1 * pitch).mean()) if len(away) else 1.0


def _middle(cell: "NDArray[np.int64]", pitch: float) -> "NDArray[np.float64]":
    column, line = cell[:, 0], cell[:, 1]
    return np.column_stack([column + 0.5 + line % 2 / 2, (line + 0.5) * 3**0.5 / 2]) * pitch


def _honeycomb(ground: "Ground") -> "tuple[NDArray[np.int64], float]":
    """Return the cells of a honeycomb over the land, at least as many as there are areas, and their pitch."""
    land, count = ground.rows >= 0, max(1, len(ground.codes))
    if not land.any():
        land = np.ones_like(land)
    height = land.shape[0]
    best = None
    for pitch in (land.mean() * land.shape[1] / height / count * 2 / 3**0.5) ** 0.5 * np.linspace(1.4, 0.3, _TRIES):
        line, column = np.mgrid[0 : int(1.16 / pitch) + 1, 0 : int(land.shape[1] / height / pitch) + 1].reshape(2, -1)
        cell = np.column_stack([column, line])
        middle = _middle(cell, pitch)
        room = np.minimum(middle, (land.shape[1] / height, 1.0) - middle) / pitch
        over = (room >= (0.5, 3**-0.5)).all(axis=1)  # the whole field lies in the picture
        x, y = (middle * height).astype(int).T
        over[over] = land[height - 1 - y[over], x[over]]
        if over.sum() >= count and (best is None or over.sum() < len(best[0])):
            best = cell[over], float(pitch)
        if best is not None and len(best[0]) == count:
            break
    assert best is not None  # the finest honeycomb has tenfold the fields
    return best


def _assigned(ground: "Ground", seat: "NDArray[np.float64]", pitch: float) -> "NDArray[np.intp]":
    """Return for each area which of the seats, [m, 2], is its own."""
    target = ground.centre.astype(np.float64)
    own = _halved(target, seat)
    for number in range(_ROUNDS):
        own = _in_windows(own, target, seat, pitch, number)
    best = own
    for number in range(_ROUNDS):
        own = _in_windows(own, _drawn_in(ground, seat[own]), seat, pitch, number)
        if kept(ground, seat[own], pitch) > kept(ground, seat[best], pitch):
            best = own
    return best


def _halved(target: "NDArray[np.float64]", seat: "NDArray[np.float64]") -> "NDArray[np.intp]":
    """Return a seat for each target: both are parted along the seats' longer side until few are left."""
    own = np.zeros(len(target), np.intp)
    parts = [(np.arange(len(target)), np.arange(len(seat)))]
    while parts:
        who, where = parts.pop()
        if len(who) <= _EXACT:
            own[who] = where[_exact(target[who], seat[where])]
            continue
        axis = int(np.ptp(seat[where, 1]) > np.ptp(seat[where, 0]))
        who = who[np.argsort(target[who, axis], kind="stable")]
        where = where[np.argsort(seat[where, axis], kind="stable")]
        half = len(who) // 2
        free = half + (len(where) - len(who)) // 2
        parts += [(who[:half], where[:free]), (who[half:], where[free:])]
    return own


def _in_windows(
    own: "NDArray[np.intp]", target: "NDArray[np.float64]", seat: "NDArray[np.float64]", pitch: float, number: int
) -> "NDArray[np.intp]":
    """Return ``own`` assigned anew within windows, which lie elsewhere for each ``number``."""
    out, holder = own.copy(), np.full(len(seat), -1)
    holder[own] = np.arange(len(own))
    for where in _windows(seat, pitch, number):
        who = holder[where]
        who = who[who >= 0]
        out[who] = where[_exact(target[who], seat[where])]
    return out


def _windows(seat: "NDArray[np.float64]", pitch: float, number: int) -> "Iterator[NDArray[np.intp]]":
    """Yield which seats lie in each window."""
    side = _WINDOW**0.5 * pitch
    shift = np.array([number * 0.7549, number * 0.5698]) % 1.0  # R2, Roberts 2018: spread evenly
    column, line = np.floor(seat / side + shift).astype(np.int64).T
    key = line * (column.max() + 1) + column
    order = np.argsort(key, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(key[order])) + 1)


def _exact(target: "NDArray[np.float64]", seat: "NDArray[np.float64]") -> "NDArray[np.intp]":
    """Return the seat of each target so that the squares of all ways are least; there are no fewer seats."""
    from scipy.optimize import linear_sum_assignment

    cost = ((target[:, None] - seat[None]) ** 2).sum(axis=2)
    return np.asarray(linear_sum_assignment(cost)[1], np.intp)


def _drawn_in(ground: "Ground", place: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return ``place``, [n, 2], drawn towards the middle of where each area's neighbours are."""
    one, other = np.concatenate([ground.neighbours, ground.neighbours[:, ::-1]]).T
    count = np.bincount(one, minlength=len(place))[:, None]
    middle = np.column_stack([np.bincount(one, place[other, k], len(place)) for k in (0, 1)]) / np.maximum(count, 1)
    return np.where(count > 0, place + _PULL * (middle - place), place)
