"""Biome map: how much of a place is water rather than sand, and how much of that water colonies leave bare."""

import numpy as np

from .still import halves

FLOOR, OWN = (0.9, 0.7), (0.9, 0.9)
PARAMS = {}


def where(targets):
    """Return whose place lies under each pixel."""
    return {"row": targets["whose"].channel(0)}


def cold_of(still):
    """Return how blue each pixel is, from sand, 0, to water, 1, in the light of this picture."""
    light = np.maximum(still.light, 2e-3)
    cold = np.log(light[..., 2] / light[..., 0])
    sand, water = np.percentile(cold[still.maps["row"] >= 0], (10, 90))
    return (cold - sand) / max(water - sand, 0.1)


def read(still):
    """Return how blue each place is on the whole: sand is warm, water and what grows in it are not."""
    cold = np.clip(5.0 * cold_of(still) - 1.0, 0.0, 1.0)
    return still.each(lambda window, mask: cold[window][mask].mean())


def read_bare(still):
    """Return how much of what is not sand is water: colonies hold more red and blue than green, water less."""
    light, rows = np.maximum(still.light, 2e-3), still.maps["row"]
    plum = np.log(light[..., 0] * light[..., 2] / light[..., 1] ** 2)
    colony = plum > halves(plum[(rows >= 0) & (cold_of(still) > 0.25)])
    wet = (cold_of(still) > 0.25) | colony

    def bare(window, mask):
        under = mask & wet[window]
        return 1.0 - colony[window][under].mean() if under.sum() > 3 else np.nan

    return still.each(bare)
