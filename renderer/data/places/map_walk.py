"""An order of a map's areas in which whoever follows another is its neighbour, as far as can be: a walk through all.

It is the shortest way that was found from area to area, where a step over a common border counts as it is long and any
other as three times that. It begins at the end that lies further west.
"""

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from .ground_cache import derived_key, recall_ground, remember_ground

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .ground import Ground

__all__ = ["followed", "walk", "walk_of"]

_SUFFIX = ".walk"

_AWAY = 3.0  # how much longer a step is to an area that has no border with the one before
_MOST = 128  # areas of which the way is made shorter; of more Hilbert's curve alone keeps neighbours together
_BITS = 8  # of Hilbert's curve, along each side
_GAIN = 1e-9


def walk_of(ground: "Ground") -> "NDArray[np.intp]":
    """Return the walk through a map's areas, [n], from the cache where it was asked for before."""
    key = derived_key("walk", ground.centre, ground.neighbours)
    if (found := recall_ground(key, _SUFFIX)) is None:
        found = {"order": walk(ground.centre, ground.neighbours)}
        remember_ground(key, found, _SUFFIX)
    return np.asarray(found["order"], np.intp)


def walk(centre: "NDArray[np.floating]", neighbours: "NDArray[np.integer]") -> "NDArray[np.intp]":
    """
    Return the order of areas, [n], each once.

    centre : [n, 2], where they lie, x right, y up; neighbours : [k, 2], pairs with a common border
    """
    place = np.asarray(centre, np.float64)
    if len(place) > _MOST:
        return _from_west(_hilbert(place), place)
    if len(place) < 3:
        return np.argsort(place[:, 0], kind="stable")
    away = _lengths(place, np.asarray(neighbours))
    starts = (_hilbert(place), *(np.argsort(place[:, axis], kind="stable") for axis in (0, 1)))
    return _from_west(min((_shortened(order, away) for order in starts), key=lambda order: _length(order, away)), place)


def followed(order: "NDArray[np.integer]", neighbours: "NDArray[np.integer]") -> float:
    """Return the share of steps of a walk that lead over a common border."""
    borders = {frozenset(map(int, pair)) for pair in neighbours}
    steps = [frozenset(step) for step in pairwise(order.tolist())]
    return sum(step in borders for step in steps) / len(steps) if steps else 1.0


def _lengths(place: "NDArray[np.float64]", neighbours: "NDArray[np.integer]") -> "NDArray[np.float64]":
    """Return how long each step is, [n + 1, n + 1]; the last area is none, which a walk may begin and end at."""
    count = len(place)
    away = np.zeros((count + 1, count + 1))
    away[:count, :count] = _AWAY * np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1))
    one, other = neighbours.T if len(neighbours) else np.zeros((2, 0), np.intp)
    away[one, other] /= _AWAY
    away[other, one] = away[one, other]
    return away


def _length(order: "NDArray[np.intp]", away: "NDArray[np.float64]") -> float:
    return float(away[order[:-1], order[1:]].sum())


def _shortened(order: "NDArray[np.intp]", away: "NDArray[np.float64]") -> "NDArray[np.intp]":
    """Return ``order`` with parts turned round (2-opt, Croes 1958) and moved (Or, 1976) until no such change helps."""
    tour = np.append(order, len(order))
    while True:
        turned = _turned(tour, away)
        moved = _moved(turned, away)
        if moved is tour:
            break
        tour = moved
    none = int(np.flatnonzero(tour == len(order))[0])
    return np.roll(tour, -none)[1:]


def _turned(tour: "NDArray[np.intp]", away: "NDArray[np.float64]") -> "NDArray[np.intp]":
    """Return ``tour`` with its parts turned round, the one that helps most first; itself where none does."""
    while True:
        after = np.roll(tour, -1)
        step = away[tour, after]
        gain = step[:, None] + step[None] - away[np.ix_(tour, tour)] - away[np.ix_(after, after)]
        np.fill_diagonal(gain, 0.0)  # a step is no two
        first, last = sorted(np.unravel_index(gain.argmax(), gain.shape))
        if gain[first, last] <= _GAIN:
            return tour
        tour = np.concatenate([tour[: first + 1], tour[last:first:-1], tour[last + 1 :]])


def _moved(tour: "NDArray[np.intp]", away: "NDArray[np.float64]") -> "NDArray[np.intp]":
    """Return ``tour`` with one run of up to three put elsewhere, where that helps; else itself."""
    for length in (1, 2, 3):
        for first in range(len(tour)):
            ring = np.roll(tour, -first)
            run, rest = ring[:length], ring[length:]
            if len(rest) < 2:
                continue
            after = np.roll(rest, -1)
            saved = away[rest[-1], run[0]] + away[run[-1], rest[0]] - away[rest[-1], rest[0]]
            for way in (run, run[::-1]):
                cost = away[rest, way[0]] + away[way[-1], after] - away[rest, after]
                at = int(cost.argmin())
                if cost[at] < saved - _GAIN:
                    return np.concatenate([rest[: at + 1], way, rest[at + 1 :]])
    return tour


def _from_west(order: "NDArray[np.intp]", place: "NDArray[np.float64]") -> "NDArray[np.intp]":
    return order if place[order[0], 0] <= place[order[-1], 0] else order[::-1]


def _hilbert(place: "NDArray[np.float64]") -> "NDArray[np.intp]":
    """Return the order of places along Hilbert's curve (1891) over the square around them."""
    reach = max(float(np.ptp(place, axis=0).max()), 1e-12)
    side = 1 << _BITS
    x, y = np.clip(((place - place.min(axis=0)) / reach * side).astype(np.int64), 0, side - 1).T
    key = np.zeros(len(place), np.int64)
    for bit in reversed(range(_BITS)):
        right, up = x >> bit & 1, y >> bit & 1
        key = key << 2 | (3 * right ^ up)
        flip = (up == 0) & (right == 1)
        x, y = np.where(flip, side - 1 - x, x), np.where(flip, side - 1 - y, y)
        x, y = np.where(up == 0, y, x), np.where(up == 0, x, y)
    return np.argsort(key, kind="stable")
