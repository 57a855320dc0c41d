"""A map drawn by its people: each area as large as the share of people who live there, neighbours still neighbours.

People are let flow apart until all live equally dense, and the land goes with them (Gastner, Seguy and More, "Fast
flow-based algorithm for creating density-equalizing map projections", 2018). What is outside has the mean density, and
nothing leaves the picture. No land folds over other land, at the end and on the way there.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .ground_cache import derived_key, recall_ground, remember_ground
from .warp import between, cell_centres, inverse, unfolded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .ground import Ground

    Floats = NDArray[np.float64]

__all__ = ["Cartogram", "cartogram_of"]

_SUFFIX = ".cartogram"
_FEW, _MANY = 256, 512  # cells of the grid along the picture's longer side, of a map of few areas and of many
_AREAS = 256  # that are few
_SIDE = 4  # samples of a cell along each side, by which areas are measured
_ROUNDS = 12
_DONE = 0.01  # of an area: how far it may be from its share
_BLUR = 16.0  # cells by which people are spread in the first round, half of it in each further one
_LEAST = 0.004  # of the mean density: areas with fewer people would vanish
_STEP = 0.4  # cells that a point may move at a time, where people are spread over few cells


@dataclass(frozen=True, slots=True, eq=False)
class Cartogram:
    """
    The way between a map and its cartogram, on the centres of a grid over the picture, bottom row first.

    back : float32, [height, width, 2], from a point of the cartogram to the point of the map that is shown there,
        heights of the picture; forth : the same, the other way
    error : float32, [n], by how much each area's part of the land is larger than its part of the people, of that
    """

    back: "NDArray[np.float32]" = field(repr=False)
    forth: "NDArray[np.float32]" = field(repr=False)
    error: "NDArray[np.float32]" = field(repr=False)


def cartogram_of(ground: "Ground", people: "Floats") -> Cartogram:
    """
    Return the cartogram of a map, from the cache where it was asked for before.

    people : [n], of each area of the map, NaN where unknown: such an area has the mean density. Where nobody is known
        the cartogram is the map
    """
    key = derived_key("cartogram", ground.rows, people)
    if (found := recall_ground(key, _SUFFIX)) is None:
        found = _made(ground, people)
        remember_ground(key, found, _SUFFIX)
    return Cartogram(**found)


def _made(ground: "Ground", people: "Floats") -> "dict[str, NDArray[np.float32]]":
    longer = _FEW if len(ground.codes) <= _AREAS else _MANY
    height = max(2, round(longer * ground.size[1] / max(ground.size)))
    shape = height, max(2, round(height * ground.size[0] / ground.size[1]))
    rows = ground.rows[::-1]
    back = np.zeros((2, *shape))  # cells, y and x
    wanted = _wanted(_areas(_sampled(rows, back), len(people)), people)
    for number in range(_ROUNDS):
        density, error = _density(rows, back, wanted)
        if np.abs(error).max(initial=0) < _DONE:
            break
        blur = _BLUR / 2**number
        flowed = _flowed_back(_blurred(density, blur), max(_STEP, blur / 4))
        further = unfolded(flowed - cell_centres(shape) + np.stack([between(one, flowed) for one in back]))
        if further is None:
            break
        back = further
    error = _density(rows, back, wanted)[1]
    scale = 1.0 / height
    return {"back": _texels(back * scale), "forth": _texels(inverse(back) * scale), "error": error.astype(np.float32)}


def _texels(way: "Floats") -> "NDArray[np.float32]":
    """Return a way, [2, height, width] of y and x, as [height, width, 2] of x and y."""
    return np.ascontiguousarray(way[::-1].transpose(1, 2, 0), np.float32)


def _wanted(area: "Floats", people: "Floats") -> "Floats":
    """Return how many samples of the picture each area shall have, 0 for one that has none and stays without."""
    seen = np.isfinite(people) & (people >= 0) & (area > 0)
    if not people[seen].sum() > 0:
        return area
    density = np.where(seen, people, 0.0).sum() / area[seen].sum()
    out = np.where(seen, np.maximum(people / density, _LEAST * area), area)
    return np.asarray(out * area.sum() / out.sum() * (area > 0))


def _sampled(rows: "NDArray[np.int32]", back: "Floats") -> "NDArray[np.int32]":
    """Return the area that the cartogram shows at each sample, several a cell."""
    fine = cell_centres(tuple(side * _SIDE for side in back.shape[1:]))
    at = (fine + 0.5) / _SIDE - 0.5
    at = at + np.stack([between(one, at) for one in back])
    line, column = (np.clip((one + 0.5) * (rows.shape[0] / back.shape[1]), 0, whole - 1).astype(np.intp)
                    for one, whole in zip(at, rows.shape, strict=True))  # fmt: skip
    return np.asarray(rows[line, column])


def _areas(shown: "NDArray[np.int32]", count: int) -> "Floats":
    """Return how many samples show each of ``count`` areas."""
    return np.bincount(shown[shown >= 0], minlength=count).astype(np.float64)


def _density(rows: "NDArray[np.int32]", back: "Floats", wanted: "Floats") -> "tuple[Floats, Floats]":
    """Return how dense people live in each cell, 1 where they are as many as they should be, and the areas' errors."""
    shown = _sampled(rows, back)
    area = _areas(shown, len(wanted))
    every = np.append(wanted / np.maximum(area, 0.5), 1.0)[shown]
    cells = every.reshape(back.shape[1], _SIDE, back.shape[2], _SIDE).mean(axis=(1, 3))
    return cells, np.where(wanted > 0, area / np.maximum(wanted, 1e-9) - 1, 0)


def _blurred(density: "Floats", sigma: float) -> "Floats":
    from scipy.ndimage import gaussian_filter

    return np.asarray(gaussian_filter(density, sigma, mode="reflect")) if sigma > 0.3 else density


def _flowed_back(density: "Floats", most: float) -> "Floats":
    """
    Return where what lies at the cells' centres came from while people flowed apart, [2, height, width].

    most : cells that a point moves at a time
    """
    mean, flux = density.mean(), _flux(density)
    places, time = cell_centres(density.shape), 1.0
    edge = np.array(density.shape).reshape(2, 1, 1) - 0.5
    aside = np.array([[0.5, 0.0], [0.0, 0.5]])[:, :, None, None]  # sides are counted half a cell further

    def speed(at: "Floats", now: float) -> "Floats":
        dense = (1 - now) * between(density, at) + now * mean
        return np.asarray(np.stack([between(one, at + to) for one, to in zip(flux, aside, strict=True)]) / dense)

    while time > 1e-9:
        one = speed(places, time)
        step = min(time, max(most / max(float(np.abs(one).max()), 1e-9), 1e-3))
        half = speed(places - one * step / 2, time - step / 2)
        places = np.clip(places - half * step, -0.5, edge)
        time -= step
    return places


def _flux(density: "Floats") -> "tuple[Floats, Floats]":
    """Return what flows through the cells' lower and left sides until all is equally dense; none leaves the grid."""
    from scipy.fft import dctn, idctn

    down, across = (2 - 2 * np.cos(np.pi * np.arange(side) / side) for side in density.shape)
    scale = down[:, None] + across
    scale[0, 0] = 1.0
    height = idctn(dctn(density - density.mean()) / scale)
    return np.pad(-np.diff(height, axis=0), ((1, 1), (0, 0))), np.pad(-np.diff(height, axis=1), ((0, 0), (1, 1)))
