"""Fracture: how many of the ten petals of a blossom are filled with glaze."""

import numpy as np

from .still import halves

FLOOR, OWN = (0.94, 0.87), (0.95, 0.95)
PARAMS = {}


def places(targets):
    """Return the middle (x right, y up) and the radius of each blossom, picture heights, [areas, 3]."""
    return np.stack([targets["bowls"].channel(index)[1] for index in range(3)], axis=-1)


def read(still):
    """Return the petals of each blossom that are green rather than bare, 0 .. 1 of ten, a half-filled one in part."""
    light = np.maximum(still.light, 1e-4)
    green = np.log(light[..., 1] / light[..., 0])
    petals = np.array([_petals(green, place) for place in still.places])
    middle = halves(petals[np.isfinite(petals)])
    if not (petals > middle).any():
        return np.zeros(still.areas)  # no petal is another colour than the rest
    bare, full = np.nanmedian(petals[petals <= middle]), np.nanmedian(petals[petals > middle])
    return np.array([_filled(one, bare, full) for one in petals])


def _filled(petals, bare, full):
    """Return the share of ten ``petals`` that is filled; beside each other, the lamp shades bare and full alike."""
    near = 0.3 * (full - bare)
    empty, whole = petals[petals < bare + near], petals[petals > full - near]
    bare, full = (np.median(own) if len(own) > 1 else all_ for own, all_ in ((empty, bare), (whole, full)))
    return np.nanmean(np.clip((petals - bare) / (full - bare), 0.0, 1.0))


def _petals(green, place):
    """Return how green each petal of one blossom is against the plate around it, [10]."""
    height, width = green.shape
    x, y, radius = place
    reach = 1.25 * radius * height
    across, down = 0.5 * width + x * height - 0.5, 0.5 * height - y * height - 0.5
    rows = np.arange(max(int(down - reach), 0), min(int(down + reach) + 2, height))
    columns = np.arange(max(int(across - reach), 0), min(int(across + reach) + 2, width))
    right, up = np.meshgrid((columns - across) / (radius * height), (down - rows) / (radius * height))
    off, patch = np.hypot(right, up), green[np.ix_(rows, columns)]
    clock = (np.arctan2(right, up) / (2 * np.pi) % 1.0 * 10).astype(int)
    around = patch[(off > 1.02) & (off < 1.25)]
    ring = (off > 0.4) & (off < 0.9)
    inside = [patch[ring & (clock == petal)] for petal in range(10)]
    return np.array([one.mean() - np.median(around) if len(one) else np.nan for one in inside])
