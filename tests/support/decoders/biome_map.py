"""Biome map: how much of a place is water rather than sand, and how much of that water kelp leaves bare."""

import numpy as np

from .still import halves

FLOOR, OWN = (0.9, 0.7), (0.9, 0.9)
PARAMS = {}


def where(targets):
    """Return whose place lies under each pixel."""
    return {"row": targets["whose"].channel(0)}


def wet_of(still):
    """Return which pixels are no sand: what is blue beside red is water, what is green beside both is kelp."""
    light, here = np.maximum(still.light, 2e-3), still.maps["row"] >= 0
    blue = np.log(light[..., 2] / light[..., 0])
    green = np.log(light[..., 1] ** 2 / (light[..., 0] * light[..., 2]))
    return (blue > halves(blue[here])) | (green > halves(green[here]))


def read(still):
    """Return how much of each place is not sand."""
    wet = wet_of(still)
    return still.each(lambda window, mask: wet[window][mask].mean())


def read_bare(still):
    """Return how much of what is not sand is water: kelp holds more green than blue, water less."""
    light, wet = np.maximum(still.light, 2e-3), wet_of(still)
    green = np.log(light[..., 1] / light[..., 2])
    kelp = green > halves(green[(still.maps["row"] >= 0) & wet])

    def bare(window, mask):
        under = mask & wet[window]
        return 1.0 - kelp[window][under].mean() if under.sum() > 3 else np.nan

    return still.each(bare)
