"""Biome map: how much of a place is water rather than sand."""

import numpy as np

FLOOR, OWN = (0.9, 0.7), (0.9, 0.9)
PARAMS = {}


def where(targets):
    """Return whose place lies under each pixel."""
    return {"row": targets["whose"].channel(0)}


def read(still):
    """Return how blue each place is on the whole: sand is warm, water and what grows in it are not."""
    light = np.maximum(still.light, 2e-3)
    cold = np.clip(np.log(light[..., 2] / light[..., 0]) + 0.9, 0.0, 0.6)
    return still.each(lambda window, mask: cold[window][mask].mean())
