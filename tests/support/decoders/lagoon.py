"""Lagoon: the water's light of a bell, which is more the larger and brighter it is."""

import numpy as np
from scipy import ndimage

FLOOR, OWN = (0.84, 0.85), (0.95, 0.95)
PARAMS = {}
REACH = 0.04  # of the picture's width, around the middle of a bell; its neighbours' light is theirs


def where(targets):
    """Return whose bell lies under each pixel."""
    return {"row": targets["bells"].channel(0)}


def read(still):
    """Return the sum of blue light around each bell, as a share of the picture: the warm heart has little of it."""
    rows, blue = still.maps["row"], still.light[..., 2]
    height, width = rows.shape
    middle = np.array(ndimage.center_of_mass(rows >= 0, rows, np.arange(still.areas)))
    reach = REACH * width
    best, whose = np.full(rows.shape, reach**2), np.full(rows.shape, -1)
    for row, (down, across) in enumerate(middle):
        if np.isfinite(down):
            window = tuple(slice(max(int(at - reach), 0), int(at + reach) + 2) for at in (down, across))
            y, x = np.mgrid[window[0].start : min(window[0].stop, height), window[1].start : min(window[1].stop, width)]
            away = (y - down) ** 2 + (x - across) ** 2
            near = away < best[window]
            best[window][near], whose[window][near] = away[near], row
    sums = np.bincount(whose[whose >= 0], blue[whose >= 0], minlength=still.areas) / rows.size
    return np.where(np.isfinite(middle[:, 0]), sums, np.nan)
